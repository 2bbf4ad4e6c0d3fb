"""Which turns somebody wants to see of the desk's list, and in which order."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor, Position
from agencies.models import Agency, Post, Region
from casework.desk.waiting import QueueFilter, narrowed, steps_waiting
from casework.models import Escalation, Step
from casework.models.steps import StepQuerySet
from kit import held
from kit.form_fields.dates import CalendarDateField
from letters.models import VoidingProposal

ROWS = ("25", "50", "100")
EMPTY = {"nulls_last": True}
# By which column, and then by the turn itself, so that no row stands on two pages.
ORDERS: dict[str, tuple[Any, ...]] = {
    "due": (F("due_on").asc(**EMPTY), "pk"),
    "-due": (F("due_on").desc(**EMPTY), "-pk"),
    "opened": ("opened_at", "pk"),
    "-opened": ("-opened_at", "-pk"),
    "service": ("case__service", "pk"),
    "-service": ("-case__service", "-pk"),
    "clerk": (F("clerk").asc(**EMPTY), "due_on", "pk"),
    # Backwards throughout, so that one index serves both.
    "-clerk": (F("clerk").desc(nulls_first=True), "-due_on", "-pk"),
}
LAST_FIRST = ("-closed_at", "-pk")


class DeskFilter(QueueFilter):
    """All by which the list of the desk is narrowed and ordered; anything unknown shows all."""

    use_required_attribute = False

    clerk = forms.ChoiceField(label=_("Clerk"))
    place = forms.ChoiceField(label=_("Place of an agency"))
    due_on = CalendarDateField(label=_("Due on the day"))
    rows = forms.ChoiceField(label=_("Rows"), choices=[(n, n) for n in ROWS])
    sort = forms.ChoiceField(choices=[(name, name) for name in ORDERS], widget=forms.HiddenInput)
    field_order = ("whose", "clerk", "step", "service", "place", "due", "due_on", "rows", "sort")

    def __init__(
        self, *args: Any, who: Actor, colleagues: Iterable[Post] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("All places")), *places_for(who)]
        if who.acts_for_agency:
            known = [(str(post.user_id), str(post.user)) for post in colleagues]
            self.fields["clerk"].choices = [("", _("All clerks")), *known]
        else:
            del self.fields["clerk"]
        self.fields["whose"].choices = list(self._whose(who))

    def _whose(self, who: Actor) -> Iterable[tuple[str, Any]]:
        yield from self.fields["whose"].choices if who.acts_for_agency else FOR_READERS
        if who.acts_for_agency:
            yield "second", _("For me as the second person")
            yield "voids", _("Letters a colleague wants voided")
        if who.position == Position.SUPERVISOR:
            yield "brought", _("Late ones brought before us")
        yield "finished", _("Finished")

    @property
    def wanted(self) -> dict[str, str]:
        """The valid choices that were made, as they stand in an address."""
        return {name: str(value) for name, value in super().wanted.items()}


# Who only reads has nothing of their own.
FOR_READERS = [
    ("", _("All at the desks")),
    ("unassigned", _("Nobody's yet")),
    ("waiting", _("Waiting for others")),
]


def places_for(who: Actor) -> list[tuple[str, str]]:
    """Return the places of agencies: the provinces, and what lies in the reader's own."""
    own = who.agency.region_id[:2] if who.agency else ""
    codes = {each.region_id for each in held.rows_of(Agency).values()}
    near = {code for code in codes if code.startswith(own)}
    far = {f"{code[:2]}0000" for code in codes} if who.acts_for_agency else set()
    regions = held.rows_of(Region)
    known = [regions[code] for code in sorted(near | far) if code in regions]
    return [(region.pk, str(region)) for region in known]


def prefix_of(place: str) -> str:
    """Return the digits that all codes within a place begin with (GB/T 2260)."""
    if place.endswith("0000"):
        return place[:2]
    return place[:4] if place.endswith("00") else place


def found_for(who: Actor, wanted: Mapping[str, str], *, today: date, soon: date) -> StepQuerySet:
    """Return the turns a clerk asked for, the most urgent first or as they want them ordered."""
    whose = wanted.get("whose", "")
    if whose in BESIDE_THE_DESK:
        found = narrowed(BESIDE_THE_DESK[whose](who), wanted, today=today, soon=soon)
    else:
        found = steps_waiting(who, wanted, today=today, soon=soon)
    if wanted.get("clerk"):
        found = found.filter(clerk=int(wanted["clerk"]))
    if wanted.get("due_on"):
        found = found.filter(due_on=wanted["due_on"])
    if wanted.get("place"):
        found = found.filter(_in_place(who, prefix_of(wanted["place"])))
    return _in_order(found, wanted)


def _in_order(found: StepQuerySet, wanted: Mapping[str, str]) -> StepQuerySet:
    if wanted.get("sort") in ORDERS:
        return found.order_by(*ORDERS[wanted["sort"]])
    return found.order_by(*LAST_FIRST) if wanted.get("whose") == "finished" else found


def _in_place(who: Actor, prefix: str) -> Q:
    """Return the condition for a place: of the turn's agency, or for a clerk of the other side."""
    here = Q(agency__region__code__startswith=prefix)
    return here | Q(other_place__code__startswith=prefix) if who.acts_for_agency else here


def _with_voids(who: Actor) -> StepQuerySet:
    """Return the last turn of the agency where a colleague wants one of its letters voided.

    The turn may be over, and the case with it.
    """
    offices = who.agency.offices if who.agency else []
    proposed = VoidingProposal.objects.waiting().filter(letter__agency__in=offices)
    cases = proposed.exclude(proposed_by=who.user).order_by().values("letter__case")
    turns = Step.objects.visible_to(who).filter(case__in=cases, opened_at__isnull=False)
    last = turns.order_by().values("case").annotate(last=Max("pk")).values("last")
    return Step.objects.visible_to(who).filter(pk__in=last)


def _finished(who: Actor) -> StepQuerySet:
    """Return the last turn of the desk in each case that has ended."""
    over = Step.objects.visible_to(who).filter(is_case_open=False, closed_at__isnull=False)
    later = Step.objects.visible_to(who).filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
    return over.filter(opened_at__isnull=False).exclude(Exists(later))


def _brought(who: Actor) -> StepQuerySet:
    """Return the late turns elsewhere that wait for this supervisor."""
    if who.position != Position.SUPERVISOR:
        return Step.objects.none()
    raised = Escalation.objects.open().filter(step=OuterRef("pk"), supervisor=who.agency)
    return Step.objects.filter(Exists(raised))


# What lies on no desk of this agency now: letters to be voided, ended cases, those of others.
BESIDE_THE_DESK = {"voids": _with_voids, "finished": _finished, "brought": _brought}
