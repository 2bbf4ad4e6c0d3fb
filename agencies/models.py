"""Regions, agencies, who works where, the working-day calendar, dated terms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies.approval import Proposal, ProposalQuerySet
from agencies.rules.terms import INSURANCES, Insurance
from kit.held import Held, ReferenceKey
from kit.models import Erasable, Immutable, Reference
from law.values import Value as RuleBookValue
from law.values import holds_on
from law.wording import Basis, Text
from law.workdays import ExceptionDay


def in_language(zh: str, en: str) -> str:
    """Return the Chinese or the English of the two, after the reader's language."""
    return en if en and (get_language() or "zh").startswith("en") else zh


# The insurances that can be moved, called in the reader's language.
INSURANCE_CHOICES = [
    (each.value, lazy(in_language, str)(said.zh, said.en)) for each, said in INSURANCES.items()
]


class Region(Reference):
    """An administrative division of GB/T 2260."""

    class Level(models.TextChoices):
        """Province, prefecture or county."""

        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("City")
        COUNTY = "county", _("District or county")

    code = models.CharField(_("code"), max_length=6, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = ReferenceKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def province_code(self) -> str:
        """The code of the province this region lies in: pensions are counted by province."""
        return self.code[:2] + "0000"


def places_above(region_code: str) -> list[str]:
    """Return the codes of a place, of its city and of its province."""
    return [region_code, region_code[:4] + "00", region_code[:2] + "0000"]


CODE = {"output_field": models.CharField()}


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies as one asks for them."""

    def active(self) -> "AgencyQuerySet":
        """Return those that take cases."""
        return self.filter(is_active=True)

    def handling(self, insurance: str) -> "AgencyQuerySet":
        """Return those that handle this insurance."""
        return self.filter(**{f"handles_{insurance}": True})

    def serving(self, region_code: str, insurance: str) -> "AgencyQuerySet":
        """Return the agencies for a place, the nearest (county, city, province) first.

        One that took over a closed agency serves that one's place too.
        """
        places = places_above(region_code)
        closed = Agency.objects.filter(successor=OuterRef("pk"), region_id__in=places)
        taken_over = closed.handling(insurance).order_by("-region_id").values("region_id")[:1]
        own = Case(When(region_id__in=places, then=F("region_id")), default=Value(""), **CODE)
        theirs = Coalesce(Subquery(taken_over, **CODE), Value(""), **CODE)
        found = self.active().handling(insurance).annotate(served=Greatest(own, theirs, **CODE))
        return found.exclude(served="").order_by("-served", "-region_id")


def of_agency(agency: "Agency", way: str = "agency") -> Q:
    """Return the condition that something is an agency's, or of one that it took over."""
    return Q(**{f"{way}__in": agency.offices})


class Agency(Reference):
    """A social insurance agency (社会保险经办机构): handles one or more insurances for a region."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    region = ReferenceKey(Region, on_delete=models.PROTECT, related_name="agencies")
    handles_pension = models.BooleanField(_("old-age insurance"), default=False)
    handles_medical = models.BooleanField(_("medical insurance"), default=False)
    supervisor = ReferenceKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised",
        verbose_name=_("supervising agency"),
    )
    address = models.CharField(_("address"), max_length=200)
    address_en = models.CharField(_("English address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6)
    phone = models.CharField(_("phone"), max_length=30)
    email = models.EmailField(_("e-mail"), blank=True)
    # Where money goes: changed only by casework.actions.accounts, which keeps every change.
    account_name = models.CharField(_("account name"), max_length=120, blank=True)
    bank_name = models.CharField(_("bank"), max_length=120, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)
    is_active = models.BooleanField(_("takes cases"), default=True)
    # Who acts in the place of a closed agency. Always one in office: when that one is merged too,
    # its predecessors move on with it (`Merger` keeps each step), so a chain is one step long.
    successor = ReferenceKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="predecessors",
        verbose_name=_("successor"),
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["region_id", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handles_pension=True) | Q(handles_medical=True),
                name="an_agency_handles_an_insurance",
            ),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("id")),
                name="no_agency_supervises_itself",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(is_active=False),
                name="only_a_closed_agency_has_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="no_agency_succeeds_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def offices(self) -> list[int]:
        """The keys of this agency and of those it took over: a list that an index can use."""
        return [self.pk, *taken_over().get(self.pk, [])]

    @property
    def in_office(self) -> "Agency":
        """The agency that acts today: itself, or the one that took it over."""
        return self.successor or self

    @property
    def local_address(self) -> str:
        """The address in the reader's language."""
        return in_language(self.address, self.address_en)

    @property
    def insurances(self) -> list[Insurance]:
        """The insurances this agency handles."""
        return [each for each in Insurance if getattr(self, f"handles_{each.value}")]


def _read_taken_over() -> dict[int, list[int]]:
    closed = Agency.objects.filter(successor__isnull=False).order_by("pk")
    found: dict[int, list[int]] = {}
    for successor, pk in closed.values_list("successor_id", "pk"):
        found.setdefault(successor, []).append(pk)
    return found


# The closed agencies by the one that took them over.
taken_over = Held(_read_taken_over, Agency)


@dataclass(frozen=True)
class NamedThen:
    """An agency as something of the past names it, and its name today where that is another."""

    agency: Agency
    name: str
    name_en: str

    @property
    def code(self) -> str:
        """Its code, which never changes."""
        return self.agency.code

    @property
    def local_name(self) -> str:
        """The name of that day in the reader's language."""
        return in_language(self.name, self.name_en)

    @property
    def name_today(self) -> str:
        """Its name today, or nothing while that is still the same."""
        today = self.agency.local_name
        return "" if today == self.local_name else today

    def __str__(self) -> str:
        return self.local_name


def named_then(agency: Agency | None, name: str, name_en: str) -> NamedThen | None:
    """Return the agency under the name that was written down, or today's where none was."""
    if agency is None:
        return None
    return NamedThen(agency, name or agency.name, name_en if name else agency.name_en)


class Merger(Proposal):
    """A closed agency and who acts in its place: proposed by one administrator, approved by two."""

    old = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency that closes")
    )
    into = ReferenceKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("successor")
    )
    on = models.DateField(
        _("from"), help_text=_("The second administrator approves it on this day or later.")
    )
    document = models.CharField(_("document that says so"), max_length=120)

    objects = ProposalQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("merger of agencies")
        verbose_name_plural = _("mergers of agencies")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(old=F("into")), name="no_agency_is_merged_into_itself"
            ),
            models.UniqueConstraint(
                fields=["old"],
                condition=Q(approved_at__isnull=False),
                name="an_agency_is_merged_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.into}"


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
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    # Keyed indexes of document numbers, the holder's own and those of relatives, never the numbers:
    # with whose cases the holder has nothing to do (公务员法 art. 76).
    kept_from = models.JSONField(default=list, blank=True, editable=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

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
    )
    agency = ReferenceKey(Agency, on_delete=models.PROTECT, related_name="api_clients")
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("API client")
        verbose_name_plural = _("API clients")

    def __str__(self) -> str:
        return f"{self.client_id} · {self.agency}"


class CalendarNotice(Reference):
    """A notice on the holidays of a year; its days replace those before it.

    Without an area it is the State Council's; with one it holds for a province or a city alone
    (全国年节及纪念日放假办法 art. 4).
    """

    year = models.PositiveSmallIntegerField(_("year"))
    area = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"level__in": [Region.Level.PROVINCE, Region.Level.PREFECTURE]},
        verbose_name=_("area"),
        help_text=_("Leave empty for the notice of the whole country."),
    )
    number = models.CharField(_("official number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    is_verified = models.BooleanField(_("checked against the official text"), default=True)
    loaded_at = models.DateTimeField(_("loaded"))

    class Meta:
        verbose_name = _("holiday notice")
        verbose_name_plural = _("holiday notices")
        ordering = ["-year", "area_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(area=None),
                name="a_year_has_one_notice_for_the_country",
                violation_error_message=_("A notice of this year is there already."),
            ),
            models.UniqueConstraint(
                fields=["year", "area"],
                name="a_year_has_one_notice_for_an_area",
                violation_error_message=_("A notice of this year and area is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.area_id or ''}".strip()


class CalendarDay(Reference, Erasable):
    """A published exception: a weekday off, or a weekend day worked.

    The area is that of its notice, kept here as well so that the database refuses a day twice.
    """

    notice = models.ForeignKey(CalendarNotice, on_delete=models.CASCADE, related_name="days")
    area = ReferenceKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("area"),
    )
    date = models.DateField(_("date"))
    is_workday = models.BooleanField(_("working day"))
    reason = models.CharField(_("reason"), max_length=60)
    reason_en = models.CharField(_("reason in English"), max_length=60)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["date"],
                condition=Q(area=None),
                name="a_day_stands_once_in_the_calendar_of_the_country",
            ),
            models.UniqueConstraint(
                fields=["date", "area"],
                name="a_day_stands_once_in_the_calendar_of_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the day in the area of its notice."""
        self.area_id = self.notice.area_id
        super().save(*args, **kwargs)

    @property
    def spoken(self) -> ExceptionDay:
        """The day as the rules read it."""
        return ExceptionDay(self.date, self.is_workday, Text(self.reason, self.reason_en))


class NoticeVersion(Immutable):
    """A notice as it was loaded: a corrected one is the next version, and this one stays."""

    class Source(models.TextChoices):
        """Where its days came from."""

        RELEASE = "release", _("Came with the portal")
        FILE = "file", _("File")
        FORM = "form", _("Form")

    notice = models.ForeignKey(CalendarNotice, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("version"))
    number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True)
    source = models.CharField(_("source"), max_length=8, choices=Source)
    file_name = models.CharField(_("file"), max_length=120, blank=True)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    # The decision by which the year has another number of holidays than the law says.
    deviation = models.CharField(_("special decision"), max_length=120, blank=True)
    days = models.JSONField(_("days"))
    loaded_at = models.DateTimeField(_("loaded"))
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("loaded by"),
    )

    class Meta:
        verbose_name = _("version of a holiday notice")
        verbose_name_plural = _("versions of the holiday notice")
        ordering = ["notice", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version"], name="versions_of_a_notice_stand_in_one_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.version}"


class RuleValueQuerySet(ProposalQuerySet):
    """Values as one asks for them."""

    def of(self, rule: str) -> "RuleValueQuerySet":
        """Return the values of one rule."""
        return self.filter(rule=rule)

    def terms(self) -> "RuleValueQuerySet":
        """Return the terms within which an agency must act."""
        return self.filter(rule__startswith=TERM)


TERM = "term."


def term_rule(insurance: str, kind: str) -> str:
    """Return the name of the rule that says within which term a turn must end."""
    return f"{TERM}{insurance}.{kind}"


class RuleValue(Proposal, Reference):
    """A number of the law in force from one day to another, with the article it stands on."""

    rule = models.CharField(_("rule"), max_length=60)
    number = models.DecimalField(_("number"), max_digits=14, decimal_places=6)
    document_number = models.CharField(_("official number"), max_length=60)
    document = models.CharField(_("document"), max_length=120)
    document_en = models.CharField(_("document in English"), max_length=200)
    article = models.CharField(
        _("article"),
        max_length=40,
        blank=True,
        help_text=_("As in 8, or 8(2) for item 2 of article 8."),
    )
    effective_on = models.DateField(_("document in force since"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid to"),
        null=True,
        blank=True,
        help_text=_("Leave empty while it applies: a later value takes its place by itself."),
    )
    is_verified = models.BooleanField(_("checked against the official text"), default=True)

    objects = RuleValueQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("dated value")
        verbose_name_plural = _("dated values")
        ordering = ["rule", "valid_from", "pk"]
        indexes = [models.Index(fields=["rule", "valid_from"], name="values_of_a_rule")]
        constraints = [
            *Proposal.Meta.constraints,
            models.UniqueConstraint(
                fields=["rule", "valid_from"],
                condition=Q(proposed_by=None),
                name="a_release_brings_one_value_for_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_value_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.valid_from}"

    @property
    def cited(self) -> Basis:
        """The document and article as the rules cite them."""
        return Basis(
            document=self.document_number,
            article=self.article,
            effective_on=self.effective_on,
            title=Text(self.document, self.document_en),
            verified=self.is_verified,
        )

    @property
    def basis(self) -> str:
        """The document and article in the reader's language."""
        label = self.cited.label
        return in_language(label.zh, label.en)

    @property
    def value(self) -> RuleBookValue:
        """The value as the rules read it."""
        return RuleBookValue(self.number, self.cited, self.valid_from, self.valid_to)

    def is_in_force(self, day: date) -> bool:
        """Whether it applies to what happens on the day."""
        return holds_on(day, self.valid_from, self.valid_to)

    @property
    def working_days(self) -> int:
        """How many working days a term has."""
        return int(self.number)

    @property
    def insurance(self) -> str:
        """The insurance a term is for."""
        return self.rule.split(".")[1]

    @property
    def kind(self) -> str:
        """The turn a term is for."""
        return self.rule.split(".")[2]
