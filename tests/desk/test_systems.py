"""No administrator alone lets a program act for an agency, and the agency hears of each change."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import ApiClient
from casework.actions import systems
from casework.models import ClientProposal, Notice
from kit.errors import NotPermitted
from tests.api.calling import Program, ask_for_token, program_of_agency
from tests.cast import MONDAY
from tests.desk.conftest import text_of

pytestmark = pytest.mark.django_db
ADD = "admin:casework_clientproposal_add"


def browser_of(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    return client


def propose(world, known=None):
    return ClientProposal.objects.create(
        agency=world.agency("pension", "guangzhou"),
        name="Core system",
        client=known,
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
    )


def told():
    return list(Notice.objects.order_by("pk").values_list("kind", "to_agency__code"))


def test_a_system_gets_in_when_a_second_administrator_approves_who_sees_its_secret_once(world):
    first, second = browser_of(world.administrator), browser_of(world.second_administrator)
    typed = {"agency": world.agency("pension", "guangzhou").pk, "name": "Core system"}
    assert first.post(reverse(ADD), typed).status_code == 302
    approve = reverse(
        "admin:casework_clientproposal_approve", args=[ClientProposal.objects.get().pk]
    )

    first.post(approve)
    assert not ApiClient.objects.exists()
    answer = second.post(approve)

    made = ApiClient.objects.get()
    secret = re.search(r"Secret (\S+)", text_of(answer))[1]
    assert made.client.check_secret(secret)
    assert secret not in str(answer.cookies)
    assert secret not in text_of(second.post(approve, follow=True))
    assert ask_for_token(made.client_id, secret=secret).status_code == 200
    assert told() == [("system-let-in", "P440100")]
    assert "Core system" in text_of(browser_of(world.pension_new_a).get("/desk/notices/"))


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

    assert not ApiClient.objects.get().is_active


def test_a_token_of_before_never_answers_again(world):
    program = program_of_agency(world.agency("pension", "guangzhou"))
    system = ApiClient.objects.get()
    assert program.get("queue").status_code == 200

    page = "/admin/agencies/apiclient/"
    chosen = {"action": "switch_off", "_selected_action": [system.pk]}
    browser_of(world.administrator).post(page, chosen)
    assert program.get("queue").status_code == 401
    secret = systems.approve(propose(world, system), by=world.second_administrator.user, now=MONDAY)

    assert program.get("queue").status_code == 401
    token = ask_for_token(system.client_id, secret=secret).json()["access_token"]
    assert Program(token).get("queue").status_code == 200
    assert [kind for kind, _agency in told()] == ["system-switched-off", "system-renewed"]


def test_a_system_stays_with_its_agency(world):
    program_of_agency(world.agency("pension", "guangzhou"))
    elsewhere = world.agency("pension", "chengdu").pk
    typed = {"agency": elsewhere, "name": "x", "client": ApiClient.objects.get().pk}

    answer = browser_of(world.administrator).post(reverse(ADD), typed)

    assert "belongs to another agency" in text_of(answer)
    assert not ClientProposal.objects.exists()
