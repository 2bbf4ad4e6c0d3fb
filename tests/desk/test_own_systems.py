"""The head of an agency looks after its systems: no secret is changed at night, none stays open."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.idp.oidc.models import Token
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import reverse

from agencies import call_signing
from agencies.models import ApiClient
from casework.actions import own_systems, systems
from casework.errors import MoveNotPossible
from casework.models import ClientProposal, Notice
from kit.errors import NotPermitted, NotValid
from tests.accounts.steps import sign_in
from tests.api.calling import SECRET, Program, ask_for_token, register
from tests.cast import MONDAY, make_clerk
from tests.desk.conftest import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WEDNESDAY = date(2026, 9, 9)
HERE, ELSEWHERE = "127.0.0.1", "203.0.113.7"


@pytest.fixture
def head(world):
    return make_clerk("head", world.agency("pension", "guangzhou"), "supervisor")


@pytest.fixture
def browser(head):
    client = Client(headers={"accept-language": "en"})
    sign_in(client, head.user.email)
    return client


@pytest.fixture
def system(world):
    return register(world.agency("pension", "guangzhou"))


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel(MONDAY, tick=True):
        yield


def page(system):
    return reverse("desk_system", args=[system.client_id])


def known(secret):
    return ask_for_token("agency-system", "cases.read", secret=secret).status_code == 200


def test_both_secrets_count_until_the_chosen_day_has_ended(browser, system):
    program = program_of_agency_with(SECRET)

    answer = browser.post(page(system), {"do": "secret", "last_day": "2026-09-09"})
    new = re.search(r"Secret: (\S+)", text_of(answer))[1]

    assert program.get("queue").status_code == 200  # what it has been given goes on
    assert known(SECRET)
    assert known(new)
    assert "The old one was last used on" in text_of(browser.get(page(system)))
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        assert not known(SECRET)
        assert known(new)
        assert "The old one" not in text_of(browser.get(page(system)))
    assert list(Notice.objects.values_list("kind", flat=True)) == ["system-secret-changed"]


def program_of_agency_with(secret):
    return Program(ask_for_token("agency-system", "cases.read", secret).json()["access_token"])


def test_the_old_secret_is_ended_at_once_with_every_access(head, system):
    new = own_systems.change_secret(system, last_day=WEDNESDAY, by=head, now=MONDAY)
    program = program_of_agency_with(SECRET)

    own_systems.end_old_secret(system, by=head, now=MONDAY)

    assert program.get("queue").status_code == 401
    assert not known(SECRET)
    assert known(new)
    with pytest.raises(MoveNotPossible):
        own_systems.end_old_secret(system, by=head, now=MONDAY)


def test_a_secret_changed_twice_leaves_the_last_two(head, system):
    second = own_systems.change_secret(system, last_day=WEDNESDAY, by=head, now=MONDAY)
    later = MONDAY + timedelta(seconds=1)
    third = own_systems.change_secret(system, last_day=WEDNESDAY, by=head, now=later)

    assert [known(each) for each in (SECRET, second, third, "another")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("day", [date(2026, 9, 6), date(2026, 10, 8)])
def test_an_old_secret_counts_for_thirty_days_at_most(head, system, day):
    with pytest.raises(NotValid):
        own_systems.change_secret(system, last_day=day, by=head, now=MONDAY)

    assert known(SECRET)


def test_a_system_calls_from_the_named_networks_alone(browser, system):
    program = program_of_agency_with(SECRET)

    said = browser.post(page(system), {"do": "networks", "networks": "203.0.113.0/28\n2001:db8::1"})
    refused = program.get("queue")

    assert said.status_code == 302
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    token = ask_for_token("agency-system", "cases.read")
    assert (token.status_code, token.json()["error"]) == (401, "invalid_client")
    browser.post(page(system), {"do": "networks", "networks": f"{HERE}"})
    assert program.get("queue").status_code == 200
    assert ApiClient.objects.get().networks == ["127.0.0.1/32"]


def named(answer):
    """Return what the headers say, without the number of the request."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


