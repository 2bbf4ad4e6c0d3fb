"""Numbers of bank accounts: read as people write them, warned about, never refused for a digit."""

import pytest

from law.bank_accounts import check_account, mask_account


@pytest.mark.parametrize(
    ("typed", "number", "is_warned"),
    [
        ("6222 0200 0000 0000 008", "6222020000000000008", True),
        ("6225 8801 2345 6785", "6225880123456785", True),
        ("4563510100888888881", "4563510100888888881", False),  # no card that begins with 62
        ("12-345678-9", "123456789", False),  # a passbook
        ("６２００ 0000 0000 0005", "6200000000000005", False),
    ],
)
def test_gaps_go_and_a_check_digit_only_warns(typed, number, is_warned):
    found = check_account(typed)

    assert (found.number, found.message) == (number, None)
    assert (found.warning is not None) == is_warned


@pytest.mark.parametrize("typed", ["", "1234567", "1" * 33, "6222abc12345"])
def test_what_is_no_number_is_refused_with_a_sentence(typed):
    assert check_account(typed).message is not None


def test_four_digits_are_left_to_recognise_it_by():
    assert mask_account("6222020000000000008") == "***************0008"
    assert mask_account("123") == "123"
