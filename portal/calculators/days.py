"""Working days: when something is due, and what a year looks like."""

from typing import Any

from accounts.rules.documents import (
    HOLIDAY_RULES,
    HOLIDAY_RULES_1999,
    HOLIDAY_RULES_2008,
    HOLIDAY_RULES_2014,
    cite,
)
from accounts.rules.wording import Basis, Text, counted, filled
from agencies.rules import workdays
from portal.calculators import reading
from portal.calculators.answers import Answer, Known, say_day
from portal.calculators.reading import Shape

MOST_WORKING_DAYS = 1000
DUE = Text(
    "收到当日（{start}）不计入，从次日起算，第{number}个工作日是{due}。",
    "The day of receipt ({start}) is not counted; working day {number} after it is {due}.",
)
SKIPPED = Text(
    "期间有{number}是周末或放假，不计入；调休上班的周末计入。",
    "Not counted in between: {number} of weekend or holiday; weekend days worked in place of a "
    "holiday count.",
)
PROVISIONAL = Text(
    "其中有的日子还没有放假通知，这一天可能改变。",
    "No holiday notice covers some of these days yet, so the date may change.",
)
MAY_MOVE = Text(
    "下一年的放假通知可能调整12月末的上班日，这一天可能改变。",
    "The notice for the coming year may still move the last days of December.",
)
WORKED = Text(
    "{year}年有{number}个工作日，其中调休上班{worked}天。",
    "{year} has {number} working days, {worked} of them weekend days worked for a holiday.",
)
UNPUBLISHED = Text(
    "{year}年的放假通知还没有录入，暂按周一至周五计算，共{number}天。",
    "No holiday notice for {year} is loaded; Monday to Friday make {number} days for now.",
)

DEADLINE = Shape(
    {
        "received_on": reading.day,
        "working_days": reading.whole_number(1, MOST_WORKING_DAYS),
    }
)
YEAR = Shape({"year": reading.whole_number(1990, reading.LATEST_YEAR)})


def deadline(asked: dict[str, Any], known: Known) -> Answer:
    """Say when a term of working days ends, with every day counted and left out."""
    start, number = asked["received_on"], asked["working_days"]
    found = workdays.count_deadline(start, number, known.calendar)
    explanation = [filled(DUE, start=say_day(start), number=number, due=say_day(found.due_on))]
    if found.skipped:
        explanation.append(filled(SKIPPED, number=counted(len(found.skipped), "天", "day")))
    if found.provisional:
        explanation.append(PROVISIONAL)
    elif found.may_still_move:
        explanation.append(MAY_MOVE)
    result = {
        "due_on": found.due_on,
        "provisional": found.provisional,
        # in a tuple, for nothing in it is left to be put into a language
        "days": tuple({"day": each.day, "date": each.date.isoformat()} for each in found.days),
        "skipped": [
            {"date": each.date.isoformat(), "reason": each.reason} for each in found.skipped
        ],
    }
    return Answer(result, workdays.BASIS, tuple(explanation), found)


def working_days(asked: dict[str, Any], known: Known) -> Answer:
    """Count the working days of a year."""
    found = workdays.working_year(asked["year"], known.calendar)
    sentence = WORKED if found.published else UNPUBLISHED
    said = filled(sentence, year=found.year, number=found.count, worked=len(found.make_up_days))
    result = {
        "count": found.count,
        "published": found.published,
        "make_up_days": list(found.make_up_days),
        "holidays": list(found.holidays),
    }
    return Answer(result, _holiday_rules(found.year), (said,), found)


def _holiday_rules(year: int) -> tuple[Basis, ...]:
    """Return the rules on public holidays as they stood in a year; the articles moved later."""
    for rules in (HOLIDAY_RULES_2014, HOLIDAY_RULES_2008):
        if HOLIDAY_RULES.effective_on.year > year >= rules.effective_on.year:
            return (cite(rules, "2"),)
    if year < HOLIDAY_RULES_2008.effective_on.year:
        return (cite(HOLIDAY_RULES_1999, "2"),)
    return (cite(HOLIDAY_RULES, "2"), cite(HOLIDAY_RULES, "7"))