def test_from_elsewhere_a_right_secret_is_answered_like_a_wrong_one(browser, system):
    browser.post(page(system), {"do": "networks", "networks": "203.0.113.0/28"})

    right, wrong = (ask_for_token("agency-system", "cases.read", each) for each in (SECRET, "x"))

    assert (right.status_code, right.content) == (401, wrong.content)
    assert named(right) == named(wrong)
    assert not Token.objects.exists()


def test_a_wrong_network_is_named_and_changes_nothing(browser, system):
    answer = browser.post(page(system), {"do": "networks", "networks": "203.0.113.7/28"})

    assert answer.status_code == 422
    assert "Each line is an address or a network" in text_of(answer)
    assert ApiClient.objects.get().networks == []


def test_its_head_names_the_keys_by_which_it_signs(browser, system):
    private = ed25519.Ed25519PrivateKey.generate()
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    wrong = browser.post(page(system), {"do": "keys", "keys": "no key"})
    kept = browser.post(page(system), {"do": "keys", "keys": pem.decode()})

    assert (wrong.status_code, kept.status_code) == (422, 302)
    assert "Paste at most two public keys" in text_of(wrong)
    assert call_signing.name_of(pem.decode()) in text_of(browser.get(page(system)))
    assert Notice.objects.filter(kind="system-keys-changed").exists()


def test_the_page_says_when_it_was_used_last_and_from_which_line(browser, system):
    assert "It has never asked for access." in text_of(browser.get(page(system)))

    program_of_agency_with(SECRET)

    shown = text_of(browser.get(page(system)))
    assert "Last access" in shown
    assert "from the network 127.0.0.0/24" in shown


def test_its_head_locks_a_system_out_at_once(browser, world, system):
    program = program_of_agency_with(SECRET)

    browser.post(page(system), {"do": "lock-out"})

    assert program.get("queue").status_code == 401
    assert not known(SECRET) or program_of_agency_with(SECRET).get("queue").status_code == 401
    assert "locked out" in text_of(browser.get(page(system)))


def test_a_head_proposes_a_system_and_an_administrator_lets_it_in(browser, head, world):
    browser.post("/desk/systems/", {"name": "Core system", "scopes": ["cases.read"]})
    proposal = ClientProposal.objects.get()
    assert "waits for an administrator" in text_of(browser.get("/desk/systems/"))
    assert not ApiClient.objects.exists()

    systems.approve(proposal, by=world.administrator.user, now=MONDAY)

    made = ApiClient.objects.get()
    assert (made.agency, made.secret_waits) == (head.agency, True)
    assert known(systems.fetch_secret(made, by=head, now=MONDAY)) is False  # of another name
    with pytest.raises(NotPermitted):
        systems.approve(
            own_systems.propose("x", ["cases.read"], by=head, now=MONDAY), by=head.user, now=MONDAY
        )


def test_a_proposal_is_taken_back(browser, head):
    own_systems.propose("Core system", ["cases.read"], by=head, now=MONDAY)

    browser.post("/desk/systems/take-back/", {"which": ClientProposal.objects.get().pk})

    assert not ClientProposal.objects.waiting().exists()


def test_nobody_else_looks_after_a_system(world, system):
    elsewhere = make_clerk("head-elsewhere", world.agency("pension", "chengdu"), "supervisor")
    for who in (world.pension_new_a, elsewhere, world.administrator):
        for act in (
            lambda who: own_systems.change_secret(system, last_day=WEDNESDAY, by=who, now=MONDAY),
            lambda who: own_systems.name_networks(system, "", by=who, now=MONDAY),
            lambda who: own_systems.lock_out(system, by=who, now=MONDAY),
        ):
            with pytest.raises(NotPermitted):
                act(who)
    client = Client()
    client.force_login(elsewhere.user)
    assert client.get(page(system)).status_code == 404


def test_what_is_shown_once_asks_for_a_new_sign_in_first(browser, system):
    with time_machine.travel(MONDAY + timedelta(minutes=20), tick=False):
        answer = browser.post(page(system), {"do": "secret", "last_day": "2026-09-09"})

    assert answer.status_code == 302
    assert "/reauthenticate/" in answer.url
    assert ApiClient.objects.get().old_until is None
