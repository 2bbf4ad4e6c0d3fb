"""One case on one screen: whom it is about, what is asked, what the law says, what can be done."""

from dataclasses import dataclass
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
from kit.clock import day_of
from kit.errors import Refusal
from kit.questions import keep_fetched, question
from letters.models import Letter
from letters.showing import letters_of
from transfers.actions import bouncing
from transfers.acts.table import possible_acts, transfer_of
from transfers.desk import showing, told
from transfers.desk.second_person import (
    clear_href,
    left_to_do,
    void_href,
    waits_for_second,
)
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
    now, events, letters = clock.now(), parts.history(case), letters_of(case)
    stands = _stands(transfer)
    death = parts.death(case, who, is_stopped=stands.is_stopped)
    sees = sees_record(case, who, shown)
    known = _known(transfer, day_of(now)) if sees else {}
    context = {
        "case": case,
        "header": showing.header(transfer),
        "turn": _turn(transfer, who, events, stands, now=now),
        "death": death,
        "work": _work(transfer, who, stands, letters, asks=_rules_ask(known), today=day_of(now))
        | {"may_record_death": may(who, Action.RECORD_DEATH, case) and not death},
        "papers": _papers(transfer, who, letters),
        "asked": _asked(transfer, who, events, number=shown.number),
        "known": known,
        "past": _past(case, events, sees_amounts=sees),
        "hidden": parts.hidden(request, case, who, shown, reveal_form),
        "refusal": refusal.reason if refusal else "",
    }
    return render(request, "desk/case.html", context, status=status)


@dataclass(frozen=True)
class Stands:
    """What keeps a case from going on: a death, or money that the bank returned."""

    is_stopped: bool
    is_owed: bool


def _stands(transfer: Transfer) -> Stands:
    case = transfer.case
    is_stopped = case.is_open and bool(stopped_among([case]))
    return Stands(is_stopped, not is_stopped and bouncing.is_owed_anew(transfer))


@question
def _forms(*, transfer: int) -> QuerySet[InformationForm]:
    return InformationForm.objects.filter(transfer=transfer).select_related("prepared_by")


def _owed_anew(transfer: Transfer, who: Actor) -> list[dict[str, Any]]:
    """Return where money that the bank returned is sent once more, for those who may."""
    if not may(who, Action.HAND_OVER, transfer.case):
        return []
    row = {
        "is_mine": bouncing.is_who_wrote_it_down(transfer, who),
        "title": _("The bank returned the money"),
        "text": _("Send the money anew"),
        "href": reverse("desk_anew", args=[transfer.case.number]),
    }
    return [row]


def _turn(
    transfer: Transfer, who: Actor, events: list[Event], stands: Stands, *, now: datetime
) -> dict[str, Any]:
    case = transfer.case
    on_its_way = _("The acceptance letter is on its way to the original agency.")
    return parts.turn(
        case,
        who,
        events,
        now=now,
        sentence=_why_it_stands(transfer, stands) or parts.whose_turn(case, who) or on_its_way,
        why_not=_why_no_date(case),
        stands=stands.is_stopped or stands.is_owed,
        is_stopped=stands.is_stopped,
    )


def _why_it_stands(transfer: Transfer, stands: Stands) -> str:
    if stands.is_stopped:
        return _("This case stands still.")
    if stands.is_owed:
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


def _asked(transfer: Transfer, who: Actor, events: list[Event], *, number: str) -> dict[str, Any]:
    """Return whom it is about, what is asked, and what was asked back."""
    case = transfer.case
    was_asked = any(each.moved_to == Status.CORRECTION_ASKED for each in events)
    return {
        "person_rows": common.person_rows(case, number=number),
        "request_rows": showing.request_rows(transfer, who),
        "for_human": transfer.is_human_review_asked,
        "corrections": list(case.corrections.all()) if was_asked else [],
    }


def _known(transfer: Transfer, today: date) -> dict[str, Any]:
    """Return the record and what the rules say of it: what needs a look stands open."""
    held = periods.relationships_of(transfer.case.person, transfer.insurance)
    record = record_of(held)
    rows = common.check_rows(judging.checks(transfer, today=today, held=held))
    fine = [row for row in rows if row["tone"] == "ok"]
    return {
        "to_look_at": [row for row in rows if row not in fine],
        "fine": fine,
        "cover": verdicts.cover(medical_cover.cover_of(transfer, today=today)),
        "record": record,
        "history": grids.history(record),
        "accounts": showing.account_rows(record),
    }


def _rules_ask(known: dict[str, Any]) -> bool:
    """Whether the rules speak against going on, so that a page of its own asks."""
    return any(row["stops"] for row in known.get("to_look_at", ()))


def _work(
    transfer: Transfer,
    who: Actor,
    stands: Stands,
    letters: list[Letter],
    *,
    asks: bool,
    today: date,
) -> dict[str, Any]:
    """Return what can be done now, and what waits for somebody else."""
    case = transfer.case
    held = parts.held(case, who)
    can = [] if stands.is_stopped else possible_acts(case, who)
    acts = [act for act in can if not (held and act.decides)]
    return {
        **parts.clerk(case, who),
        "actions": [action_row(act, case, asks=asks, waits=stands.is_owed) for act in acts],
        "prepared": None if held or stands.is_stopped else waits_for_second(transfer, who, letters),
        "held": held,
        "money_due": _owed_anew(transfer, who) if stands.is_owed else left_to_do(case, who, today),
    }


def _papers(transfer: Transfer, who: Actor, letters: list[Letter]) -> dict[str, Any]:
    return {
        "letters": common.letter_rows(letters),
        "void_href": void_href(transfer, who, letters),
        "clear_href": clear_href(transfer, who),
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


def _past(case: Case, events: list[Event], *, sees_amounts: bool) -> dict[str, Any]:
    body = partial(told.event_body, sees_amounts=sees_amounts)
    return {
        "events": common.event_items(events, case, body=body),
        "is_whole": is_whole(events, case.number),
    }
