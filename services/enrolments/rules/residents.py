"""A resident who enrols in medical insurance: what a year costs and from when it covers."""

from dataclasses import dataclass
from datetime import date, timedelta

from law.values import ValueNotInForce
from services.enrolments.rules import values
from services.enrolments.rules.contributions import DueLine, resident_due
from services.enrolments.rules.enrolling import EnrolFacts
from services.enrolments.rules.waiting import Enrolling, months_of_wait


@dataclass(frozen=True, kw_only=True)
class ResidentFacts(EnrolFacts):
    """What the rules of residents are asked beside those of everybody; `month` begins the cover."""

    kind: str = values.ADULT
    tier: str = values.FIRST
    gap_years: int = 0
    is_aided: bool = False

    def due(self) -> DueLine:
        """Return the own part of the year; raises `ValueNotInForce` where it is not loaded."""
        return resident_due(self.kind, self.tier, self.region, self.month, self.book)

    def enrolling(self) -> Enrolling | None:
        """Return what the wait is reckoned from; None where the place's period is not loaded."""
        ends = period_ends(self)
        if ends is None:
            return None
        return Enrolling(
            period_ended=ends,
            paid=max(self.today, date(self.month.year - 1, 12, 31)),
            gap_years=self.gap_years,
            born_on=self.born_on if self.kind == values.CHILD else None,
            is_spared=self.is_aided,
        )


def period_ends(facts: EnrolFacts) -> date | None:
    """Return the last day of the yearly period for the year of cover, None where none is loaded."""
    begins = date(facts.month.year, 1, 1)
    try:
        day = values.RESIDENT_PERIOD.count(begins, facts.book, region=facts.region)
    except ValueNotInForce:
        return None
    return begins + timedelta(day - 1)


def is_period_unknown(facts: ResidentFacts) -> bool:
    """Whether nothing can be said of a wait."""
    return facts.enrolling() is None


def waits(facts: ResidentFacts) -> bool:
    """Whether cover begins after a wait."""
    found = facts.enrolling()
    return found is not None and months_of_wait(found, facts.region, facts.book) > 0
