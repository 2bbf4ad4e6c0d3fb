"""What a granted merging does: months and money join, what lies twice goes, its part is owed."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import rule_book
from applications.declaring import Deed
from applications.known import answers_of, known_of
from casework.errors import MoveNotPossible
from law.money import from_fen, to_fen
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from records import accounts, cutting
from records.accounts import FIRST_YEAR
from records.models import InsuredPeriod, Relationship, StatusSpan
from records.rules.double_months import BASIS_MOVE_FIRST, Plan, plan
from services.enrolments.actions import paying_out
from services.enrolments.pairs import Pair, as_held, paid_in, pair_in
from services.enrolments.settling import PENSION, left_in
from services.enrolments.settling_benefits import PAID_TWICE

Kind, Gone = accounts.Kind, InsuredPeriod.Gone


@transaction.atomic
def merge(deed: Deed) -> None:
    """Join the two accounts into the one that is kept; nothing is lost and nothing counts twice."""
    case = deed.application.case
    today = timezone.localdate(deed.now)
    held = known_of(case.person, today=today).relationships
    found = pair_in(held, answers_of(deed.application)["insurance"])
    if found is None:
        raise MoveNotPossible(_("There are no two accounts of this insurance here."))
    pair = Pair(paying_out.held(found.kept), paying_out.held(found.other))
    for each in (pair.kept, pair.other):
        left = left_in(each, today, rule_book.current())
        paying_out.check_at_rest(each, left, but=case.number)
    _move_money(pair, case.number, now=deed.now)
    moved = _move_months(pair, case.number)
    paying_out.close(pair.other, StatusSpan.Reason.MERGED, case_number=case.number, now=deed.now)
    if pair.kept.insurance == PENSION:
        _clear(deed, pair.kept, moved)


def _move_money(pair: Pair, number: str, *, now: datetime) -> None:
    """Move all that lies there, what was paid before 1998 apart; interest goes on where it is."""
    year = timezone.localdate(now).year
    for each in (pair.kept, pair.other):
        accounts.book_running_year(each, year)
    fen, early = accounts.balance(pair.other), pair.other.pre_1998_fen
    for held, kind, sign in ((pair.other, Kind.MOVED_OUT, -1), (pair.kept, Kind.ARRIVED, 1)):
        accounts.enter(
            held,
            kind,
            sign * fen,
            pre_1998_fen=sign * early,
            year=year,
            case_number=number,
            at=now,
        )


def _move_months(pair: Pair, number: str) -> set[int]:
    """Move all paid months and return the keys under which they lie now."""
    moved = set()
    for each in paid_in(pair.other):
        there = InsuredPeriod.objects.get(pk=each.pk)
        each.gone_as, each.gone_with = Gone.MOVED, number
        each.save(update_fields=["gone_as", "gone_with"])
        there.pk, there._state.adding = None, True
        there.relationship, there.case_number = pair.kept, number
        there.came_from = there.came_from or pair.other.agency
        there.corrected_with = ""
        there.save()
        moved.add(there.pk)
    return moved


# --- Months that were paid twice ------------------------------------------------------------------
def _clear(deed: Deed, kept: Relationship, moved: set[int]) -> None:
    there = {each.pk: each for each in paid_in(kept)}
    found = plan(as_held(each, has_arrived=each.pk in moved) for each in there.values())
    fen = to_fen(found.amount)
    if not found.months:
        return
    if accounts.balance(kept) < fen:
        raise MoveNotPossible(
            _("The account holds less than would be paid back. Check the account first.")
        )
    number, today = deed.application.case.number, timezone.localdate(deed.now)
    for stretch in found.cleared:
        part = _part(kept, there[stretch.of.key], stretch.first_month, stretch.last_month)
        cutting.cut_out(part, stretch.first_month, stretch.last_month, Gone.CLEARED, number)
    accounts.enter(
        kept,
        Kind.PAID_OUT,
        -fen,
        pre_1998_fen=-min(_before_1998(found), kept.pre_1998_fen),
        year=today.year,
        case_number=number,
        at=deed.now,
    )
    if fen:
        _owe(deed, kept, found)


def _part(kept: Relationship, whole: InsuredPeriod, first: date, last: date) -> InsuredPeriod:
    """Return what is left of a period in which a stretch lies: cutting leaves it in parts."""
    there = kept.periods.lying_there().filter(
        scheme=whole.scheme,
        came_from=whole.came_from_id,
        case_number=whole.case_number,
        base_fen=whole.base_fen,
        is_paid=True,
        first_month__lte=first,
        last_month__gte=last,
    )
    found = there.first()
    if found is None:
        raise MoveNotPossible(_("The record has changed since. Look at it again."))
    return found


def _before_1998(found: Plan) -> int:
    early = (each.amount for each in found.cleared if each.first_month.year < FIRST_YEAR)
    return to_fen(sum(early, from_fen(0)))


def _owe(deed: Deed, kept: Relationship, found: Plan) -> None:
    lines = tuple(
        Line(
            name=f"months-{n}",
            title=PAID_TWICE.title,
            amount=each.amount,
            formula=f"{each.of.share:,.2f} × {each.months}",
            basis=BASIS_MOVE_FIRST,
        )
        for n, each in enumerate(found.cleared, 1)
        if each.amount
    )
    owe(
        deed.application.case,
        benefit=PAID_TWICE.name,
        person=deed.application.case.person,
        agency=kept.agency.in_office,
        key=deed.application.case.number,
        month=timezone.localdate(deed.now),
        lines=lines,
        at=deed.now,
        by=deed.by,
    )
