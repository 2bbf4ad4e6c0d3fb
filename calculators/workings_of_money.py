"""The working behind an amount: every sum with its formula, every period, every month."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.workings.working import Working, drawn
from kit.spelling import in_chinese, money, month_name, wording
from law.money import ZERO
from law.values import percent
from law.wording import Text
from records.rules.benefit_place import GENERAL
from records.rules.interest import Method
from transfers.rules.amounts import TransferAmounts
from transfers.rules.form_lines import FIRST_YEAR, FormLine
from transfers.rules.pooled_fund import POOLED_RATE, pooled_money

MOVES = Text(
    "一共转移{total}：个人账户{account}，统筹基金{pooled}。",
    "{total} moves in all: {account} from the personal account and {pooled} from the pooled fund.",
)
EARNS = Text(
    "这一年的利息是{interest}，年末余额{closing}。",
    "The account earns {interest} in the year and closes it with {closing}.",
)


def six_sums(form: Asking, answer: Answer, known: Known) -> Working:
    """Show ① to ⑥ with the formula of each, and the periods they are made of."""
    found: TransferAmounts = answer.found
    asked = form.cleaned_data
    sentence = MOVES.format(
        total=money(found.total), account=money(found.personal_account), pooled=money(found.pooled)
    )
    on = form.transferred_on  # type: ignore[attr-defined]
    lines = [_line(line, asked["account"], on, known) for line in found.lines]
    return drawn(
        "sums",
        sentence=sentence,
        told=False,
        sums=_sums(found, asked, on, known),
        lines=lines,
        months=found.months_counted,
        credited=found.account_principal_transferred,
        pooled=found.pooled,
        is_derived=asked["balance"] is None,
        adjustments=[wording(each) for each in found.adjustments],
    )


def _sums(
    found: TransferAmounts, asked: dict[str, Any], on: date, known: Known
) -> list[dict[str, Any]]:
    three = (
        found.pre_1998_personal,
        found.balance_to_last_year_end,
        found.current_year_principal,
    )
    both = (found.personal_account, found.pooled)
    entered = _("as you entered it") if asked["pre_1998"] else ""
    rows = (
        ("①", _("Paid personally before 1998, with interest"), entered, three[0]),
        ("②", _("Account at the end of last year"), _about_balance(found, asked), three[1]),
        ("③", _("Credited this year, without interest"), _this_year(found, on), three[2]),
        ("④", _("Personal account"), f"①＋②＋③ = {_added(three)}", both[0]),
        ("⑤", _("Pooled fund"), _about_pooled(found, asked["account"], on, known), both[1]),
        ("⑥", _("In all"), f"④＋⑤ = {_added(both)}", found.total),
    )
    return [
        {"mark": mark, "label": words, "note": note, "values": [amount], "is_sum": mark in "④⑥"}
        for mark, words, note, amount in rows
    ]


def _added(amounts: tuple[Decimal, ...]) -> str:
    return " + ".join(map(money, amounts))


def _about_balance(found: TransferAmounts, asked: dict[str, Any]) -> str:
    if asked["balance"] is None:
        return _("worked out year by year with the published rates, see below")
    difference = found.balance_to_last_year_end - asked["balance"]
    if not difference:
        return _("as you entered it")
    sign = "−" if difference < 0 else "+"
    given, corrected = money(asked["balance"]), f"{sign} {money(abs(difference))}"
    return _("%(given)s, corrected by the share that moves: %(corrected)s") % {
        "given": given,
        "corrected": corrected,
    }


def _this_year(found: TransferAmounts, on: date) -> str:
    lines = [line for line in found.lines if line.year == on.year and line.months]
    return " + ".join(
        f"{money(line.base)} × {percent(line.account_rate)} × {line.months}" for line in lines
    ) or _("nothing was paid this year")


def _about_pooled(found: TransferAmounts, account: str, on: date, known: Known) -> str:
    since_1998 = [line for line in found.lines if line.year >= FIRST_YEAR]
    if account != GENERAL:
        return _("all that was paid beside the account since 1998, period by period below")
    bases = sum((line.base * line.months for line in since_1998), ZERO)
    rate = percent(POOLED_RATE.number(on, known.book))
    return _("%(rate)s × %(bases)s, all bases since 1998; no interest") % {
        "rate": rate,
        "bases": money(bases),
    }


def _line(line: FormLine, account: str, on: date, known: Known) -> dict[str, Any]:
    """Return a line of the information form, and what moves from the pooled fund for it."""
    pooled = pooled_money([line], account, on=on, book=known.book)
    return {
        "when": _within_a_year(line.first_month, line.last_month),
        "months": line.months,
        "base": line.base,
        "rate": percent(line.account_rate) if line.year >= FIRST_YEAR else "①",
        "credited": line.credited,
        "pooled": pooled,
        "pooled_rate": "" if account == GENERAL else _share_of(line, pooled),
        "interest": line.interest if line.closing else None,
        "closing": line.closing or None,
        "remark": wording(line.remark),
    }


def _share_of(line: FormLine, pooled: Decimal) -> str:
    """Return which share of the bases moves from the pooled fund; a temporary account's differs."""
    bases = line.base * line.months
    return percent((pooled / bases).quantize(Decimal("0.0001"))) if pooled else ""


def _within_a_year(first: date, last: date) -> str:
    """Return 2021年1至12月, or Jan–Dec 2021."""
    if first == last:
        return month_name(first)
    if in_chinese():
        return f"{first.year}年{first.month}至{last.month}月"
    return f"{first:%b}–{last:%b} {first.year}"


def year_of_interest(form: Asking, answer: Answer, known: Known) -> Working:
    """Show what was credited in each month, and for how many months it earned."""
    found, asked = answer.found, form.question()
    by_month = asked["method"] == Method.MONTH_PRODUCT.value
    rate = Decimal(asked["rate"])
    rows = [_credit(each["month"], Decimal(each["amount"])) for each in asked["credits"]]
    credited = sum((row["amount"] for row in rows), ZERO)
    opening = Decimal(asked["opening"])
    return drawn(
        "interest",
        sentence=EARNS.format(interest=money(found.interest), closing=money(found.closing)),
        rows=rows,
        by_month=by_month,
        credited=credited,
        product=sum((row["product"] for row in rows), ZERO),
        rate=percent(rate),
        sums=[
            {"label": _("At the beginning of the year"), "values": [opening]},
            {"label": _("Credited in the year"), "values": [credited]},
            {"label": _("Interest on the opening balance"), "values": [found.interest_on_opening]},
            {"label": _("Interest on what was credited"), "values": [found.interest_on_credits]},
            {"label": _("At the end of the year"), "values": [found.closing], "is_sum": True},
        ],
    )


def _credit(month: int, amount: Decimal) -> dict[str, Any]:
    earning = 13 - month
    return {
        "month": f"{month}月" if in_chinese() else f"{date(2000, month, 1):%b}",
        "amount": amount,
        "earning": earning,
        "product": amount * earning,
    }
