"""What waits for me, my cases, and one case from its sending to its end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.words import offered
from agencies import actors, work_calendar
from agencies.actors import Actor
from agencies.models import Insurance
from casework import notices
from casework.errors import MoveNotPossible
from casework.models import Case, Correction, Event, Notice, Step
from casework.models.deaths import stopped_by_death
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from law.area_days import Calendars
from law.workdays import Calendar
from letters.models import Letter
from records.models import Relationship, Scheme
from transfers import clearing_shown, facts, merged_shown, presenting
from transfers.actions import applying, bouncing
from transfers.forms import CorrectionForm, WithdrawalForm
from transfers.models import InformationForm, Transfer
from transfers.rules.flow import MOVES
from transfers.rules.reasons import REASONS
from transfers.views.applying import first_open_page, get_or_post, other_insurance, status_for
from transfers.views.entering import insured_person_only, own_transfer, posted

LATEST = 5
SHOWN_AT_ONCE = 6  # lines of a history; the earlier ones stand folded above them


# --- My page --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class CaseLine:
    """One of my cases in a list."""

    transfer: Transfer
    turn: presenting.Turn

    @property
    def href(self) -> str:
        """Where the case goes on: a draft on its page, everything else on its own."""
        case = self.transfer.case
        if case.status == Status.DRAFT:
            page = first_open_page(self.transfer)
            return reverse("transfer_page", args=[case.number, page])
        return case.get_absolute_url()

    @property
    def tone(self) -> str:
        """How its status is shown."""
        return "alert" if self.turn.is_late else presenting.tone(self.transfer.case.status)

    @property
    def waits_with_money(self) -> bool:
        """Whether money of mine waits for a bank account; the case itself has ended."""
        said = getattr(self.transfer, "clearing", None)
        is_over = self.transfer.case.status == Status.COMPLETED
        return is_over and clearing_shown.asks_the_person(said)


@login_required
@require_safe
@never_cache
def my_page(request: HttpRequest) -> HttpResponse:
    """Show the one next step, my cases, my record at a glance and the latest notices."""
    who = actors.actor(request)
    if who.is_staff:
        return redirect("desk_today")
    if who.person is None:
        return render(request, "transfers/my_page_unverified.html")
    lines, records = case_lines(who, today=clock.today()), records_at_a_glance(who)
    open_lines = [line for line in lines if line.transfer.case.is_open]
    context = {
        "person": who.person,
        "waiting": waiting_for_me(lines),
        "running": [line for line in open_lines if line.transfer.case.submitted_at],
        "lines": lines[:LATEST],
        "is_more": len(lines) > LATEST,
        "other": other_insurance(line.transfer for line in lines),
        "is_pensioner": is_pensioner(records),
        "records": records,
        "notices": latest_notices(Notice.objects.filter(to_person=who.person)),
    }
    return render(request, "transfers/my_page.html", context)


def case_lines(who: Actor, *, today: date) -> list[CaseLine]:
    """Return my cases, the newest first: three queries, however many there are."""
    turns = Step.objects.open().select_related("agency").order_by("pk")
    own = Transfer.objects.visible_to(who).whole().filter(case__person=who.person)
    own = with_stops(own).prefetch_related(Prefetch("case__steps", turns, to_attr="turns"))
    found = list(own.order_by("-case__created_at", "-pk"))
    calendars = _calendars_for(turn for each in found for turn in each.case.turns)
    return [CaseLine(each, _turn_of(each, today=today, calendars=calendars)) for each in found]


def _turn_of(transfer: Transfer, *, today: date, calendars: Calendars | None) -> presenting.Turn:
    step = transfer.case.turns[-1] if transfer.case.turns else None
    calendar = calendars.at(step.agency.region_id) if calendars and step else None
    edge = {"today": today, "is_stopped": transfer.is_stopped}
    return presenting.turn_of(transfer, step, calendar=calendar, **edge)


def calendar_for(step: Step | None) -> Calendar | None:
    """Return the calendar of the agency whose turn it is, where a term has to be counted."""
    calendars = _calendars_for([step] if step else [])
    return calendars.at(step.agency.region_id) if calendars and step else None


def _calendars_for(turns: Iterable[Step]) -> Calendars | None:
    """Return the calendars where a term runs and has to be counted."""
    runs = any(step.due_on and step.paused_on is None for step in turns)
    return work_calendar.known() if runs else None


def waiting_for_me(lines: list[CaseLine]) -> CaseLine | None:
    """Return the case that cannot go on without me: an answer first, then a draft.

    Last comes money of mine that waits for an account after its case has ended.
    """
    order = (Status.CORRECTION_ASKED, Status.CLEARING, Status.DRAFT)
    mine = [line for status in order for line in lines if line.transfer.case.status == status]
    asked = [line for line in mine if line.turn.yours or not line.turn.whose]
    return next(iter([*asked, *(line for line in lines if line.waits_with_money)]), None)


def records_at_a_glance(who: Actor) -> list[dict[str, Any]]:
    """Return, for each insurance, the months that count, the places and the account."""
    return [
        {
            "insurance": Insurance(name).label,
            "icon": "old-age" if name == Insurance.PENSION else "medical",
            "months": known.count.months,
            "balance_fen": known.balance_fen,
            "places": known.places,
            "is_mixed": len(known.count.by_scheme) > 1,
            "history": presenting.history(known),
        }
        for name, known in facts.known_records(who.person).items()
    ]


def is_pensioner(records: list[dict[str, Any]]) -> bool:
    """Whether somebody draws a pension and pays nowhere, so that nothing is left to move."""
    states = {place.relationship.status for record in records for place in record["places"]}
    return states == {Relationship.Status.DRAWING.value}


def latest_notices(told: Any) -> list[dict[str, Any]]:
    """Return the latest notices as they are shown."""
    return [notices.shown(each) for each in told.select_related("case")[:LATEST]]


@require_safe
@insured_person_only
def case_list(request: HttpRequest) -> HttpResponse:
    """Show all my cases."""
    lines = case_lines(actors.actor(request), today=clock.today())
    context = {
        "running": [line for line in lines if line.transfer.case.is_open],
        "ended": [line for line in lines if not line.transfer.case.is_open],
    }
    return render(request, "transfers/case_list.html", context)


# --- One case -----------------------------------------------------------------------------------
def with_stops(transfers: Any) -> Any:
    """Fetch along whether a death has stopped the case."""
    return transfers.annotate(
        is_stopped=Exists(Case.objects.filter(stopped_by_death(), pk=OuterRef("case")))
    )


def with_sums(transfers: Any) -> Any:
    """Fetch along what travels: the months and the total of the last form that was sent.

    And whether the person has a resident record too, so that the schemes have to be named.
    """
    forms = InformationForm.objects.filter(transfer=OuterRef("pk"), sent_at__isnull=False)
    last = forms.order_by("-version")
    resident = Relationship.objects.filter(
        person=OuterRef("case__person"), insurance=OuterRef("insurance"), scheme=Scheme.RESIDENT
    )
    return transfers.annotate(
        form_months=Subquery(last.values("months")[:1]),
        form_total_fen=Subquery(last.values("total_fen")[:1]),
        has_resident_record=Exists(resident),
    )


@require_safe
@insured_person_only
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show whose turn it is and by when, then what happened and what comes."""
    who, today = actors.actor(request), clock.today()
    own = with_sums(Transfer.objects.visible_to(who).whole().select_related("settlement"))
    transfer = get_object_or_404(with_stops(own), case__number=number, case__person=who.person)
    if transfer.case.status == Status.DRAFT:
        return redirect("transfer_page", number, first_open_page(transfer))
    return render(request, "transfers/case.html", whole_case(transfer, who, today=today))


