"""Months that stay where they were paid are cut out to the month, and nothing else is touched."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.rules.verdicts import OF_A_CODE, OF_A_FILE, slip, words_of
from records.rules.contributions import month_of
from records.rules.usual_shares import EMPLOYER_SHARE, PERSONAL_SHARE, usual_share
from tests.rules.test_amounts import amounts, period, yuan
from transfers.rules.staying import Stay, marked, months_that_would_move, principal_that_stays

MONTHS = st.integers(2010 * 12, 2020 * 12)


def stay(first, last):
    return Stay(*(date.fromisoformat(f"{month}-01") for month in (first, last)))


def spans(pieces):
    return [(f"{p.first_month:%Y-%m}", f"{p.last_month:%Y-%m}", p.stays) for p in pieces]


YEAR = period("2015-01", "2015-12")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2014-01", "2014-12", [("2015-01", "2015-12", False)]),
        ("2016-01", "2016-12", [("2015-01", "2015-12", False)]),
        ("2015-01", "2015-12", [("2015-01", "2015-12", True)]),
        ("2014-01", "2016-12", [("2015-01", "2015-12", True)]),
        ("2014-01", "2015-01", [("2015-01", "2015-01", True), ("2015-02", "2015-12", False)]),
        ("2015-12", "2016-12", [("2015-01", "2015-11", False), ("2015-12", "2015-12", True)]),
        (
            "2015-03",
            "2015-04",
            [
                ("2015-01", "2015-02", False),
                ("2015-03", "2015-04", True),
                ("2015-05", "2015-12", False),
            ],
        ),
    ],
)  # fmt: skip
def test_a_period_is_cut_where_its_months_stay(first, last, expected):
    assert spans(marked([YEAR], [stay(first, last)])) == expected


@given(st.lists(st.tuples(MONTHS, MONTHS), max_size=4))
def test_cutting_loses_no_month_and_makes_none(ends):
    stays = [Stay(*map(month_of, sorted(each))) for each in ends]

    pieces = marked([YEAR, period("2016-01", "2018-06")], stays)

    assert sum(piece.months for piece in pieces) == 12 + 30
    assert all(
        piece.stays == any(s.first_month <= piece.first_month <= s.last_month for s in stays)
        for piece in pieces
    )


def test_what_stays_moves_no_money_and_counts_no_month():
    pieces = marked([YEAR], [stay("2015-01", "2015-03")])

    found = amounts(*pieces, balance="100000.00")

    assert (found.months_counted, found.pooled) == (9, yuan("5400.00"))


def test_the_principal_that_stays_is_what_was_recorded_before_the_year():
    owed = period("2014-01", "2014-01", paid=False)
    pieces = marked(
        [owed, period("2014-02", "2014-03", account_rate="0.11"), YEAR],
        [stay("2014-01", "2015-02")],
    )

    assert principal_that_stays(pieces, 2015) == Decimal("1100.00")
    assert principal_that_stays(pieces, 2016) == Decimal("1900.00")
    assert principal_that_stays([YEAR], 2016) == Decimal("0.00")


def test_only_months_that_would_move_can_be_held_back():
    owed = period("2014-01", "2014-12", paid=False)

    assert months_that_would_move([owed, YEAR], stay("2014-11", "2015-02")) == 2
    assert (
        months_that_would_move(
            marked([YEAR], [stay("2015-01", "2015-06")]), stay("2015-05", "2015-08")
        )
        == 2
    )


@pytest.mark.parametrize(
    ("month", "share"),
    [("1996-01", "0.20"), ("2019-04", "0.20"), ("2019-05", "0.16"), ("2026-01", "0.16")],
)
def test_the_usual_share_of_employers_fell_in_may_2019(month, share):
    first_of_month = date.fromisoformat(f"{month}-01")

    assert usual_share(EMPLOYER_SHARE, first_of_month) == Decimal(share)
    assert usual_share(PERSONAL_SHARE, first_of_month) == Decimal("0.08")


def test_a_verdict_on_a_letter_is_said_of_the_code_or_of_the_file():
    assert all(words_of(each, is_file=True) is said for each, said in OF_A_FILE.items())
    assert all(words_of(each, is_file=False) is said for each, said in OF_A_CODE.items())


def test_a_slip_in_a_code_is_told_by_its_kind():
    assert slip(27, 28).en.startswith("A code has 28 characters; you entered 27.")
    assert slip(27, 28).zh.startswith("核验码共 28 位，您输入了 27 位。")
    assert slip(28, 28).en.startswith("One of the characters is mistyped.")
    assert slip(28, 28).zh.startswith("核验码中有一处输错了。")
