"""Unemployment benefit: for how long at most (社会保险法 art. 46)."""

from accounts.rules.documents import (
    SOCIAL_INSURANCE_LAW,
    SOCIAL_INSURANCE_LAW_RULES,
    UNEMPLOYMENT_REGULATIONS,
    cite,
)

BASIS = (
    cite(SOCIAL_INSURANCE_LAW, "46"),
    cite(UNEMPLOYMENT_REGULATIONS, "17"),
    cite(SOCIAL_INSURANCE_LAW_RULES, "14", verified=False),
)
# Contribution months from which a term is open, and the months of that term.
BANDS = ((120, 24), (60, 18), (12, 12))
LONGEST = 24


def new_term(contribution_months: int) -> int:
    """Return the months earned since the last unemployment; under a year earns none."""
    return next((months for from_, months in BANDS if contribution_months >= from_), 0)


def longest_term(contribution_months: int, unused_months: int) -> int:
    """Return the longest term: what was newly earned and what was left over, at most 24 months."""
    return min(new_term(contribution_months) + unused_months, LONGEST)
