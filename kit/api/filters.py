"""Filters of lists that refuse what they do not understand, instead of leaving it aside."""

from typing import Any

import django_filters
from django.db.models import QuerySet

WORDS = {"true": True, "false": False}


class YesNoFilter(django_filters.ChoiceFilter):
    """`true` or `false`, and no other word for it; named after what it asks of the column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [(word, word) for word in WORDS])
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet, value: Any) -> QuerySet:
        """Ask as a yes or no."""
        return super().filter(qs, WORDS[value]) if value in WORDS else qs
