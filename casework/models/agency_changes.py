"""What more than one person changes about an agency: where its money goes, who works there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from agencies.models import Agency, ApiClient, Post
from kit.held import ReferenceKey
from kit.model_fields import EncryptedField
from kit.models import Immutable


def _somebody(label: object) -> models.ForeignKey:
    """Return the field that names who did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class Account(models.Model):
    """The particulars of a bank account, as letters print them."""

    account_name = models.CharField(_("account name"), max_length=120)
    bank_name = models.CharField(_("bank"), max_length=120)
    bank_account = models.CharField(_("bank account"), max_length=40)

    class Meta:
        abstract = True

    @property
    def as_text(self) -> str:
        """The account in one line."""
        return f"{self.account_name}, {self.bank_name}, {self.bank_account}"


class AccountProposalQuerySet(ProposalQuerySet):
    """Proposed accounts as one asks for them."""

    def undecided(self) -> "AccountProposalQuerySet":
        """Return those that somebody still has to decide on."""
        return self.filter(turned_down_at=None, confirmed_at=None, rejected_at=None)

    def for_the_agency(self) -> "AccountProposalQuerySet":
        """Return those that two administrators agree on and the agency has to confirm."""
        return self.undecided().exclude(approved_at=None)


class AccountProposal(Proposal, Account):
    """A new bank account of an agency: two administrators, then the agency's own supervisor."""

    agency = ReferenceKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="account_proposals",
        verbose_name=_("agency"),
    )
    reason = EncryptedField(_("reason"), max_length=300)
    confirmed_by = _somebody(_("confirmed by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    rejected_by = _somebody(_("rejected by"))
    rejected_at = models.DateTimeField(_("rejected"), null=True, editable=False)
    rejection = EncryptedField(_("why rejected"), max_length=300, blank=True, editable=False)

    objects = AccountProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed bank account")
        verbose_name_plural = _("proposed bank accounts")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(turned_down_at=None, confirmed_at=None, rejected_at=None),
                name="one_new_account_of_an_agency_waits",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(
                    ~Q(confirmed_by=F("proposed_by")),
                    ~Q(confirmed_by=F("approved_by")),
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    approved_at__isnull=False,
                    rejected_at=None,
                ),
                name="an_account_is_confirmed_by_a_third_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.bank_account}"


class BankAccount(Immutable, Account):
    """An account an agency has had from a moment on: written once, with what was before."""

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="accounts", verbose_name=_("agency")
    )
    # In one line, as the agency was told; empty for the first account.
    before = models.CharField(_("account before"), max_length=290, blank=True)
    since = models.DateTimeField(_("since"))
    # Nobody: it came with the agency, when the portal was set up.
    proposed_by = _somebody(_("proposed by"))
    approved_by = _somebody(_("approved by"))
    confirmed_by = _somebody(_("confirmed by"))

    class Meta:
        verbose_name = _("bank account of an agency")
        verbose_name_plural = _("bank accounts of agencies")
        ordering = ["agency", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_by=None, approved_by=None, confirmed_by=None)
                | Q(
                    ~Q(proposed_by=F("approved_by")),
                    ~Q(confirmed_by=F("proposed_by")),
                    ~Q(confirmed_by=F("approved_by")),
                    proposed_by__isnull=False,
                    approved_by__isnull=False,
                    confirmed_by__isnull=False,
                ),
                name="three_persons_change_an_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {timezone.localtime(self.since):%Y-%m-%d}"


class AgencyProposal(Proposal):
    """What shall be changed of an agency, or a new one: it counts when a second one agrees.

    It holds what is changed and nothing else, by the names of the fields, each beside what stood
    there when it was proposed.
    """

    agency = ReferenceKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("agency"),
    )
    before = models.JSONField(_("before"), default=dict, editable=False)
    after = models.JSONField(_("after"), editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed change of an agency")
        verbose_name_plural = _("proposed changes of agencies")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_change_of_an_agency_waits",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False) & ~Q(after={}),
                name="somebody_proposes_what_shall_be_changed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency or self.after.get("name"))


class AgencyChange(Immutable):
    """What two administrators changed of an agency at a moment: written once, old beside new."""

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="changes", verbose_name=_("agency")
    )
    # Each as [name of the field, old, new], old and new in Chinese and English.
    fields = models.JSONField(_("what was changed"))
    since = models.DateTimeField(_("since"))
    proposed_by = _somebody(_("proposed by"))
    approved_by = _somebody(_("approved by"))

    class Meta:
        verbose_name = _("change of an agency")
        verbose_name_plural = _("changes of agencies")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    ~Q(proposed_by=F("approved_by")),
                    proposed_by__isnull=False,
                    approved_by__isnull=False,
                ),
                name="two_persons_change_an_agency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {timezone.localtime(self.since):%Y-%m-%d}"


class PostProposal(Proposal):
    """A post that somebody shall have: it begins when another administrator approves."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("account"),
    )
    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=12, choices=Post.Role)
    # Keyed indexes of the holder's own document number and of relatives' (see `Post.kept_from`).
    kept_from = models.JSONField(default=list, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed post")
        verbose_name_plural = _("proposed posts")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(approved_at=None, turned_down_at=None),
                name="one_post_of_somebody_is_proposed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("user")),
                name="nobody_approves_a_post_of_their_own",
            ),
            models.CheckConstraint(
                condition=~Q(kept_from=[]),
                name="a_post_is_proposed_with_the_number_of_its_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"


class ClientProposal(Proposal):
    """A system that shall act for an agency: new, or known and let in for something else."""

    agency = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    name = models.CharField(
        _("Name of the system"), max_length=100, help_text=_("For example: Guangzhou core system")
    )
    client = models.ForeignKey(
        ApiClient,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("system"),
        help_text=_(
            "Empty: a new system. Otherwise what is chosen here takes the place of before."
        ),
    )
    # The names of what it is let in for (agencies.scopes).
    scopes = models.JSONField(_("what it may do"))
    new_secret = models.BooleanField(
        _("a new secret"),
        default=False,
        help_text=_("For a known system: its secret ends. If it was locked out, it does anyway."),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("proposed API client")
        verbose_name_plural = _("proposed API clients")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=False), name="a_system_is_proposed_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(scopes=[]), name="a_system_is_let_in_for_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.agency}"
