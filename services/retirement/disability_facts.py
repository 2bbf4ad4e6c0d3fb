"""The facts of an allowance of those who can work no more: from certificate, file and records."""

from dataclasses import dataclass
from datetime import date

from applications.fields import Asked
from payouts import standing
from records.rules.contributions import month_number, month_of
from services.retirement.facts import DISABILITY, UNEMPLOYMENT, RetireFacts, facts_of
from services.retirement.rules import values
from services.retirement.rules.disability import Article, Disability, disability
from services.retirement.rules.pension import (
    BASIC,
    AgeNotCovered,
    PensionFacts,
    PensionLine,
    pension,
)
from services.retirement.rules.profiles import profile


@dataclass(frozen=True)
class DisabilityFacts:
    """The allowance as it would be."""

    retiring: RetireFacts
    found: Disability | None
    certified_on: date | None
    is_total: bool
    pays: bool
    is_excluded: bool = False

    @property
    def from_month(self) -> date:
        """The month after the application."""
        return month_of(month_number(self.retiring.today) + 1)

    @property
    def is_of_age(self) -> bool:
        """Whether the age is reached: then it is a pension."""
        of = self.retiring.window
        return of is not None and self.from_month > of.statutory

    @property
    def is_old(self) -> bool:
        """Whether the certificate is missing or more than a year old."""
        months = values.CERTIFICATE_MONTHS.count(self.retiring.today, self.retiring.book)
        day = self.certified_on
        if day is None:
            return not self.retiring.is_anonymous
        return month_number(self.retiring.today) - month_number(day) > months

    def lines(self) -> tuple[PensionLine, ...]:
        """Return what is paid a month; raises `ValueNotInForce` where the place has no base."""
        retiring = self.retiring
        if retiring.judged.by_hand is not None:
            return retiring.lines
        if self.found is None or retiring.born is None:
            return ()
        facts = PensionFacts(
            born=retiring.born,
            retires=self.from_month,
            counted=retiring.counted,
            index=retiring.index,
            account=retiring.account,
            transition_index=retiring.transition_index,
        )
        here = profile(retiring.region, self.from_month, retiring.book)
        try:
            lines = pension(facts, here, on=retiring.today, book=retiring.book).lines
        except AgeNotCovered:
            return ()
        if self.found.article is Article.AS_PENSION:
            return lines
        return tuple(line for line in lines if line.name == BASIC)


def disability_facts(asked: Asked) -> DisabilityFacts:
    """Return the facts of an allowance."""
    retiring, answers = facts_of(asked), asked.answers
    of, month = retiring.window, month_of(month_number(asked.today) + 1)
    found = None
    if of is not None and month <= of.statutory:
        found = disability(of.statutory, retiring.counted.total, month, asked.book)
    return DisabilityFacts(
        retiring=retiring,
        found=found,
        certified_on=answers.get("certified_on"),
        is_total=bool(answers.get("is_total", True)),
        pays=answers.get("stops_paying") is False,
        is_excluded=_is_excluded(asked, month, found.until if found else None),
    )


def _is_excluded(asked: Asked, first: date, last: date | None) -> bool:
    """Whether somebody draws, for one of the months, what the allowance excludes."""
    if asked.known is None:
        return bool(asked.answers.get("draws_unemployment"))
    drawn = standing.excluding(asked.known.person, DISABILITY, first, last)
    return drawn is not None and drawn.benefit == UNEMPLOYMENT
