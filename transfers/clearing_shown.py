"""Months paid twice as people see them: what may stay, what goes, what is paid back, what waits."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kit.spelling import wording
from law.money import to_fen
from law.wording import Text
from letters.models import Letter
from records.models import InsuredPeriod
from records.rules.double_months import Keep, Plan
from transfers import double_months
from transfers.actions import clearing_choice, paying_back
from transfers.clearing_letter import bases
from transfers.models import Clearing, Transfer


@dataclass(frozen=True)
class Row:
    """Months in a row that go, and what is paid back for them."""

    place: str
    scheme: str
    first_month: date
    last_month: date
    months: int
    base_fen: int
    amount_fen: int


@dataclass(frozen=True)
class Choice:
    """One way to clear: what stays, what goes, what is paid back, by which articles."""

    keep: str
    title: str
    rows: tuple[Row, ...]
    months: int
    amount_fen: int
    articles: tuple[str, ...]


def choices(transfer: Transfer) -> list[Choice]:
    """Return the ways that agency and person may agree on, the proposed one first.

    Where the law decides alone, there is one.
    """
    proposed = double_months.plan_of(transfer)
    plans = [proposed]
    if proposed.has_choice:
        plans.append(double_months.plan_of(transfer, Keep.ARRIVED))
    return [_choice(transfer, each) for each in plans if each.cleared]


def _choice(transfer: Transfer, plan: Plan) -> Choice:
    new = transfer.new_relationship
    periods = {each.pk: each for each in double_months.paid_at(new)} if new else {}
    rows = tuple(
        Row(
            place=_place(periods[each.of.key]),
            scheme=periods[each.of.key].get_scheme_display(),
            first_month=each.first_month,
            last_month=each.last_month,
            months=each.months,
            base_fen=to_fen(each.of.base),
            amount_fen=to_fen(each.amount),
        )
        for each in plan.cleared
    )
    return Choice(
        keep=plan.keep.value,
        title=_title(transfer, plan),
        rows=rows,
        months=plan.months,
        amount_fen=to_fen(plan.amount),
        articles=tuple(wording(each.label) for each in bases(plan)),
    )


def _title(transfer: Transfer, plan: Plan) -> str:
    if not plan.has_choice:
        return _("The months paid as an employee stay; the resident months go")
    here, there = transfer.new_region, transfer.original_region
    kept = here if plan.keep == Keep.HERE else there
    return _("The months of %(place)s stay") % {"place": kept.local_name if kept else ""}


def _place(period: InsuredPeriod) -> str:
    home = period.came_from or period.relationship.agency
    return str(home.region.local_name)


def cleared_rows(transfer: Transfer) -> list[Row]:
    """Return what went with this case, once it is cleared."""
    gone = InsuredPeriod.objects.filter(
        gone_as=InsuredPeriod.Gone.CLEARED, gone_with=transfer.case.number
    ).select_related("relationship")
    return [_gone_row(each) for each in gone]


def _gone_row(period: InsuredPeriod) -> Row:
    share = double_months.held(period, "").share
    return Row(
        place=_place(period),
        scheme=period.get_scheme_display(),
        first_month=period.first_month,
        last_month=period.last_month,
        months=period.months,
        base_fen=period.base_fen,
        amount_fen=to_fen(share * period.months),
    )


def _articles_of_letter(transfer: Transfer) -> tuple[str, ...]:
    """Return the articles that the notice of the clearing names."""
    letter = Letter.objects.valid().filter(case=transfer.case, kind=Letter.Kind.CLEARING).last()
    said = json.loads(letter.content)["bases"] if letter else []
    return tuple(wording(Text(each["zh"], each["en"])) for each in said)


def state_of(clearing: Clearing) -> str:
    """Return where a clearing stands, in a word that pages and programs share."""
    if clearing.approved_at is None:
        if clearing.is_prepared:
            return "prepared"
        return "answered" if clearing.answered_at else "asked"
    paid = paying_back.payment(clearing)
    if paid is not None:
        return "paid" if paid.approved_at else "payment-prepared"
    if not clearing.amount_fen:
        return "paid"
    return "account-given" if clearing.has_account else "account-missing"


def asks_the_person(clearing: Clearing | None) -> bool:
    """Whether something is asked of the person now."""
    return clearing is not None and state_of(clearing) in ("asked", "account-missing")


def shown(transfer: Transfer) -> dict[str, Any] | None:
    """Return all that the pages show of a clearing; nothing where no month was double."""
    found: Clearing | None = getattr(transfer, "clearing", None)
    if found is None:
        return None
    is_cleared = found.approved_at is not None
    offered = [] if is_cleared else choices(transfer)
    chosen = next((each for each in offered if each.keep == found.keep), None)
    chosen = chosen or next(iter(offered), None)
    return {
        "clearing": found,
        "state": state_of(found),
        "choices": offered,
        "chosen": chosen,
        "rows": cleared_rows(transfer) if is_cleared else [],
        "articles": chosen.articles if chosen else _articles_of_letter(transfer),
        "payment": paying_back.payment(found),
        "bounced": list(found.repayments.exclude(bounced_on=None)),
        "was_asked_twice": not is_cleared and clearing_choice.was_asked_twice(transfer.case),
    }
