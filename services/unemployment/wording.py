"""Days and reasons of unemployment in words."""

from datetime import date

from law.wording import MONTH_NAMES, Text
from services.unemployment.rules.endings import ENDINGS, Ending


def day_text(day: date) -> Text:
    """Return a day as one says it."""
    return Text(
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}",
    )


def ending_text(code: str) -> Text:
    """Return how work has ended, in words."""
    return ENDINGS[Ending(code)].title if code else Text("—", "—")
