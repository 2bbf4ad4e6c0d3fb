"""One case on one screen: whom it is about, what is asked, what the law says, what can be done."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.acts import Act
from applications.desk import parts
from applications.desk import showing as common
from applications.desk.finding import NOTHING_SHOWN, Shown, case_at_desk, sees_record
from applications.desk.forms import RevealForm
from casework.actions import preparing
from casework.actions.history import is_whole
from casework.actions.living import stopped_among
from casework.models import Case, Event
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import Refusal
from kit.spelling import wording
from letters.models import Letter
from letters.showing import letters_of
from records.models import Relationship
from transfers import clearing_shown, facts, presenting
from transfers.actions import bouncing, differences, paying_back, surplus, voiding
from transfers.acts.table import ACTS, possible_acts, transfer_of
from transfers.desk import showing
from transfers.models import Transfer
from transfers.rules.flow import MERGED


def transfer_at_desk(who: Actor, number: str, action: Action | None = None) -> Transfer:
    """Return the transfer if it is on this desk; what is foreign, or one's own, is not there.

    Raises `NotPermitted` when it is there but this action is not for this actor.
    """
    return transfer_of(case_at_desk(who, number, action))


def case_page(
    request: HttpRequest,
    who: Actor,
    case: Case,
    *,
    shown: Shown = NOTHING_SHOWN,
    refusal: Refusal | None = None,
    reveal_form: RevealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the case of a transfer for this actor."""
    transfer = transfer_of(case)
    now, events = clock.now(), parts.history(case)
    is_stopped = case.is_open and bool(stopped_among([case]))
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    death = parts.death(case, who, is_stopped=is_stopped)
    left = _left(transfer, who, shown, facts.day_of(now))
    context = {
        **_head(transfer, who, now, events, is_stopped=is_stopped, is_owed=is_owed),
        **left,
        **_right(
            transfer,
            who,
            letters_of(case),
            asks=any(row["stops"] for row in left["checks_to_look_at"]),
            is_stopped=is_stopped,
            is_owed=is_owed,
        ),
        **_below(case, events, sees_amounts=sees_record(case, who, shown)),
        "owed_anew": _owed_anew(transfer, who) if is_owed else None,
        "death": death,
        "may_record_death": may(who, Action.RECORD_DEATH, case) and not death,
        "refusal": refusal.reason if refusal else "",
        "reveal_error": reveal_form.errors.get("reason", [""])[0] if reveal_form else "",
        "reveal_form": reveal_form or parts.reveal_form(request, case),
    }
    return render(request, "desk/case.html", context, status=status)


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
    case = transfer.case
    on_its_way = _("The acceptance letter is on its way to the original agency.")
    return {
        "transfer": transfer,
        "case": case,
        "header": showing.header(transfer),
        "turn": parts.turn(
            case,
            who,
            events,
            now=now,
            sentence=_why_it_stands(transfer, is_stopped=is_stopped, is_owed=is_owed)
            or parts.whose_turn(case, who)
            or on_its_way,
            why_not=_why_no_date(case),
            stands=is_stopped or is_owed,
            is_stopped=is_stopped,
        ),
    }


def _why_it_stands(transfer: Transfer, *, is_stopped: bool, is_owed: bool) -> str:
    if is_stopped:
        return _("This case stands still.")
    if is_owed:
        original = {"original": transfer.original_agency}
        return _("The bank returned the money: %(original)s has to send it anew.") % original
    return ""


def _why_no_date(case: Case) -> str:
    return parts.waits_for_applicant(case) or {
        Status.CLARIFICATION_ASKED: _(
            "The original agency's clock stands still until the question is answered."
        ),
        Status.HANDED_OVER: _("The term begins when the money has arrived."),
        Status.CLEARING: _("The law names no term for paying back months paid twice."),
    }.get(case.state, "")


