"""The days of a term, and the working days of a month, as they are counted."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.days import calendar_at
from calculators.workings.working import Working, drawn
from kit.spelling import long_date, period, wording
from law.wording import Text
from law.workdays import Calendar, seed_years, workdays_between

MOST_DAYS_DRAWN = 60
ONE_DAY = timedelta(days=1)
DUE = Text(
    "最后一天是{day}（第{number}个工作日）。", "The last day is {day} (working day {number})."
)
MAY_BE_DUE = Text(
    "最后一天是{day}（第{number}个工作日），放假通知可能改变这一天。",
    "The last day is {day} (working day {number}); a holiday notice may still move it.",
)


def day_by_day(form: Asking, answer: Answer, known: Known) -> Working:
    """Draw the days of a term; a very long term is not drawn."""
    found = answer.found
    sentence = (MAY_BE_DUE if found.may_still_move else DUE).format(
        day=long_date(found.due_on), number=len(found.days)
    )
    if len(found.days) > MOST_DAYS_DRAWN:
        return Working(sentence)
    days = _strip(form.cleaned_data["received_on"], found)
    return drawn("days", sentence=sentence, days=days)


def _strip(start: date, found: Any) -> list[dict[str, Any]]:
    drawn = [{"date": start, "counted": False, "start": True}]
    drawn += [
        {"date": each.date, "counted": True, "number": each.day, "due": each.date == found.due_on}
        for each in found.days
    ]
    drawn += [
        {"date": each.date, "counted": False, "reason": wording(each.reason)}
        for each in found.skipped
    ]
    return sorted(drawn, key=lambda each: each["date"])


def month_by_month(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the working days of each month, and the days the year's notice moved."""
    found = answer.found
    place = form.cleaned_data["place"]
    calendar = calendar_at(place, known)
    has_page = min(seed_years()) <= found.year <= known.today.year + 1
    return drawn(
        "year",
        year=found.year if has_page else None,
        place=place,
        months=[_month(found.year, month, calendar) for month in range(1, 13)],
        count=found.count,
        holidays=_stretches(found.holidays, calendar),
        worked=_stretches(found.make_up_days, calendar),
    )


def _month(year: int, month: int, calendar: Calendar) -> dict[str, Any]:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
    return {"month": first, "count": workdays_between(first - ONE_DAY, last, calendar)}


def _stretches(days: tuple[date, ...], calendar: Calendar) -> list[dict[str, str]]:
    """Return days in a row that have one reason as one line."""
    runs = groupby(
        enumerate(days),
        key=lambda each: (each[1].toordinal() - each[0], calendar.exceptions[each[1]].name),
    )
    told = []
    for (_place, name), run in runs:
        stretch = [day for _number, day in run]
        told.append({"name": wording(name), "when": period(stretch[0], stretch[-1])})
    return told
