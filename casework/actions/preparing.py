"""Decisions of two persons: prepared by one person or system, issued by another human being."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import holding, moving
from casework.actions.history import record
from casework.actions.second_persons import expect
from casework.errors import MoveNotPossible
from casework.models import Case, Event, PreparedAct
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid
from kit.once import has_none, once_a_page
from kit.printing import check_printable
from kit.questions import question
from sealing.characters import in_lines

Outcome = PreparedAct.Outcome


@once_a_page
def waiting_in(case: Case, agency: Agency | None) -> PreparedAct | None:
    """Return what an agency has prepared in a case and nobody has issued yet."""
    if agency is None or has_none(case, "prepared_act"):
        return None
    return next(iter(_waiting(case=case.pk, agency=agency.pk)), None)


@question
def _waiting(*, case: int, agency: int) -> QuerySet[PreparedAct]:
    waiting = PreparedAct.objects.waiting().filter(case=case, agency=agency)
    return waiting.select_related("prepared_by", "case")[:1]


@transaction.atomic
def prepare(
    case: Case, act: str, said: dict[str, Any], *, agency: Agency, by: Actor, now: datetime
) -> PreparedAct:
    """Keep a decision for a second person; preparing again replaces what was prepared before.

    The caller has checked what was said and who may, and holds the case. The terms run on.
    """
    holding.check_none_held(case)
    check_printable(in_lines(said))
    before = PreparedAct.objects.waiting().filter(case=case, agency=agency)
    before.update(ended_at=now, outcome=Outcome.REPLACED)
    prepared = PreparedAct.objects.create(
        case=case,
        agency=agency,
        act=act,
        said=json.dumps(said, ensure_ascii=False),
        prepared_by=by.user,
        prepared_by_client=by.client,
        prepared_at=now,
    )
    moving.turn_page(case)
    # The person reads the history too: what is being prepared is told to them when it is decided.
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"decision": prepared.pk}))
    return prepared


def issue_as_second(prepared: PreparedAct, *, by: Actor, now: datetime) -> dict[str, Any]:
    """End a prepared decision as the second person, and return what was said with it.

    Call it in the transaction that carries the decision out, before the case moves by it.
    """
    second = _second_person(prepared, by)
    issued = {"ended_at": now, "outcome": Outcome.ISSUED, "issued_by": second}
    _end(prepared, **issued)
    return said_with(prepared)


def said_with(prepared: PreparedAct) -> dict[str, Any]:
    """Return what was decided with it."""
    said: dict[str, Any] = json.loads(prepared.said)
    return said


def _second_person(prepared: PreparedAct, by: Actor) -> User:
    if by.user is None or by.user.pk == prepared.prepared_by_id:
        raise NotPermitted(_("A second person has to approve what you prepared."))
    if prepared.prepared_by is not None and not prepared.prepared_by.is_active:
        raise MoveNotPossible(
            _("The account of who prepared this has been locked. Prepare it anew.")
        )
    return by.user


@transaction.atomic
def send_back(
    prepared: PreparedAct,
    *,
    row: Action,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Let a prepared decision fall: the second person says why, the preparer takes it back."""
    case = prepared.case
    moving.take_up(case, row, by=by, version=version)
    holding.check_none_held(case)
    is_own = is_preparer(prepared, by)
    if not is_own and not note.strip():
        raise NotValid({"note": _("Write what has to be put right.")})
    _end(prepared, ended_at=now, outcome=Outcome.TAKEN_BACK if is_own else Outcome.SENT_BACK)
    moving.turn_page(case)
    data = {"decision": prepared.pk}
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note.strip(), data=data)


def is_preparer(prepared: PreparedAct, by: Actor) -> bool:
    """Whether it was this person, or this system, who prepared it."""
    if by.client is not None:
        return by.client.pk == prepared.prepared_by_client_id
    return by.user is not None and by.user.pk == prepared.prepared_by_id


def _end(prepared: PreparedAct, **how: Any) -> None:
    """End it once: of two deciding at the same moment the second is told."""
    if not PreparedAct.objects.waiting().filter(pk=prepared.pk).update(**how):
        raise MoveNotPossible(_("This decision waits no longer."))
