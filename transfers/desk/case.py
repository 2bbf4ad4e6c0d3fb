"""One case on one screen: whom it is about, what is asked, what the law says, what can be done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Looked
from accounts.words import marked, offered, taken
from agencies import work_calendar
from agencies.actors import Actor, Position
from casework.actions import holding, looking, preparing, steps
from casework.actions.history import is_whole
from casework.actions.living import is_stopped_by_death
from casework.desk.door import at_desk
from casework.models import Case, Event, HeldAct, Step
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import Refusal
from law.workdays import workdays_left
from transfers import clearing_shown, facts, presenting
from transfers.actions import bouncing, paying_back, settling, voiding
from transfers.desk import showing
from transfers.desk.acts import ACTS, Act, possible_acts
from transfers.desk_forms import RevealForm
from transfers.models import Transfer
from transfers.rules.flow import MERGED


def transfer_at_desk(who: Actor, number: str, action: Action | None = None) -> Transfer:
    """Return the transfer if it is on this desk; what is foreign, or one's own, is not there.

    Raises `NotPermitted` when it is there but this action is not for this actor.
    """
    turns = Step.objects.select_related("agency", "clerk", "term")
    found = Transfer.objects.visible_to(who).whole().filter(case__number=number)
    transfer = found.prefetch_related(Prefetch("case__steps", turns)).first()
    if transfer is None or transfer.case.person_id == who.person_id:
        raise Http404
    if action is not None:
        check_may(who, action, transfer.case)
    return transfer


def current_step(transfer: Transfer) -> Step | None:
    """Return the turn that is open now, from what was fetched along."""
    open_turns = [step for step in transfer.case.steps.all() if step.is_open]
    return open_turns[-1] if open_turns else None


@dataclass(frozen=True)
class Shown:
    """What of the hidden is shown this once, for a reason that was given."""

    number: str = ""
    record: bool = False


@at_desk
def desk_case(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show a case; the person can see that it was opened."""
    transfer = transfer_at_desk(who, number)
    looking.looked(transfer.case, Looked.CASE, by=who, now=clock.now())
    return case_page(request, who, transfer)


