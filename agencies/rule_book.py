"""The dated values as approved in this installation."""

from collections import defaultdict
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from agencies.models import RuleValue
from law.values import RuleBook, Value


def current() -> RuleBook:
    """Return the release's values with those approved since: one small query unless some were."""
    state = RuleValue.objects.approved().aggregate(
        values=Count("pk"), approved_at=Max("approved_at")
    )
    return _book(state["values"], state["approved_at"])


@lru_cache(maxsize=2)
def _book(_values: int, _approved_at: datetime | None) -> RuleBook:
    approved: dict[str, list[Value]] = defaultdict(list)
    for row in RuleValue.objects.approved().exclude(proposed_by=None).order_by("approved_at", "pk"):
        approved[row.rule].append(row.value)
    return RuleBook(approved)
