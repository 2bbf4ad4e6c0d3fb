"""Ten thousand terms, counted by the rules and by a database that knows only the notices."""

from datetime import date
from random import Random

import pytest

from calculators.catalogue import calculate
from tests.calculators.conftest import KNOWN
from tests.second.loading import ask, lay_out
from tests.second.notices import covered_rows, day_of, notice_rows, number

pytestmark = pytest.mark.django_db

CASES = 10_000
BEFORE_ANY_NOTICE, BEYOND_EVERY_NOTICE = number(date(2003, 10, 1)), number(date(2028, 3, 1))
USUAL_TERMS = (1, 2, 3, 5, 8, 10, 15, 20, 30)


def terms(chance):
    """Return terms of many lengths, more of them where years and long holidays meet."""
    for _case in range(CASES):
        received = chance.randint(BEFORE_ANY_NOTICE, BEYOND_EVERY_NOTICE)
        if chance.random() < 0.3:
            edge = date(chance.randint(2004, 2027), *chance.choice([(1, 1), (2, 10), (10, 1)]))
            received = number(edge) + chance.randint(-25, 12)
        yield received, chance.choice((*USUAL_TERMS, chance.randint(1, 60), chance.randint(1, 300)))


def by_the_rules(received, working_days):
    """Return the last day, whether it is provisional, and how many days were left out."""
    asked = {"received_on": day_of(received).isoformat(), "working_days": working_days}
    found = calculate("deadline", asked, "en", KNOWN)["result"]
    return found["due_on"], int(found["provisional"]), len(found["skipped"])


def test_ten_thousand_deadlines_agree_with_the_database():
    asked = list(terms(Random(20261122)))
    lay_out("asked", ("id", "received", "number"), ((n, *term) for n, term in enumerate(asked)))
    lay_out("notice", ("day", "worked"), notice_rows())
    lay_out("covered", ("first_day", "last_day"), covered_rows())

    found = [(day_of(due).isoformat(), *rest) for _id, due, *rest in ask("deadlines")]

    assert len(found) == CASES
    assert found == [by_the_rules(*term) for term in asked]
