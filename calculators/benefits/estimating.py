"""Roughly on how much somebody retires."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from calculators.answers import Answer, Known, say_years
from calculators.benefits.retiring import age_in_words
from calculators.reading import readers
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Shape, optional
from law.money import spell_yuan
from law.wording import Text, counted, filled, say_months
from records.rules.pension_estimate import (
    ESTIMATE_BASIS,
    OLDEST,
    YOUNGEST,
    Estimate,
    Transition,
    estimate_pension,
)

BASIC = Text(
    "基础养老金：（{base}＋{base}×{index}）÷2×{years}×1%＝{found}元。",
    "Basic pension: ({base} + {base} × {index}) ÷ 2 × {years} × 1% = {found} yuan.",
)
ACCOUNT = Text(
    "个人账户养老金：{balance}÷{divisor}＝{found}元（退休时{age}，计发月数{divisor}）。",
    "Account pension: {balance} ÷ {divisor} = {found} yuan (divisor at the age of {age}).",
)
TRANSITIONAL = Text(
    "过渡性养老金：{base}×{index}×视同缴费{months}÷12×{coefficient}＝{found}元。",
    "Transitional pension: {base} × {index} × {months} deemed ÷ 12 × {coefficient} = {found} yuan.",
)
TRANSITIONAL_BY_YEARS = Text(
    "过渡性养老金：{base}×{index}×视同缴费{years}×{coefficient}＝{found}元。",
    "Transitional pension: {base} × {index} × {years} deemed × {coefficient} = {found} yuan.",
)
TWO_BASES = Text(
    "这里用了两个计发基数：基础养老金用{first}元，过渡性养老金用{second}元。",
    "Two bases are used here: {first} yuan for the basic pension, {second} yuan for the "
    "transitional one.",
)
UNUSUAL_INDEX = Text(
    "平均缴费指数一般在0.6到3之间（缴费基数的下限和上限），请核对。",
    "The average index usually lies between 0.6 and 3, the limits of the base. Please check it.",
)
TOO_MANY_DEEMED = Text(
    "视同缴费月数超过了累计缴费月数；累计缴费包括视同缴费，请核对。",
    "There are more deemed months than months in all, which include them. Please check both.",
)
SUM = Text("每月合计约{total}元。", "About {total} yuan a month in all.")
ESTIMATE = Text(
    "这是估算，以社保经办机构核定为准。",
    "This is an estimate: what the agency determines is what counts.",
)

PENSION_ESTIMATE = Shape(
    {
        "age_years": readers.whole_number(YOUNGEST, OLDEST),
        "age_months": readers.whole_number(0, 11),
        "local_base": readers.amount(readers.LARGEST_BASE),
        "average_index": readers.decimal("0", "10"),
        "contribution_months": optional(readers.whole_number(0, readers.MOST_MONTHS)),
        "contribution_years": optional(readers.decimal("0", str(readers.MOST_MONTHS // 12))),
        "personal_account": readers.amount(),
        "deemed_months": optional(readers.whole_number(0, readers.MOST_MONTHS), 0),
        "deemed_years": optional(readers.decimal("0", str(readers.MOST_MONTHS // 12))),
        "transition_coefficient": optional(readers.decimal("0", "0.1")),
        "second_base": optional(readers.amount(readers.LARGEST_BASE)),
    }
)

# The base has a floor and a cap: shares of the average wage.
LEAST_INDEX, LARGEST_INDEX = Decimal("0.6"), Decimal(3)


def pension_estimate(asked: dict[str, Any], known: Known) -> Answer:
    """Estimate the monthly pension, with the numbers in the formula."""
    years = _check_estimate(asked)
    found = estimate_pension(
        on=known.today,
        book=known.book,
        age_years=asked["age_years"],
        age_months=asked["age_months"],
        local_base=asked["local_base"],
        average_index=asked["average_index"],
        contribution_years=years,
        personal_account=asked["personal_account"],
        transition=Transition(
            years=_deemed_years(asked),
            coefficient=asked["transition_coefficient"] or Decimal(0),
            base=asked["second_base"],
        ),
    )
    result = {
        "basic_pension": found.basic_pension,
        "account_pension": found.account_pension,
        "transitional_pension": found.transitional_pension,
        "monthly_total": found.monthly_total,
        "divisor": str(found.divisor),
    }
    return Answer(result, ESTIMATE_BASIS, _working(asked, years, found))


def _check_estimate(asked: dict[str, Any]) -> Decimal:
    """Return the years that count; the deemed ones are among them (国办发〔2009〕66号 art. 12)."""
    months, years = asked["contribution_months"], asked["contribution_years"]
    if (months is None) == (years is None):
        wanted = "contribution_months, contribution_years"
        raise BadInput("exactly_one", "contribution_months", wanted=wanted)
    if asked["age_years"] == OLDEST and asked["age_months"]:
        raise BadInput("no_divisor", "age_months")
    _check_deemed(asked)
    return Decimal(months) / 12 if years is None else years


def _check_deemed(asked: dict[str, Any]) -> None:
    """Refuse deemed time that is given twice, or without what it is multiplied by."""
    if asked["deemed_months"] and asked["deemed_years"] is not None:
        raise BadInput("exactly_one", "deemed_years", wanted="deemed_months, deemed_years")
    if _deemed_years(asked) and asked["transition_coefficient"] is None:
        raise BadInput("missing_field", "transition_coefficient")


def _deemed_years(asked: dict[str, Any]) -> Decimal:
    """Return the deemed years; they may be given with decimals, as some provinces keep them."""
    years = asked["deemed_years"]
    return Decimal(asked["deemed_months"]) / 12 if years is None else years


def _working(asked: dict[str, Any], years: Decimal, found: Estimate) -> tuple[Text, ...]:
    blanks = {"base": spell_yuan(asked["local_base"]), "index": asked["average_index"]}
    basic = filled(BASIC, years=_years(years), found=found.basic_pension, **blanks)
    account = filled(
        ACCOUNT,
        balance=spell_yuan(asked["personal_account"]),
        divisor=found.divisor,
        found=found.account_pension,
        age=age_in_words(say_years(asked["age_years"] * 12 + asked["age_months"])),
    )
    return (
        filled(SUM, total=found.monthly_total),
        basic,
        account,
        *(_transitional(asked, found) if _deemed_years(asked) else ()),
        *_doubts(asked, years),
        ESTIMATE,
    )


def _transitional(asked: dict[str, Any], found: Estimate) -> Iterator[Text]:
    """Say the third part in its numbers, and which base is whose where there are two."""
    first, second = asked["local_base"], asked["second_base"]
    by_years = asked["deemed_years"] is not None
    yield filled(
        TRANSITIONAL_BY_YEARS if by_years else TRANSITIONAL,
        base=spell_yuan(first if second is None else second),
        index=asked["average_index"],
        coefficient=asked["transition_coefficient"],
        found=found.transitional_pension,
        years=_years(asked["deemed_years"] or Decimal(0)),
        months=say_months(asked["deemed_months"]),
    )
    if second is not None:
        yield filled(TWO_BASES, first=spell_yuan(first), second=spell_yuan(second))


def _years(number: Decimal) -> Text:
    """Return years as one writes them: 1 year, 25.33 years."""
    shown = f"{number:.4f}".rstrip("0").rstrip(".")
    return counted(int(shown) if shown.isdecimal() else shown, "年", "year")


def _doubts(asked: dict[str, Any], years: Decimal) -> Iterator[Text]:
    """Say what can hardly be meant, such as 8 for 0.8: it is counted all the same."""
    if not LEAST_INDEX <= asked["average_index"] <= LARGEST_INDEX:
        yield UNUSUAL_INDEX
    if _deemed_years(asked) > years:
        yield TOO_MANY_DEEMED
