"""Unemployment benefit: for how long at most (社会保险法 art. 46)."""

from datetime import date

from law.documents import (
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_LAW_RULES,
    UNEMPLOYMENT_REGULATIONS,
    cite,
)
from law.values import Rule, RuleBook, Unit, rule, value
from law.wording import Text, counted, filled

BASIS = (
    cite(SOCIAL_INSURANCE_LAW, "46"),
    cite(UNEMPLOYMENT_REGULATIONS, "17"),
    cite(SOCIAL_INSURANCE_LAW_RULES, "14", verified=False),
)


def _term(years: int, months: int) -> Rule:
    return rule(
        f"unemployment.term-from-{years}-years",
        filled(
            Text(
                "累计缴费满{paid}的失业保险金最长期限",
                "Longest unemployment benefit after {paid} of contributions",
            ),
            paid=counted(years, "年", "year"),
        ),
        Unit.MONTHS,
        value(months, cite(UNEMPLOYMENT_REGULATIONS, "17")),
    )


# Years of contributions from which a term is open, and that term: the longest one first.
BANDS = tuple((years * 12, _term(years, months)) for years, months in ((10, 24), (5, 18), (1, 12)))
LONGEST = rule(
    "unemployment.longest-term",
    Text("失业保险金领取期限合计上限", "Longest unemployment benefit in all"),
    Unit.MONTHS,
    value(24, cite(SOCIAL_INSURANCE_LAW, "46"), UNEMPLOYMENT_REGULATIONS.effective_on),
)
RULES = (*(term for _months, term in BANDS), LONGEST)


def new_term(contribution_months: int, *, on: date, book: RuleBook | None = None) -> int:
    """Return the months earned since the last unemployment; under a year earns none."""
    reached = (term for months, term in BANDS if contribution_months >= months)
    term = next(reached, None)
    return term.count(on, book) if term else 0


def longest_term(
    contribution_months: int, unused_months: int, *, on: date, book: RuleBook | None = None
) -> int:
    """Return the longest term: what was newly earned and what was left over, up to the limit."""
    earned = new_term(contribution_months, on=on, book=book)
    return min(earned + unused_months, LONGEST.count(on, book))
