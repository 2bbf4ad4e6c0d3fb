"""What letters say of months paid twice: at the completion, and once they are cleared."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from agencies.actors import Actor
from agencies.rules.terms import Insurance
from law.wording import Basis, Text
from letters.parties import region_name
from letters.rules.numbers import LetterNumber
from records.models import InsuredPeriod, Scheme
from records.rules.double_months import (
    BASIS_MOVE_FIRST,
    BASIS_RESIDENT,
    BASIS_SAME_SCHEME,
    Keep,
    Plan,
    Stretch,
)
from transfers import double_months
from transfers.documents import every_letter
from transfers.letter_facts import outcome
from transfers.models import Clearing, Transfer

KEPT = {
    Keep.HERE: Text("保留转入地的缴费月份", "The months paid at the new place stay."),
    Keep.ARRIVED: Text("保留转入的缴费月份", "The months that came with the transfer stay."),
}
RESIDENTS_GO = Text(
    "同时有职工和居民缴费的月份，保留职工缴费",
    "Where a month was paid as an employee and as a resident, the employee's stays.",
)


def months_are_double(plan: Plan) -> Text:
    """Return what the completion notice says of them: which months, and what follows."""
    zh, en = listed((each.first_month, each.last_month) for each in plan.cleared)
    return Text(
        f"{zh}在两处重复缴费，每个月只计算一次。本机构将与您商定保留哪一处的缴费，其余月份予以清理，"
        "个人缴费部分退还本人。请登录平台或者联系本机构，说明您的意见和收款银行账户。",
        f"Paid twice: {en}. Each month counts once. We agree with you which payment stays, clear "
        "the other and pay your own share of it back. Please tell us on the portal, or call us, "
        "which is to stay and to which bank account the money goes.",
    )


def listed(stretches: Iterable[tuple[date, date]]) -> tuple[str, str]:
    """Return stretches of months as a letter writes them, each once, in Chinese and English."""
    spans = list(dict.fromkeys(stretches))
    return (
        "、".join(_span(*each, sign="至", form="{0.year}年{0.month}月") for each in spans),
        ", ".join(_span(*each, sign=" to ", form="{0:%Y-%m}") for each in spans),
    )


def _span(first: date, last: date, *, sign: str, form: str) -> str:
    if first == last:
        return form.format(first)
    return form.format(first) + sign + form.format(last)


def notice(
    transfer: Transfer,
    clearing: Clearing,
    plan: Plan,
    number: LetterNumber,
    *,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the notice of what was cleared and paid back, with article and account."""
    new = transfer.new_relationship
    periods = {each.pk: each for each in double_months.paid_at(new)} if new else {}
    rows = tuple(_row(each, periods[each.of.key]) for each in plan.cleared)
    return outcome.ClearingNotice(
        **every_letter.on_every_letter(transfer, number, transfer.new_agency, by, now, new),
        from_region=region_name(transfer.original_region),
        kept=kept(plan),
        months=rows,
        bases=tuple(each.label for each in bases(plan)),
        account=outcome.MaskedAccount(
            holder=transfer.case.person.name,
            bank=clearing.bank_name,
            number=clearing.masked_account,
        )
        if clearing.has_account
        else None,
    ).as_json()


def kept(plan: Plan) -> tuple[Text, ...]:
    """Return which months stay, in words."""
    said = [KEPT[plan.keep]] if plan.has_choice else []
    return (*said, *([RESIDENTS_GO] if plan.has_resident_months else []))


def bases(plan: Plan) -> list[Basis]:
    """Return the articles by which months go."""
    same = [BASIS_SAME_SCHEME] if plan.has_choice else []
    return [BASIS_MOVE_FIRST, *same, *([BASIS_RESIDENT] if plan.has_resident_months else [])]


def _row(stretch: Stretch, period: InsuredPeriod) -> outcome.ClearedMonths:
    home = period.came_from or period.relationship.agency
    return outcome.ClearedMonths(
        region_name=region_name(home.region),
        scheme=every_letter.SCHEMES[Insurance.PENSION, Scheme(period.scheme)],
        from_month=stretch.first_month,
        to_month=stretch.last_month,
        months=stretch.months,
        base=stretch.of.base,
        share=stretch.of.share,
        amount=stretch.amount,
    )
