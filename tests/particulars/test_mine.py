"""My particulars: what is held of me, from whom, since when, and who may change it."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.duties import do_what_is_due
from casework.models import Case
from payouts.models import PaymentAccount
from services.particulars.models import PoliceComparison
from tests.api.calling import Program, ask_for_token, program_of, register
from tests.applications.reading import text_of
from tests.cast import MONDAY
from tests.particulars.story import draft, real_person, send
from tests.particulars.test_pay_account import OLD, changed
from tests.particulars.test_plain import PLAIN_CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESS, ENGLISH = "/my/particulars/", {"accept-language": "en"}


def test_each_particular_says_whence_it_comes_and_shows_no_whole_number(world, client):
    changed(world, OLD)
    plain = send(world, draft(world, PLAIN_CHANGE, {"what": ["marriage"], "marriage": "20"}))
    client.force_login(world.applicant.user)

    page = text_of(client.get(ADDRESS, headers=ENGLISH))

    assert "As you have told us, since" in page
    assert plain.case.number in page
    assert "Industrial and Commercial Bank of China ****0000" in page
    assert OLD not in page
    assert str(world.person.number) not in page


def test_only_the_person_sees_it(world, client):
    assert client.get(ADDRESS).status_code == 302
    client.force_login(world.pension_new_a.user)
    assert client.get(ADDRESS).url.startswith("/identity/")


MORE = {"is_family": False, "sign_in_too": False}


# --- Compared with the police, and by program ----------------------------------------------------
@pytest.fixture
def noon(time_machine):
    time_machine.move_to("2026-09-07 12:00 +0800", tick=False)


def test_a_record_is_compared_once_a_day_and_the_answer_stands_on_the_page(world, client, noon):
    client.force_login(world.applicant.user)
    assert b"Compare with the police register" in client.get(ADDRESS, headers=ENGLISH).content

    for _tap in range(2):
        client.post(reverse("compare_particulars"))
    assert PoliceComparison.objects.count() == 1
    page = client.get(ADDRESS, headers=ENGLISH).content.decode()
    assert "The register is being asked" in page
    do_what_is_due(now=timezone.now())

    page = client.get(ADDRESS, headers=ENGLISH).content.decode()
    assert "Asked on" in page
    assert "Compare with the police register" not in page
    assert PoliceComparison.objects.get().answer == "same"


def test_an_agencys_system_asks_of_whom_it_insures_and_of_nobody_else(world, noon):
    agency = world.agency("pension", "guangzhou")
    register(agency)
    program = Program(ask_for_token("agency-system").json()["access_token"])
    said = {"number": str(world.person.number)}

    asked = program.post("police-comparisons", said)
    assert (asked.status_code, asked.json()["answer"]) == (200, "")
    do_what_is_due(now=timezone.now())
    assert program.post("police-comparisons", said).json()["answer"] == "same"
    stranger = {"number": "11010519491231002X"}
    assert program.post("police-comparisons", stranger).status_code == 422
    assert program_of(world.applicant).post("police-comparisons", said).status_code == 403


def test_a_program_reads_particulars_and_changes_contacts_with_a_code(world, noon):
    program = program_of(world.applicant)
    read = program.get("particulars")
    assert {each["name"] for each in read.json()["particulars"]} >= {"name", "phone", "nation"}
    assert str(world.person.number) not in read.content.decode()

    body = json.dumps({"what": ["address"], "address": "广州市示例路2号"})
    missing = program.send("patch", "particulars/contact", body)
    stale = program.send("patch", "particulars/contact", body, **{"if-match": '"1"'})
    done = program.send("patch", "particulars/contact", body, **{"if-match": read["ETag"]})
    assert (missing.status_code, stale.status_code) == (428, 422)
    assert (done.status_code, done.json()["status"]) == (200, "completed")
    assert program.get("particulars")["ETag"] != read["ETag"]

    phone = {"what": ["phone"], "phone": "13800138222"}
    mark = {"if-match": program.get("particulars")["ETag"]}
    sent = program.send("patch", "particulars/contact", json.dumps(phone | MORE), **mark)
    assert sent.status_code == 202
    wrong = json.dumps({**phone, **MORE, "phone_code": "000000"})
    assert program.send("patch", "particulars/contact", wrong, **mark).status_code == 422


def test_a_program_prepares_another_account_and_leaves_sending_it_to_the_person(world, noon):
    real_person(world)
    program = program_of(world.applicant)
    said = {"bank": "102", "kind": "bank-card", "number": "6217000000000000006", "is_own": True}

    made = program.post("pay-accounts", said)
    again = program.post("pay-accounts", said)
    sent = program.act(made.json()["number"], "submit", despite_checks=False)

    assert (made.status_code, made.json()["status"]) == (202, "draft")
    assert again.status_code == 409
    assert sent.status_code == 403
    assert program.get("pay-accounts").json()["results"] == []
    assert program.post("pay-accounts", {**said, "number": "6222 0000"}).status_code in (409, 422)
    PaymentAccount.objects.create(
        person=world.person, bank="102", number=said["number"], kind="bank-card", proof="same",
        valid_from=MONDAY.date(), first_paid_on=MONDAY.date(),
        case=Case.objects.get(number=made.json()["number"]),
    )  # fmt: skip
    (shown,) = program.get("pay-accounts").json()["results"]
    assert shown["number"].endswith("0006")
    assert said["number"] not in json.dumps(shown)
    assert program_of(world.other_person).get("pay-accounts").json()["results"] == []
