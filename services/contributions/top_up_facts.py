"""What the rules are asked of months that an employer pays after all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Person
from applications.fields import Answers, Asked, Figure
from law.money import spell_yuan, to_fen
from law.values import RuleBook
from law.wording import Text
from records.rules.retirement import Category, retirement_of
from services.contributions.record import record_of
from services.contributions.rules.late_fees import LATE_RATE
from services.contributions.rules.month_states import OWED
from services.contributions.rules.top_ups import (
    TIERS,
    WITHOUT_PAPER,
    Stretch,
    Tier,
    owed_for,
    top_up_tier,
)

REACHES = {"six-months": 0, "three-years": 1, "longer": 2}
NEEDED = {Tier.DIRECT: 0, Tier.SIMPLE: 1, Tier.LEGAL_PAPER: 2, Tier.REFUSED: 0}


@dataclass(frozen=True, kw_only=True)
class TopUpFacts:
    """The months as they were named, and what the record says of them.

    `rate` is the whole rate of the last months on record, nothing where none is known; `arrived` is
    how many of the months are on record as paid.
    """

    stretches: tuple[Stretch, ...]
    ground: str
    reach: str
    legal_paper: str
    tier: Tier
    arrived: int
    rate: Decimal | None
    today: date
    book: RuleBook

    @property
    def is_further_back(self) -> bool:
        """Whether the months need more papers than those that were asked for."""
        return bool(self.reach) and NEEDED[self.tier] > REACHES[self.reach]


def stretches_in(answers: Answers) -> tuple[Stretch, ...]:
    """Return the rows of the table that are whole."""
    rows = answers.get("months") or ()
    whole = (row for row in rows if row.get("first") and row.get("last") and row.get("base"))
    return tuple(Stretch(row["first"], row["last"], to_fen(row["base"])) for row in whole)


def facts_of(asked: Asked) -> TopUpFacts:
    """Return the facts; without a sign-in nothing speaks against it but what was answered."""
    answers, found = asked.answers, stretches_in(asked.answers)
    person = asked.known.person if asked.known else None
    insurance = str(answers.get("insurance") or "")
    first = min((each.first for each in found), default=asked.today)
    past_age = person is not None and _has_reached_age(person, asked.today, asked.book)
    arrived, rate = _on_record(person, insurance, found) if person else (0, None)
    return TopUpFacts(
        stretches=found,
        ground=str(answers.get("ground") or ""),
        reach=str(answers.get("reach") or ""),
        legal_paper=str(answers.get("legal_paper") or ""),
        tier=top_up_tier(first, asked.today, past_age=past_age, book=asked.book).tier,
        arrived=arrived,
        rate=rate,
        today=asked.today,
        book=asked.book,
    )


def _has_reached_age(person: Person, today: date, book: RuleBook) -> bool:
    """Whether the latest statutory age there is for them has been reached."""
    category = Category.MALE if person.sex == "male" else Category.FEMALE_55
    return retirement_of(category, person.born_on, book).retirement_month <= today.replace(day=1)


def _on_record(
    person: Person, insurance: str, found: tuple[Stretch, ...]
) -> tuple[int, Decimal | None]:
    own = [each for each in record_of(person).months if each.insurance == insurance]
    named = {month for each in found for month in each.months}
    arrived = {each.month for each in own if each.state not in OWED} & named
    by_employer = next((each.period for each in own if each.period.employer_rate), None)
    rate = by_employer.employer_rate + by_employer.personal_rate if by_employer else None
    return len(arrived), rate


def figures(facts: TopUpFacts) -> tuple[Figure, ...]:
    """Return what it takes, and what the employer would owe by the rates on record."""
    if not facts.stretches:
        return ()
    months = sum(len(each.months) for each in facts.stretches)
    takes = Figure(
        label=Text("需要什么", "What it takes"),
        value=TIERS[facts.tier],
        formula=Text(f"{months}个月", f"{months} months"),
        basis=WITHOUT_PAPER.values[0].basis,
        is_sure=False,
    )
    if facts.rate is None:
        return (takes,)
    owed = owed_for(facts.stretches, facts.rate, facts.today, facts.book)
    by_rate = Text("基数 × 您记录中的合计比例", "base × the whole rate of your record")
    return (
        takes,
        Figure(
            label=Text("应补缴（单位和个人）", "To be paid (both shares)"),
            value=f"¥{spell_yuan(owed.amount)}",
            formula=by_rate,
            basis=WITHOUT_PAPER.values[0].basis,
            is_sure=False,
        ),
        Figure(
            label=Text("滞纳金（由单位承担，算到昨天）", "Late fee (the employer's, to yesterday)"),
            value=f"¥{spell_yuan(owed.late_fee)}",
            formula=Text("每月欠缴额 × 天数 × 日比例", "each month's amount × days × daily rate"),
            basis=LATE_RATE.values[-1].basis,
            is_sure=False,
        ),
    )
