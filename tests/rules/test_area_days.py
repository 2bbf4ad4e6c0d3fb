"""Days off of one province or city alone, laid over the calendar of the country."""

from datetime import date

import pytest

from agencies.rules.notices import check_notice
from law.area_days import AreaNotice, Calendars, prefix_of, published_calendars
from law.wording import Text
from law.workdays import ExceptionDay, add_workdays, published_calendar

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
SATURDAY = date(2026, 3, 7)
CUSTOM = Text("本地节日", "Local day")


def off(area, *days):
    return AreaNotice(area, 2026, tuple(ExceptionDay(day, False, CUSTOM) for day in days))


@pytest.mark.parametrize(
    ("place", "due_on"),
    [("450000", "2017-04-10"), ("450103", "2017-04-10"), ("440100", "2017-04-06")],
)
def test_a_term_in_guangxi_passes_over_the_third_of_march(place, due_on):
    calendar = published_calendars().at(place)

    assert add_workdays(date(2017, 3, 29), 5, calendar).isoformat() == due_on


def test_a_city_has_its_own_days_and_those_of_its_province():
    calendars = Calendars.of(
        published_calendar(), [off("530000", MONDAY), off("532900", TUESDAY), off("45", SATURDAY)]
    )

    works = {
        place: [calendars.at(place).is_workday(day) for day in (MONDAY, TUESDAY)]
        for place in ("110000", "530100", "532901")
    }

    assert works == {
        "110000": [True, True],
        "530100": [False, True],
        "532901": [False, False],
    }


def test_an_areas_own_notice_publishes_no_year():
    beyond = AreaNotice("530000", 2031, (ExceptionDay(date(2031, 3, 3), False, CUSTOM),))

    calendar = Calendars.of(published_calendar(), [beyond]).at("530000")

    assert not calendar.is_published(date(2031, 3, 3))


def test_a_newer_notice_of_an_area_takes_the_place_of_the_one_before():
    calendars = Calendars.of(published_calendar(), [off("530000", MONDAY)])

    after = calendars.with_notice(off("530000", TUESDAY)).at("530000")

    assert (after.is_workday(MONDAY), after.is_workday(TUESDAY)) == (True, False)


def test_a_newer_calendar_of_the_country_keeps_what_areas_add():
    calendars = Calendars.of(published_calendar(), [off("530000", MONDAY)])

    after = calendars.with_national(published_calendar())

    assert not after.at("530000").is_workday(MONDAY)


def test_how_many_days_an_area_adds_is_not_held_against_the_national_sum():
    assert [each.code for each in check_notice(2026, off=[MONDAY], worked=[])] == ["sum"]
    assert check_notice(2026, off=[MONDAY], worked=[], area="530000") == ()
    wrong = check_notice(2026, off=[MONDAY], worked=[MONDAY], area="530000")
    assert [each.code for each in wrong] == ["not-a-weekend", "both-lists"]


def test_the_places_of_an_area_begin_alike():
    assert (prefix_of("450000"), prefix_of("450100")) == ("45", "4501")
