"""What waits at a desk: the filters of the queue, the counts of today, pages of bounded cost."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, IntegerField, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agencies import work_calendar
from agencies.actors import Actor
from agencies.rules.terms import Insurance, TermKind
from casework.models import Absence, Step, Urging
from casework.models.steps import StepQuerySet
from casework.rules.procedures import procedures
from kit.form_fields.long_lists import Listed, LongChoiceField, LongList, LongSelect
from kit.spelling import wording
from law.workdays import add_workdays

# Nobody pages further than this; the most urgent come first, and filters find the rest.
MOST = 1000
SOON = 5  # working days


# The kinds of turns in a word; those of later services are called as their procedures call them.
STEPS = {
    TermKind.REVIEW.value: _("Review"),
    TermKind.HAND_OVER.value: _("Hand-over"),
    TermKind.SETTLE.value: _("Completion"),
    TermKind.CLEAR.value: _("Double months"),
    TermKind.FIND_DIFFERENCE.value: _("Find a difference"),
    TermKind.RETURN_SURPLUS.value: _("Send a surplus back"),
    TermKind.PAY_PERSON.value: _("Pay the person"),
    TermKind.ANSWER_QUESTION.value: _("Question to answer"),
    TermKind.SEND_ANEW.value: _("Send money anew"),
    TermKind.RECORD_ARRIVAL.value: _("Record an arrival"),
    TermKind.TELL_NOT_TRANSFERABLE.value: _("Tell what stays"),
}


def step_choices() -> Listed:
    """Return the kinds of turns there are."""
    return Listed([("", _("All steps"))], _steps(*_language_and_services()))


def service_choices() -> Listed:
    """Return the services, beneath the insurance they belong to; each insurance is a choice too."""
    return Listed([("", _("All services"))], _services(*_language_and_services()))


def _language_and_services() -> tuple[str, tuple[str, ...]]:
    return get_language() or "", tuple(each.name for each in procedures())


# Eighty lines that every list of the desk draws: held for each language, as long as the services
# are the same.
@lru_cache(maxsize=8)
def _steps(_language: str, _names: tuple[str, ...]) -> LongList:
    titles = {kind: turn.title for each in procedures() for kind, turn in each.turns.items()}
    kinds = [(kind, str(STEPS.get(kind) or wording(title))) for kind, title in titles.items()]
    return LongList(kinds, LongSelect)


@lru_cache(maxsize=8)
def _services(_language: str, _names: tuple[str, ...]) -> LongList:
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in procedures():
        groups.setdefault(each.insurance, []).append((each.name, str(wording(each.title))))
    return LongList([_group(name, services) for name, services in groups.items()], LongSelect)


def _group(insurance: str, services: list[tuple[str, str]]) -> tuple[str, Any]:
    if insurance not in [*Insurance]:
        return str(_("Other services")), services
    label = wording(Insurance(insurance).label)
    whole = (insurance, _("All of %(insurance)s") % {"insurance": label})
    return str(label), [whole, *services]


class QueueFilter(forms.Form):
    """What the clerk wants to see of the queue; anything unknown shows all."""

    whose = forms.ChoiceField(
        label=_("Whose"),
        choices=[
            ("", _("All at our desk")),
            ("mine", _("Mine")),
            ("unassigned", _("Nobody's yet")),
            ("standing-in", _("Of whom I stand in for")),
            ("waiting", _("Waiting for others")),
            ("unread", _("With unread messages")),
            ("urged", _("With a reminder to answer")),
            ("asked", _("Waiting for the person's answer")),
        ],
    )
    step = LongChoiceField(label=_("Step"), choices=step_choices)
    service = LongChoiceField(label=_("Service"), choices=service_choices)
    due = forms.ChoiceField(
        label=_("Due"),
        choices=[
            ("", _("Any day")),
            ("late", _("Late")),
            ("today", _("Today")),
            ("soon", _("Within 5 working days")),
        ],
    )

    @property
    def wanted(self) -> dict[str, str]:
        """The valid choices that were made."""
        self.is_valid()  # empty or unknown: not among the cleaned
        return {name: value for name, value in self.cleaned_data.items() if value}


def at_this_desk(who: Actor) -> StepQuerySet:
    """Return the turns of the desk whose clocks are not stopped."""
    return Step.objects.visible_to(who).open().filter(paused_on=None)


def steps_waiting(
    who: Actor, wanted: Mapping[str, str], *, today: date, soon: date
) -> StepQuerySet:
    """Return the turns a clerk asked for, the most urgent first; `soon` is `last_soon_day`."""
    found = _of_whom(who, wanted.get("whose", ""), today)
    return narrowed(found, wanted, today=today, soon=soon)


def narrowed(
    found: StepQuerySet, wanted: Mapping[str, str], *, today: date, soon: date
) -> StepQuerySet:
    """Return those of some turns that were asked for, the most urgent first."""
    found = _of_step(found, wanted.get("step", ""))
    if wanted.get("service"):
        found = found.filter(case__service__in=services_called(wanted["service"]))
    found = _due(found, wanted.get("due", ""), today, soon)
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def services_called(name: str) -> list[str]:
    """Return the services that a choice stands for: one, or all of an insurance."""
    return [each.name for each in procedures() if name in (each.name, each.insurance)]


def last_soon_day(who: Actor, today: date) -> date:
    """Return the day until which something is due soon, by the calendar of the clerk's office."""
    calendar = work_calendar.of(who.agency) if who.agency else work_calendar.national()
    return add_workdays(today, SOON, calendar)


