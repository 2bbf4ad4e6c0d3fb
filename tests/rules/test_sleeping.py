"""Interest of years nobody closed: carried by published rates, asked for where none is."""

from decimal import Decimal

import pytest

from records.rules.interest import RateNotPublished
from records.rules.sleeping import BookYear, interest_owed, years_without_rate

BALANCE = Decimal("33600.00")


def test_published_years_are_carried_each_rounded_at_its_end():
    owed = interest_owed([BookYear(2020, BALANCE)], 2025)

    assert list(owed) == [2021, 2022, 2023, 2024]
    assert BALANCE + sum(owed.values()) == Decimal("40588.25")


def test_a_year_without_a_rate_is_named_and_never_nothing():
    with pytest.raises(RateNotPublished) as refusal:
        interest_owed([BookYear(2020, BALANCE)], 2026)

    assert refusal.value.year == 2025
    assert years_without_rate([BookYear(2020, BALANCE)], 2026) == [2025]


def test_what_is_stated_for_every_year_asked_about_is_enough():
    books = [
        BookYear(2018, BALANCE),
        BookYear(2019, BALANCE, is_open=True),
        BookYear(2020, BALANCE),
    ]
    asked = years_without_rate(books, 2021, scheme="resident")

    interest_owed(books, 2021, scheme="resident", stated=dict.fromkeys(asked, Decimal(77)))

    assert asked == [2019, 2020]


def test_an_account_without_money_asks_for_nothing():
    assert not interest_owed([BookYear(2020, Decimal(0))], 2026)


def test_a_year_that_only_a_transfer_opened_is_asked_about_and_one_that_only_slept_is_carried():
    slept = [BookYear(2022, BALANCE, is_open=True)]
    grew = [BookYear(2022, BALANCE, is_open=True, grew=True)]

    assert list(interest_owed(slept, 2024)) == [2022, 2023]
    assert years_without_rate(grew, 2024) == [2022]
