"""Starting a case and moving it: the only place where a status changes."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import SYSTEM, Actor, Position
from casework.actions.history import record, record_locked
from casework.actions.living import check_not_stopped_by_death
from casework.actions.telling import Told, tell
from casework.errors import (
    MoveNotPossible,
    VersionNotReached,
    not_at_this_stage,
    somebody_was_faster,
)
from casework.models import Case, Event, PreparedAct, Step
from casework.policies import check_may, is_party
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted

# No letters or digits that are read or heard as another.
CASE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_number(now: datetime) -> str:
    """Return a case number that says nothing about the person: 2026-7KQM-49XD."""
    drawn = "".join(secrets.choice(CASE_ALPHABET) for _position in range(8))
    return f"{now:%Y}-{drawn[:4]}-{drawn[4:]}"


@transaction.atomic
def start(
    person: Person,
    service: str,
    *,
    by: Actor,
    now: datetime,
    about: Case | None = None,
    channel: Case.Channel | None = None,
) -> Case:
    """Open a draft; raises `IntegrityError` when the person has one of this service already.

    What is `about` another case has its number for its matter: of each there is one at a time.
    """
    case = Case.objects.create(
        number=new_number(now),
        service=service,
        about=about,
        matter=about.number if about else "",
        person=person,
        applicant=None if by.present else by.user,
        channel=(channel or _channel_of(by)).value,
        created_at=now,
    )
    record(case, Event.Kind.STARTED, by=by, now=now, moved_to=Status.DRAFT.value)
    return case


def _channel_of(by: Actor) -> Case.Channel:
    """Return by which way comes what this actor sends."""
    if by.present is not None:
        return Case.Channel.COUNTER
    return Case.Channel.PROGRAM if by.is_by_program else Case.Channel.ONLINE


def move(case: Case, to: Status, *, by: Actor, now: datetime, note: str = "", **data: Any) -> Event:
    """Change the status, and only if nobody was faster than the version that was looked at.

    Call it inside the transaction that holds what goes with the move. Raises `MoveNotPossible`
    and `NotPermitted`; both must leave that transaction, which is then rolled back.
    """
    came_from = Status(case.status)
    _check_move(case, came_from, to, by)
    if came_from != Status.DRAFT and to != Status.ENDED:
        check_not_stopped_by_death(case)
    changes = _changes(case, to, by=by, now=now)
    if to == Status.WITHDRAWN and data.get("unanswered"):
        changes["is_unanswered"] = case.is_unanswered = True
    try:
        here = Case.objects.filter(pk=case.pk, version=case.version, status=came_from.value)
        moved = here.update(**changes)
    except IntegrityError as error:
        raise MoveNotPossible(_("An application of this kind is already under way.")) from error
    if not moved:
        raise somebody_was_faster()
    if to.is_end:
        Step.objects.filter(case=case).update(is_case_open=False)
    case.status, case.version = to.value, case.version + 1
    case.closed_at = changes.get("closed_at")
    case.submitted_at = changes.get("submitted_at", case.submitted_at)
    case.channel = changes.get("channel", case.channel)
    moved_on = record_locked(
        case,
        Event.Kind.MOVED,
        by=by,
        now=now,
        moved_from=came_from.value,
        moved_to=to.value,
        note=note,
        data={**data, **_by_which_way(case, changes)},
    )
    if came_from != Status.DRAFT:  # nobody has prepared anything there
        _overtake(case, now=now)
    return moved_on


def _changes(case: Case, to: Status, *, by: Actor, now: datetime) -> dict[str, Any]:
    changes: dict[str, Any] = {"status": to.value, "version": F("version") + 1}
    if to.is_end:
        changes["closed_at"] = now
    if case.state == Status.DRAFT and to != Status.WITHDRAWN:
        changes["submitted_at"] = now
        is_listed = case.channel == Case.Channel.EMPLOYER and by.present is None
        changes["channel"] = case.channel if is_listed else _channel_of(by).value
    return changes


def _by_which_way(case: Case, changes: dict[str, Any]) -> dict[str, Any]:
    """Return what history says of the way by which a case came, where it was not online."""
    is_told = "channel" in changes and case.channel != Case.Channel.ONLINE
    return {"channel": case.channel} if is_told else {}


@transaction.atomic
def reopen(case: Case, *, by: Actor, now: datetime, **data: Any) -> None:
    """Let an ended case go on from where it was decided; raises `MoveNotPossible`.

    Only an objection that was upheld opens one: no table of moves leads out of an end.
    """
    came_from, to = case.state, case.procedure.reopens.get(case.state)
    if to is None:
        raise not_at_this_stage()
    check_not_stopped_by_death(case)
    changes = {"status": to.value, "version": F("version") + 1, "closed_at": None}
    here = Case.objects.filter(pk=case.pk, version=case.version, status=came_from.value)
    if not here.update(**changes):
        raise somebody_was_faster()
    Step.objects.filter(case=case).update(is_case_open=True)
    case.status, case.version, case.closed_at = to.value, case.version + 1, None
    moved = {"moved_from": came_from.value, "moved_to": to.value}
    record_locked(case, Event.Kind.REOPENED, by=by, now=now, data=data, **moved)


def _overtake(case: Case, *, now: datetime) -> None:
    """Let what waits for a second person fall: the case it was prepared for stands elsewhere."""
    for prepared in PreparedAct.objects.waiting().filter(case=case):
        outcome = {"ended_at": now, "outcome": PreparedAct.Outcome.OVERTAKEN}
        PreparedAct.objects.filter(pk=prepared.pk).update(**outcome)
        data = {"decision": prepared.pk}
        event = record_locked(case, Event.Kind.OVERTAKEN, by=SYSTEM, now=now, data=data)
        told = Told("prepared-act-overtaken", prepared.agency)
        tell(case, [told], now=now, occasion=f"overtaken:{event.sequence}")


def _check_move(case: Case, came_from: Status, to: Status, by: Actor) -> None:
    party = case.procedure.moves.get((came_from, to))
    if party is None:
        raise not_at_this_stage()
    if by.position != Position.SYSTEM and not is_party(by, party, case):
        raise NotPermitted


def check_version(case: Case, expected: int | None) -> None:
    """Raise unless the reader looked at the case as it stands.

    `MoveNotPossible`: it has changed since. `VersionNotReached`: it never stood so.
    """
    if expected is None or expected == case.version:
        return
    if expected > case.version:
        raise VersionNotReached
    raise somebody_was_faster()


def hold(case: Case, expected: int | None) -> None:
    """Keep everybody else from the case until this transaction ends.

    Raises `MoveNotPossible` when the case has moved since it was fetched, or since the version
    that the reader looked at.
    """
    there = Case.objects.select_for_update().only("version").get(pk=case.pk)
    if there.version != case.version:
        raise somebody_was_faster()
    check_version(case, expected)


def take_up(
    case: Case, row: Action, *, by: Actor, version: int | None, at: Collection[Status] = ()
) -> None:
    """Begin an act: only who may, on the case as they looked at it, where it is possible.

    The case stays held until the transaction ends.
    """
    check_may(by, row, case)
    hold(case, version)
    if at and case.state not in at:
        raise not_at_this_stage()


def turn_page(case: Case) -> None:
    """Give the case a new version without moving it: what others have on screen is old now.

    So nobody approves what was prepared anew while they looked at something else.
    """
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
    case.version += 1
