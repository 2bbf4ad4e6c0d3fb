"""No administrator alone lets a program act for an agency; none of them ever sees its secret."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.idp.oidc.models import Token
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import ApiClient
from casework.actions import systems
from casework.errors import MoveNotPossible
from casework.models import ClientProposal, Notice
from kit.errors import NotPermitted
from tests.accounts.steps import sign_in
from tests.api.calling import BOTH_SCOPES, SECRET, Program, ask_for_token, program_of_agency
from tests.cast import MONDAY, PASSWORD, make_clerk
from tests.desk.conftest import text_of

pytestmark = pytest.mark.django_db
ADD = "admin:casework_clientproposal_add"
READ, WRITE = "cases.read", "cases.write"


def browser_of(who, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(who.user)
    return client


@pytest.fixture
def head(world):
    return make_clerk("head", world.agency("pension", "guangzhou"), "supervisor")


def sitting(who, language="en"):
    """Return the browser of somebody who has just signed in."""
    client = Client(headers={"accept-language": language})
    sign_in(client, who.user.email)
    return client


def propose(world, known=None, scopes=(READ, WRITE), **more):
    return ClientProposal.objects.create(
        agency=world.agency("pension", "guangzhou"),
        name="Core system",
        client=known,
        scopes=list(scopes),
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
        **more,
    )


def let_in(world, **more):
    systems.approve(propose(world, **more), by=world.second_administrator.user, now=MONDAY)
    return ApiClient.objects.select_related("client").latest("pk")


def told():
    return list(Notice.objects.order_by("pk").values_list("kind", "to_agency__code"))


def fetch(browser, system, **more):
    return browser.post(reverse("desk_system_secret"), {"system": system.client_id}, **more)


def test_a_system_gets_in_by_two_administrators_for_no_more_than_was_chosen(world):
    first, second = browser_of(world.administrator), browser_of(world.second_administrator)
    typed = {"agency": world.agency("pension", "guangzhou").pk, "name": "Core system"}
    begun = first.get(reverse(ADD)).context["adminform"].form
    first.post(reverse(ADD), typed)
    assert not ClientProposal.objects.exists()
    first.post(reverse(ADD), typed | {"scopes": [READ]})
    approve = reverse(
        "admin:casework_clientproposal_approve", args=[ClientProposal.objects.get().pk]
    )

    first.post(approve)
    assert not ApiClient.objects.exists()
    second.post(approve)

    made = ApiClient.objects.get()
    assert not begun.fields["scopes"].initial  # chosen by whoever proposes it
    assert (made.client.get_scopes(), made.secret_waits) == ([READ], True)
    assert told() == [("system-let-in", "P440100")]
    shown = text_of(browser_of(world.pension_new_a).get("/desk/notices/"))
    assert "Read the cases of the agency. A supervisor of your agency fetches" in shown


@pytest.mark.parametrize(
    ("language", "words"), [("en", r"Secret: (\S+)"), ("zh-hans", r"密钥：\s*(\S+)")]
)
def test_a_supervisor_of_the_agency_fetches_the_secret_once(world, head, caplog, language, words):
    system, browser = let_in(world, scopes=[READ]), sitting(head, language)
    assert f'value="{system.client_id}"' in browser.get("/desk/systems/").content.decode()

    with caplog.at_level("INFO", logger="portal.security"):
        answer = fetch(browser, system)

    secret = re.search(words, text_of(answer))[1]
    assert secret not in str(answer.cookies)
    assert "no-store" in answer["Cache-Control"]
    assert secret not in text_of(fetch(browser, system, follow=True))
    assert ask_for_token(system.client_id, READ, secret=secret).status_code == 200
    assert ask_for_token(system.client_id, WRITE, secret=secret).status_code == 400
    assert [kind for kind, _agency in told()] == ["system-let-in", "system-secret-fetched"]
    assert "secret of a system fetched" in caplog.text
    assert secret not in caplog.text


def test_nobody_else_fetches_it(world, head):
    system = let_in(world)
    elsewhere = make_clerk("head-elsewhere", world.agency("pension", "chengdu"), "supervisor")

    assert browser_of(world.pension_new_a).get("/desk/systems/").status_code == 403
    for who, status in (
        (world.pension_new_a, 403),
        (world.administrator, 403),
        (world.applicant, 403),
    ):
        assert fetch(browser_of(who), system).status_code == status
    told_nothing = fetch(sitting(elsewhere), system, follow=True)
    assert system.client_id not in text_of(told_nothing)
    for who in (world.pension_new_a, elsewhere, world.administrator):
        with pytest.raises(NotPermitted):
            systems.fetch_secret(system, by=who, now=MONDAY)

    assert ApiClient.objects.get().secret_waits


def test_whoever_came_in_long_ago_shows_first_that_it_is_they(world, head):
    system, browser = let_in(world), sitting(head)

    with time_machine.travel(MONDAY + timedelta(minutes=20), tick=False):
        answer = fetch(browser, system)

    assert answer.status_code == 302
    assert "/reauthenticate/" in answer.url
    assert ApiClient.objects.get().secret_waits


def test_where_staff_need_a_second_factor_a_password_is_not_enough(world, head, settings):
    system, browser = let_in(world), sitting(head)
    secret = generate_totp_secret()
    TOTP.activate(head.user, secret)
    settings.STAFF_NEED_SECOND_FACTOR = True
    assert fetch(browser, system).status_code == 302
    assert ApiClient.objects.get().secret_waits

    code = hotp_value(secret, next(yield_hotp_counters_from_time()))
    browser.post(reverse("mfa_reauthenticate"), {"code": f"{code:06}"})
    assert fetch(browser, system).status_code == 200

    assert not ApiClient.objects.get().secret_waits


def test_no_administrator_makes_a_system_or_switches_one_on_again_alone(world):
    program_of_agency(world.agency("pension", "guangzhou"))
    system = ApiClient.objects.get()
    systems.switch_off(system, now=MONDAY)
    browser = browser_of(world.administrator)

    assert browser.get("/admin/agencies/apiclient/add/").status_code == 403
    page = f"/admin/agencies/apiclient/{system.pk}/change/"
    assert browser.post(page, {"is_active": "on"}).status_code == 403
    proposal = propose(world, system)
    with pytest.raises(NotPermitted):
        systems.approve(proposal, by=world.administrator.user, now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClientProposal.objects.update(approved_by=world.administrator.user, approved_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        propose(world, scopes=[])

    assert not ApiClient.objects.get().is_active


def test_a_token_and_a_secret_of_before_never_answer_again(world, head):
    program = program_of_agency(world.agency("pension", "guangzhou"))
    system = ApiClient.objects.get()
    assert program.get("queue").status_code == 200

    page = "/admin/agencies/apiclient/"
    chosen = {"action": "switch_off", "_selected_action": [system.pk]}
    browser_of(world.administrator).post(page, chosen)
    assert program.get("queue").status_code == 401
    system = let_in(world, known=ApiClient.objects.get())
    assert ask_for_token(system.client_id, secret=SECRET).status_code == 401
    secret = systems.fetch_secret(system, by=head, now=MONDAY)
    with pytest.raises(MoveNotPossible):
        systems.fetch_secret(system, by=head, now=MONDAY)

    assert program.get("queue").status_code == 401
    token = ask_for_token(system.client_id, BOTH_SCOPES, secret).json()["access_token"]
    assert Program(token).get("queue").status_code == 200
    kinds = ["system-switched-off", "system-changed", "system-secret-fetched"]
    assert [kind for kind, _agency in told()] == kinds


def test_what_a_system_may_do_is_changed_by_two_and_ends_its_tokens_not_its_secret(world):
    program = program_of_agency(world.agency("pension", "guangzhou"))
    system = let_in(world, known=ApiClient.objects.get(), scopes=[READ])

    assert program.get("queue").status_code == 401
    assert not system.secret_waits
    assert ask_for_token(system.client_id, WRITE).status_code == 400
    token = ask_for_token(system.client_id, READ).json()["access_token"]
    assert Program(token).get("queue").status_code == 200
    assert let_in(world, known=system, scopes=[READ], new_secret=True).secret_waits
    assert ask_for_token(system.client_id, READ).status_code == 401


def test_a_system_stays_with_its_agency(world):
    program_of_agency(world.agency("pension", "guangzhou"))
    elsewhere = world.agency("pension", "chengdu").pk
    typed = {
        "agency": elsewhere,
        "name": "x",
        "scopes": [READ],
        "client": ApiClient.objects.get().pk,
    }

    answer = browser_of(world.administrator).post(reverse(ADD), typed)

    assert "belongs to another agency" in text_of(answer)
    assert not ClientProposal.objects.exists()


def test_a_system_is_given_tokens_for_its_credentials_alone(world, head):
    system = let_in(world, scopes=[READ])
    secret = systems.fetch_secret(system, by=head, now=MONDAY)
    told = {"client_id": system.client_id, "client_secret": secret, "scope": READ}
    grants = {
        "password": {"username": head.user.email, "password": PASSWORD},
        "refresh_token": {"refresh_token": "x"},
        "authorization_code": {"code": "x", "redirect_uri": "https://x.example/"},
        "urn:ietf:params:oauth:grant-type:device_code": {"device_code": "x"},
        "": {},
    }

    answers = {
        grant: Client().post("/identity/o/api/token", {"grant_type": grant, **told, **more})
        for grant, more in grants.items()
    }

    assert {answer.status_code for answer in answers.values()} <= {400, 401}
    assert not Token.objects.exists()
