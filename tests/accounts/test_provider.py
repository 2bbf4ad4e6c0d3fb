"""Proving in person who one is, at a provider outside: what is taken, and what is not."""

import json
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
import time_machine
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from requests.adapters import HTTPAdapter

from accounts import sms
from accounts.models import IdentityProof, User
from accounts.rules.levels import Level
from demo import identity_provider as invented
from portal.settings.identity_provider import identity_provider
from tests import cast
from tests.accounts.provider import ISSUER, SETTINGS, ask, somebody, within_reach

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MINE = "/my/"
CHANGES_NOTHING = [
    "turned-back", "other-name", "unverified", "low-assurance", "old-check", "expired-document",
    "wrong-nonce", "wrong-audience", "wrong-issuer", "mix-up", "expired-token", "foreign-key",
    "unsigned", "silent",
]  # fmt: skip


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def matched(user, wang) -> User:
    """Somebody whose number was matched, and no more."""
    user.person, user.identity_verified_at = wang, cast.MONDAY
    user.save()
    return user


@pytest.fixture
def provider(settings, monkeypatch, wang):
    """A provider that knows Wang and somebody else."""
    settings.IDENTITY_PROVIDER = SETTINGS
    settings.OUTGOING = [SETTINGS["issuer"]]
    other = cast.make_person("李强", date(1980, 1, 2), sex="male")
    made = invented.Provider(ISSUER, [somebody(wang), somebody(other)])
    within_reach(monkeypatch, made)
    return made


def leave(client, **more):
    """Go to the provider; return the address it is asked by."""
    client.get(reverse("identity_provider"), {"next": MINE})
    return client.get(reverse("go_to_identity_provider"), **more).url


def choose(provider, address, manner="honest", who=0):
    """Answer there; return where one is led back to."""
    chosen = urlencode({"who": who, "manner": manner}).encode()
    _status, headers, _body = ask(provider, "POST", address, body=chosen)
    return headers["Location"].removeprefix("http://testserver")


def go(client, provider, manner="honest", who=0):
    """Go there and come back."""
    return client.get(choose(provider, leave(client), manner, who))


def read_on(client, answer):
    """Return what the page after it says."""
    return client.get(answer.url).content.decode()


def level(user):
    return User.objects.get(pk=user.pk).level


# --- What is taken ----------------------------------------------------------------------------
def test_somebody_proves_in_person_who_they_are(client, matched, provider):
    client.force_login(matched)
    before = client.session.session_key

    assert go(client, provider).url == MINE

    assert level(matched) is Level.PERSON
    assert client.session.session_key != before
    proof = IdentityProof.objects.get(user=matched)
    assert (proof.way, proof.where) == ("provider", invented.NAME)
    assert sms.outbox[-1][0] == matched.phone


def test_an_account_that_is_nobodys_becomes_that_of_the_record(signed_in, user, wang, provider):
    go(signed_in, provider)

    assert User.objects.get(pk=user.pk).person == wang
    assert level(user) is Level.PERSON


def test_a_name_is_written_as_the_record_and_the_document_may(client, matched, provider):
    client.force_login(matched)
    provider.people[0] = invented.Somebody(
        "王 小燕", "idcard", str(matched.person.number).lower(), "1992-05-10"
    )
    go(client, provider)
    assert level(matched) is Level.PERSON


def test_a_changed_key_is_no_hindrance(client, matched, provider):
    client.force_login(matched)
    go(client, provider, "new-key")
    assert level(matched) is Level.PERSON


def test_proving_twice_tells_and_writes_once(client, matched, provider):
    client.force_login(matched)
    go(client, provider)
    told = len(sms.outbox) + len(mail.outbox)

    assert go(client, provider).url == MINE
    assert IdentityProof.objects.count() == 1
    assert len(sms.outbox) + len(mail.outbox) == told


