"""Whatever is received, and whenever: what holds for every term and every year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.calculators.properties.asking import ask, modest

DAYS = st.dates(date(2004, 1, 1), date(2027, 6, 30))


def due(received_on, working_days):
    """Return the answer about a term."""
    return ask("deadline", received_on=received_on.isoformat(), working_days=working_days)


@modest
@given(DAYS, st.integers(1, 40))
def test_every_day_up_to_the_last_is_either_counted_or_left_out(received_on, number):
    found = due(received_on, number)

    days = [each["date"] for each in found["days"]]
    left_out = [each["date"] for each in found["skipped"]]
    between = (date.fromisoformat(found["due_on"]) - received_on).days
    assert sorted(days + left_out) == [
        (received_on + timedelta(n)).isoformat() for n in range(1, between + 1)
    ]
    assert days[-1] == found["due_on"]
    assert left_out == sorted(left_out)


@modest
@given(DAYS, st.integers(1, 40), st.integers(0, 20))
def test_what_is_received_later_is_never_due_earlier(received_on, number, later):
    first, second = due(received_on, number), due(received_on + timedelta(later), number)

    assert second["due_on"] >= first["due_on"]
    assert second["provisional"] >= first["provisional"]


@modest
@given(st.integers(2004, 2030))
def test_a_year_has_as_many_days_as_a_term_from_its_eve_can_count(year):
    count = ask("working-days", year=year)["count"]

    eve = date(year - 1, 12, 31)
    assert due(eve, count)["due_on"][:4] == str(year)
    assert due(eve, count + 1)["due_on"][:4] == str(year + 1)


@modest
@given(st.integers(2004, 2026))
def test_a_year_is_its_weekdays_less_those_off_and_the_weekends_worked(year):
    found = ask("working-days", year=year)

    days = (date(year, 1, 1) + timedelta(n) for n in range(366))
    weekdays = {day.isoformat() for day in days if day.year == year and day.weekday() < 5}
    assert found["count"] == len(weekdays - set(found["holidays"])) + len(found["make_up_days"])
    assert not weekdays & set(found["make_up_days"])
    assert not set(found["holidays"]) & set(found["make_up_days"])