@require_http_methods(["GET", "POST"])
@at_desk
def reveal(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the identity number or the record once, for a reason that the person can read.

    Opened after a new sign-in it shows the case, with the reason as it was typed.
    """
    transfer = transfer_at_desk(who, number)
    if request.method == "GET":
        looking.looked(transfer.case, Looked.CASE, by=who, now=clock.now())
        return case_page(request, who, transfer, reveal_form=offered(request, RevealForm()))
    form = RevealForm(request.POST)
    if not form.is_valid():
        return case_page(request, who, transfer, reveal_form=marked(request, form), status=422)
    taken(request)
    reason, noted = form.cleaned_data["reason"], {"by": who, "now": clock.now()}
    if form.cleaned_data["what"] == "number":
        number = looking.unmask(transfer.case, reason=reason, **noted)
        return case_page(request, who, transfer, shown=Shown(number=number))
    check_may(who, Action.READ_HISTORY, transfer.case)
    looking.looked(transfer.case, Looked.HISTORY, reason=reason, **noted)
    return case_page(request, who, transfer, shown=Shown(record=True))


@require_POST
@at_desk
def claim(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Take the turn on; of two clerks one wins, the other sees who."""
    return _with_turn(request, who, number, steps.claim, _("The case is yours now."))


@require_POST
@at_desk
def release(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the turn back to the agency's queue."""
    return _with_turn(request, who, number, steps.release, _("The case is back in the queue."))


def _with_turn(request: HttpRequest, who: Actor, number: str, act: Any, said: str) -> HttpResponse:
    transfer = transfer_at_desk(who, number)
    step = current_step(transfer)
    if step is None:
        return redirect("desk_case", number)
    try:
        act(step, by=who, now=clock.now())
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, said)
    return redirect("desk_case", number)


def refused_page(request: HttpRequest, who: Actor, number: str, refusal: Refusal) -> HttpResponse:
    """Show the case as it stands now, with the reason why it could not be done."""
    transfer = transfer_at_desk(who, number)
    return case_page(request, who, transfer, refusal=refusal, status=refusal.status)


def case_page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    shown: Shown = Shown(),
    refusal: Refusal | None = None,
    reveal_form: RevealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the case for this actor."""
    now, events = clock.now(), _history(transfer.case)
    is_stopped = transfer.case.is_open and is_stopped_by_death(transfer.case)
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    left = _left(transfer, who, shown, facts.day_of(now))
    context = {
        **_head(transfer, who, now, events, is_stopped=is_stopped, is_owed=is_owed),
        **left,
        **_right(
            transfer,
            who,
            asks=any(row["stops"] for row in left["checks_to_look_at"]),
            is_stopped=is_stopped,
        ),
        **_below(transfer.case, events, sees_amounts=_sees_record(transfer, who, shown)),
        "owed_anew": _owed_anew(transfer, who) if is_owed else None,
        "death": _death(transfer.case, who, is_stopped=is_stopped),
        "may_record_death": may(who, Action.RECORD_DEATH, transfer.case),
        "refusal": refusal.reason if refusal else "",
        "reveal_error": reveal_form.errors.get("reason", [""])[0] if reveal_form else "",
        "reveal_form": reveal_form or _reveal_form(request, transfer),
    }
    return render(request, "desk/case.html", context, status=status)


def _reveal_form(request: HttpRequest, transfer: Transfer) -> RevealForm:
    """Return the empty question for a reason; its page looks for no words that wait."""
    return marked(request, RevealForm(), at=reverse("desk_reveal", args=[transfer.case.number]))


def _death(case: Case, who: Actor, *, is_stopped: bool) -> dict[str, Any] | None:
    """Return what is known of a death, and whether this actor has to do something about it."""
    has_died = case.person.deceased_on is not None
    if not has_died and not is_stopped:
        return None
    is_told = may(who, Action.RECORD_DEATH, case)
    decides = Action.DECIDE_AFTER_DEATH if has_died else Action.RECORD_DEATH
    return {
        "said": _what_is_known(case, is_stopped=is_stopped),
        "href": reverse("desk_death", args=[case.number]) if is_told else "",
        "asks": is_stopped and may(who, decides, case),
    }


def _what_is_known(case: Case, *, is_stopped: bool) -> str:
    if case.person.deceased_on is None:
        return _("A death was reported. A second person has to confirm it.")
    if not case.is_open:
        return _("The death is recorded. This case has ended.")
    if is_stopped:
        return _(
            "Two persons of the new agency have to decide how this case goes on; until then it "
            "stands still."
        )
    return _("Two persons have decided that this case is carried through.")


def _owed_anew(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return where money that the bank returned is sent once more, for those who may."""
    if not may(who, Action.HAND_OVER, transfer.case):
        return None
    return {
        "is_mine": bouncing.is_who_wrote_it_down(transfer, who),
        "href": reverse("desk_anew", args=[transfer.case.number]),
    }


def _head(
    transfer: Transfer,
    who: Actor,
    now: datetime,
    events: list[Event],
    *,
    is_stopped: bool,
    is_owed: bool,
) -> dict[str, Any]:
    today = facts.day_of(now)
    step, calendars = current_step(transfer), work_calendar.known()
    calendar = calendars.at(step.agency.region_id) if step else calendars.national
    runs = step is not None and step.due_on is not None and step.paused_on is None
    left = workdays_left(today, step.due_on, calendar) if runs else None
    return {
        "transfer": transfer,
        "case": transfer.case,
        "header": showing.header(transfer),
        "turn": {
            "sentence": _why_it_stands(transfer, is_stopped=is_stopped, is_owed=is_owed)
            or _whose_turn(transfer.case, step, who),
            "is_ours": step is not None
            and step.agency == who.agency
            and step.paused_on is None
            and not (is_stopped or is_owed),
            "due_on": step.due_on if runs else None,
            "days_left": left,
            "provisional": runs and step.is_provisional,
            "basis": step.term.basis if step and step.term else "",
            "why_not": _why_not(transfer, step, runs=runs, is_stopped=is_stopped),
            "days": presenting.deadline_days(
                step,
                today=today,
                calendar=calendar,
                stopped=presenting.stops(events, at_desk=True),
            ),
            "late": left is not None and left < 0,
        },
    }


def _why_it_stands(transfer: Transfer, *, is_stopped: bool, is_owed: bool) -> str:
    if is_stopped:
        return _("This case stands still.")
    if is_owed:
        original = {"original": transfer.original_agency}
        return _("The bank returned the money: %(original)s has to send it anew.") % original
    return ""


def _whose_turn(case: Case, step: Step | None, who: Actor) -> str:
    if case.state == Status.ENDED:
        return _("This transfer has ended because the insured person has died.")
    if not case.is_open:
        return _("This case has ended: %(status)s.") % {"status": case.status_label}
    if case.state == Status.CORRECTION_ASKED:
        return _("It is the applicant's turn.")
    if step is None:
        return _("The acceptance letter is on its way to the original agency.")
    if step.agency == who.agency:
        return _("It is your agency's turn.")
    return _("It is the turn of %(agency)s.") % {"agency": step.agency}


def _why_not(transfer: Transfer, step: Step | None, *, runs: bool, is_stopped: bool) -> str:
    if runs:
        return _("The term runs on meanwhile.") if is_stopped else ""
    return "" if is_stopped else _why_no_date(transfer, step)


def _why_no_date(transfer: Transfer, step: Step | None) -> str:
    status = transfer.case.state
    if status.is_end or step is None:
        return ""
    return {
        Status.CORRECTION_ASKED: _("The clock stands still until the applicant answers."),
        Status.CLARIFICATION_ASKED: _(
            "The original agency's clock stands still until the question is answered."
        ),
        Status.HANDED_OVER: _("The term begins when the money has arrived."),
        Status.CLEARING: _("The law names no term for paying back months paid twice."),
    }.get(status, "")


def _left(transfer: Transfer, who: Actor, shown: Shown, today: date) -> dict[str, Any]:
    case = transfer.case
    sees_record = _sees_record(transfer, who, shown)
    record = facts.known_record(case.person, transfer.insurance) if sees_record else None
    return {
        "person_rows": showing.person_rows(transfer, number=shown.number),
        "may_unmask": may(who, Action.UNMASK, case) and not shown.number,
        "request_rows": showing.request_rows(transfer, who),
        "asked_for_human": transfer.is_human_review_asked,
        **(_checks(transfer, today) if sees_record else NO_CHECKS),
        "cover": presenting.cover(facts.cover_of(transfer, today=today)) if sees_record else None,
        "record": record,
        "history": presenting.history(record) if record else None,
        "accounts": showing.account_rows(record) if record else [],
    }


# They speak of the record, so whoever may not see it yet sees none.
NO_CHECKS: dict[str, Any] = {"checks_to_look_at": [], "checks_fine": []}


def _checks(transfer: Transfer, today: date) -> dict[str, Any]:
    """Return the checks: what needs a look stands open, what is in order can be unfolded."""
    rows = showing.check_rows(facts.checks(transfer, today=today))
    fine = [row for row in rows if row["tone"] == "ok"]
    return {"checks_to_look_at": [row for row in rows if row not in fine], "checks_fine": fine}


def _sees_record(transfer: Transfer, who: Actor, shown: Shown) -> bool:
    """An auditor sees contributions and amounts for a stated reason only (row 9).

    An agency whose turn went to another sees them no longer.
    """
    may_ask = who.position != Position.AUDITOR or shown.record
    return may_ask and may(who, Action.READ_HISTORY, transfer.case)


# While one of these waits, none of them can be decided again.
HELD_BACK = {"accept", "reissue", "refuse", "return", "partial"}


def _right(transfer: Transfer, who: Actor, *, asks: bool, is_stopped: bool) -> dict[str, Any]:
    case, step = transfer.case, current_step(transfer)
    held = _held(transfer, who)
    can = [] if is_stopped else possible_acts(case, who)
    acts = [act for act in can if not (held and act.name in HELD_BACK)]
    may_claim = (
        step is not None
        and step.agency == who.agency
        and who.acts_for_agency
        and may(who, Action.CLAIM, case)
    )
    return {
        "actions": [action_row(act, case, asks=asks) for act in acts],
        "clerk": step.clerk if step else None,
        "may_claim": may_claim and step.clerk is None,
        "may_release": may_claim and step.clerk == who.user,
        "prepared": None if held else _waits_for_second(transfer, who),
        "void_href": _void_href(transfer, who),
        "clear_href": _clear_href(transfer, who),
        "held": held,
        "letters": showing.letter_rows(presenting.letters_of(case)),
    }


def _waits_for_second(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return the most urgent of what waits: what is told to the person goes before the form."""
    return (
        _decision(transfer, who)
        or _voiding(transfer, who)
        or _clearing(transfer, who)
        or _prepared(transfer, who)
    )


def _decision(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a decision that one person prepared and another has to issue."""
    prepared = preparing.waiting_in(transfer.case, who.agency) if who.acts_for_agency else None
    if prepared is None:
        return None
    name = next(act.url_name for act in ACTS.values() if act.prepares == prepared.act)
    return {
        "is_mine": preparing.is_preparer(prepared, who),
        "by": prepared.prepared_by or _("its system"),
        "href": reverse(f"{name}_prepared", args=[transfer.case.number]),
    }


def _prepared(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what waits for a second person: whose preparation, and where to go on."""
    form = transfer.forms.filter(sent_at=None).select_related("prepared_by").first()
    settlement = getattr(transfer, "settlement", None)
    waiting = form or (settlement if settlement and settlement.completed_at is None else None)
    agency = transfer.original_agency if form else transfer.new_agency
    if agency != who.agency:
        return None
    if waiting is None:
        return _surplus(transfer, who)
    name = "desk_form" if form else "desk_settle"
    return {
        "is_mine": waiting.prepared_by == who.user,
        "by": waiting.prepared_by or _("its system"),
        "href": reverse(name, args=[transfer.case.number]),
    }


def _voiding(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a letter that one person wants voided and another has to decide on."""
    proposal = voiding.waiting_proposal(transfer) if transfer.new_agency == who.agency else None
    if proposal is None:
        return None
    return {
        "is_mine": proposal.proposed_by == who.user,
        "by": proposal.proposed_by,
        "href": reverse("desk_void", args=[transfer.case.number]),
    }


def _clearing(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a clearing, or a payment of its money, that another has to approve."""
    found = getattr(transfer, "clearing", None)
    if found is None or transfer.new_agency != who.agency:
        return None
    state = clearing_shown.state_of(found)
    if state not in ("prepared", "payment-prepared"):
        return None
    first = found if state == "prepared" else paying_back.payment(found)
    return {
        "is_mine": first.prepared_by == who.user,
        "by": first.prepared_by or _("its system"),
        "href": reverse("desk_clear", args=[transfer.case.number]),
    }


def _clear_href(transfer: Transfer, who: Actor) -> str:
    """Return where cleared money is looked after once the case has ended."""
    is_over = transfer.case.state == Status.COMPLETED and hasattr(transfer, "clearing")
    if not is_over or not may(who, Action.SETTLE, transfer.case):
        return ""
    return reverse("desk_clear", args=[transfer.case.number])


def _held(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return the decision that waits until letters may go out again."""
    held = HeldAct.objects.waiting().filter(case=transfer.case).select_related("by_user").first()
    if held is None or held.agency_id != (who.agency and who.agency.pk):
        return None
    return {
        "what": held_act_label(held.act),
        "by": held.by_user or _("its system"),
        "at": held.held_at,
        "may_take_back": may(who, Action.CLAIM, transfer.case),
    }


def held_act_label(act: str) -> str:
    """Return in words which decision waits."""
    return {
        "accept": _("Accept and issue the letter"),
        "reissue": _("Issue the returned letter anew"),
        "refuse": _("Refuse with reasons"),
        "return": _("Return the letter"),
        "tell-parts": _("Tell what cannot be moved"),
        "send-form": _("Send form and money"),
        "complete": _("Complete the transfer"),
        "clear": _("Clear the double months"),
        "void": _("Void the letter"),
    }[act]


@require_POST
@at_desk
def take_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Let a decision that waits fall, so that another can be made."""
    transfer = transfer_at_desk(who, number, Action.CLAIM)
    held = HeldAct.objects.waiting().filter(case=transfer.case, agency=who.agency).first()
    if held is None:
        return redirect("desk_case", number)
    try:
        holding.take_back(held, by=who, now=clock.now())
    except Refusal as refusal:
        return refused_page(request, who, number, refusal)
    messages.success(request, _("The decision is taken back."))
    return redirect("desk_case", number)


def _void_href(transfer: Transfer, who: Actor) -> str:
    """Return where a letter with a mistake can be voided, for those who may."""
    if not may(who, Action.VOID_LETTER, transfer.case) or not voiding.voidable_letter(transfer):
        return ""
    return reverse("desk_void", args=[transfer.case.number])


def _surplus(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a surplus that somebody else than who recorded the arrival has to send back."""
    case = transfer.case
    if case.state not in (Status.HANDED_OVER, *MERGED) or (settling.difference(transfer) or 0) <= 0:
        return None
    first = settling.who_recorded(transfer)
    return {
        "is_mine": who.user in first,
        "by": first[0] if first else _("its system"),
        "href": reverse("desk_settle", args=[case.number]),
    }


def action_row(act: Act, case: Case, *, asks: bool = False) -> dict[str, Any]:
    """Return an act as the action bar draws it: a question first, or a page of its own."""
    kind = "secondary" if case.state in act.open_at else act.kind
    row = {"text": act.text, "key": act.key, "kind": kind, "hint": act.hint}
    address = reverse(act.url_name, args=[case.number])
    # What the rules speak against is asked on a page of its own.
    if act.confirm and not (asks and act.form):
        fields = [("version", case.version)]
        return {**row, "action": address, "confirm": act.confirm, "fields": fields}
    return {**row, "href": address}


def _history(case: Case) -> list[Event]:
    events = Event.objects.filter(case=case).select_related("actor_user", "actor_agency")
    return list(events.defer("actor_user__phone").order_by("sequence"))


def _below(case: Case, events: list[Event], *, sees_amounts: bool) -> dict[str, Any]:
    return {
        "events": showing.event_items(events, case, sees_amounts=sees_amounts),
        "is_whole": is_whole(events, case.number),
        "corrections": list(case.corrections.all()),
    }
