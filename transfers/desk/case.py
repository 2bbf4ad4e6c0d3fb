"""One case on one screen: whom it is about, what is asked, what the law says, what can be done."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.act import Act
from applications.desk import parts
from applications.desk import showing as common
from applications.desk.finding import NOTHING_SHOWN, Shown, case_at_desk, sees_record
from applications.desk.forms import RevealForm
from casework.actions.history import is_whole
from casework.actions.living import stopped_among
from casework.models import Case, Event
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import Refusal
from kit.questions import keep_fetched, question
from letters.models import Letter
from letters.showing import letters_of
from records.models import Relationship
from transfers import clearing_shown
from transfers.actions import bouncing
from transfers.acts.table import possible_acts, transfer_of
from transfers.desk import showing, told
from transfers.desk.second_person import clear_href, void_href, waits_for_second
from transfers.facts import judging, medical_cover, periods
from transfers.facts.record import record_of
from transfers.models import InformationForm, Transfer
from transfers.presenting import grids, verdicts


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
    keep_fetched([transfer], "forms", _forms(transfer=transfer.pk))
    now, events = clock.now(), parts.history(case)
    is_stopped = case.is_open and bool(stopped_among([case]))
    is_owed = not is_stopped and bouncing.is_owed_anew(transfer)
    death = parts.death(case, who, is_stopped=is_stopped)
    left = _left(transfer, who, shown, periods.day_of(now))
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
        "money_due": _owed_anew(transfer, who) if is_owed else _owed_to_person(transfer, who),
        "death": death,
        "may_record_death": may(who, Action.RECORD_DEATH, case) and not death,
        "refusal": refusal.reason if refusal else "",
        "reveal_error": reveal_form.errors.get("reason", [""])[0] if reveal_form else "",
        "reveal_form": reveal_form or parts.reveal_form(request, case),
    }
    return render(request, "desk/case.html", context, status=status)


@question
def _forms(*, transfer: int) -> QuerySet[InformationForm]:
    return InformationForm.objects.filter(transfer=transfer).select_related("prepared_by")


def _owed_anew(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return where money that the bank returned is sent once more, for those who may."""
    if not may(who, Action.HAND_OVER, transfer.case):
        return None
    return {
        "is_mine": bouncing.is_who_wrote_it_down(transfer, who),
        "title": _("The bank returned the money"),
        "text": _("Send the money anew"),
        "href": reverse("desk_anew", args=[transfer.case.number]),
    }


def _owed_to_person(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return where money is paid that waits for the person after the case has ended."""
    href = clear_href(transfer, who)
    if not href or clearing_shown.state_of(transfer.clearing) != "account-given":
        return None
    return {
        "is_mine": False,
        "title": _("Money of the person waits, and the account is known"),
        "text": _("Prepare the payment"),
        "href": href,
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
    held = periods.relationships_of(case.person, transfer.insurance) if sees else []
    record = record_of(held) if sees else None
    return {
        "person_rows": common.person_rows(case, number=shown.number),
        "may_unmask": may(who, Action.UNMASK, case) and not shown.number,
        "request_rows": showing.request_rows(transfer, who),
        "asked_for_human": transfer.is_human_review_asked,
        **(_checks(transfer, held, today) if sees else NO_CHECKS),
        "cover": verdicts.cover(medical_cover.cover_of(transfer, today=today)) if sees else None,
        "record": record,
        "history": grids.history(record) if record else None,
        "accounts": showing.account_rows(record) if record else [],
    }


# They speak of the record, so whoever may not see it yet sees none.
NO_CHECKS: dict[str, Any] = {"checks_to_look_at": [], "checks_fine": []}


def _checks(transfer: Transfer, held: list[Relationship], today: date) -> dict[str, Any]:
    """Return the checks: what needs a look stands open, what is in order can be unfolded."""
    rows = common.check_rows(judging.checks(transfer, today=today, held=held))
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
        "prepared": None if held or is_stopped else waits_for_second(transfer, who),
        "void_href": void_href(transfer, who, letters),
        "clear_href": clear_href(transfer, who),
        "held": held,
        "letters": common.letter_rows(letters),
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
    was_asked = any(each.moved_to == Status.CORRECTION_ASKED for each in events)
    return {
        "events": common.event_items(
            events, case, body=partial(told.event_body, sees_amounts=sees_amounts)
        ),
        "is_whole": is_whole(events, case.number),
        "corrections": list(case.corrections.all()) if was_asked else [],
    }
