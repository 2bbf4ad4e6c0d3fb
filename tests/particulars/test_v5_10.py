"""The worked examples of the plan for corrected particulars, each by its number."""

import json
from datetime import date

import pytest

from casework.errors import MoveNotPossible
from casework.models import Case
from law.identity_number import check_character
from letters.models import Letter
from services.particulars.models import PersonVersion
from services.particulars.rules.identity import (
    Particular,
    agree,
    eighteen,
    fault_of_name,
    fault_of_number,
    is_very_old,
)
from tests.cast import MONDAY, identity_number, insure, make_person
from tests.particulars.story import corrected, decide, fresh, person_of, send


def test_v5_10_01_fifteen_digits_become_eighteen():
    assert eighteen("110105491231002") == "11010519491231002X"


def test_v5_10_02_a_number_of_1880_is_right_and_is_looked_at():
    number = "440524188001010014"

    assert check_character(number[:17]) == "4"
    assert fault_of_number("resident-id", number) is None
    assert is_very_old(date(1880, 1, 1), MONDAY.date())


def test_v5_10_03_nobody_is_born_on_the_thirtieth_of_february():
    first = "11010119900230001"

    assert "does not exist" in fault_of_number("resident-id", first + check_character(first)).en


@pytest.mark.django_db
def test_v5_10_04_a_character_the_police_confirm_is_corrected_within_the_request(world):
    application = send(world, corrected(world))

    assert person_of(world).name == "王晓燕"
    assert application.case.status == "completed"
    assert application.case.letters.get().kind == Letter.Kind.CONFIRMATION


@pytest.mark.django_db
def test_v5_10_10_a_number_that_says_male_beside_female_is_for_a_clerk_with_both_shown(world):
    number = identity_number(world.person.born_on, sequence="001")
    application = corrected(
        world, {"what": ["document"], "document_type": "resident-id", "number": number}
    )
    letter = decide(world, send(world, application), "refused", reasons=["PAR02"])

    assert [each.about for each in agree(number, world.person.born_on, "female")] == [
        Particular.SEX
    ]
    figure = json.loads(letter.content)["figures"][0]["value"]
    assert figure["en"] == "the number says Male, the application Female"


@pytest.mark.django_db
def test_v5_10_11_a_number_with_a_record_of_its_own_is_never_merged(world):
    other = make_person("王小燕", date(1991, 5, 10))
    insure(other, world.agency("pension", "hangzhou"), "pension", range(2025, 2027), last_month=2)
    application = corrected(
        world,
        {
            "what": ["document", "born_on"],
            "document_type": "resident-id",
            "number": other.number,
            "born_on": other.born_on,
        },
    )
    application = send(world, application)

    with pytest.raises(MoveNotPossible):
        decide(world, application)
    assert fresh(application).case.status == "submitted"
    assert not PersonVersion.objects.exists()
    assert Case.objects.get().person == person_of(world)


@pytest.mark.parametrize(
    ("name", "is_allowed"),
    [
        ("欧阳·热娜", True),
        ("A1", False),
        ("王" * 51, False),
        ("王" * 50, True),
        ("王\u200d燕", False),
    ],
)
def test_v5_10_12_names_as_documents_write_them(name, is_allowed):
    assert (fault_of_name(name) is None) is is_allowed
