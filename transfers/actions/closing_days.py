"""The statement of a day is closed by two persons."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.errors import MoveNotPossible
from kit.errors import NotPermitted, NotValid
from records.models import BankStatement
from transfers.actions.banking import State, agency_of
from transfers.actions.handing_over import check_second_person


def what_is_not_clear(statement: BankStatement) -> bool:
    """Whether a line is open, or the sums do not go up or cannot be reckoned up."""
    is_open = statement.entries.filter(state__in=(State.OPEN, State.RETURNING)).exists()
    return is_open or statement.apart_fen != 0


@transaction.atomic
def ask_to_close(statement: BankStatement, *, explanation: str, by: Actor, now: datetime) -> None:
    """Say, as the first person, that a statement is done; what is not clear is explained."""
    _check_open(statement, by)
    if by.user is None:
        raise NotPermitted(_("A person has to ask for this, not a system."))
    if what_is_not_clear(statement) and not explanation.strip():
        raise NotValid({"explanation": _("Explain what is open or does not add up.")})
    statement.close_asked_by, statement.explanation = by.user, explanation.strip()
    statement.save(update_fields=["close_asked_by", "explanation"])


@transaction.atomic
def close(statement: BankStatement, *, by: Actor, now: datetime) -> None:
    """Close the statement, as the second person."""
    _check_open(statement, by)
    if statement.close_asked_by_id is None:
        raise MoveNotPossible(_("Nobody has asked to close this statement yet."))
    if what_is_not_clear(statement) and not statement.explanation:
        raise MoveNotPossible(_("Something is open by now, and nobody has explained it."))
    statement.closed_by = check_second_person(statement.close_asked_by_id, by)
    statement.closed_at = now
    statement.save(update_fields=["closed_by", "closed_at"])


def _check_open(statement: BankStatement, by: Actor) -> None:
    if statement.agency_id not in agency_of(by).offices:
        raise NotPermitted
    statement.refresh_from_db()
    if statement.closed_at:
        raise MoveNotPossible(_("This statement has been closed already."))
