"""Whether an information form agrees with itself, with the law and with the money (F03, F05)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agencies.rules.terms import Insurance
from law.money import ZERO, spell_yuan
from law.values import RuleBook
from law.wording import Text, filled, say_months
from records.rules.benefit_place import GENERAL
from records.rules.contributions import EMPLOYEE, RESIDENT, month_number
from transfers.rules.amounts import TransferAmounts, are_employee, months_counted
from transfers.rules.form_lines import FIRST_YEAR, FormLine, moving_share
from transfers.rules.pooled_fund import pooled_money
from transfers.rules.reasons import REASONS, Reason

MONEY_DIFFERS, FORM_DISAGREES = "F03", "F05"

SENTENCES = {
    "money": Text(
        "到账{arrived}元，信息表总额{total}元，相差{difference}元。",
        "{arrived} yuan arrived; the form says {total}; the difference is {difference}.",
    ),
    "negative": Text("表上有负数金额。", "The form has an amount below zero."),
    "sum-account": Text(
        "④应等于①+②+③（{expected}元），表上为{found}元。",
        "④ should be ①+②+③ ({expected} yuan) but is {found}.",
    ),
    "sum-total": Text(
        "⑥应等于④+⑤（{expected}元），表上为{found}元。",
        "⑥ should be ④+⑤ ({expected} yuan) but is {found}.",
    ),
    "sum-months": Text(
        "各行月数合计{expected}，表上为{found}。",
        "The lines have {expected} together, the form says {found}.",
    ),
    "sum-current-year": Text(
        "转移当年各行记账{expected}元，③为{found}元。",
        "The lines of the year of transfer credit {expected} yuan, but ③ is {found}.",
    ),
    "sum-pooled": Text(
        "按各行缴费基数计算应为{expected}元，⑤为{found}元。",
        "By the bases of the lines it should be {expected} yuan, but ⑤ is {found}.",
    ),
    "period": Text(
        "{place}：起止时间颠倒、跨年，或晚于转移日期。",
        "{place}: the period is reversed, crosses a year, or ends after the transfer.",
    ),
    "months-exceed": Text(
        "{place}：{months}，超过起止时间的{possible}。",
        "{place}: {months} is more than the {possible} of the period.",
    ),
    "overlap": Text(
        "{place}：与上一行的月份重复。", "{place}: months of the line before appear again."
    ),
    "ratio": Text(
        "{place}：应按基数的规定比例转移{expected}元，表上为{found}元。",
        "{place}: by the prescribed share of the base {expected} yuan move; the form says {found}.",
    ),
}


@dataclass(frozen=True)
class FormFinding:
    """One thing on a form that cannot be right; `line` counts from 0 where a line is meant."""

    code: str
    kind: str
    message: Text
    line: int | None = None

    @property
    def reason(self) -> Reason:
        """The reason under which the form goes back."""
        return REASONS[self.code]


def check_form(
    form: TransferAmounts,
    *,
    insurance: Insurance,
    transfer_on: date,
    account: str = GENERAL,
    arrived: Decimal | None = None,
    schemes: tuple[str, str] = (EMPLOYEE, EMPLOYEE),
    book: RuleBook | None = None,
) -> tuple[FormFinding, ...]:
    """Return what must go back to the original agency; empty where all agrees."""
    counting = RESIDENT if insurance == Insurance.MEDICAL else schemes[0]
    findings = [*_about_sums(form, counting), *_about_periods(form.lines, transfer_on)]
    if insurance == Insurance.PENSION:
        findings += _about_current_year(form, transfer_on)
    if insurance == Insurance.PENSION and are_employee(schemes):
        findings += _about_pooled(form, account, transfer_on, book)
        findings += _about_ratios(form.lines, book)
    elif insurance == Insurance.PENSION:
        findings += _differs("sum-pooled", ZERO, form.pooled)
    return (*findings, *_about_money(form, arrived))


def _about_money(form: TransferAmounts, arrived: Decimal | None) -> Iterator[FormFinding]:
    """Settle only when information and money match (66号 art. 8(4))."""
    if arrived is not None and arrived != form.total:
        message = SENTENCES["money"].format(
            arrived=spell_yuan(arrived),
            total=spell_yuan(form.total),
            difference=spell_yuan(abs(arrived - form.total)),
        )
        yield FormFinding(MONEY_DIFFERS, "money", message)


def _about_sums(form: TransferAmounts, counting: str) -> Iterator[FormFinding]:
    parts = (form.pre_1998_personal, form.balance_to_last_year_end, form.current_year_principal)
    if min(*parts, form.personal_account, form.pooled, form.total) < 0:
        yield _finding("negative")
    yield from _differs("sum-account", sum(parts, ZERO), form.personal_account)
    yield from _differs("sum-total", form.personal_account + form.pooled, form.total)
    months = months_counted(form.lines, counting)
    if form.lines and months != form.months_counted:
        yield _finding(
            "sum-months", expected=say_months(months), found=say_months(form.months_counted)
        )


def _about_current_year(form: TransferAmounts, transfer_on: date) -> Iterator[FormFinding]:
    credited = (line.credited for line in form.lines if line.year == transfer_on.year)
    if form.lines:
        yield from _differs("sum-current-year", sum(credited, ZERO), form.current_year_principal)


def _about_pooled(
    form: TransferAmounts, account: str, transfer_on: date, book: RuleBook | None
) -> Iterator[FormFinding]:
    if form.lines:
        expected = pooled_money(form.lines, account, on=transfer_on, book=book)
        yield from _differs("sum-pooled", expected, form.pooled)


def _about_periods(lines: Iterable[FormLine], transfer_on: date) -> Iterator[FormFinding]:
    latest: dict[str, int] = {}
    for index, line in enumerate(lines):
        first, last = month_number(line.first_month), month_number(line.last_month)
        place = _place(line)
        if not _is_possible(line, transfer_on):
            yield _finding("period", line=index, place=place)
        elif line.months > last - first + 1:
            yield _finding(
                "months-exceed", line=index, place=place, months=say_months(line.months),
                possible=say_months(last - first + 1),
            )  # fmt: skip
        until = latest.get(line.scheme, 0)
        if line.months and first <= until:
            yield _finding("overlap", line=index, place=place)
        latest[line.scheme] = max(until, last if line.months else 0)


def _is_possible(line: FormLine, transfer_on: date) -> bool:
    in_order = line.first_month <= line.last_month <= transfer_on
    return in_order and line.first_month.year == line.last_month.year == line.year


def _about_ratios(lines: Iterable[FormLine], book: RuleBook | None) -> Iterator[FormFinding]:
    """Hold every line since 1998 against the 11% and 8% of 70号."""
    for index, line in enumerate(lines):
        expected = moving_share(line.base, line.year, book) * line.months
        if line.scheme != EMPLOYEE or line.year < FIRST_YEAR:
            continue
        if line.credited != expected:
            yield _finding(
                "ratio", line=index, place=_place(line),
                expected=spell_yuan(expected), found=spell_yuan(line.credited),
            )  # fmt: skip


def _differs(kind: str, expected: Decimal, found: Decimal) -> Iterator[FormFinding]:
    if expected != found:
        yield _finding(kind, expected=spell_yuan(expected), found=spell_yuan(found))


def _finding(kind: str, *, line: int | None = None, **values: object) -> FormFinding:
    return FormFinding(FORM_DISAGREES, kind, filled(SENTENCES[kind], **values), line)


def _place(line: FormLine) -> str:
    return f"{line.first_month:%Y-%m} – {line.last_month:%Y-%m}"
