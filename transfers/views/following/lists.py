"""A transfer in a list of cases, and what it asks of its person now."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions.living import stopped_among
from casework.case_pages import (
    DECISION,
    DRAFT,
    MONEY,
    QUESTION,
    CaseLine,
    Turn,
    Waiting,
    calendars_for,
)
from casework.models import Case, Event, Step
from casework.rules.statuses import Status
from kit.questions import question
from law.area_days import Calendars
from transfers import clearing_shown
from transfers.models import Transfer
from transfers.names_then import names_then
from transfers.presenting import timelines
from transfers.presenting.turns import turn_of
from transfers.views.applying.starting import first_open_page


def lines(cases: Sequence[Case], who: Actor, today: date) -> list[CaseLine]:
    """Return transfers as lines of a list: three queries, however many there are."""
    at_hand = {case.pk: case for case in cases}
    own, open_turns = _own(by=who, cases=list(at_hand)), open_turns_of(cases=list(at_hand))
    turns = {turn.case_id: turn for turn in open_turns}
    calendars, stopped = calendars_for(turns.values()), stopped_among(cases)
    found = []
    for transfer in own:
        transfer.case = at_hand[transfer.pk]
        is_stopped = transfer.pk in stopped
        found.append(_line(transfer, turns.get(transfer.pk), today, calendars, is_stopped))
    return found


@question
def _own(*, by: Actor, cases: list[int]) -> QuerySet[Transfer]:
    return Transfer.objects.visible_to(by).select_related("clearing").filter(pk__in=cases)


@question
def open_turns_of(*, cases: list[int]) -> QuerySet[Step]:
    return Step.objects.open().of_the_way().filter(case__in=cases)


def _line(
    transfer: Transfer,
    step: Step | None,
    today: date,
    calendars: Calendars | None,
    is_stopped: bool,
) -> CaseLine:
    case = transfer.case
    calendar = calendars.at(step.agency.region_id) if calendars and step else None
    edge = {"today": today, "is_stopped": is_stopped}
    turn = turn_of(transfer, step, calendar=calendar, **edge)
    return CaseLine(
        case=case,
        title=str(transfer.get_insurance_display()),
        detail=_way(transfer),
        turn=turn,
        href=_goes_on_at(transfer),
        waiting=_waiting(transfer, turn),
    )


def _way(transfer: Transfer) -> str:
    ends = (transfer.original_region, transfer.new_region)
    return " → ".join(each.local_name for each in ends if each) if all(ends) else ""


def _goes_on_at(transfer: Transfer) -> str:
    """Return where the case goes on: a draft on its page, everything else on its own."""
    case = transfer.case
    if case.status == Status.DRAFT:
        return reverse("transfer_page", args=[case.number, first_open_page(transfer)])
    return case.get_absolute_url()


def _waiting(transfer: Transfer, turn: Turn) -> Waiting | None:
    """Return what a transfer asks of its person now."""
    status, is_asked = Status(transfer.case.status), turn.yours or not turn.whose
    if status == Status.CORRECTION_ASKED and is_asked:
        return _question(transfer)
    if status == Status.CLEARING and is_asked:
        return _about_double_months(
            transfer,
            DECISION,
            _("Some months were paid twice"),
            _(
                "Please say which of them stay, and to which account of yours the money for the "
                "others goes."
            ),
        )
    if status == Status.DRAFT:
        return Waiting(
            rank=DRAFT,
            title=_("You have an application that is not sent yet"),
            body=" · ".join(filter(None, (transfer.get_insurance_display(), _way(transfer)))),
            href=_goes_on_at(transfer),
            link_text=_("Go on"),
        )
    if status == Status.COMPLETED and clearing_shown.asks_the_person(_clearing_of(transfer)):
        return _about_double_months(
            transfer,
            MONEY,
            _("Months paid twice"),
            _("The months are settled. Your money waits for a bank account in your own name."),
        )
    return None


def _clearing_of(transfer: Transfer) -> Any:
    return getattr(transfer, "clearing", None)


def _question(transfer: Transfer) -> Waiting:
    said = {"insurance": transfer.get_insurance_display(), "number": transfer.case.number}
    return Waiting(
        rank=QUESTION,
        title=_("%(agency)s has a question for you") % {"agency": transfer.new_agency.local_name},
        body=_("%(insurance)s, case %(number)s. The review goes on as soon as you have answered.")
        % said,
        href=reverse("case_correct", args=[transfer.case.number]),
        link_text=_("Answer now"),
    )


def _about_double_months(transfer: Transfer, rank: int, title: str, body: str) -> Waiting:
    href = reverse("case_clearing", args=[transfer.case.number])
    return Waiting(rank=rank, title=title, body=body, href=href, link_text=_("Answer now"))


def titles(case: Case, events: Sequence[Event]) -> list[str]:
    """Return what each entry of a transfer's history says."""
    transfer = Transfer.objects.whole().get(pk=case.pk)
    named = names_then(transfer, events, case.letters.whole_names())
    return [timelines.what_happened(event, named(event.at)) for event in events]
