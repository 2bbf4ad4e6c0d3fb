"""What the records hold beside the payments of a file, read at once for some relationships."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from intake.actions.booking import Way, joins
from intake.models import Arrival
from intake.rules.arrival_file import YEAR, Line
from intake.rules.arriving import Beside, Rates
from records.models import AccountYear, Contribution, InsuredPeriod, Relationship

Were = Arrival.Were
YEARS_BACK = 2  # months before are looked for so far back, and asked for one by one beyond


class Books:
    """Months, payments and accounts of some relationships, as far as some lines ask for them."""

    def __init__(self, held: Iterable[Relationship], lines: Sequence[Line]) -> None:
        keys = [each.pk for each in held]
        months = {each.period for each in lines}
        first = min(months, default=date.max).year - YEARS_BACK
        self._periods: dict[int, list[InsuredPeriod]] = defaultdict(list)
        lying = InsuredPeriod.objects.lying_there().filter(relationship__in=keys)
        for period in lying.filter(first_month__year__gte=first).order_by("first_month"):
            self._periods[period.relationship_id].append(period)
        standing = Contribution.objects.standing().filter(relationship__in=keys, month__in=months)
        names = ("relationship_id", "scheme", "month", "arrived_on", "source")
        paid = list(standing.values_list(*names))
        self._named = {row[:3] for row in paid}
        self._arrived = {
            row[:3] for row in paid if row[3] is not None and row[4] != Contribution.Source.PAYMENT
        }
        self._years: dict[int, list[AccountYear]] = defaultdict(list)
        years = AccountYear.objects.filter(relationship__in=keys, year__gte=first)
        for year in years.order_by("year"):
            self._years[year.relationship_id].append(year)

    def beside(self, held: Relationship, line: Line) -> Beside:
        """Return what the record holds beside a payment."""
        person, gone = held.person, (Relationship.Status.MOVED, Relationship.Status.ENDED)
        return Beside(
            name=str(person.name),
            died_on=person.deceased_on,
            has_moved=held.status in gone,
            is_paid=self._is_paid(held, line),
            rates=self._rates(held, line.period),
        )

    def _own(self, held: Relationship) -> list[InsuredPeriod]:
        return [each for each in self._periods[held.pk] if each.scheme == held.scheme]

    def _is_paid(self, held: Relationship, line: Line) -> bool:
        """Whether the month has arrived already, by whomever.

        A month that was paid here by an order, or counts as paid without a day, waits for just
        this line: the channel says when it has reached the fund.
        """
        if line.kind == YEAR:
            own = self._own(held)
            return any(each.is_paid and each.first_month.year == line.period.year for each in own)
        return (held.pk, held.scheme, line.period) in self._arrived

    def _rates(self, held: Relationship, month: date) -> Rates | None:
        """Return the rates of the last months before, or of those that lie over a month."""
        near = [each for each in self._own(held) if each.first_month <= month]
        last = near[-1] if near else self._far_before(held, month)
        if last is None:
            return None
        return Rates(last.employer_rate, last.personal_rate, last.account_rate)

    @staticmethod
    def _far_before(held: Relationship, month: date) -> InsuredPeriod | None:
        lying = held.periods.lying_there().filter(scheme=held.scheme, first_month__lte=month)
        return lying.order_by("-first_month").first()

    def plain(self, held: Relationship, line: Line, rates: Rates) -> Way | None:
        """Return how a payment is booked with those of others, or nothing where it is not plain."""
        if line.kind == YEAR or (held.pk, held.scheme, line.period) in self._named:
            return None
        own = self._own(held)
        over = [e for e in own if e.first_month <= line.period <= e.last_month]
        if over:
            return Way(Were.COUNTED) if len(over) == 1 and over[0].is_paid else None
        before = next((e for e in reversed(own) if e.last_month < line.period), None)
        grows = before is not None and _may_grow(before) and joins(before, line, rates)
        lengthens = before if grows else None
        if held.insurance != "pension" or not rates.account:
            return Way(Were.NOT_THERE, lengthens)
        year = self._year(held, line.period.year)
        return Way(Were.NOT_THERE, lengthens, year) if year else None

    def _year(self, held: Relationship, year: int) -> AccountYear | None:
        """Return the open year of an account, or the new one after its last; else nothing."""
        last = self._years[held.pk][-1] if self._years[held.pk] else None
        if last is None or last.year not in (year, year - 1):
            return None
        if last.year == year:
            return None if last.is_closed else last
        fen = last.closing_fen
        return AccountYear(
            relationship=held, year=year, opening_fen=fen, closing_fen=fen, is_closed=False
        )


def _may_grow(before: InsuredPeriod) -> bool:
    is_own = before.came_from_id is None and not before.case_number and not before.corrected_with
    return before.is_paid and is_own
