"""Working days: when something is due, and what a year looks like."""

from collections.abc import Iterable
from typing import Any

from calculators.answers import Answer, Known
from calculators.provinces import name_of
from calculators.reading import readers
from calculators.reading.shapes import Shape, optional
from law import workdays
from law.documents import (
    HOLIDAY_RULES,
    HOLIDAY_RULES_1999,
    HOLIDAY_RULES_2008,
    HOLIDAY_RULES_2014,
    Document,
    cite,
)
from law.wording import Basis, Text, counted, filled, say_day
from law.workdays import Calendar
from records.rules.benefit_place import province

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
    "{year}年有{number}，其中调休上班{worked}。",
    "{year} has {number}, of them {worked} worked for a holiday.",
)
UNPUBLISHED = Text(
    "{year}年的放假通知还没有录入，暂按周一至周五计算，共{number}。",
    "No holiday notice for {year} is loaded; Monday to Friday make {number} for now.",
)
OWN_DAYS = Text(
    "{place}自己规定的放假日已经算进去。", "The days off of {place} alone are taken into account."
)
NO_OWN_DAYS = Text(
    "没有录入{place}自己规定的放假日，按全国的日历计算。",
    "No days off of {place} alone are loaded for this time; the calendar of the country counts.",
)
NOT_CHECKED = Text(
    "{place}自己规定的放假日没有与官方文本核对过，请向当地经办机构确认。",
    "The days off of {place} alone were not checked against the official text; ask the agency "
    "there.",
)

DEADLINE = Shape(
    {
        "received_on": readers.day,
        "working_days": readers.whole_number(1, MOST_WORKING_DAYS),
        "place": optional(readers.region),
    }
)
YEAR = Shape(
    {
        "year": readers.whole_number(1990, readers.LATEST_YEAR),
        "place": optional(readers.region),
    }
)


def deadline(asked: dict[str, Any], known: Known) -> Answer:
    """Say when a term of working days ends, with every day counted and left out."""
    start, number, place = asked["received_on"], asked["working_days"], asked["place"]
    found = workdays.count_deadline(start, number, calendar_at(place, known))
    explanation = [filled(DUE, start=say_day(start), number=number, due=say_day(found.due_on))]
    if found.skipped:
        explanation.append(filled(SKIPPED, number=counted(len(found.skipped), "天", "day")))
    if found.provisional:
        explanation.append(PROVISIONAL)
    elif found.may_still_move:
        explanation.append(MAY_MOVE)
    said, basis = _about_place(place, range(start.year, found.due_on.year + 1), known)
    result = {
        "due_on": found.due_on,
        "provisional": found.provisional,
        # in a tuple, for nothing in it is left to be put into a language
        "days": tuple({"day": each.day, "date": each.date.isoformat()} for each in found.days),
        "skipped": [
            {"date": each.date.isoformat(), "reason": each.reason} for each in found.skipped
        ],
    }
    return Answer(result, (*workdays.basis_on(start), *basis), (*explanation, *said), found)


def working_days(asked: dict[str, Any], known: Known) -> Answer:
    """Count the working days of a year."""
    year, place = asked["year"], asked["place"]
    found = workdays.working_year(year, calendar_at(place, known))
    said = filled(
        WORKED if found.published else UNPUBLISHED,
        year=year,
        number=counted(found.count, "个工作日", "working day"),
        worked=counted(len(found.make_up_days), "天", "weekend day"),
    )
    about_place, basis = _about_place(place, [year], known)
    result = {
        "count": found.count,
        "published": found.published,
        "make_up_days": list(found.make_up_days),
        "holidays": list(found.holidays),
    }
    return Answer(result, (*_holiday_rules(year), *basis), (said, *about_place), found)


def calendar_at(place: str | None, known: Known) -> Calendar:
    """Return the calendar of a place, or of the country where none was named."""
    return known.calendars.at(place) if place else known.calendars.national


def _about_place(
    place: str | None, years: Iterable[int], known: Known
) -> tuple[list[Text], list[Basis]]:
    """Say whether days off of a place alone were counted, and by which rules."""
    if not place:
        return [], []
    name = name_of(province(place))
    notices = known.calendars.notices_at(place, years)
    if not notices:
        return [filled(NO_OWN_DAYS, place=name)], []
    unchecked = [] if all(each.is_verified for each in notices) else [NOT_CHECKED]
    said = [filled(sentence, place=name) for sentence in (OWN_DAYS, *unchecked)]
    return said, [cite(_document(each.year), "4") for each in notices]


def _holiday_rules(year: int) -> tuple[Basis, ...]:
    """Return the rules on public holidays as they stood in a year; the articles moved later."""
    rules = _document(year)
    return (cite(rules, "2"), *([cite(rules, "7")] if rules is HOLIDAY_RULES else []))


def _document(year: int) -> Document:
    """Return the rules on public holidays that were in force in a year."""
    versions = (HOLIDAY_RULES, HOLIDAY_RULES_2014, HOLIDAY_RULES_2008)
    in_force = (rules for rules in versions if year >= rules.effective_on.year)
    return next(in_force, HOLIDAY_RULES_1999)