def _left(transfer: Transfer, who: Actor, shown: Shown, today: date) -> dict[str, Any]:
    case = transfer.case
    sees = sees_record(case, who, shown)
    held = facts.relationships_of(case.person, transfer.insurance) if sees else []
    record = facts.record_of(held) if sees else None
    return {
        "person_rows": common.person_rows(case, number=shown.number),
        "may_unmask": may(who, Action.UNMASK, case) and not shown.number,
        "request_rows": showing.request_rows(transfer, who),
        "asked_for_human": transfer.is_human_review_asked,
        **(_checks(transfer, held, today) if sees else NO_CHECKS),
        "cover": presenting.cover(facts.cover_of(transfer, today=today)) if sees else None,
        "record": record,
        "history": presenting.history(record) if record else None,
        "accounts": showing.account_rows(record) if record else [],
    }


# They speak of the record, so whoever may not see it yet sees none.
NO_CHECKS: dict[str, Any] = {"checks_to_look_at": [], "checks_fine": []}


def _checks(transfer: Transfer, held: list[Relationship], today: date) -> dict[str, Any]:
    """Return the checks: what needs a look stands open, what is in order can be unfolded."""
    rows = common.check_rows(facts.checks(transfer, today=today, held=held))
    fine = [row for row in rows if row["tone"] == "ok"]
    return {"checks_to_look_at": [row for row in rows if row not in fine], "checks_fine": fine}


def _right(
    transfer: Transfer,
    who: Actor,
    letters: list[Letter],
    *,
    asks: bool,
    is_stopped: bool,
    is_owed: bool,
) -> dict[str, Any]:
    case = transfer.case
    held = parts.held(case, who)
    can = [] if is_stopped else possible_acts(case, who)
    acts = [act for act in can if not (held and act.decides)]
    return {
        "actions": [action_row(act, case, asks=asks, waits=is_owed) for act in acts],
        **parts.clerk(case, who),
        "prepared": None if held or is_stopped else _waits_for_second(transfer, who),
        "void_href": _void_href(transfer, who, letters),
        "clear_href": _clear_href(transfer, who),
        "held": held,
        "letters": common.letter_rows(letters),
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
    act = ACTS[prepared.act]
    href = reverse(act.page, args=[transfer.case.number])
    return parts.prepared_row(prepared, who, href, what=wording(act.title))


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
    is_ours = transfer.new_agency == who.agency and voiding.is_possible(transfer)
    proposal = voiding.waiting_proposal(transfer) if is_ours else None
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


def _void_href(transfer: Transfer, who: Actor, letters: list[Letter]) -> str:
    """Return where a letter with a mistake can be voided, for those who may."""
    if not may(who, Action.VOID_LETTER, transfer.case) or not voiding.has_one(transfer, letters):
        return ""
    return reverse("desk_void", args=[transfer.case.number])


def _surplus(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return a surplus that somebody else than who recorded the arrival has to send back."""
    case = transfer.case
    if (
        case.state not in (Status.HANDED_OVER, *MERGED)
        or (differences.difference(transfer) or 0) <= 0
    ):
        return None
    first = surplus.who_recorded(transfer)
    return {
        "is_mine": who.user in first,
        "by": first[0] if first else _("its system"),
        "href": reverse("desk_settle", args=[case.number]),
    }


def action_row(act: Act, case: Case, *, asks: bool = False, waits: bool = False) -> dict[str, Any]:
    """Return an act as the action bar draws it: a question first, or a page of its own.

    `waits`: the other agency has to do something first, so none of them is the next step.
    """
    is_aside = case.state in act.aside or (waits and act.kind == "primary")
    kind = "secondary" if is_aside else act.kind
    row = {"text": act.title, "key": act.key, "kind": kind, "hint": act.hint}
    address = reverse("desk_act", args=[case.number, act.name])
    # What the rules speak against is asked on a page of its own.
    if act.confirm and not (asks and act.form):
        fields = [("version", case.version)]
        return {**row, "action": address, "confirm": act.confirm, "fields": fields}
    return {**row, "href": address}


def _below(case: Case, events: list[Event], *, sees_amounts: bool) -> dict[str, Any]:
    return {
        "events": common.event_items(
            events, case, body=partial(showing.event_body, sees_amounts=sees_amounts)
        ),
        "is_whole": is_whole(events, case.number),
        "corrections": list(case.corrections.all()),
    }
