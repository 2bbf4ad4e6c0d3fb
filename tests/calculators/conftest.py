"""A question is asked on a fixed day, with the notices of this release."""

from datetime import date

import pytest

from agencies.rules.area_days import published_calendars
from portal.calculators.answers import Known
from portal.calculators.catalogue import calculate

KNOWN = Known(date(2026, 11, 22), published_calendars())


@pytest.fixture
def ask():
    """Return the result of a calculator."""

    def result(name, language="en", /, **data):
        return calculate(name, data, language, KNOWN)["result"]

    return result
