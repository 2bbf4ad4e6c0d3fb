"""Agencies, under their names of today and of the past, and which took over which."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.approval import Proposal, ProposalQuerySet
from agencies.models.regions import Region, in_language, places_above
from agencies.rules.terms import UNEMPLOYMENT, Insurance
from kit.held import Held, ReferenceKey
from kit.models import Reference

CODE = {"output_field": models.CharField()}


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies as one asks for them."""

    def active(self) -> "AgencyQuerySet":
        """Return those that take cases."""
        return self.filter(is_active=True)

    def handling(self, insurance: str) -> "AgencyQuerySet":
        """Return those that handle this insurance."""
        named = Insurance.PENSION if insurance == UNEMPLOYMENT else insurance
        return self.filter(**{f"handles_{named}": True})

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
    name = models.CharField(pgettext_lazy("of an agency", "name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    region = ReferenceKey(
        Region, on_delete=models.PROTECT, related_name="agencies", verbose_name=_("region")
    )
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
    phone = models.CharField(pgettext_lazy("of an agency", "phone"), max_length=30)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    hours_en = models.CharField(_("English opening hours"), max_length=120, blank=True)
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
        return self._stands_for or [self.pk, *taken_over().get(self.pk, [])]

    _stands_for: Sequence[int] = ()

    def standing_for(self, offices: Sequence[int]) -> "Agency":
        """Return an agency like this one with other offices, to build a query with."""
        found = copy(self)
        found.pk, found._stands_for = offices[0], list(offices)
        return found

    @property
    def in_office(self) -> "Agency":
        """The agency that acts today: itself, or the one that took it over."""
        return self.successor or self

    @property
    def local_address(self) -> str:
        """The address in the reader's language."""
        return in_language(self.address, self.address_en)

    @property
    def local_hours(self) -> str:
        """When its counters are open and its phone is answered, in the reader's language."""
        return in_language(self.hours, self.hours_en or self.hours) if self.hours else ""

    @property
    def insurances(self) -> list[Insurance]:
        """The insurances this agency handles."""
        return [each for each in Insurance if getattr(self, f"handles_{each.value}")]

    @property
    def recorded_insurances(self) -> list[str]:
        """The insurances this agency keeps records of: unemployment goes with old age."""
        own = [each.value for each in self.insurances]
        return [*own, UNEMPLOYMENT] if self.handles_pension else own


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