def of_mine(who: Actor, today: date, *, or_nobodys: bool = False) -> Q:
    """Return the condition for one's own turns and those of whom one stands in for today."""
    mine = Q(clerk=who.user) | _stood_in_for(who, today)
    return mine | Q(clerk=None) if or_nobodys else mine


def _stood_in_for(who: Actor, today: date) -> Q:
    away = Absence.objects.stood_in_for(who.user and who.user.pk, today)
    return Q(clerk__in=away.values("post__user"))


def _of_whom(who: Actor, whose: str, today: date) -> StepQuerySet:
    if whose == "waiting":
        return Step.objects.with_others(who)
    if whose in OF_ANSWERS:
        return Step.objects.visible_to(who).open().filter(OF_ANSWERS[whose]())
    here = at_this_desk(who)
    if whose in FURTHER:
        return here.filter(FURTHER[whose](who))
    if whose == "mine":
        return here.filter(clerk=who.user)
    if whose == "standing-in":
        return here.filter(_stood_in_for(who, today))
    return here.filter(clerk=None) if whose == "unassigned" else here


def _is_urged() -> Q:
    return Q(pk__in=Urging.objects.filter(answered_at=None).order_by().values("step"))


# What waits for words, whether the clock of the turn runs or stands.
OF_ANSWERS: dict[str, Callable[[], Q]] = {
    "unread": lambda: Q(case__thread__unread_by_agency__gt=0),
    "urged": _is_urged,
    "asked": lambda: Q(case__thread__answer_due_on__isnull=False),
}


# What rooms above tell of the turns at a desk, by the word that asks for it.
FURTHER: dict[str, Callable[[Actor], Q]] = {}


def _of_step(found: StepQuerySet, step: str) -> StepQuerySet:
    return found.filter(kind=step) if step else found


def _due(found: StepQuerySet, due: str, today: date, soon: date) -> StepQuerySet:
    if due == "late":
        return found.filter(due_on__lt=today)
    if due == "today":
        return found.filter(due_on=today)
    return found.filter(due_on__range=(today, soon)) if due == "soon" else found


class CountUpToMost(Subquery):
    """The same count as part of a query, so that many counts cost one journey."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) found)"
    output_field = IntegerField()

    def __init__(self, found: StepQuerySet) -> None:
        super().__init__(found.order_by().values("pk")[: MOST + 1])


def count_up_to_most(found: StepQuerySet) -> int:
    """Count no further than anybody would page: a huge queue costs what a long one costs."""
    return found.order_by()[: MOST + 1].count()


class BoundedPaginator(Paginator):
    """Pages through the most urgent only, so that a page of a long queue costs no more."""

    def __init__(self, object_list: Any, per_page: int, found: int | None = None) -> None:
        super().__init__(object_list, per_page)
        if found is not None:
            self.found = found

    @cached_property
    def count(self) -> int:
        """How many can be paged through."""
        return min(self.found, MOST)

    @cached_property
    def found(self) -> int:
        """How many there are, up to one more than can be paged through."""
        return count_up_to_most(self.object_list)
