"""What is asked in a transfer stands in one table: pages, desk and programs are drawn from it."""

import pytest

from agencies.rules.terms import Insurance
from applications.api.service_rows import guide_row
from applications.api.services import known_procedure
from tests.cast import MONDAY, make_draft, make_world
from transfers import questions
from transfers.models import Transfer
from transfers.serializers import bodies

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def world():
    return make_world()


def test_every_answer_is_kept_and_read_again(world):
    transfer = make_draft(world, "pension")
    given = {
        "original_region": "330100", "from_scheme": "resident", "new_region": "510100",
        "to_scheme": "employee", "arrears": "pay", "is_approved_move": True,
        "employer_name": "成都示例公司", "contact_phone": "+8613911112222",
        "contact_address": "成都市示例路1号", "note": "请来电。",
    }  # fmt: skip
    for name, value in given.items():
        questions.put(transfer, name, value)
    transfer.save()

    kept = Transfer.objects.get(pk=transfer.pk)

    assert questions.answers(kept) == given
    assert {each.name for each in questions.QUESTIONS} == given.keys()


def test_what_was_never_decided_is_no_answer(world):
    transfer = make_draft(world, "pension")
    questions.put(transfer, "arrears", "waive")

    questions.put(transfer, "arrears", None)

    assert transfer.arrears == Transfer.Arrears.NONE
    assert questions.answer(transfer, "arrears") is None
    assert questions.say(transfer, "arrears") == "—"


def test_programs_read_in_the_guide_what_they_may_send(world):
    for insurance in Insurance:
        guide = guide_row(known_procedure(f"{insurance}-transfer"), "", MONDAY.date())
        body = bodies.ANSWERS_OF[insurance]()

        assert set(guide["fields"]["properties"]) == set(body.fields) - {"version"}
        assert guide["asked_first"] == ["original_region", "new_region", "contact_phone"]


def test_medical_insurance_asks_nothing_of_arrears():
    asked = {each.name for each in questions.asked_in("medical")}

    assert not asked & {"arrears", "is_approved_move"}
