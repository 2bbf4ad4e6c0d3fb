"""What lies in an account on the day it is paid out or joined to another, as the books stand."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case
from kit import wall
from kit.once import once_a_page
from law.money import from_fen, to_fen
from law.values import RuleBook
from payouts.models import Recovery
from payouts.rules.states import Recovered
from records.models import AccountYear, InsuredPeriod, Relationship
from records.rules.interest import Credit
from services.enrolments.rules.accounts import Inheritance, inheritance

Status = Relationship.Status
GONE = (Status.MOVED, Status.ENDED)
PENSION = "pension"
OWED_BACK = (Recovered.DEMANDED.value, Recovered.AGREED.value)


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is left of an account, in fen; `pre_1998_fen` (①) lies apart from the years.

    `is_written`: the books have closed that year or later ones, so nothing more is earned.
    `is_open_before`: an earlier year still waits for its interest.
    """

    years: Inheritance
    pre_1998_fen: int
    year: int
    is_written: bool
    is_open_before: bool
    is_sure: bool

    @property
    def total_fen(self) -> int:
        """All of it."""
        return self.years.total_fen + self.pre_1998_fen


@once_a_page
def left_in(relationship: Relationship, on: date, book: RuleBook) -> Left:
    """Return what is left of an account on a day, with interest to its month.

    Only pension accounts earn by these rates; a medical account is what its books say.
    """
    lines = {each.year: each for each in relationship.account_years.all()}
    last = max(lines, default=on.year)
    there = lines.get(on.year)
    is_written = last > on.year or (there is not None and there.is_closed)
    if is_written or relationship.insurance != PENSION:
        closing = lines[last].closing_fen if last in lines else 0
        found = Inheritance(closing, 0, inheritance(0, (), on, book).rate, on.year, 0)
        sure = relationship.insurance != PENSION or there is not None
    else:
        found = inheritance(_opening(lines, on.year), _credits(relationship, there, on), on, book)
        found = _with_moves(found, there)
        sure = found.is_sure(on) and not relationship.pre_1998_fen
    return Left(
        years=found,
        pre_1998_fen=relationship.pre_1998_fen,
        year=max(last, on.year),
        is_written=is_written,
        is_open_before=_is_open_before(lines, on.year) and relationship.insurance == PENSION,
        is_sure=sure,
    )


def _opening(lines: dict[int, AccountYear], year: int) -> int:
    before = [lines[each] for each in sorted(lines) if each < year]
    if year in lines:
        return lines[year].opening_fen
    return before[-1].closing_fen if before else 0


def _credits(relationship: Relationship, line: AccountYear | None, on: date) -> list[Credit]:
    """Return what was credited month by month; what no month explains has earned nothing yet."""
    found = [
        Credit(month, from_fen(to_fen(from_fen(each.base_fen) * each.account_rate)))
        for each in periods_in(relationship)
        if each.is_paid and each.came_from_id is None
        and each.first_month.year == on.year
        for month in range(each.first_month.month, each.last_month.month + 1)
    ]  # fmt: skip
    known = sum(to_fen(each.amount) for each in found)
    if line is not None and line.credited_fen > known:
        found.append(Credit(12, from_fen(line.credited_fen - known)))
    return found


@once_a_page
def periods_in(relationship: Relationship) -> list[InsuredPeriod]:
    """Return the periods that lie in a relationship."""
    return list(relationship.periods.lying_there())


def _with_moves(found: Inheritance, line: AccountYear | None) -> Inheritance:
    """Return it with what cases moved in or out this year, which earns nothing before it closes."""
    if line is None:
        return found
    moved = line.arrived_fen + line.made_up_fen + line.corrected_fen
    moved -= line.moved_out_fen + line.paid_out_fen
    return Inheritance(
        found.balance_fen + moved, found.interest_fen, found.rate, found.rate_year, found.months
    )


def _is_open_before(lines: dict[int, AccountYear], year: int) -> bool:
    before = [lines[each] for each in sorted(lines) if each < year]
    if not before or before[-1].closing_fen == 0:
        return False
    return before[-1].year < year - 1 or any(not each.is_closed for each in before)


# --- What stands in the way -----------------------------------------------------------------------
@once_a_page
@wall.as_house("know whether anything of an account is under way, wherever that is")
def is_under_way(relationship: Relationship, *, but: str = "") -> bool:
    """Whether a transfer, unpaid months of the person or a demand for money is still open."""
    person = relationship.person_id
    cases = Case.objects.filter(person=person, closed_at=None).exclude(submitted_at=None)
    is_moving = any(
        each.procedure.insurance == relationship.insurance and each.number != but
        for each in cases
        if each.service.endswith("-transfer")
    )
    owes = any(each.is_personal_arrears for each in periods_in(relationship))
    back = Recovery.objects.filter(person=person, state__in=OWED_BACK).exists()
    return is_moving or owes or back
