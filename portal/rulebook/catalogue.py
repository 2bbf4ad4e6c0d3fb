"""Every number and every reason of the law that this portal goes by, in one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from agencies.rules import mandates
from agencies.rules.terms import all_terms
from applications.rules import objecting
from casework.rules import clocks, ladder
from law.values import Key, Rule, RuleBook, Value
from law.wording import Basis, Text
from payouts.rules import accounts, proving, recovering, running
from privacy.rules import keeping
from records.rules import (
    benefit_place,
    cover_values,
    elsewhere_values,
    interest,
    medical_values,
    pension_estimate,
    retirement,
    unemployment,
    usual_shares,
)
from services.advice.rules import quoted
from services.advice.rules import values as advice_values
from services.cards.rules import numbers as cards
from services.care.rules import values as care_values
from services.contributions.rules import late_fees, top_ups
from services.dues.rules import reckoning, refunding
from services.enrolments.rules import sharing
from services.enrolments.rules import values as enrolling
from services.reimbursement.rules import values as reimbursed
from services.retirement.rules import resident, rising, wages
from services.retirement.rules import values as retiring
from services.survivors.rules import amounts as survivors
from services.unemployment.rules import ladder as ladder_of_months
from services.unemployment.rules import near_age, paying, rural, starting
from services.unemployment.rules import terms as unemployment_terms
from transfers.rules import amounts, clearing, form_lines, pension, voiding
from transfers.rules.reasons import REASONS


@dataclass(frozen=True)
class Chapter:
    """Rules that are read together."""

    title: Text
    rules: tuple[Rule, ...]


def chapters() -> tuple[Chapter, ...]:
    """Return all rules, those that are read together in one chapter."""
    benefits = (*_of_benefits(), *_of_paying(), *_of_healthcare())
    return (*_of_handling(), *benefits, *_of_everything_else())


def _of_handling() -> tuple[Chapter, ...]:
    return (
        Chapter(
            Text("办理期限", "Terms of handling"),
            (
                *all_terms(),
                *clocks.RULES,
                *ladder.RULES,
                objecting.FILED_WITHIN,
                *voiding.RULES,
                *clearing.RULES,
            ),
        ),
        Chapter(
            Text("养老保险转移", "Moving old-age insurance"),
            (
                *amounts.RULES,
                *form_lines.RULES,
                *pension.RULES,
                *benefit_place.RULES,
                *usual_shares.RULES,
            ),
        ),
        Chapter(Text("数据保存期限", "How long data are kept"), keeping.RULES),
        Chapter(Text("个人账户计息", "Interest on personal accounts"), interest.RULES),
    )


def _of_benefits() -> tuple[Chapter, ...]:
    return (
        Chapter(
            Text("退休和养老金", "Retirement and pensions"),
            (
                *retirement.RULES,
                *retiring.RULES,
                *wages.RULES,
                *resident.RULES,
                *rising.RULES,
                retiring.PUBLICATION_DAYS,
            ),
        ),
        Chapter(
            Text("个人账户养老金计发月数", "Divisors of the account pension"),
            tuple(pension_estimate.DIVISORS.values()),
        ),
        Chapter(
            Text("失业保险", "Unemployment insurance"),
            (
                *unemployment.RULES,
                *ladder_of_months.RULES,
                *starting.RULES,
                *paying.RULES,
                *near_age.RULES,
                *rural.RULES,
                *unemployment_terms.RULES,
            ),
        ),
        Chapter(Text("遗属待遇", "Benefits for survivors"), survivors.RULES),
        Chapter(Text("收款账户", "Accounts for payments"), accounts.RULES),
        Chapter(
            Text("待遇发放", "Payments to people"),
            (*running.RULES, *proving.RULES, *recovering.RULES),
        ),
    )


def _of_paying() -> tuple[Chapter, ...]:
    return (
        Chapter(
            Text("参保和缴费", "Joining and paying"),
            (*enrolling.RULES, *sharing.RULES, *reckoning.RULES, *refunding.RULES),
        ),
        Chapter(
            Text("补缴和滞纳金", "Paying later, and what it costs"),
            (*late_fees.RULES, *_beside_terms(top_ups.RULES)),
        ),
        Chapter(Text("社会保障卡", "Social security cards"), _beside_terms(cards.RULES)),
        Chapter(
            Text("医疗费用手工报销", "Medical bills paid by oneself"),
            _beside_terms(reimbursed.RULES),
        ),
    )


def _of_healthcare() -> tuple[Chapter, ...]:
    return (
        Chapter(Text("医保待遇衔接", "Gaps in medical cover"), cover_values.RULES),
        Chapter(
            Text("住院起付标准和支付比例", "Shares of a stay in hospital"), medical_values.RULES
        ),
        Chapter(
            Text("异地就医", "Treatment in another place"),
            (*care_values.RULES, *elsewhere_values.RULES),
        ),
    )


def _of_everything_else() -> tuple[Chapter, ...]:
    return (
        Chapter(Text("委托代办", "Acting for others"), mandates.RULES),
        Chapter(Text("政策咨询", "Advice"), advice_values.RULES),
        Chapter(Text("答案中引用的数字", "Figures that answers name"), quoted.RULES),
    )


def _beside_terms(found: Iterable[Rule]) -> tuple[Rule, ...]:
    """Leave out the terms of a service: they stand among all terms."""
    return tuple(each for each in found if each not in all_terms())


def rules() -> dict[str, Rule]:
    """Return all rules by their names."""
    return dict(_by_name(chapters, len(all_terms())))


@lru_cache(maxsize=1)  # until a service makes a term known, while the portal starts
def _by_name(listed: Callable[[], tuple[Chapter, ...]], _terms: int) -> dict[str, Rule]:
    return {rule.name: rule for chapter in listed() for rule in chapter.rules}


def until(rule: Rule, value: Value, book: RuleBook) -> date | None:
    """Return the last day of a value: its own, or the day before the next one begins."""
    of_cell = book.cells(rule).get((value.region, value.key), ())
    later = [each.valid_from for each in of_cell if each.valid_from > value.valid_from]
    ends = [min(later) - timedelta(days=1)] if later else []
    return min([*ends, *([value.valid_to] if value.valid_to else [])], default=None)


def values_shown(rule: Rule, day: date, book: RuleBook) -> list[Value]:
    """Return the values of the day, the country first and then by place, each cell by itself.

    Of yearly ones every value that has begun by then.
    """
    cells = sorted(book.cells(rule).items(), key=lambda each: _place_in_grid(rule, *each[0]))
    return [value for _cell, of_cell in cells for value in _of_cell(of_cell, day)]


def _place_in_grid(rule: Rule, region: str, key: Key) -> tuple[str, int, Key]:
    """Return where a cell is shown: by region, then in the order in which the rule knows it."""
    keys = rule.keys
    return region, keys.index(key) if key in keys else len(keys), key


def _of_cell(values: tuple[Value, ...], day: date) -> list[Value]:
    """Return what counts of the values of a cell, which stand with the one begun last first."""
    if all(value.valid_to for value in values):
        years = {value.valid_from for value in values if value.valid_from <= day}
        days = sorted(years, reverse=True)
    else:
        days = [day]
    counting = (next((each for each in values if each.is_in_force(on)), None) for on in days)
    return [value for value in counting if value is not None]


def value_rows(day: date, book: RuleBook, language: str) -> list[dict[str, Any]]:
    """Return the numbers of a day, as pages, programs and the command line show them."""
    return [
        {
            "chapter": chapter.title.in_language(language),
            **value_row(rule, value, book, language),
        }
        for chapter in chapters()
        for rule in chapter.rules
        for value in values_shown(rule, day, book)
    ]


def value_row(rule: Rule, value: Value, book: RuleBook, language: str) -> dict[str, Any]:
    """Return one number with its place, its cell, its article and its days."""
    return {
        "name": rule.name,
        "title": rule.title.in_language(language),
        "unit": rule.unit.value,
        "region": value.region,
        "key": list(value.key),
        "cell": rule.say_key(value.key).in_language(language),
        "number": f"{value.number.normalize():f}",
        "spelled": rule.spell(value.number).in_language(language),
        **_dated(value.basis, value.valid_from, until(rule, value, book), language),
    }


def reason_rows(day: date, language: str) -> list[dict[str, Any]]:
    """Return the reasons whose document is in force on a day."""
    return [
        {
            "code": reason.code,
            "sentence": reason.sentence.in_language(language),
            **_dated(reason.basis, reason.basis.effective_on, None, language),
            "verified": reason.verified and reason.basis.verified,
        }
        for reason in REASONS.values()
        if reason.basis.effective_on <= day
    ]


def _dated(basis: Basis, valid_from: date, valid_to: date | None, language: str) -> dict[str, Any]:
    return {
        "document": basis.document,
        "article": basis.article,
        "basis": basis.label.in_language(language),
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
        "verified": basis.verified,
    }
