"""Invoices of a claim: what stands there twice counts once, a file is believed before a hand."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from services.reimbursement import conditions
from services.reimbursement.rules import invoices
from services.reimbursement.rules.claiming import answered_by, deadline, small_days
from services.reimbursement.rules.invoices import Invoice

yuan = Decimal

ON = date(2026, 9, 1)
ONE, OTHER = Invoice("12345678", ON, yuan("30.00")), Invoice("87654321", ON, yuan("12.50"))


def test_v3_b8_13_the_same_number_twice_counts_once():
    claimed = [ONE, OTHER, Invoice("12345678", ON, yuan("30.00"))]

    assert invoices.total(claimed) == yuan("42.50")
    assert [each.number for each in invoices.twice(claimed)] == ["12345678"]


def test_a_short_number_is_told_apart_by_its_code():
    first, second = (Invoice("12345678", ON, yuan(1), code) for code in ("1100", "3100"))
    assert invoices.twice([first, second]) == ()


def test_numbers_have_eight_ten_or_twenty_digits():
    fits = [
        invoices.is_number(invoices.plain(each))
        for each in ("1234 5678", "１" * 20, "12A45678", "1")
    ]
    assert fits == [True, True, False, False]


def test_a_file_that_says_another_day_or_sum_is_found():
    read = {"12345678": Invoice("12345678", date(2026, 9, 2), yuan("30.00")), "87654321": OTHER}
    assert invoices.differing([ONE, OTHER], read) == ((ONE, read["12345678"]),)


def test_a_deadline_is_the_same_day_a_year_later_and_nowhere_guessed():
    found = deadline(date(2024, 2, 29), "441900")

    assert (found.until, found.is_verified) == (date(2025, 2, 28), False)
    assert deadline(ON, "110000") is None


def test_a_claim_past_its_last_day_and_a_year_at_its_ceiling_are_told():
    last = deadline(date(2025, 6, 2), "441900")
    late = [SimpleNamespace(deadline=last, today=date(2026, 6, day)) for day in (2, 3)]
    assert [conditions.IN_TIME.fails(each) for each in late] == [False, True]
    assert conditions.IN_TIME.reason.code == "MED04"
    full = SimpleNamespace(parts=((ON, SimpleNamespace(is_at_ceiling=True)),))
    assert conditions.BELOW_CEILING.fails(full)
    assert not conditions.BELOW_CEILING.fails(SimpleNamespace(parts=None))
    assert conditions.BELOW_CEILING.reason.code == "MED12"


def test_the_review_waits_for_the_place_of_treatment_only_where_a_text_says_until_when():
    by = [answered_by(yuan(total), "320100", ON) for total in ("30000.00", "30000.01")]
    assert by == [None, date(2026, 10, 26)]
    assert answered_by(yuan(90_000), "320100", date(2026, 12, 31)) == date(2027, 1, 26)
    assert answered_by(yuan(90_000), "110000", ON) is None


def test_v3_b8_12_small_visits_are_decided_in_five_working_days_in_jiangsu():
    days = [small_days(yuan(total), "320100", ON) for total in ("860.00", "1000.00", "1000.01")]

    assert days == [5, 5, None]
    assert small_days(yuan("860.00"), "110000", ON) is None
