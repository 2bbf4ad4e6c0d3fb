"""A day or month among the parameters is read in one way, and everything else is refused."""

from datetime import date

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from kit.api.asked import day_asked, day_needed, month_asked
from kit.api.errors import BadParameter

EMPTY, ARABIC_DIGITS, FULL_WIDTH = "", "٢٠٢٦-٠٩-٠٧", "２０２６-09-07"


def asked(**parameters):
    return Request(APIRequestFactory().get("/", parameters))


def test_a_day_and_a_month_are_read():
    assert day_asked(asked(on="2026-09-07"), "on") == date(2026, 9, 7)
    assert month_asked(asked(month="2026-09"), "month") == date(2026, 9, 1)


def test_what_is_not_asked_is_nothing_unless_it_is_needed():
    assert day_asked(asked(), "on") is None
    assert month_asked(asked(), "month") is None
    with pytest.raises(BadParameter):
        day_needed(asked(), "on")


@pytest.mark.parametrize("read", [day_asked, day_needed, month_asked])
@pytest.mark.parametrize(
    "said",
    [EMPTY, "20260907", "2026-W37-1", "2026-13-01", "2026-02-30", "0000-01-01", "yesterday",
     "2026-9-7", " 2026-09-07", "2026-13", "0000-01", "2026-09-07T00:00", ARABIC_DIGITS,
     FULL_WIDTH],
)  # fmt: skip
def test_every_other_way_to_write_it_is_refused_by_its_name(read, said):
    with pytest.raises(BadParameter) as refused:
        read(asked(on=said), "on")

    assert refused.value.name == "on"
