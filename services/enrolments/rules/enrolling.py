"""Whether somebody may enrol, by records and answers (社会保险法 arts. 10, 20, 23, 25)."""

from dataclasses import dataclass
from datetime import date

from law.values import RELEASE, RuleBook, ValueNotInForce
from records.rules.retirement import Category, retirement_of
from services.enrolments.rules import values
from services.enrolments.rules.contributions import (
    MEDICAL,
    PENSION,
    Choice,
    DueLine,
    Tiers,
    earliest_month,
    monthly_lines,
    tiers,
)

CITY, PROVINCE = 4, 2
MUNICIPALITIES = {"11", "12", "31", "50"}


@dataclass(frozen=True, kw_only=True)
class EnrolFacts:
    """What the rules are asked; money in fen, months as their first days.

    `born_on` and `sex` are None where nobody said them. `runs_in` names the place where the same
    insurance of the same scheme runs; `employed` that it runs through an employer; `other_scheme`
    that it runs in the other scheme. `left_on`: the person says when the employment ended.
    """

    insurance: str
    region: str
    month: date
    today: date
    base_fen: int = 0
    medical_tier: str = values.FIRST
    born_on: date | None = None
    sex: str | None = None
    household: str = ""
    has_permit: bool = False
    draws: bool = False
    employed: bool = False
    left_on: date | None = None
    runs_in: str | None = None
    other_scheme: bool = False
    book: RuleBook = RELEASE

    @property
    def choice(self) -> Choice:
        """What would be paid for."""
        return Choice((self.insurance,), self.base_fen, medical_tier=self.medical_tier)

    def lines(self) -> tuple[DueLine, ...]:
        """Return what is owed a month; raises `ValueNotInForce` where a number is not loaded."""
        return monthly_lines(self.choice, self.region, self.month, self.book)

    def tiers(self) -> Tiers | None:
        """Return the bases of the place, None where none is loaded."""
        try:
            return tiers(self.region, self.insurance, self.month, self.book)
        except ValueNotInForce:
            return None


def is_too_young(facts: EnrolFacts) -> bool:
    """Whether somebody is under the least age."""
    if facts.born_on is None:
        return False
    years = values.LEAST_AGE.count(facts.today, facts.book)
    return _birthday(facts.born_on, years) > facts.today


def _birthday(born: date, years: int) -> date:
    if (born.month, born.day) == (2, 29):
        return date(born.year + years, 3, 1)
    return born.replace(year=born.year + years)


def has_reached_age(facts: EnrolFacts) -> bool:
    """Whether the statutory age is reached; of women without an employer, the later of the two."""
    if facts.insurance != PENSION or facts.born_on is None or facts.sex is None:
        return False
    category = Category.MALE if facts.sex == "male" else Category.FEMALE_55
    return retirement_of(category, facts.born_on, facts.book).retirement_month < facts.month


def is_still_employed(facts: EnrolFacts) -> bool:
    """Whether the record shows an employer; what the person says of it a clerk looks into."""
    return facts.employed


def runs_already(facts: EnrolFacts) -> bool:
    """Whether the same insurance runs, and not through an employer who may have ended it."""
    return facts.runs_in is not None and not facts.employed


def is_base_outside(facts: EnrolFacts) -> bool:
    """Whether the chosen base is none of the place's; where none is loaded, nothing can be said."""
    if facts.insurance == MEDICAL and _is_fixed(facts):
        return False
    found = facts.tiers()
    return found is not None and not found.allows(facts.base_fen)


def _is_fixed(facts: EnrolFacts) -> bool:
    """Whether medical insurance costs a fixed amount there, or has one base for everybody."""
    try:
        lines = facts.lines()
    except ValueNotInForce:
        return False
    found = facts.tiers()
    one_base = found is not None and found.least_fen == found.most_fen
    return one_base or all(each.rate is None for each in lines)


def is_of_other_household(facts: EnrolFacts) -> bool:
    """Whether the household is registered outside the place, as far as it is known."""
    if not facts.household or facts.has_permit:
        return False
    digits = PROVINCE if facts.region[:2] in MUNICIPALITIES else CITY
    return facts.household[:digits] != facts.region[:digits]


def is_past(facts: EnrolFacts) -> bool:
    """Whether the month asked for lies before the first that may be enrolled."""
    return facts.month < earliest_month(facts.today, facts.region, facts.book)
