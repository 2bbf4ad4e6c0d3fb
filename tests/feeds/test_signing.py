"""The signatures are those of the Standard Webhooks specification; addresses lead outside."""

from datetime import UTC, datetime

import pytest

from feeds.rules import patience, signing
from feeds.rules.addresses import BadAddress, is_outside, read_url

# Signed by the reference library of the specification, standardwebhooks.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_is_signed_as_the_specification_shows():
    assert signing.signature(SECRET, MESSAGE, AT, BODY) == SIGNED


def test_each_secret_that_counts_signs():
    old, new = signing.new_secret(), signing.new_secret()
    now = datetime.fromtimestamp(AT, UTC)

    found = signing.headers([new, old], MESSAGE, now, BODY)

    assert found["webhook-id"] == MESSAGE
    assert found["webhook-timestamp"] == str(AT)
    assert found["webhook-signature"].split() == [
        signing.signature(each, MESSAGE, AT, BODY) for each in (new, old)
    ]


INSIDE = """
127.0.0.1 10.0.0.1 172.16.5.5 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1
255.255.255.255 198.18.0.1 192.0.2.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2001:0:1::1 2001:db8::1
"""


def test_no_private_address_is_called():
    assert [each for each in INSIDE.split() if is_outside(each)] == []
    assert all(map(is_outside, ("1.1.1.1", "2606:4700::1111", "64:ff9b::101:101")))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://agency.example/", "scheme"),
        ("ftp://agency.example/", "scheme"),
        ("https://agency.example:22/", "port"),
        ("https://agency.example:99999/", "form"),
        ("https://user@agency.example/", "form"),
        ("https://agency.example/#part", "form"),
        ("https:///path", "form"),
        ("https://机构.example/", "form"),
        ("https://agency.example/a b", "form"),
        ("https://agency.example/" + "x" * 500, "form"),
        ("", "form"),
    ],
)
def test_an_address_that_is_not_called_is_named(url, code):
    with pytest.raises(BadAddress) as refused:
        read_url(url)
    assert refused.value.code == code


def test_what_is_not_taken_is_tried_ten_times_within_three_days():
    owed_at = now = datetime(2026, 11, 30, tzinfo=UTC)
    tries = 0
    while now is not None:
        tries += 1
        last, now = now, patience.next_try(tries, owed_at=owed_at, now=now)

    assert tries == 10
    assert 2.5 < (last - owed_at).total_seconds() / 86_400 <= 3
