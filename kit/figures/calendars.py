"""A year of working days, month by month."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.utils import formats

from kit.spelling import in_chinese


def as_months(days: Iterable[dict]) -> list[dict]:
    """Return months of `{date, kind, reason}` days as weeks from Monday, gaps being None."""
    months = []
    for first, grouped in groupby(days, key=lambda day: day["date"].replace(day=1)):
        cells: list = [None] * (first.isoweekday() - 1) + list(grouped)
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        months.append({"first": first, "weeks": weeks})
    return months


def weekday_names() -> list[dict]:
    """Return Monday to Sunday, short and in full."""
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=offset) for offset in range(7)]
    cut = slice(-1, None) if in_chinese() else slice(0, 2)
    return [
        {"short": formats.date_format(day, "D")[cut], "full": formats.date_format(day, "l")}
        for day in days
    ]


def month_headings() -> list[dict]:
    """Return the twelve months, as a number and in full."""
    return [
        {"number": month, "full": formats.date_format(date(2026, month, 1), "F")}
        for month in range(1, 13)
    ]
