"""When a clerk is reminded, and when lateness is told."""

from datetime import date

import pytest

from applications.rules.flows import PRODUCED
from casework.rules.authorisation import TABLE, Action, Role, cell, needs_second_person
from casework.rules.milestones import is_outdated, late_day, next_late, planned, reminder_day
from casework.rules.statuses import Status
from law.workdays import Calendar, published_calendar
from transfers.rules.flow import MOVES

WEEK = Calendar(frozenset({2025}), {})
WEDNESDAY = date(2025, 6, 18)


def june(day):
    return date(2025, 6, day)


@pytest.mark.parametrize(("left", "day"), [(0, 18), (1, 17), (2, 16), (3, 13), (5, 11)])
def test_a_reminder_comes_so_many_working_days_before(left, day):
    assert reminder_day(WEDNESDAY, left, WEEK) == june(day)


def test_a_reminder_falls_on_no_holiday():
    due_on = date(2026, 10, 9)

    assert reminder_day(due_on, 1, published_calendar()) == date(2026, 10, 8)
    assert reminder_day(due_on, 2, published_calendar()) == date(2026, 9, 30)
    assert reminder_day(date(2025, 6, 22), 0, WEEK) == june(20)


@pytest.mark.parametrize(("milestone", "day"), [(-1, 19), (-2, 19), (-6, 25), (-11, 2)])
def test_lateness_is_told_the_next_day_and_every_five_working_days(milestone, day):
    expected = date(2025, 7, day) if day < 10 else june(day)

    assert late_day(WEDNESDAY, milestone, WEEK) == expected
    assert late_day(june(20), -1, WEEK) == june(21)


@pytest.mark.parametrize(
    ("told", "today", "following"),
    [
        (-1, june(19), (-6, june(25))),
        (-1, june(24), (-6, june(25))),
        (-1, june(25), (-11, date(2025, 7, 2))),
        (-6, june(25), (-11, date(2025, 7, 2))),
    ],
)
def test_what_was_missed_is_passed_over(told, today, following):
    assert next_late(told, WEDNESDAY, today, WEEK) == following


@pytest.mark.parametrize(
    ("milestone", "left", "outdated"),
    [(5, 5, False), (5, 2, False), (5, 1, True), (1, 1, False), (1, 0, False), (1, -1, True)],
)
def test_a_reminder_that_comes_too_late_gives_way_to_the_next(milestone, left, outdated):
    assert is_outdated(milestone, left) is outdated


@pytest.mark.parametrize(
    ("today", "fired", "expected"),
    [
        (june(2), (), [(5, june(11)), (1, june(17)), (-1, june(19))]),
        (june(11), (), [(1, june(17)), (-1, june(19))]),
        (june(2), (5,), [(1, june(17)), (-1, june(19))]),
        (june(18), (5, 1), [(-1, june(19))]),
        (june(19), (5, 1, -1), [(-6, june(25))]),
        (june(30), (5, 1, -1, -6), [(-11, date(2025, 7, 2))]),
    ],
)
def test_a_term_plans_what_lies_ahead_and_nothing_twice(today, fired, expected):
    assert list(planned(WEDNESDAY, today, WEEK, fired=fired)) == expected


def test_the_table_of_permissions_denies_whom_it_does_not_name():
    assert cell(Action.ACCEPT, Role.NEW_CLERK) == "N"
    assert cell(Action.ACCEPT, Role.ORIGINAL_CLERK) == ""
    assert cell(Action.CHANGE_HISTORY, Role.ADMINISTRATOR) == ""


def test_money_refusals_and_the_end_of_a_letter_need_a_second_person():
    assert {each for each in TABLE if needs_second_person(each)} == {
        Action.HAND_OVER, Action.REFUSE, Action.SETTLE, Action.VOID_LETTER,
        Action.RECORD_DEATH, Action.DECIDE_AFTER_DEATH, Action.APPROVE_DECISION, Action.OFFERS,
        Action.PROCEEDINGS, Action.EXTEND_TERM, Action.GUARDIAN_AT_COUNTER, Action.MANAGE_CLERKS,
        Action.EMPLOYERS,
        Action.RELEASE_RECORDS, Action.ANSWER_QUESTIONS,
        Action.CHANGE_ENTITLEMENT, Action.RELEASE_BATCH,
    }  # fmt: skip


def test_every_status_but_an_end_leads_on():
    begun = {here for here, _to in (*MOVES, *PRODUCED)}
    assert {status for status in Status if not status.is_end} == begun
