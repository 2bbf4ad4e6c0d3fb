"""Money: what moves with a pension, and what an account earns in a year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from calculators.answers import Answer, Known
from calculators.reading import readers, shapes
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Field, Shape, list_of, optional
from law.documents import PENSION_TRANSFER, cite
from law.money import spell_yuan
from law.values import percent
from law.wording import Text, filled, say_months
from records.rules import interest
from records.rules.benefit_place import GENERAL, TEMPORARY
from records.rules.contributions import ContributionPeriod, month_number
from records.rules.interest import Credit, Method, RateNotPublished
from transfers.rules import amounts
from transfers.rules.form_lines import FIRST_YEAR

MOST_CREDITS = 120
SUMS = Text(
    "①{first}元＋②{second}元＋③{third}元＝④个人账户{account}元。",
    "① {first} + ② {second} + ③ {third} = ④ {account} yuan from the personal account.",
)
POOLED = Text(
    "⑤统筹基金：{months}缴费基数之和×12%＝{pooled}元，不计利息。",
    "⑤ pooled fund: 12% of the bases of {months} = {pooled} yuan, without interest.",
)
POOLED_IN_FULL = Text(
    "⑤统筹基金：临时账户{months}的单位缴费和个人未记账部分＝{pooled}元。",
    "⑤ pooled fund: of a temporary account, all that was paid beside the account in {months} = "
    "{pooled} yuan.",
)
TOTAL = Text(
    "④{account}元＋⑤{pooled}元＝⑥转移总额{total}元。",
    "④ {account} + ⑤ {pooled} = ⑥ {total} yuan in all.",
)
ON_OPENING = Text(
    "年初余额{opening}元×{rate}＝利息{found}元。",
    "Interest on the opening balance: {opening} × {rate} = {found} yuan.",
)
ON_CREDITS = {
    Method.MONTH_PRODUCT: Text(
        "当年记账：{rate}÷12×Σ（每月金额×（13－月份））＝利息{found}元。",
        "Interest on the year's credits: {rate} ÷ 12 × Σ (amount × (13 − month)) = {found} yuan.",
    ),
    Method.ANNUAL: Text(
        "当年记账合计{credits}元×{rate}×1.083×1/2＝利息{found}元。",
        "Interest on the year's credits: {credits} × {rate} × 1.083 × ½ = {found} yuan.",
    ),
}
CLOSING = Text("年末余额{closing}元。", "Closing balance: {closing} yuan.")

RATE = readers.decimal("0", "1")
TRANSFER_AMOUNT = Shape(
    {
        "transfer_on": readers.day,
        "account": shapes.choice_of((GENERAL, TEMPORARY)),
        "pre_1998_personal": readers.amount(),
        "balance_at_last_year_end": optional(readers.amount()),
        "months": list_of(
            Shape(
                {
                    "month": readers.month,
                    "base": readers.amount(readers.LARGEST_BASE),
                    "account_rate": RATE,
                    "employer_rate": RATE,
                    "personal_rate": RATE,
                    "paid": Field(readers.yes_or_no, required=False, default=True),
                    "personal_arrears": Field(readers.yes_or_no, required=False, default=False),
                }
            )
        ),
    }
)
ACCOUNT_INTEREST = Shape(
    {
        "method": shapes.choice_of(Method),
        "opening": readers.amount(),
        "credits": list_of(
            Shape({"month": readers.whole_number(1, 12), "amount": readers.amount()}),
            MOST_CREDITS,
        ),
        "rate": RATE,
    }
)


def pension_transfer_amount(asked: dict[str, Any], known: Known) -> Answer:
    """Work out the sums ① to ⑥ of the information form."""
    months = asked.pop("months")
    _check_months(months, asked["transfer_on"])
    year = asked["transfer_on"].year
    derived = asked["balance_at_last_year_end"] is None and any(
        FIRST_YEAR <= each["month"].year < year for each in months
    )
    try:
        found = amounts.pension_amounts(**asked, periods=list(_periods(months)), book=known.book)
    except RateNotPublished as error:
        raise BadInput(error.code, "balance_at_last_year_end", error.message) from error
    temporary = asked["account"] == TEMPORARY
    basis = (
        *amounts.BASIS,
        *([cite(PENSION_TRANSFER, "5(2)")] if temporary else []),
        *([interest.RATES_BASIS] if derived else []),
    )
    result = {
        name: getattr(found, name)
        for name in (
            "pre_1998_personal",
            "balance_to_last_year_end",
            "current_year_principal",
            "personal_account",
            "pooled",
            "total",
            "months_counted",
            "account_principal_transferred",
        )
    }
    explanation = (*_sums(found, temporary=temporary), *found.adjustments)
    adjustments = list(found.adjustments)
    return Answer({**result, "adjustments": adjustments}, basis, explanation, found)


def _check_months(months: list[dict[str, Any]], transfer_on: date) -> None:
    last = transfer_on.replace(day=1)
    for index, each in enumerate(months):
        if each["month"] > last:
            raise BadInput("month_after_transfer", f"months[{index}].month")


def _periods(months: list[dict[str, Any]]) -> Iterator[ContributionPeriod]:
    """Join months in a row on the same terms, so that a long history is counted quickly."""
    first: date | None = None
    last: date | None = None
    terms: dict[str, Any] = {}
    for each in sorted(months, key=lambda each: each["month"]):
        month = each.pop("month")
        if last and terms == each and month_number(month) == month_number(last) + 1:
            last = month
            continue
        if first and last:
            yield ContributionPeriod("", first, last, **terms)
        first, last, terms = month, month, each
    if first and last:
        yield ContributionPeriod("", first, last, **terms)


def _sums(found: amounts.TransferAmounts, *, temporary: bool) -> tuple[Text, ...]:
    account, pooled = spell_yuan(found.personal_account), spell_yuan(found.pooled)
    return (
        filled(
            SUMS,
            first=spell_yuan(found.pre_1998_personal),
            second=spell_yuan(found.balance_to_last_year_end),
            third=spell_yuan(found.current_year_principal),
            account=account,
        ),
        filled(
            POOLED_IN_FULL if temporary else POOLED,
            months=say_months(_months_since_1998(found)),
            pooled=pooled,
        ),
        filled(TOTAL, account=account, pooled=pooled, total=spell_yuan(found.total)),
    )


def _months_since_1998(found: amounts.TransferAmounts) -> int:
    return sum(line.months for line in found.lines if line.year >= FIRST_YEAR)


def account_interest(asked: dict[str, Any], known: Known) -> Answer:
    """Work out one year's interest of a personal account."""
    method, rate = asked["method"], asked["rate"]
    credits = [Credit(**credit) for credit in asked["credits"]]
    found = interest.close_year(
        asked["opening"],
        credits,
        rate,
        method,
        factor=interest.ANNUAL_FACTOR.number(known.today, known.book),
    )
    blanks = {"opening": spell_yuan(asked["opening"]), "rate": percent(rate)}
    credited = spell_yuan(sum((credit.amount for credit in credits), Decimal(0)))
    explanation = (
        filled(ON_OPENING, found=spell_yuan(found.interest_on_opening), **blanks),
        filled(
            ON_CREDITS[method],
            credits=credited,
            found=spell_yuan(found.interest_on_credits),
            **blanks,
        ),
        filled(CLOSING, closing=spell_yuan(found.closing)),
    )
    result = {
        "interest_on_opening": found.interest_on_opening,
        "interest_on_credits": found.interest_on_credits,
        "closing": found.closing,
    }
    return Answer(result, (interest.METHODS_BASIS, interest.RATES_BASIS), explanation, found)