# --- What is asked ----------------------------------------------------------------------------
def test_what_is_asked_is_bound_to_this_try_and_holds_nothing_of_a_person(
    client, matched, provider
):
    client.force_login(matched)
    address = leave(client)
    asked = {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 20
    assert json.loads(asked["claims"])["id_token"]["verified_claims"]
    assert str(matched.person.number) not in address
    assert str(matched.person.number) not in str(dict(client.session))


# --- What is not ------------------------------------------------------------------------------
@pytest.mark.parametrize("manner", CHANGES_NOTHING)
def test_whatever_is_wrong_changes_nothing_and_is_said(client, matched, provider, manner):
    client.force_login(matched)

    answer = go(client, provider, manner)

    assert level(matched) is Level.NUMBER
    assert not IdentityProof.objects.exists()
    assert answer.url == reverse("identity_provider")
    assert 'data-tone="warn"' in read_on(client, answer)


def test_every_manner_of_the_invented_provider_is_tried():
    assert {*CHANGES_NOTHING, "honest", "new-key"} == set(invented.MANNERS)


def test_another_persons_number_changes_nothing(client, matched, provider):
    client.force_login(matched)
    said = read_on(client, go(client, provider, who=1))

    assert level(matched) is Level.NUMBER
    assert "another number" in said


def test_a_date_of_birth_that_differs_changes_nothing(client, matched, provider):
    client.force_login(matched)
    provider.people[0] = somebody(matched.person, born_on="1992-05-11")
    go(client, provider)
    assert level(matched) is Level.NUMBER


def test_whom_no_record_knows_reads_the_same_as_whose_name_differs(signed_in, user, provider):
    nobody = cast.identity_number(date(1970, 3, 4))
    provider.people[1] = invented.Somebody("赵无名", "resident-id", nobody, "1970-03-04")
    unknown = read_on(signed_in, go(signed_in, provider, who=1))
    misnamed = read_on(signed_in, go(signed_in, provider, "other-name"))

    assert "records hold nobody" in unknown
    assert "records hold nobody" in misnamed
    assert level(user) is Level.CONTACT


def test_a_record_with_an_account_is_not_given_a_second_one(signed_in, user, wang, provider):
    cast.make_verified_user("wang", wang)
    said = read_on(signed_in, go(signed_in, provider))

    assert "already linked to another account" in said
    assert level(user) is Level.CONTACT


def test_an_answer_is_good_once(client, matched, provider):
    client.force_login(matched)
    back = choose(provider, leave(client))
    client.get(back)

    assert client.get(back).url == reverse("identity_provider")
    assert IdentityProof.objects.count() == 1


def test_whoever_looks_at_a_link_without_following_it_uses_nothing_up(client, matched, provider):
    client.force_login(matched)
    back = choose(provider, leave(client))

    assert client.head(back).status_code == 405
    assert client.head(reverse("go_to_identity_provider")).status_code == 405
    client.get(back)
    assert level(matched) is Level.PERSON


def test_an_answer_is_for_the_browser_that_asked(client, matched, provider):
    client.force_login(matched)
    back = choose(provider, leave(client))
    client.logout()
    client.force_login(matched)

    assert client.get(back).url == reverse("identity_provider")
    assert level(matched) is Level.NUMBER


def test_an_answer_is_for_the_account_that_asked(client, matched, provider):
    client.force_login(matched)
    back = choose(provider, leave(client))
    stranger = cast.make_user("stranger")
    session = client.session
    session["identity_provider"] |= {"user": stranger.pk}
    session.save()

    assert client.get(back).url == reverse("identity_provider")
    assert level(matched) is Level.NUMBER


def test_a_provider_that_says_that_it_names_itself_has_to(client, matched, provider):
    client.force_login(matched)
    back = choose(provider, leave(client))

    client.get(back.replace(f"&{urlencode({'iss': ISSUER})}", ""))
    assert level(matched) is Level.NUMBER


def test_only_the_newest_try_is_answered(client, matched, provider):
    client.force_login(matched)
    old = choose(provider, leave(client))
    leave(client)

    client.get(old)
    assert level(matched) is Level.NUMBER


def test_a_try_ends_after_fifteen_minutes(client, matched, provider):
    client.force_login(matched)
    with time_machine.travel(cast.MONDAY, tick=False) as clock:
        client.force_login(matched)
        back = choose(provider, leave(client))
        clock.shift(timedelta(minutes=16))
        client.get(back)
    assert level(matched) is Level.NUMBER


def test_signing_in_there_long_ago_proves_nothing_about_today(
    client, matched, provider, monkeypatch
):
    client.force_login(matched)
    told = provider._claims
    monkeypatch.setattr(
        provider, "_claims", lambda grant: told(grant) | {"auth_time": provider.now() - 3600}
    )
    go(client, provider)
    assert level(matched) is Level.NUMBER


# --- A provider that is not there, or another one -----------------------------------------------
def test_a_provider_that_is_down_is_said_and_nothing_is_lost(client, matched, provider):
    client.force_login(matched)
    provider.is_down = True

    answer = client.get(reverse("go_to_identity_provider"))

    assert answer.url == reverse("identity_provider")
    assert "does not answer just now" in read_on(client, answer)


def test_what_cannot_be_reached_at_all_is_the_same(client, matched, provider, monkeypatch):
    def fail(*_args, **_kwargs):
        raise requests.ConnectTimeout

    monkeypatch.setattr(HTTPAdapter, "send", fail)
    client.force_login(matched)
    answer = client.get(reverse("go_to_identity_provider"))
    assert answer.url == reverse("identity_provider")


@pytest.mark.parametrize("answer", [[], {"keys": "none"}, {"keys": [{"kty": "EC"}]}, "text"])
def test_keys_that_cannot_be_read_are_the_same(client, matched, provider, monkeypatch, answer):
    client.force_login(matched)
    back = choose(provider, leave(client))
    monkeypatch.setattr(invented, "_public", lambda *_: answer)

    assert client.get(back).url == reverse("identity_provider")
    assert level(matched) is Level.NUMBER


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://another.example"},
        {"token_endpoint": "http://provider.example/token"},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_gone_to(
    client, matched, provider, monkeypatch, changes
):
    told = provider._metadata()
    monkeypatch.setattr(provider, "_metadata", lambda: told | changes)
    client.force_login(matched)
    answer = client.get(reverse("go_to_identity_provider"))
    assert answer.url == reverse("identity_provider")


def test_another_site_cannot_send_somebody_there(client, matched, provider):
    client.force_login(matched)
    address = leave(client, headers={"sec-fetch-site": "cross-site"})
    assert address == reverse("identity_provider")


def test_it_is_gone_to_only_so_often(client, matched, provider, settings):
    settings.LIMITS = settings.LIMITS | {"identity.provider": (1, 60)}
    client.force_login(matched)
    leave(client)
    assert leave(client) == reverse("identity_provider")


# --- Whether there is one -----------------------------------------------------------------------
def test_without_a_provider_there_is_no_page(signed_in):
    for name in ("identity_provider", "go_to_identity_provider", "identity_provider_back"):
        assert signed_in.get(reverse(name)).status_code == 404


def told(environment):
    return lambda name, default="": environment.get(name, default)


def configured(environment, *, in_clear=False):
    def secret(name):
        return environment.get(name, "")

    return identity_provider(told(environment), secret, in_clear=in_clear)


def test_a_provider_is_told_whole_or_not_at_all():
    whole = invented.environment("https://provider.example")
    assert configured({}) is None
    assert configured(whole)["assurance_levels"] == {invented.ASSURANCE_LEVEL}

    for name in whole:
        with pytest.raises(ImproperlyConfigured, match=f"half configured: set {name}"):
            configured({**whole, name: ""})


def test_a_provider_in_clear_is_for_the_demonstration_alone():
    whole = invented.environment("http://127.0.0.1:8900")
    assert configured(whole, in_clear=True)
    with pytest.raises(ImproperlyConfigured, match="must be https"):
        configured(whole)
