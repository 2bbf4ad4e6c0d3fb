"""Emptying an account to the fen: interest, entry and status, in the transaction of a decision."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.errors import MoveNotPossible
from records import accounts, standing
from records.models import Relationship, StatusSpan
from records.rules.contributions import month_number, month_of
from services.enrolments.actions.opening import refused_in_words
from services.enrolments.settling import GONE, PENSION, Left, is_under_way


def held(relationship: Relationship) -> Relationship:
    """Return a relationship, held for the rest of the transaction."""
    return Relationship.objects.select_for_update().get(pk=relationship.pk)


def check_free(relationship: Relationship, left: Left, *, but: str) -> None:
    """Raise `MoveNotPossible` where the account cannot be paid out as it stands."""
    if left.total_fen <= 0:
        raise MoveNotPossible(_("There is no money in this account."))
    check_at_rest(relationship, left, but=but)


def check_at_rest(relationship: Relationship, left: Left, *, but: str) -> None:
    """Raise `MoveNotPossible` while interest or anything else of the account is still open."""
    if left.is_open_before:
        raise MoveNotPossible(_("An earlier year of this account is open. Close it first."))
    if is_under_way(relationship, but=but):
        raise MoveNotPossible(
            _("A transfer, unpaid months or money to be paid back is still open with this account.")
        )


def empty(relationship: Relationship, left: Left, *, case_number: str, now: datetime) -> None:
    """Write the interest, take all of it out, and end the relationship."""
    if not left.is_written and relationship.insurance == PENSION:
        accounts.book_running_year(relationship, left.year)
        accounts.write_interest(relationship, {left.year: left.years.interest_fen})
        relationship.refresh_from_db()
    if accounts.balance(relationship) != left.total_fen:
        raise MoveNotPossible(
            _("The books of this account hold another sum than was worked out. Check them first.")
        )
    accounts.enter(
        relationship,
        accounts.Kind.PAID_OUT,
        -left.total_fen,
        pre_1998_fen=-left.pre_1998_fen,
        year=left.year,
        case_number=case_number,
        at=now,
    )
    close(relationship, StatusSpan.Reason.CLOSED, case_number=case_number, now=now)


def close(relationship: Relationship, reason: str, *, case_number: str, now: datetime) -> None:
    """End a relationship that has not ended: from this month, or after what began since."""
    if relationship.status in GONE:
        return
    month = timezone.localdate(now).replace(day=1)
    last = relationship.status_spans.filter(to_month=None, replaced_with="").first()
    if last is not None and last.from_month >= month:
        month = month_of(month_number(last.from_month) + 1)
    with refused_in_words():
        standing.close(
            relationship, from_month=month, reason=reason, case_number=case_number, now=now
        )
