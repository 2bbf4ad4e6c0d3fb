"""How often letters may be checked; whoever brings a letter that exists is let in all the same."""

import pytest

from kit.models import Attempt
from tests.verify.visiting import NOBODYS, bring, outcome, scan, words

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def one_moment(time_machine, story):
    """Counts begin anew with each span; a test must not straddle two."""
    time_machine.move_to(story.now, tick=False)


@pytest.fixture
def limit(settings):
    def limit(**limits):
        named = {f"letters.{name.replace('_', '-')}": value for name, value in limits.items()}
        settings.LIMITS = settings.LIMITS | named

    return limit


def test_one_address_may_check_so_often_and_is_told_when_it_goes_on(letter, anybody, limit):
    limit(code=(2, 300))

    answers = [scan(anybody, letter.code) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 300
    assert "It goes on in 5 minutes." in words(answers[-1])
    assert scan(anybody, letter.code, **ELSEWHERE).status_code == 200


def test_it_goes_on_when_the_time_is_over(letter, anybody, limit, time_machine):
    limit(code=(1, 300))
    scan(anybody, letter.code)
    wait = int(scan(anybody, letter.code)["Retry-After"])

    time_machine.shift(wait)

    assert scan(anybody, letter.code).status_code == 200


def test_whoever_asks_for_unknown_codes_is_stopped_sooner(letter, anybody, limit):
    limit(unknown=(3, 600))

    answers = [scan(anybody, NOBODYS).status_code for _time in range(4)]

    assert answers == [200, 200, 200, 429]
    assert scan(anybody, letter.code).status_code == 429
    assert outcome(scan(anybody, letter.code, **ELSEWHERE)) == "valid"


def test_a_slip_is_not_counted_as_unknown(letter, anybody, limit):
    limit(unknown=(1, 600))

    for _time in range(3):
        anybody.get("/verify/", {"code": "7F3C"})

    assert outcome(scan(anybody, letter.code)) == "valid"


def test_in_a_flood_of_unknown_codes_those_with_a_letter_are_let_in(letter, anybody, limit):
    limit(unknown_everywhere=(5, 60), unknown_in_a_flood=(1, 600))
    for number in range(5):
        scan(anybody, NOBODYS, REMOTE_ADDR=f"198.51.100.{number}")

    assert scan(anybody, NOBODYS, REMOTE_ADDR="198.51.100.1").status_code == 429
    assert scan(anybody, NOBODYS, **ELSEWHERE).status_code == 200
    assert outcome(scan(anybody, letter.code, REMOTE_ADDR="192.0.2.1")) == "valid"


def test_a_flood_is_told_in_the_log_once(letter, anybody, limit, caplog):
    limit(unknown_everywhere=(2, 60))

    for number in range(4):
        scan(anybody, NOBODYS, REMOTE_ADDR=f"198.51.100.{number}")

    assert caplog.text.count("2 unknown codes in 60 s") == 1


def test_files_are_counted_by_themselves(pdf, letter, anybody, limit):
    limit(file=(1, 60))

    assert bring(anybody, pdf).status_code == 200
    assert bring(anybody, pdf).status_code == 429
    assert scan(anybody, letter.code).status_code == 200


def test_a_whole_network_of_the_new_internet_counts_as_one_caller(letter, anybody, limit):
    limit(code=(1, 60))
    scan(anybody, letter.code, REMOTE_ADDR="2001:db8:1:2::1")

    assert scan(anybody, letter.code, REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
    assert scan(anybody, letter.code, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_no_address_can_be_read_in_a_count(letter, anybody):
    scan(anybody, letter.code, **ELSEWHERE)

    counted = "".join(Attempt.objects.values_list("key", flat=True))
    assert counted
    assert "203.0.113" not in counted


def test_what_a_client_claims_about_its_address_is_not_believed(letter, anybody, limit):
    limit(code=(1, 60))
    scan(anybody, letter.code, headers={"x-forwarded-for": "1.1.1.1"})

    assert scan(anybody, letter.code, headers={"x-forwarded-for": "2.2.2.2"}).status_code == 429


@pytest.mark.parametrize("claimed", ["", "nonsense", "1.2.3.4, ::junk", "x" * 9000])
def test_an_address_that_cannot_be_told_is_no_error(letter, anybody, settings, claimed):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    more = {"REMOTE_ADDR": "", "headers": {"x-forwarded-for": claimed}}

    assert outcome(scan(anybody, letter.code, **more)) == "valid"
