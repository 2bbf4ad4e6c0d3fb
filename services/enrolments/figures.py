"""What enrolment costs each month and what it brings, as pages and letters show it."""

from decimal import Decimal

from applications.fields import Figure
from law.money import from_fen, round_half_up
from law.values import ValueNotInForce, percent
from law.wording import Text, say_month
from records.rules.pension_estimate import DIVISORS, ESTIMATE_BASIS
from services.enrolments.rules import values
from services.enrolments.rules.contributions import (
    MEDICAL,
    PENSION,
    SUPPLEMENT,
    UNEMPLOYMENT,
    DueLine,
    total_fen,
    yearly_gain,
)
from services.enrolments.rules.enrolling import EnrolFacts, is_base_outside

TITLES = {
    PENSION: Text("养老保险", "Old-age insurance"),
    MEDICAL: Text("医疗保险", "Medical insurance"),
    SUPPLEMENT: Text("大病互助补充医疗保险", "Supplement for serious illness"),
    UNEMPLOYMENT: Text("失业保险", "Unemployment insurance"),
}
EACH_MONTH = Text("每月缴费合计", "To pay each month, in all")
NEAREST = Text("最接近的可选基数", "Nearest allowed base")
BRINGS = Text("每缴一年，退休后每月约增加（估算）", "What a year adds to the pension (estimate)")
# The lowest base is 60 % of the average wage (国办发〔2019〕13号), from which the local base comes.
LOWEST_SHARE = Decimal("0.6")
AGES = {"male": 60, "female": 55}
MONTHS = 12


def yuan(fen: int) -> str:
    """Return an amount in fen as people read it."""
    return f"¥{from_fen(fen):,.2f}"


def of_facts(facts: EnrolFacts) -> tuple[Figure, ...]:
    """Return what is paid a month, line by line; raises `ValueNotInForce` for what is not loaded.

    Without a base there is nothing to reckon yet.
    """
    if not facts.region:
        return ()
    nearest = _nearest(facts) if is_base_outside(facts) else ()
    lines = facts.lines()
    return (*nearest, *map(_line, lines), *_total(facts, lines), *_brings(facts))


def _line(line: DueLine) -> Figure:
    return Figure(
        label=Text(f"{TITLES[line.insurance].zh}（每月）", f"{TITLES[line.insurance].en}, a month"),
        value=Text(yuan(line.amount_fen), yuan(line.amount_fen)),
        formula=_formula(line),
        basis=line.basis,
        is_sure=line.is_sure,
    )


def _formula(line: DueLine) -> Text:
    if line.rate is None:
        return Text("定额", "a fixed amount")
    said = f"{yuan(line.base_fen)} × {percent(line.rate)}"
    if not line.account_fen:
        return Text(said, said)
    return Text(
        f"{said}；其中{yuan(line.account_fen)}记入个人账户，{yuan(line.pooled_fen)}进统筹",
        f"{said}; {yuan(line.account_fen)} of it goes into the personal account and "
        f"{yuan(line.pooled_fen)} into the common fund",
    )


def _total(facts: EnrolFacts, lines: tuple[DueLine, ...]) -> tuple[Figure, ...]:
    if len(lines) < 2:
        return ()
    total, begins = yuan(total_fen(lines)), say_month(facts.month)
    return (
        Figure(
            label=EACH_MONTH,
            value=Text(total, total),
            formula=Text(f"从{begins.zh}起，以上各项之和", f"the sum of these, from {begins.en}"),
            basis=lines[0].basis,
            is_sure=all(each.is_sure for each in lines),
        ),
    )


def _nearest(facts: EnrolFacts) -> tuple[Figure, ...]:
    found = facts.tiers()
    if found is None:
        return ()
    allowed = [yuan(each) for each in found.nearest(facts.base_fen)]
    least, most = yuan(found.least_fen), yuan(found.most_fen)
    return (
        Figure(
            label=NEAREST,
            value=Text("、".join(allowed), " or ".join(allowed)),
            formula=Text(f"本年度范围：{least}至{most}", f"this year from {least} to {most}"),
            basis=found.basis,
            is_sure=found.basis.verified,
        ),
    )


def _brings(facts: EnrolFacts) -> tuple[Figure, ...]:
    """Return by how much a year at this base raises the pension: an estimate, and called one."""
    found = facts.tiers() if facts.insurance == PENSION else None
    if found is None or not facts.base_fen:
        return ()
    gain = pension_gain(facts.base_fen, found.least_fen, facts)
    shown = f"¥{gain:,.2f}"
    return (
        Figure(
            label=BRINGS,
            value=Text(f"约{shown}", f"about {shown}"),
            formula=Text(
                "（当地平均工资＋缴费基数）÷2×1％，加上一年记账额÷计发月数；按今年的标准估算，不含利息",
                "half of local average wage and base, × 1 %, plus a year's credit by the divisor; "
                "by the figures of this year, without interest",
            ),
            basis=ESTIMATE_BASIS[1],
            is_sure=False,
        ),
    )


def pension_gain(base_fen: int, least_fen: int, facts: EnrolFacts) -> Decimal:
    """Return in yuan what a year at a base adds to the monthly pension; an estimate."""
    average = from_fen(least_fen) / LOWEST_SHARE
    divisor = DIVISORS[AGES.get(facts.sex or "male", AGES["male"])].number(facts.month, facts.book)
    try:
        own = values.ACCOUNT_RATE.number(facts.month, facts.book, region=facts.region)
    except ValueNotInForce:
        own = Decimal(0)
    credit = from_fen(base_fen) * own * MONTHS / divisor
    return round_half_up(yearly_gain(base_fen, average, facts.month) + credit)
