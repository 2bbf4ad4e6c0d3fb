"""The forecast: every month one may choose, for everybody and by one's own record."""

import time
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from records.rules.retirement import Category
from services.retirement.rules.comparing import Outlook, compare
from services.retirement.rules.windows import window
from tests.cast import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ASKED = {
    "category": "female-55",
    "born_month": "6",
    "born_year": "1972",
    "place": "440100",
    "paid_months": "240",
    "account": "96000.00",
    "base": "6500.00",
    "goes_on": "yes",
}


def ask(client, **more):
    return client.post(
        reverse("pension_forecast"), {**ASKED, **more}, headers={"accept-language": "en"}
    )


def test_three_dates_stand_beside_each_other_with_the_table_behind(client, world):
    page = ask(client)
    said = page.content.decode()
    assert page.status_code == 200
    for part in (
        "Retire earlier",
        "At the statutory age",
        "Retire later",
        "it has paid off by",
        "Notice by",
    ):
        assert part in said
    assert said.count("<tr>") == 1 + 36 + len(_before())


def _before():
    of = window(Category.FEMALE_55, date(1972, 6, 1))
    return [each for each in of.months if each < of.statutory] + [of.statutory]


def test_a_place_without_a_base_gets_its_dates_and_no_sum(client, world):
    page = ask(client, place="330000").content.decode()
    assert "no sum is guessed" not in page
    page = ask(client, category="nonsense")
    assert page.status_code == 422


def test_whoever_has_too_few_months_is_told_so(client, world):
    said = ask(client, paid_months="10", goes_on="no").content.decode()
    assert "too few months" in said
    assert "You may pay on after the" in said


def test_ones_own_forecast_is_filled_in_by_the_records(client, world):
    client.force_login(world.applicant.user)
    page = client.get(reverse("my_forecast"))
    assert 'name="paid_months" value="248"' in page.content.decode()  # her post is asked
    world.person.sex = "male"
    world.person.save()
    page = client.get(reverse("my_forecast"))
    assert 'id="answer"' in page.content.decode()  # of a man everything is known


def test_sixty_one_months_and_three_growths_take_no_time():
    outlook = Outlook(
        category=Category.MALE,
        born=date(1972, 9, 1),
        region="440100",
        as_of=MONDAY.date().replace(day=1),
        paid_months=200,
        deemed_months=0,
        index=Decimal("0.8"),
        account=Decimal(90000),
        credit=Decimal(480),
    )
    months = window(outlook.category, outlook.born).months
    begun = time.process_time()
    for growth in ("0", "0.02", "0.04"):
        compare(outlook, months, Decimal(growth))
    assert time.process_time() - begun < 0.15
