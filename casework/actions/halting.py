"""Stopping letters and remittances in one step, and letting them go on by two persons (row 32).

The switch is a row. Whoever issues reads it in the transaction in which the letter is written,
under a lock that stopping waits for: once stopping has returned, nothing goes out any more.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor, Position
from agencies.models import Agency
from casework.errors import IssuingStopped, MoveNotPossible
from casework.models import Halt
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import held
from kit.errors import NotPermitted, NotValid

LONGEST_REASON = 300
LOCK = 0x5A17  # any number that nothing else in this database locks by


def may_stop(by: Actor, agency: Agency | None) -> bool:
    """Whether the table lets this actor stop this agency; None is all of them."""
    if by.position != Position.SYSTEM and not may_generally(by, Action.STOP_ISSUING):
        return False
    if by.position in (Position.ADMINISTRATOR, Position.SYSTEM):
        return True
    return agency is not None and by.agency is not None and agency.pk == by.agency.pk


@transaction.atomic
def stop(agency: Agency | None, *, reason: str, by: Actor, now: datetime) -> Halt:
    """Stop letters and remittances of an agency, or of all, from this moment."""
    if not may_stop(by, agency):
        raise NotPermitted
    _check_reason(reason)
    _lock(shared=False)
    try:
        with transaction.atomic():
            return Halt.objects.create(
                agency=agency, reason=reason.strip(), stopped_at=now, stopped_by=by.user
            )
    except IntegrityError as error:
        raise MoveNotPossible(_("Letters and money are stopped already.")) from error


@transaction.atomic
def ask_to_lift(halt: Halt, *, reason: str, by: Actor, now: datetime) -> None:
    """Ask that letters and remittances go on, for another person to confirm.

    Stopping is one person's at once, because it can do little harm. Asking again takes the place
    of what was asked before.
    """
    asker = _may_lift(halt, by)
    _check_reason(reason)
    asked = {
        "lifting_asked_at": now,
        "lifting_asked_by": asker,
        "lifting_reason": reason.strip(),
    }
    _change(halt, Halt.objects.in_force(), asked)


@transaction.atomic
def lift(halt: Halt, *, by: Actor, now: datetime, asked_at: datetime | None = None) -> None:
    """Let letters and remittances go on, as the second person; what has waited goes out in order.

    `asked_at`: the request that was looked at; a newer one has to be looked at first.
    """
    second = _may_lift(halt, by)
    halt.refresh_from_db()
    asker = halt.lifting_asked_by
    if asker is None or (asked_at is not None and asked_at != halt.lifting_asked_at):
        raise MoveNotPossible(_("Nobody has asked for this, or somebody has asked anew."))
    if asker == second:
        raise NotPermitted(_("Somebody else has to confirm what you asked for."))
    if not asker.is_active:
        raise MoveNotPossible(_("The account of who asked has been locked. Ask anew."))
    same = Halt.objects.in_force().filter(lifting_asked_at=halt.lifting_asked_at)
    _change(halt, same, {"lifted_at": now, "lifted_by": second})


def _may_lift(halt: Halt, by: Actor) -> User:
    if by.user is None or not may_stop(by, halt.agency):
        raise NotPermitted
    return by.user


def _change(halt: Halt, halts: QuerySet[Halt], how: dict[str, Any]) -> None:
    if not halts.filter(pk=halt.pk).update(**how):
        raise MoveNotPossible(_("This stop has been lifted already."))
    halt.refresh_from_db()


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NotValid({"reason": _("Write why.")})
    if len(reason) > LONGEST_REASON:
        raise NotValid({"reason": _("Write at most 300 characters.")})


def check_may_issue(agency: Agency) -> None:
    """Raise `IssuingStopped` while the agency is stopped; until the transaction ends it is not."""
    _lock(shared=True)
    if Halt.objects.over(agency).exists():
        raise IssuingStopped(agency.pk)


def halt_over(agency: Agency) -> Halt | None:
    """Return what stops the agency now, to be shown: that of all agencies first."""
    in_force = [halt for halt in held.rows_of(Halt).values() if halt.lifted_at is None]
    over = [halt for halt in in_force if halt.agency_id in (None, agency.pk)]
    return min(over, key=lambda halt: halt.agency_id or 0, default=None)


def _lock(*, shared: bool) -> None:
    """Let stopping and issuing wait for each other; SQLite has one writer at a time anyway."""
    if connection.vendor != "postgresql":
        return
    name = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [LOCK])
