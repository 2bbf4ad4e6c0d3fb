"""What lines of a correction change, before anybody decides on them: months, account, interest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from law.money import ZERO, from_fen, to_fen
from law.values import RuleBook
from records import accounts, fetching
from records.correcting import by_year
from records.models import RecordCorrection, Relationship, Scheme
from records.rules.contributions import month_number
from records.rules.interest import Credit, interest_missed

Kind = RecordCorrection.Kind
Key = tuple[int, str]  # a relationship and a scheme


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What changes for one insurance; amounts in fen.

    `missed_fen` is what the months would have earned by the published rates until the end of
    `earned_until`, where the books of their years are closed: it is entered by whoever decides, and
    not by itself. `is_whole` says whether every year until last year has a published rate.
    """

    insurance: str
    months_before: int
    months_after: int
    balance_before_fen: int
    account_fen: int
    missed_fen: int = 0
    earned_until: int | None = None
    is_whole: bool = True

    @property
    def months(self) -> int:
        """How many months more count; less than nothing where they are fewer."""
        return self.months_after - self.months_before

    @property
    def balance_after_fen(self) -> int:
        """What lies in the accounts of this insurance afterwards."""
        return self.balance_before_fen + self.account_fen


def effects_of(
    lines: Iterable[RecordCorrection], *, today: date, book: RuleBook | None = None
) -> list[Effect]:
    """Return what lines change together, by insurance; months count once wherever they lie."""
    grouped: dict[tuple[int, str], list[RecordCorrection]] = {}
    for each in lines:
        held = each.relationship
        grouped.setdefault((held.person_id, held.insurance), []).append(each)
    return [_effect(name, own, today, book) for (_person, name), own in grouped.items()]


def _effect(
    insurance: str, lines: list[RecordCorrection], today: date, book: RuleBook | None
) -> Effect:
    person = lines[0].relationship.person
    held = list(fetching.relationships_of(person, insurance, with_periods=True))
    there = dict(_paid(held))
    after = {key: set(months) for key, months in there.items()}
    for line in sorted(lines, key=lambda each: each.kind != Kind.STRIKE):
        own = after.setdefault((line.relationship_id, line.scheme), set())
        named = set(_numbers(line.first_month, line.last_month))
        if line.kind == Kind.STRIKE:
            own -= named
        elif line.kind == Kind.ADD:
            own |= named
    credits = _credits(lines)
    missed = interest_missed(credits, today.year, book)
    return Effect(
        insurance=insurance,
        months_before=len(set().union(*there.values())),
        months_after=len(set().union(*after.values())),
        balance_before_fen=sum(accounts.balance(each) for each in held),
        account_fen=sum(each.amount_fen for each in lines),
        missed_fen=to_fen(sum(missed.values(), ZERO)),
        earned_until=max(missed, default=None),
        is_whole=not credits or max(missed, default=0) == today.year - 1,
    )


def _paid(held: Iterable[Relationship]) -> Iterator[tuple[Key, set[int]]]:
    found: dict[Key, set[int]] = {}
    for relationship in held:
        for period in relationship.periods.all():
            if period.is_paid:
                months = _numbers(period.first_month, period.last_month)
                found.setdefault((relationship.pk, period.scheme), set()).update(months)
    return iter(found.items())


def _numbers(first: date | None, last: date | None) -> range:
    return range(month_number(first), month_number(last) + 1) if first and last else range(0)


def _credits(lines: Iterable[RecordCorrection]) -> dict[int, list[Credit]]:
    """Return what added months bring to accounts whose books of those years are closed."""
    found: dict[int, list[Credit]] = {}
    for line in lines:
        if line.kind != Kind.ADD or line.first_month is None or line.last_month is None:
            continue
        if line.relationship.insurance != "pension" or line.scheme != Scheme.EMPLOYEE:
            continue  # the published rates are those of employees' pension accounts
        share = from_fen(to_fen(from_fen(line.base_fen) * line.account_rate))
        for first, last in by_year(line.first_month, line.last_month):
            if share and not accounts.books_follow(line.relationship, first.year):
                months = range(first.month, last.month + 1)
                found.setdefault(first.year, []).extend(Credit(n, share) for n in months)
    return found
