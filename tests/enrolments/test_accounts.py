"""The account page: each number with its lines, what it will be, and nobody else's."""

import json
import re

import pytest

from law.values import RELEASE
from records import accounts
from records.models import Relationship
from services.enrolments import books
from services.enrolments.certificate import STATEMENT
from services.enrolments.own import own_relationship
from tests.api.calling import program_of
from tests.cast import MONDAY
from tests.enrolments.story import filled, send

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def pension(world):
    return Relationship.objects.get(
        person=world.person, insurance="pension", agency__region="510100"
    )


@pytest.fixture
def signed_in(client, world, settings):
    client.force_login(world.applicant.user)
    return client


def test_every_number_of_every_year_is_the_sum_of_its_lines(world, pension):
    held = own_relationship(world.person, pension.pk)

    for year in books.years_of(held, RELEASE):
        for each in year.amounts:
            if each.lines and each.name not in ("opening",):
                assert each.fen == sum(line.fen for line in each.lines), (year.year, each.name)
        signs = {"moved_out": -1, "paid_out": -1}
        parts = year.amounts[:-1]
        assert sum(signs.get(e.name, 1) * e.fen for e in parts) == year.closing_fen, year.year


def test_books_that_differ_from_the_months_say_so(world, pension):
    pension.periods.filter(first_month__year=2020).update(base_fen=500_100)
    held = own_relationship(world.person, pension.pk)

    year = next(each for each in books.years_of(held, RELEASE) if each.year == 2020)

    assert "¥0.96" in next(each for each in year.amounts if each.name == "own").note.zh


def test_a_year_that_money_opened_again_keeps_its_interest_and_says_what_is_missing(world, pension):
    accounts.write_interest(pension, {2020: 12_34})
    arrived = accounts.Kind.ARRIVED
    accounts.enter(pension, arrived, 500_00, year=2020, case_number="P-1", at=MONDAY)

    held = own_relationship(world.person, pension.pk)
    year = next(each for each in books.years_of(held, RELEASE) if each.year == 2020)
    interest = next(each for each in year.amounts if each.name == "interest")
    assert not year.is_closed
    assert interest.fen >= 12_34
    assert "转入部分的利息尚未记入" in interest.note.zh


def test_my_accounts_stand_side_by_side_and_open_year_by_year(signed_in, pension):
    cards = signed_in.get("/my/accounts/").content.decode()
    page = signed_in.get(f"/my/accounts/{pension.pk}/?growth=0.02").content.decode()

    assert cards.count("/my/accounts/") >= 4
    assert "2014年1月至2014年12月，基数¥5,000.00×8%，12个月" in page
    assert re.search(r'value="0.02"\s+selected', page)
    assert "估算" in page


def test_an_account_of_somebody_else_is_not_there(client, world, pension):
    client.force_login(world.other_person.user)

    assert client.get(f"/my/accounts/{pension.pk}/").status_code == 404
    assert client.get("/my/accounts/").status_code == 200


def test_a_year_is_certified_at_once_number_by_number(world, pension):
    case = send(world, filled(world, STATEMENT, which=f"{pension.pk}-2020")).case

    said = json.loads(case.letters.get().content)["decided"]
    assert (case.status, case.letters.get().kind) == ("completed", "confirmation")
    assert "¥4,800.00" in {each["value"] for each in said if isinstance(each["value"], str)}


def test_programs_read_the_same_accounts(world, pension):
    program = program_of(world.applicant)

    cards = program.get("accounts/").json()
    years = program.get(f"accounts/{pension.pk}/years/").json()
    ahead = program.get(f"accounts/{pension.pk}/projection/?until=2045-01&growth=0.02")

    assert pension.pk in {each["id"] for each in cards}
    assert years[-1]["amounts"][-1] == {
        "name": "closing", "label": "年末余额", "amount": "4800.00", "lines": [], "note": "",
    }  # fmt: skip
    assert ahead.json()["is_estimate"]
    assert ahead.json()["years"][-1]["year"] == 2045


@pytest.mark.parametrize(
    "query",
    ["until=2045-13", "until=1999-01", "until=２０４５-01", "growth=2", "growth=1e5", "x=1"],
)
def test_what_cannot_be_looked_ahead_at_is_refused_by_name(world, pension, query):
    answer = program_of(world.applicant).get(f"accounts/{pension.pk}/projection/?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_program_of_somebody_else_finds_nothing(world, pension):
    for what in ("years", "projection"):
        found = program_of(world.other_person).get(f"accounts/{pension.pk}/{what}/")
        assert found.status_code == 404
