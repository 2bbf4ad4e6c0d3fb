"""How often a letter was checked, for those whom it concerns."""

from functools import cache
from typing import Any

from django.db.models import QuerySet, Subquery
from django.urls import reverse

from letters.models import Letter, LetterCheck


def with_checks(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Let each letter know how often it was checked and when last, without a further query."""
    return letters.annotate(**_told())


@cache
def _told() -> dict[str, Subquery]:
    """Return what each letter is told: built once, since every page of a case asks."""
    checks = LetterCheck.objects.all()
    return {
        "times_checked": Subquery(checks.counted()),
        "last_checked_at": Subquery(checks.latest_moment()),
    }


def checks_of(letter: Any) -> dict[str, Any]:
    """Return what stands beside a letter about its checks."""
    return {
        "times_checked": letter.times_checked or 0,
        "last_checked_at": letter.last_checked_at,
        "checks_href": reverse("letter_checks", args=[letter.number]),
    }