def whole_case(transfer: Transfer, who: Actor, *, today: date) -> dict[str, Any]:
    """Return all that the page of a case shows, in a fixed number of queries."""
    case = transfer.case
    status = Status(case.status)
    step = None if status.is_end else _running_step(case)
    calendar = calendar_for(step)
    is_stopped = transfer.is_stopped and not status.is_end
    edge = {"today": today, "is_stopped": is_stopped}
    turn = presenting.turn_of(transfer, step, calendar=calendar, **edge)
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    if is_owed:
        turn = presenting.turn_after_return(transfer)
    has_moved = status in presenting.HAS_MOVED
    double = clearing_shown.shown(transfer) if has_moved and not is_stopped else None
    if double and double["state"] == "account-missing":
        turn = replace(turn, next=_("your money is paid once you give a bank account."))
    events = list(case.events.select_related("actor_agency"))
    letters = presenting.letters_of(case)
    told = Notice.objects.filter(case=case, to_person=who.person)
    past = presenting.timeline(transfer, events, letters=letters)
    return {
        "transfer": transfer,
        "case": case,
        "tone": "alert" if turn.is_late else presenting.tone(case.status),
        "turn": turn,
        "route": _route(transfer),
        "days": [] if is_stopped else _days(step, events, today=today, calendar=calendar),
        "earlier": past[:-SHOWN_AT_ONCE],
        "events": past[-SHOWN_AT_ONCE:]
        + presenting.what_is_ahead(transfer, turn, is_stopped=is_stopped, is_owed=is_owed),
        "letters": presenting.letter_cards(letters),
        "notices": latest_notices(told),
        "correction": _correction(case)
        if status == Status.CORRECTION_ASKED and not is_stopped
        else None,
        "refused_for": _refused_for(events) if status == Status.REFUSED else [],
        "cover": _cover(transfer, status, today),
        "stays": presenting.what_stays(transfer),
        "merged": merged_shown.merged_record(transfer) if has_moved else None,
        "double": double,
        "refusal_href": _href_of(Letter.Kind.REFUSAL, letters),
        "completion_href": _href_of(Letter.Kind.COMPLETION, letters),
        "has_died": case.person.deceased_on is not None,
        "heirs": presenting.said(REASONS[DIED[Insurance(transfer.insurance)]].way_forward),
        "may_withdraw": (status, Status.WITHDRAWN) in MOVES and not case.person.deceased_on,
        "may_apply_again": status in (Status.REFUSED, Status.WITHDRAWN)
        and not case.person.deceased_on,
    }


