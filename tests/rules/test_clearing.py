"""Which of two payments for a month goes, and what of it is the person's own."""

from datetime import date
from decimal import Decimal

from records.rules.double_months import Held, Keep, plan


def held(key, first, last, *, base="5000.00", scheme="employee", arrived=False, account="0.08"):
    return Held(
        key, date(*first, 1), date(*last, 1), scheme, Decimal(base),
        Decimal("0.08"), Decimal(account), arrived,
    )  # fmt: skip


OWN = held(1, (2025, 1), (2025, 12), base="8000.00")
CAME = held(2, (2024, 11), (2025, 3), arrived=True)


def test_months_of_one_scheme_are_kept_as_agreed_and_here_if_nothing_is_said():
    here, arrived = plan([OWN, CAME]), plan([OWN, CAME], Keep.ARRIVED)

    assert here.has_choice
    assert (here.months, here.amount) == (3, Decimal("1200.00"))
    assert (arrived.months, arrived.amount) == (3, Decimal("1920.00"))
    gone = here.cleared[0]
    assert (gone.of.key, gone.first_month) == (2, date(2025, 1, 1))
    assert gone.last_month == date(2025, 3, 1)


def test_an_employees_month_stays_before_a_residents_whatever_is_said():
    resident = held(1, (2025, 1), (2025, 12), scheme="resident")

    for keep in Keep:
        found = plan([resident, CAME], keep)
        assert {each.of.key for each in found.cleared} == {1}
        assert not found.has_choice
        assert found.has_resident_months


def test_only_the_persons_share_is_theirs():
    old = held(2, (2025, 1), (2025, 1), arrived=True, account="0.11")
    small = held(2, (2025, 1), (2025, 1), arrived=True, account="0.05")

    assert plan([OWN, old]).amount == Decimal("400.00")
    assert plan([OWN, small]).amount == Decimal("250.00")


def test_of_three_payments_two_go_and_months_apart_stay_apart():
    third = held(3, (2025, 3), (2025, 3), arrived=True)
    apart = [held(4, (2025, 8), (2025, 8), arrived=True), held(5, (2026, 1), (2026, 1))]

    found = plan([OWN, CAME, third, *apart])
    assert [(each.of.key, each.months) for each in found.cleared] == [(2, 3), (3, 1), (4, 1)]


def test_where_no_month_is_double_nothing_goes():
    assert plan([held(1, (2024, 1), (2024, 10)), CAME]).cleared == ()
