"""The pension as it is determined: its lines, each with its formula, its numbers and its article.

社会保险法 art. 15; 国发〔2005〕38号 part 6. The numbers come from `records.rules.pension_estimate`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from law.money import ZERO, spell_yuan
from law.values import RuleBook
from law.wording import Basis, Text, counted, filled
from records.rules.contributions import month_number
from records.rules.pension_estimate import OLDEST, YOUNGEST, Estimate, Transition, estimate_pension
from services.retirement.rules.counting import Counted
from services.retirement.rules.profiles import PensionProfile
from services.retirement.rules.values import FORMULA, PRACTICE

BASIC, ACCOUNT, TRANSITIONAL, BY_HAND = "basic", "account", "transitional", "by-hand"
TITLES = {
    BASIC: Text("基础养老金", "Basic pension"),
    ACCOUNT: Text("个人账户养老金", "Account pension"),
    TRANSITIONAL: Text("过渡性养老金", "Transitional pension"),
    BY_HAND: Text("人工核定的养老金", "Pension worked out by hand"),
}
_BASIC = Text(
    "（{base}＋{base}×{index}）÷2×{years}×1%",
    "({base} + {base} × {index}) ÷ 2 × {years} × 1%",
)
_BASIC_LOW = Text(
    "（{base}×{cut}＋{base}×{index}）÷2×{years}×1%（平均缴费指数低于{low}，基数折减）",
    "({base} × {cut} + {base} × {index}) ÷ 2 × {years} × 1% (index below {low}: base cut)",
)
_ACCOUNT = Text("储存额{account}÷计发月数{divisor}", "account {account} ÷ divisor {divisor}")
_TRANSITION = Text("{base}×{index}×视同缴费{years}×{rate}", "{base} × {index} × {years} × {rate}")
_TRANSITION_ON_HALF = Text(
    "（{base}＋{base}×{index}）÷2×视同缴费{years}×{rate}",
    "({base} + {base} × {index}) ÷ 2 × {years} × {rate}",
)


@dataclass(frozen=True, kw_only=True)
class PensionFacts:
    """What a pension is reckoned from."""

    born: date
    retires: date
    counted: Counted
    index: Decimal
    account: Decimal
    transition_index: Decimal | None = None

    @property
    def age_months(self) -> int:
        """The age in months at which somebody retires."""
        return month_number(self.retires) - month_number(self.born)


@dataclass(frozen=True, kw_only=True)
class PensionLine:
    """One part of the pension."""

    name: str
    title: Text
    amount: Decimal
    formula: Text
    basis: Basis
    is_sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Determination:
    """The whole pension: lines, what they were reckoned with, and whether it is final."""

    lines: tuple[PensionLine, ...]
    years: Decimal
    deemed_years: Decimal
    divisor: Decimal
    base: Basis
    base_amount: Decimal
    base_year: int
    indexed_wage: Decimal
    is_provisional: bool

    @property
    def total(self) -> Decimal:
        """The sum of a month."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def is_sure(self) -> bool:
        """Whether no line needs a clerk."""
        return all(line.is_sure for line in self.lines)


def by_hand(amount: Decimal) -> tuple[PensionLine, ...]:
    """Return the one line of a sum that a clerk worked out because the rules could not."""
    return (
        PensionLine(
            name=BY_HAND,
            title=TITLES[BY_HAND],
            amount=amount,
            formula=Text(
                "由经办人员核定，另一人确认", "worked out by a clerk, confirmed by another"
            ),
            basis=FORMULA,
        ),
    )


class AgeNotCovered(ValueError):
    """No divisor of the account is known for that age."""


def pension(
    facts: PensionFacts, profile: PensionProfile, *, on: date, book: RuleBook | None = None
) -> Determination:
    """Return what somebody draws a month by the rules of the place; raises `AgeNotCovered`."""
    if not YOUNGEST * 12 <= facts.age_months <= OLDEST * 12:
        raise AgeNotCovered(facts.age_months)
    years = profile.years(facts.counted.total)
    transition = _transition(facts, profile)
    found = estimate_pension(
        age_years=facts.age_months // 12,
        age_months=facts.age_months % 12,
        local_base=profile.base.number,
        average_index=facts.index,
        contribution_years=years,
        personal_account=facts.account,
        on=on,
        transition=transition,
        low_index=profile.low_index,
        rounded=profile.rounded,
        book=book,
    )
    return Determination(
        lines=_lines(facts, profile, years, transition, found),
        years=years,
        deemed_years=transition.years,
        divisor=found.divisor,
        base=profile.base.basis,
        base_amount=profile.base.number,
        base_year=profile.base.valid_from.year,
        indexed_wage=(profile.base.number * facts.index).quantize(Decimal("0.01")),
        is_provisional=profile.is_provisional,
    )


def _transition(facts: PensionFacts, profile: PensionProfile) -> Transition:
    return Transition(
        years=profile.years(facts.counted.deemed),
        coefficient=profile.transition.number if profile.transition else ZERO,
        index=facts.transition_index,
        on_half=profile.on_half,
    )


def _lines(
    facts: PensionFacts,
    profile: PensionProfile,
    years: Decimal,
    transition: Transition,
    found: Estimate,
) -> tuple[PensionLine, ...]:
    base = spell_yuan(profile.base.number)
    cut = profile.low_index is not None and facts.index < profile.low_index
    low = profile.low_index or Decimal(1)
    lines = [
        PensionLine(
            name=BASIC,
            title=TITLES[BASIC],
            amount=found.basic_pension,
            formula=filled(
                _BASIC_LOW if cut else _BASIC,
                base=base,
                index=facts.index,
                years=counted(say_number(years), "年", "year"),
                cut=say_number(facts.index / low),
                low=low,
            ),
            basis=FORMULA,
            is_sure=profile.is_sure,
        ),
        PensionLine(
            name=ACCOUNT,
            title=TITLES[ACCOUNT],
            amount=found.account_pension,
            formula=filled(_ACCOUNT, account=spell_yuan(facts.account), divisor=found.divisor),
            basis=FORMULA,
        ),
    ]
    if facts.counted.deemed:
        lines.append(_transitional(facts, profile, transition, found))
    return tuple(lines)


def _transitional(
    facts: PensionFacts, profile: PensionProfile, transition: Transition, found: Estimate
) -> PensionLine:
    """Return the part for the time before the accounts; open where the place has its own ways."""
    needs_index = profile.own_index and facts.transition_index is None
    return PensionLine(
        name=TRANSITIONAL,
        title=TITLES[TRANSITIONAL],
        amount=found.transitional_pension,
        formula=filled(
            _TRANSITION_ON_HALF if profile.on_half else _TRANSITION,
            base=spell_yuan(profile.base.number),
            index=transition.index or facts.index,
            years=counted(say_number(transition.years), "年", "deemed year"),
            rate=f"{(transition.coefficient * 100).normalize():f}%",
        ),
        basis=profile.transition.basis if profile.transition else PRACTICE,
        is_sure=not (profile.transition is None or profile.own_parts or needs_index),
    )


def say_number(number: Decimal) -> str:
    """Return a number with at most four decimals and no zeros behind them."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def provisional_difference(old: Decimal, new: Decimal, months_paid: int) -> Decimal:
    """Return what is owed for months paid by a provisional sum; below zero it was too much."""
    return (new - old) * months_paid
