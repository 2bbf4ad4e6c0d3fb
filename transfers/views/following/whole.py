"""A transfer on its own page: whose turn it is and by when, what happened and what comes."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies import actors
from agencies.actors import Actor
from agencies.rules.terms import Insurance
from applications.views.following import objecting
from casework import notices
from casework.actions import reading
from casework.actions.living import stopped_among
from casework.case_pages import (
    calendar_for,
    folded,
    stations,
)
from casework.days_shown import deadline_days, stops
from casework.desk.showing import tone
from casework.history_shown import how_it_was_left
from casework.models import Case, Correction, Event, Step
from casework.rules.statuses import Status
from kit import clock
from kit.questions import question
from kit.spelling import wording
from law.workdays import Calendar
from letters.cards import letter_cards
from letters.models import Letter
from letters.showing import letters_of
from records import fetching as records
from records.models import Scheme
from transfers import clearing_shown, merged_shown, promised
from transfers.actions import bouncing
from transfers.actions.arrears import may_choose
from transfers.facts import medical_cover, periods
from transfers.facts.arrears import arrears_of
from transfers.models import Transfer
from transfers.presenting import nos, routes, timelines, verdicts
from transfers.presenting.turns import turn_after_return, turn_of, what_is_ahead
from transfers.rules.flow import MOVES
from transfers.rules.reasons import REASONS
from transfers.rules.stages import STAGES
from transfers.views.applying.starting import first_open_page
from transfers.views.following.lists import open_turns_of


def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show whose turn it is and by when, then what happened and what comes."""
    transfer = case.transfer
    if case.state is Status.DRAFT:
        return redirect("transfer_page", case.number, first_open_page(transfer))
    who = actors.actor(request)
    shown = whole_case(transfer, who, today=clock.today())
    reading.read_with_its_case(case, shown["told"]["notices"], by=who, now=clock.now())
    return render(request, "transfers/case.html", shown)


def whole_case(transfer: Transfer, who: Actor, *, today: date) -> dict[str, Any]:
    """Return all that the page of a case shows, in a fixed number of queries."""
    case = transfer.case
    status = Status(case.status)
    calendar = calendar_for(step := None if status.is_end else _running_step(case))
    is_stopped = not status.is_end and bool(stopped_among([case]))
    edge = {"today": today, "is_stopped": is_stopped}
    turn = turn_of(transfer, step, calendar=calendar, **edge)
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    if is_owed:
        turn = turn_after_return(transfer)
    has_moved = status in routes.HAS_MOVED and not is_stopped
    double = clearing_shown.shown(transfer) if has_moved else None
    if double and (ahead := _ahead_of_money(double["state"])):
        turn = replace(turn, next=ahead)
    events, is_asked = _events(case=case.pk), status == Status.CORRECTION_ASKED
    if status == Status.WITHDRAWN:
        turn = replace(turn, sentence=how_it_was_left(events))
    letters = letters_of(case)
    sums = _sent_sums(transfer, letters)
    past = timelines.timeline(transfer, events, letters=letters)
    comes = what_is_ahead(transfer, turn, is_stopped=is_stopped, is_owed=is_owed)
    return {
        "transfer": transfer,
        "tone": "alert" if turn.is_late else tone(case.status),
        "turn": turn,
        "route": _route(transfer, sums),
        "days": [] if is_stopped else _days(step, events, today=today, calendar=calendar),
        "past": folded(past, comes, is_over=status.is_end)
        | {"stations": [] if is_stopped else _way(status)},
        "told": {
            "letters": letter_cards(letters),
            "notices": notices.latest_of(case, who.applies_for),
            "agency": transfer.new_agency,
        },
        "asked": {
            "correction": open_correction(case) if is_asked and not is_stopped else None,
            "double": double,
            "arrears": arrears_of(transfer) if may_choose(transfer) and not is_stopped else None,
        },
        "came_of_it": _came_of_it(transfer, events, letters, sums),
        "cover": _cover(transfer, status, today),
        "objecting": objecting(case, who, list(events), today=today, is_late=turn.is_late),
        "ways": _ways_on(transfer),
    }


def _way(status: Status) -> list[dict[str, str]]:
    """Return the stations of a transfer; one that was turned away has come to none of them."""
    if status in (Status.REFUSED, Status.WITHDRAWN, Status.ENDED):
        return []
    titles = (
        pgettext("station", "Sent"),
        _("Accepted"),
        _("Record and money sent"),
        pgettext("station", "Done"),
    )
    behind = STAGES[status].behind
    return stations(titles, len(titles) if status == Status.COMPLETED else behind + 1)


