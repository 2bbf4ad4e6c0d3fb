"""A transfer as its person follows it: in a list, on its page, from sending to end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.words import offered
from agencies import actors
from agencies.actors import Actor
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from agencies.rules.terms import Insurance
from casework import notices
from casework.actions.living import stopped_among
from casework.case_pages import (
    DECISION,
    DRAFT,
    MONEY,
    QUESTION,
    CaseLine,
    CasePages,
    Turn,
    Waiting,
    calendar_for,
    calendars_for,
)
from casework.days_shown import deadline_days, stops
from casework.desk.showing import tone
from casework.errors import MoveNotPossible
from casework.models import Case, Correction, Event, Step
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from kit.spelling import wording
from law.area_days import Calendars
from law.workdays import Calendar
from letters.cards import letter_cards
from letters.models import Letter
from letters.showing import letters_of
from records.models import Relationship, Scheme
from transfers import clearing_shown, merged_shown
from transfers.actions import applying, bouncing
from transfers.facts import medical_cover, periods
from transfers.forms.answers import CorrectionForm, WithdrawalForm
from transfers.models import Transfer
from transfers.names_then import names_then
from transfers.presenting import routes, timelines, verdicts
from transfers.presenting.turns import turn_after_return, turn_of, what_is_ahead
from transfers.rules.flow import MOVES
from transfers.rules.reasons import REASONS
from transfers.views.applying.starting import first_open_page
from transfers.views.entering import own_transfer

SHOWN_AT_ONCE = 6  # lines of a history; the earlier ones stand folded above them


# --- In a list of cases -----------------------------------------------------------------------
def lines(cases: Sequence[Case], who: Actor, today: date) -> list[CaseLine]:
    """Return transfers as lines of a list: three queries, however many there are."""
    at_hand = {case.pk: case for case in cases}
    own = Transfer.objects.visible_to(who).select_related("clearing").filter(pk__in=at_hand)
    turns = {turn.case_id: turn for turn in Step.objects.open().filter(case__in=cases)}
    calendars, stopped = calendars_for(turns.values()), stopped_among(cases)
    found = []
    for transfer in own:
        transfer.case = at_hand[transfer.pk]
        is_stopped = transfer.pk in stopped
        found.append(_line(transfer, turns.get(transfer.pk), today, calendars, is_stopped))
    return found


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


# --- One case -----------------------------------------------------------------------------------
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show whose turn it is and by when, then what happened and what comes."""
    transfer = case.transfer
    if case.state is Status.DRAFT:
        return redirect("transfer_page", case.number, first_open_page(transfer))
    shown = whole_case(transfer, actors.actor(request), today=clock.today())
    return render(request, "transfers/case.html", shown)


def whole_case(transfer: Transfer, who: Actor, *, today: date) -> dict[str, Any]:
    """Return all that the page of a case shows, in a fixed number of queries."""
    case = transfer.case
    status = Status(case.status)
    step = None if status.is_end else _running_step(case)
    calendar = calendar_for(step)
    is_stopped = not status.is_end and bool(stopped_among([case]))
    edge = {"today": today, "is_stopped": is_stopped}
    turn = turn_of(transfer, step, calendar=calendar, **edge)
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    if is_owed:
        turn = turn_after_return(transfer)
    has_moved = status in routes.HAS_MOVED
    double = clearing_shown.shown(transfer) if has_moved and not is_stopped else None
    if double and double["state"] == "account-missing":
        turn = replace(turn, next=_("your money is paid once you give a bank account."))
    events = list(Event.objects.filter(case=case))
    letters = letters_of(case)
    past = timelines.timeline(transfer, events, letters=letters)
    return {
        "transfer": transfer,
        "case": case,
        "tone": "alert" if turn.is_late else tone(case.status),
        "turn": turn,
        "route": _route(transfer, letters),
        "days": [] if is_stopped else _days(step, events, today=today, calendar=calendar),
        "earlier": past[:-SHOWN_AT_ONCE],
        "events": past[-SHOWN_AT_ONCE:]
        + what_is_ahead(transfer, turn, is_stopped=is_stopped, is_owed=is_owed),
        "letters": letter_cards(letters),
        "notices": notices.latest_of(case, who.person),
        "correction": _correction(case)
        if status == Status.CORRECTION_ASKED and not is_stopped
        else None,
        "refused_for": _refused_for(events) if status == Status.REFUSED else [],
        "cover": _cover(transfer, status, today),
        "stays": routes.what_stays(transfer, letters),
        "merged": merged_shown.merged_record(transfer) if has_moved else None,
        "double": double,
        "refusal_href": _href_of(Letter.Kind.REFUSAL, letters),
        "completion_href": _href_of(Letter.Kind.COMPLETION, letters),
        **_ways_on(transfer),
    }


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
    return next(iter(Step.objects.open().filter(case=case).order_by("-pk")[:1]), None)


def _days(
    step: Step | None, events: list[Event], *, today: date, calendar: Calendar | None
) -> list[dict[str, Any]]:
    if calendar is None:
        return []
    stopped = stops(events)
    return deadline_days(step, today=today, calendar=calendar, stopped=stopped)


def _route(transfer: Transfer, letters: list[Letter]) -> routes.Route:
    """Return the way of the insurance; the amount is named once the original agency has."""
    sent = None
    if any(letter.kind == Letter.Kind.FORM for letter in letters):
        forms = transfer.forms.filter(sent_at__isnull=False).order_by("-version")
        sent = forms.values("months", "total_fen").first()
    held = Relationship.objects.of(transfer.case.person, transfer.insurance)
    if sent is None:
        held = held.with_periods()
    there = [each for each in held if each.pk == transfer.original_relationship_id]
    return routes.route(
        transfer,
        months=sent["months"] if sent else sum(periods.months_of(each) for each in there),
        amount=sent["total_fen"] if sent else None,
        names_schemes=any(each.scheme == Scheme.RESIDENT for each in held),
    )


def _correction(case: Case) -> Correction | None:
    return case.corrections.filter(answered_at=None).first()


def _href_of(kind: str, letters: list[Letter]) -> str:
    found = [each for each in letters if each.kind == kind]
    return found[-1].get_absolute_url() if found else ""


def _refused_for(events: list[Event]) -> list[Any]:
    codes = [each.data.get("reasons", []) for each in events if each.moved_to == Status.REFUSED]
    return verdicts.reasons(codes[-1] if codes else [])


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


PAGES = CasePages(
    case=case,
    correct=correct,
    withdraw=withdraw,
    lines=lines,
    titles=titles,
    along=("transfer__clearing",),
    waiting=Q(status=Status.COMPLETED.value, transfer__clearing__amount_fen__gt=0),
)
