"""Working days, deadlines and the notices behind them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.notices import check_notice
from agencies.rules.terms import TERMS, Insurance, TermKind
from law.values import ValueNotInForce
from law.wording import Text
from law.workdays import (
    Calendar,
    ExceptionDay,
    add_workdays,
    count_deadline,
    published_calendar,
    seed_days,
    workdays_between,
    workdays_left,
    working_year,
)

CALENDAR = published_calendar()
DAYS = st.dates(date(2005, 1, 1), date(2026, 6, 30))
LENGTHS = st.integers(1, 60)


@pytest.mark.parametrize(("year", "number"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_published_year_has_the_working_days_of_its_notice(year, number):
    found = working_year(year, CALENDAR)

    assert (found.count, found.published) == (number, True)


def test_a_year_without_a_notice_counts_monday_to_friday_and_says_so():
    found = working_year(2027, CALENDAR)

    assert (found.count, found.published, found.holidays) == (261, False, ())


def test_make_up_days_of_2026_are_those_of_the_notice():
    worked = working_year(2026, CALENDAR).make_up_days

    assert [f"{day:%m-%d}" for day in worked] == [
        "01-04", "02-14", "02-28", "05-09", "09-20", "10-10",
    ]  # fmt: skip


def test_the_day_before_the_festival_of_2024_was_worked():
    assert CALENDAR.is_workday(date(2024, 2, 9))


@pytest.mark.parametrize(
    ("start", "number", "due_on"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-01", 3, "2026-10-10"),
        ("2026-11-20", 15, "2026-12-11"),
        ("2026-12-10", 15, "2026-12-31"),
        ("2026-12-11", 15, "2027-01-01"),
    ],
)
def test_a_term_ends_on_its_last_working_day(start, number, due_on):
    assert add_workdays(date.fromisoformat(start), number, CALENDAR) == date.fromisoformat(due_on)


@pytest.mark.parametrize(
    ("start", "number", "provisional"),
    [("2026-12-10", 15, False), ("2026-12-11", 15, True), ("2026-12-30", 3, True)],
)
def test_a_deadline_is_provisional_once_it_needs_an_unpublished_year(start, number, provisional):
    found = count_deadline(date.fromisoformat(start), number, CALENDAR)

    assert found.provisional is provisional


def test_the_last_days_of_december_may_still_move_until_the_next_notice():
    late, early = (count_deadline(date(2026, 12, day), 3, CALENDAR) for day in (25, 18))

    assert (late.provisional, late.may_still_move, early.may_still_move) == (False, True, False)


def test_a_notice_reaches_back_to_the_26th_of_december():
    assert CALENDAR.may_still_move(date(2026, 12, 26))
    assert not CALENDAR.may_still_move(date(2026, 12, 25))
    assert not CALENDAR.may_still_move(date(2025, 12, 26))


def test_the_notice_for_2019_moved_the_end_of_2018():
    assert CALENDAR.is_workday(date(2018, 12, 29))
    assert not CALENDAR.is_workday(date(2018, 12, 31))


def test_every_day_not_counted_gives_its_reason_in_both_languages():
    skipped = count_deadline(date(2026, 9, 30), 2, CALENDAR).skipped

    assert [day.date.day for day in skipped] == [1, 2, 3, 4, 5, 6, 7]
    assert skipped[0].reason == Text("国庆节放假", "National Day holiday")


def test_an_ordinary_weekend_is_called_one():
    skipped = count_deadline(date(2026, 11, 20), 1, CALENDAR).skipped

    assert [day.reason.zh for day in skipped] == ["周末", "周末"]


@given(DAYS, LENGTHS)
def test_one_day_more_ends_on_the_next_working_day(start, number):
    due_on = add_workdays(start, number, CALENDAR)

    assert add_workdays(start, number + 1, CALENDAR) == add_workdays(due_on, 1, CALENDAR)


@given(DAYS, LENGTHS)
def test_what_is_added_is_found_between(start, number):
    deadline = count_deadline(start, number, CALENDAR)

    assert workdays_between(start, deadline.due_on, CALENDAR) == number == len(deadline.days)
    assert (deadline.due_on - start).days == number + len(deadline.skipped)


@given(DAYS, LENGTHS)
def test_the_days_left_run_down_to_nothing_and_below(start, number):
    due_on = add_workdays(start, number, CALENDAR)

    assert workdays_left(start, due_on, CALENDAR) == number
    assert workdays_left(due_on, due_on, CALENDAR) == 0
    assert workdays_left(add_workdays(due_on, 2, CALENDAR), due_on, CALENDAR) == -2


def test_the_weekend_after_a_due_friday_is_late_and_not_due_today():
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)

    assert workdays_left(friday, friday, CALENDAR) == 0
    for late in (date(2026, 11, 21), date(2026, 11, 22), monday):
        assert workdays_left(late, friday, CALENDAR) == -1


def test_a_term_without_days_is_no_term():
    with pytest.raises(ValueError, match="at least one"):
        add_workdays(date(2026, 1, 1), 0, CALENDAR)


def test_an_area_may_have_a_day_of_its_own():
    festival = ExceptionDay(date(2026, 11, 23), False, Text("古尔邦节", "Corban Festival"))
    local = Calendar.of(CALENDAR.published_years, [*seed_days(), festival])

    assert add_workdays(date(2026, 11, 20), 1, local) == date(2026, 11, 24)


def _notice(year):
    found = working_year(year, CALENDAR)
    return {"off": list(found.holidays), "worked": list(found.make_up_days)}


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026])
def test_the_notices_of_these_years_pass_their_checks(year):
    assert check_notice(year, **_notice(year)) == ()


@pytest.mark.parametrize(
    ("off", "worked", "code"),
    [
        ([date(2026, 11, 23)], [], "sum"),
        ([date(2026, 11, 23)], [date(2026, 11, 24)], "not-a-weekend"),
        ([date(2026, 1, 4), date(2026, 11, 23)], [date(2026, 11, 28)], "both-lists"),
        ([date(2028, 1, 3)], [date(2026, 11, 28)], "outside-year"),
    ],
)
def test_a_mistyped_notice_is_caught(off, worked, code):
    notice = _notice(2026)
    found = check_notice(2026, off=notice["off"] + off, worked=notice["worked"] + worked)

    assert code in {finding.code for finding in found}


def test_the_seed_holds_every_year_since_2004_without_doubles():
    days = [day.date for day in seed_days()]

    assert {day.year for day in days} == set(range(2004, 2027)) == CALENDAR.published_years
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("insurance", "kind", "working_days"),
    [
        ("pension", "review", 15),
        ("pension", "hand-over", 15),
        ("pension", "settle", 15),
        ("pension", "tell-not-transferable", 10),
        ("medical", "review", 5),
        ("medical", "hand-over", 10),
        ("medical", "settle", 5),
    ],
)
def test_each_duty_has_its_term(insurance, kind, working_days):
    found = TERMS[Insurance(insurance), TermKind(kind)].on(date(2026, 11, 22))

    assert found.number == working_days
    assert found.basis.effective_on <= found.valid_from


def test_the_medical_review_term_is_marked_as_our_own_reading():
    assert not TERMS[Insurance.MEDICAL, TermKind.REVIEW].on(date(2026, 1, 1)).is_verified


def test_before_its_document_there_was_no_term():
    day = date(2010, 1, 1) - timedelta(days=1)

    with pytest.raises(ValueNotInForce):
        TERMS[Insurance.PENSION, TermKind.REVIEW].on(day)
