"""Carrying out what two persons have decided to put right on a record; nothing is overwritten.

社会保险法 art. 74: records are complete and right. What stood there stays and is marked with the
case; an account changes by an entry of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from kit.errors import NotValid
from law.money import from_fen, to_fen
from records import accounts, cutting
from records.models import InsuredPeriod, RecordCorrection, Relationship
from records.rules.contributions import month_number

Kind = RecordCorrection.Kind


def by_year(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield a stretch of months cut at the turns of the years, as periods are kept."""
    for year in range(first.year, last.year + 1):
        yield max(first, date(year, 1, 1)), min(last, date(year, 12, 1))


def months_between(first: date, last: date) -> int:
    """Return how many months a stretch has, both ends counted."""
    return month_number(last) - month_number(first) + 1


# --- Before anything changes ----------------------------------------------------------------------
def check(line: RecordCorrection, beside: Iterable[RecordCorrection] = ()) -> None:
    """Raise `NotValid` where the record, with the lines `beside` it, does not bear the line."""
    if line.first_month is None or line.last_month is None:
        return
    found = {n for each in lying_over(line) for n in _numbers(each.first_month, each.last_month)}
    for each in beside:
        if (each.relationship_id, each.scheme) == (line.relationship_id, line.scheme):
            own = set(_numbers(each.first_month, each.last_month))
            found = found - own if each.kind == Kind.STRIKE else found | own
    wanted = set(_numbers(line.first_month, line.last_month))
    if line.kind == Kind.ADD and found & wanted:
        said = _("Some of these months are on the record already. Strike them first.")
        raise NotValid({"first_month": said})
    if line.kind == Kind.STRIKE and not wanted <= found:
        raise NotValid({"first_month": _("Not all of these months are on the record.")})


def _numbers(first: date | None, last: date | None) -> range:
    return range(month_number(first), month_number(last) + 1) if first and last else range(0)


def lying_over(line: RecordCorrection) -> list[InsuredPeriod]:
    """Return what lies in the record where a line names months, in its scheme."""
    lying = line.relationship.periods.lying_there().filter(scheme=line.scheme)
    return list(lying.filter(first_month__lte=line.last_month, last_month__gte=line.first_month))


def reckoned(line: RecordCorrection) -> int:
    """Return, in fen, what the account gains or loses by base and rates, without interest.

    Of months added the books follow those years by themselves that nobody has closed; what was
    recorded for months struck lies in the account, and is taken out of it.
    """
    if line.first_month is None or line.last_month is None:
        return 0
    if line.kind == Kind.ADD:
        parts = by_year(line.first_month, line.last_month)
        of = line.relationship
        closed = (each for each in parts if not accounts.books_follow(of, each[0].year))
        share = to_fen(from_fen(line.base_fen) * line.account_rate)
        return sum(share * months_between(*each) for each in closed)
    return -sum(_recorded(each, line) for each in lying_over(line) if each.is_paid)


def _recorded(period: InsuredPeriod, line: RecordCorrection) -> int:
    """Return, in fen, what was recorded for the months of a period that a line names."""
    first = max(period.first_month, line.first_month or period.first_month)
    last = min(period.last_month, line.last_month or period.last_month)
    share = to_fen(from_fen(period.base_fen) * period.account_rate)
    return share * months_between(first, last)


# --- Carried out ----------------------------------------------------------------------------------
def carry_out(lines: Iterable[RecordCorrection], *, now: datetime, year: int) -> None:
    """Let the lines of one correction count; call it in the transaction of the decision.

    Raises `NotValid` where the record has changed so that a line no longer fits, or an account
    would hold less than nothing.
    """
    for relationship, own in _by_relationship(lines):
        accounts.book_running_year(relationship, year)
        # What is struck goes first, so that the same months can be added as they should be.
        for each in sorted(own, key=lambda line: line.kind != Kind.STRIKE):
            check(each)
            _apply(each)
        _enter(relationship, own, now=now, year=year)
        _stand_again(relationship)


def _by_relationship(
    lines: Iterable[RecordCorrection],
) -> Iterator[tuple[Relationship, list[RecordCorrection]]]:
    grouped: dict[int, list[RecordCorrection]] = {}
    for each in lines:
        grouped.setdefault(each.relationship_id, []).append(each)
    held = Relationship.objects.select_for_update().filter(pk__in=grouped).order_by("pk")
    for relationship in held:
        for each in grouped[relationship.pk]:
            each.relationship = relationship
        yield relationship, grouped[relationship.pk]


def _apply(line: RecordCorrection) -> None:
    if line.kind == Kind.ADD and line.first_month and line.last_month:
        parts = by_year(line.first_month, line.last_month)
        InsuredPeriod.objects.bulk_create(_period(line, *each) for each in parts)
    if line.kind == Kind.STRIKE and line.first_month and line.last_month:
        for period in lying_over(line):
            gone = InsuredPeriod.Gone.CORRECTED
            cutting.cut_out(period, line.first_month, line.last_month, gone, line.case_number)


def _period(line: RecordCorrection, first: date, last: date) -> InsuredPeriod:
    return InsuredPeriod(
        relationship=line.relationship,
        scheme=line.scheme,
        first_month=first,
        last_month=last,
        base_fen=line.base_fen,
        employer_rate=line.employer_rate,
        personal_rate=line.personal_rate,
        account_rate=line.account_rate,
        corrected_with=line.case_number,
    )


def _enter(
    relationship: Relationship, lines: list[RecordCorrection], *, now: datetime, year: int
) -> None:
    """Enter what the account gains in all: one entry for each account and correction."""
    fen = sum(each.amount_fen for each in lines)
    if accounts.balance(relationship) + fen < 0:
        raise NotValid({"": _("The account holds less than would be taken from it.")})
    number = lines[0].case_number
    kind = accounts.Kind.CORRECTED
    accounts.enter(relationship, kind, fen, year=year, case_number=number, at=now)


def _stand_again(relationship: Relationship) -> None:
    """Where months lie again at a place that all had left, the relationship does, too: stopped."""
    stays = relationship.periods.lying_there().filter(is_paid=True).order_by("first_month")
    first = stays.values_list("first_month", flat=True).first()
    if first is None:
        return
    changes: dict[str, object] = {"opened_month": min(first, relationship.opened_month)}
    if relationship.status == Relationship.Status.MOVED:
        changes["status"] = Relationship.Status.SUSPENDED
    Relationship.objects.filter(pk=relationship.pk).update(**changes)
