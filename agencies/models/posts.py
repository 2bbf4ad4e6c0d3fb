"""Who works where, person or program."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models.offices import Agency
from kit.held import Held, ReferenceKey
from kit.models import Reference


class PostQuerySet(models.QuerySet["Post"]):
    """Posts as one asks for them."""

    def current(self) -> "PostQuerySet":
        """Return the posts whose holders work there now; a closed agency's desk is closed too."""
        return self.filter(ended_at=None, user__is_active=True, agency__is_active=True)


class Post(Reference):
    """Who works where, in which role. A person holds one post at a time."""

    class Role(models.TextChoices):
        """What the holder is there for."""

        CLERK = "clerk", _("Clerk")
        SUPERVISOR = "supervisor", _("Supervisor")
        AUDITOR = "auditor", _("Provincial auditor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name=_("account"),
    )
    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="posts", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    # Keyed indexes of document numbers, the holder's own and those of relatives, never the numbers:
    # with whose cases the holder has nothing to do (公务员法 art. 76).
    kept_from = models.JSONField(default=list, blank=True, editable=False)
    started_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at=None),
                name="nobody_holds_two_posts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.agency}"


class ApiClient(models.Model):
    """An agency's own system: an OAuth2 client (client credentials) that acts for the agency."""

    client = models.OneToOneField(
        "allauth_idp_oidc.Client",
        on_delete=models.PROTECT,
        related_name="agency_client",
        verbose_name=_("system"),
    )
    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="api_clients", verbose_name=_("agency")
    )
    is_active = models.BooleanField(_("active"), default=True)
    # A supervisor of the agency fetches it, once; nobody else ever sees it.
    secret_waits = models.BooleanField(_("secret waits to be fetched"), default=False)
    # Until when the secret of before counts beside the new one (`agencies.two_secrets`).
    old_until = models.DateTimeField(null=True, editable=False)
    old_used_on = models.DateField(null=True, editable=False)
    # From which networks it may call, such as 203.0.113.0/28; none named: from anywhere.
    networks = models.JSONField(default=list, editable=False)
    # Public keys (PEM) by which its calls that change something are signed; none: they need not be.
    signing_keys = models.JSONField(null=True, editable=False)
    # Of its last access: the day, and the network of its address, as wide as a provider gives out.
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    last_used_from = models.CharField(max_length=50, blank=True, editable=False)

    class Meta:
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")
        constraints = [
            models.CheckConstraint(
                condition=Q(old_until=None) | Q(secret_waits=False),
                name="no_old_secret_counts_while_a_new_one_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id} · {self.agency}"

    def may_call_from(self, address: str) -> bool:
        """Whether it may call from an address; one that cannot be told stands in no network."""
        if not self.networks:
            return True
        try:
            here = ip_address(address)
        except ValueError:
            return False
        return any(here in ip_network(each) for each in self.networks)


class TokenRule(Reference):
    """Whether second persons of an agency may approve by a token of theirs; by its head.

    A token kept in a program is used without anybody looking: some agencies approve on pages only.
    """

    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="+")
    may_approve = models.BooleanField(default=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency"], name="an_agency_has_one_rule_of_tokens")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.may_approve}"


def _read_off() -> frozenset[int]:
    off = TokenRule.objects.filter(may_approve=False)
    return frozenset(off.values_list("agency_id", flat=True))


approve_on_pages_only = Held(_read_off, TokenRule)  # keys of agencies