# The reason for which nothing is moved any more; its way forward is the family's.
DIED = {Insurance.PENSION: "E02", Insurance.MEDICAL: "DECEASED"}


def _cover(transfer: Transfer, status: Status, today: date) -> dict[str, Any] | None:
    """Return what the move means for medical cover, while the move is under way or done."""
    if status in (Status.WITHDRAWN, Status.REFUSED):
        return None
    return presenting.cover(facts.cover_of(transfer, today=today))


def _running_step(case: Case) -> Step | None:
    return case.steps.open().select_related("agency").last()


def _days(
    step: Step | None, events: list[Event], *, today: date, calendar: Calendar | None
) -> list[dict[str, Any]]:
    if calendar is None:
        return []
    stopped = presenting.stops(events)
    return presenting.deadline_days(step, today=today, calendar=calendar, stopped=stopped)


def _route(transfer: Transfer) -> presenting.Route:
    """Return the way of the insurance; the amount is named once the original agency has."""
    months = transfer.form_months
    if months is None:
        held = Relationship.objects.filter(pk=transfer.original_relationship_id)
        months = sum(facts.months_of(e) for e in held.select_related("agency").with_periods())
    return presenting.route(
        transfer,
        months=months,
        amount=transfer.form_total_fen,
        names_schemes=transfer.has_resident_record,
    )


def _correction(case: Case) -> Correction | None:
    return case.corrections.filter(answered_at=None).first()


def _href_of(kind: str, letters: list[Letter]) -> str:
    found = [each for each in letters if each.kind == kind]
    return found[-1].get_absolute_url() if found else ""


def _refused_for(events: list[Event]) -> list[Any]:
    codes = [each.data.get("reasons", []) for each in events if each.moved_to == Status.REFUSED]
    return presenting.reasons(codes[-1] if codes else [])


# --- Answering and taking back ------------------------------------------------------------------
@get_or_post
@insured_person_only
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Ask exactly for what the agency points at."""
    who, now = actors.actor(request), clock.now()
    transfer = own_transfer(who, number)
    asked = _correction(transfer.case)
    if asked is None:
        messages.info(request, _("Nothing has to be corrected at the moment."))
        return redirect(transfer.case)
    form = CorrectionForm(posted(request), transfer=transfer, asked=asked.fields)
    if request.method == "POST" and form.is_valid() and _answer(transfer, form, who, now):
        messages.success(request, _("Thank you. Your answer is with the agency."))
        return redirect(transfer.case)
    offered(request, form)
    context = {"transfer": transfer, "form": form, "correction": asked}
    return render(request, "transfers/correct.html", context, status=status_for(request, form))


def _answer(transfer: Transfer, form: CorrectionForm, who: Actor, now: Any) -> bool:
    version = form.cleaned_data["version"]
    try:
        applying.answer_correction(transfer, form.answers, by=who, now=now, version=version)
    except NotValid as refusal:
        for name, text in refusal.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
    return not form.errors


@get_or_post
@insured_person_only
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back, after one question."""
    who, now = actors.actor(request), clock.now()
    transfer = own_transfer(who, number)
    if (Status(transfer.case.status), Status.WITHDRAWN) not in MOVES:
        messages.warning(
            request, _("This application can no longer be withdrawn: it has been decided.")
        )
        return redirect(transfer.case)
    form = WithdrawalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _take_back(request, transfer, form, who, now)
    context = {
        "transfer": transfer,
        "form": offered(request, form),
        "is_draft": transfer.case.submitted_at is None,
    }
    return render(request, "transfers/withdraw.html", context, status=status_for(request, form))


def _take_back(
    request: HttpRequest, transfer: Transfer, form: WithdrawalForm, who: Actor, now: Any
) -> HttpResponse:
    was_draft = transfer.case.submitted_at is None
    try:
        applying.withdraw(transfer, by=who, now=now, note=form.cleaned_data["note"])
    except MoveNotPossible as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect("case", transfer.case.number)
    if was_draft:
        messages.success(request, _("The draft is discarded."))
        return redirect("my_page")
    messages.success(request, _("Your application is withdrawn."))
    return redirect(transfer.case)
