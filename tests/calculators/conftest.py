"""A question is asked on a fixed day, with the notices of this release."""

from datetime import date

import pytest

from calculators.answers import Known
from calculators.catalogue import calculate
from law.area_days import published_calendars

KNOWN = Known(date(2026, 11, 22), published_calendars())


@pytest.fixture
def ask():
    """Return the result of a calculator."""

    def result(name, language="en", /, **data):
        return calculate(name, data, language, KNOWN)["result"]

    return result