def _came_of_it(
    transfer: Transfer, events: list[Event], letters: list[Letter], sums: dict[str, int] | None
) -> dict[str, Any]:
    """Return what a decision or an end has brought."""
    state = transfer.case.state
    has_moved = state in routes.HAS_MOVED
    merged = merged_shown.merged_record(transfer) if has_moved else None
    return {
        "refusal": _refusal(transfer, events, letters) if state == Status.REFUSED else None,
        "stays": routes.what_stays(transfer, letters),
        "kept": promised.kept(transfer, events, sums, merged.arrivals) if merged else None,
        "merged": merged,
        "completion_href": _href_of(Letter.Kind.COMPLETION, letters),
    }


@question
def _events(*, case: int) -> QuerySet[Event]:
    return Event.objects.filter(case=case).select_related("mandate")


def _ahead_of_money(state: str) -> str:
    """Return what comes next where the money of months paid twice is not with the person yet."""
    if state == "account-missing":
        return _("your money is paid once you give a bank account.")
    if state in ("account-given", "payment-prepared"):
        return _("the agency pays your money to the account you gave.")
    return ""


def _ways_on(transfer: Transfer) -> dict[str, Any]:
    """Return what the person can still do, and what their family can."""
    status, has_died = transfer.case.state, transfer.case.person.deceased_on is not None
    return {
        "has_died": has_died,
        "heirs": wording(REASONS[DIED[Insurance(transfer.insurance)]].way_forward),
        "may_withdraw": (status, Status.WITHDRAWN) in MOVES and not has_died,
        "may_apply_again": status in (Status.REFUSED, Status.WITHDRAWN) and not has_died,
    }


# The reason for which nothing is moved any more; its way forward is the family's.
DIED = {Insurance.PENSION: "E02", Insurance.MEDICAL: "DECEASED"}


def _cover(transfer: Transfer, status: Status, today: date) -> dict[str, Any] | None:
    """Return what the move means for medical cover, while the move is under way or done."""
    if status in (Status.WITHDRAWN, Status.REFUSED):
        return None
    return verdicts.cover(medical_cover.cover_of(transfer, today=today))


def _running_step(case: Case) -> Step | None:
    turns = open_turns_of(cases=[case.pk])
    return turns[-1] if turns else None


def _days(
    step: Step | None, events: list[Event], *, today: date, calendar: Calendar | None
) -> list[dict[str, Any]]:
    if calendar is None:
        return []
    stopped = stops(events)
    return deadline_days(step, today=today, calendar=calendar, stopped=stopped)


def _sent_sums(transfer: Transfer, letters: list[Letter]) -> dict[str, int] | None:
    """Return months and sums of the form that was sent last; None while none was."""
    if not any(letter.kind == Letter.Kind.FORM for letter in letters):
        return None
    forms = transfer.forms.filter(sent_at__isnull=False).order_by("-version")
    return forms.values(*promised.SUMS).first()


def _route(transfer: Transfer, sent: dict[str, int] | None) -> routes.Route:
    """Return the way of the insurance; the amount is named once the original agency has."""
    held = records.relationships_of(
        transfer.case.person, transfer.insurance, with_periods=sent is None
    )
    there = [each for each in held if each.pk == transfer.original_relationship_id]
    return routes.route(
        transfer,
        months=sent["months"] if sent else sum(periods.months_of(each) for each in there),
        amount=sent["total_fen"] if sent else None,
        names_schemes=any(each.scheme == Scheme.RESIDENT for each in held),
    )


def open_correction(case: Case) -> Correction | None:
    return case.corrections.filter(answered_at=None).first()


def _href_of(kind: str, letters: list[Letter]) -> str:
    found = [each for each in letters if each.kind == kind]
    return found[-1].get_absolute_url() if found else ""


def _refusal(transfer: Transfer, events: list[Event], letters: list[Letter]) -> dict[str, Any]:
    """Return for which reasons it was refused, and where they stand in writing."""
    refused = [each for each in events if each.moved_to == Status.REFUSED]
    last = refused[-1] if refused else None
    reasons = verdicts.reasons(last.data.get("reasons", []) if last else [])
    return {
        "reasons": reasons,
        "told": nos.told(transfer, reasons),
        "note": last.note if last else "",
        "href": _href_of(Letter.Kind.REFUSAL, letters),
    }
