"""What nobody can mean is told at its question, in both languages, before anything is sent."""

from datetime import date
from decimal import Decimal

import pytest

from services.reimbursement import questions as claim
from services.retirement.rules import findings
from services.survivors import questions as death
from services.unemployment import questions as work
from services.unemployment.rural import SINCE

TODAY = date(2026, 12, 1)
STAY = {"admitted_on": date(2025, 1, 1)}
BILL = {"invoices": [{"number": "12345678", "on": TODAY, "amount": Decimal("100.00")}]}


def told(field, value, answers=None):
    """Return what the checks of a field say to an answer."""
    said = [check(value, answers or {}) for check in field.checks]
    return [each for each in said if each is not None]


def column(name):
    return next(each for each in claim.INVOICES.columns if each.name == name)


@pytest.mark.parametrize(
    ("field", "wrong", "right", "answers"),
    [
        (work.LAST_DAY, date(1986, 9, 30), date(1986, 10, 1), {}),
        (work.MONTHS_PAID, 721, 720, {}),
        (work.MONTHS_PAID, -1, 0, {}),
        (work.LEFT_OVER, 25, 24, {}),
        (SINCE, date(2026, 9, 2), date(2026, 9, 1), {"last_day": date(2026, 9, 1)}),
        (claim.DISCHARGED_ON, date(2024, 12, 31), date(2025, 1, 1), STAY),
        (claim.DISCHARGED_ON, date(2026, 2, 6), date(2026, 2, 5), STAY),  # 401 days, and 400
        (column("number"), "1234567A", "12345678", {}),
        (column("number"), "123456789", "1234567890", {}),
        (column("amount"), Decimal("0.00"), Decimal("0.01"), {}),
        (claim.TOTAL, Decimal("0.00"), Decimal("0.01"), {}),
        (claim.OTHER_PAID, Decimal("100.01"), Decimal("100.00"), BILL),
        (death.DIED_ON, date(2021, 8, 31), date(2021, 9, 1), {}),
    ],
)
def test_the_first_wrong_answer_is_told_and_the_last_right_one_is_not(field, wrong, right, answers):
    (said,) = told(field, wrong, answers)

    assert said.zh
    assert said.en
    assert told(field, right, answers) == []


@pytest.mark.parametrize(
    ("kind", "first", "last", "value"),
    [
        ("deemed", date(2027, 1, 1), date(2027, 2, 1), ""),  # it lies ahead
        ("deemed", date(1960, 1, 1), date(2020, 12, 1), ""),  # sixty-one years
        ("deemed", date(2000, 5, 1), date(1999, 5, 1), ""),
        ("birth", date(2027, 1, 1), None, ""),
        ("average-index", None, None, "-1"),
        ("average-index", None, None, "35"),
        ("by-hand", None, None, "-5"),
    ],
)
def test_a_finding_of_a_file_that_cannot_be_is_told(kind, first, last, value):
    assert findings.fault_of(kind, first, last, value, TODAY) is not None


def test_of_a_finding_only_what_its_kind_has_is_kept():
    first, last = date(1971, 1, 1), date(1998, 1, 1)

    assert findings.tidied("birth", first, last, "示例厂") == (first, None, "")
    assert findings.tidied("average-index", first, last, "0.89") == (None, None, "0.89")
    assert findings.tidied("deemed", first, last, "示例厂") == (first, last, "示例厂")
