"""One situation, put into the public calculator and read from the records: one answer."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from records.models import InsuredPeriod, Relationship
from tests.cast import MONDAY, make_draft, make_world, pay_again, pay_twice
from transfers.facts import judging

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PENSION = {
    "sex": "female",
    "born_on_year": "1992",
    "born_on_month": "5",
    "born_on_day": "10",
    "hukou_region": "510000",
    "drawing_benefit": "no",
    "new_region": "440000",
    "to_scheme": "employee",
    "at_new": "yes",
    "original_region": "510000",
    "from_scheme": "employee",
    "active_at_original": "no",
    "arrears": "none",
}
MEDICAL = {
    "medical_retiree": "no",
    "in_hospital": "no",
    "original_area": "510100",
    "from_scheme": "employee",
    "stopped_at_original": "yes",
    "below_zero": "no",
    "arrears": "no",
    "new_area": "440100",
    "to_scheme": "employee",
    "enrolled_at_new": "yes",
}


def born(year):
    return lambda person: type(person).objects.filter(pk=person.pk).update(born_on=date(year, 1, 1))


def held(place, **fields):
    def write(person):
        mine = Relationship.objects.filter(person=person, agency__region=place)
        mine.update(**fields)
        if "scheme" in fields:
            InsuredPeriod.objects.filter(relationship__in=mine).update(scheme=fields["scheme"])

    return write


def owed(place, *, personal):
    def write(person):
        mine = Relationship.objects.filter(person=person, agency__region=place)
        for each in mine:
            last = each.periods.last()
            last.is_paid, last.is_personal_arrears = False, personal
            last.save()

    return write


OLD, NEW = "510100", "440100"


def covered_there_this_year(person):
    mine = Relationship.objects.filter(person=person, insurance="medical")
    pay_again(mine.get(agency__region=OLD), 3)
    for place in (OLD, NEW):
        held(place, scheme="resident")(person)


ENROLLED = {"first_enrolment_at_new_year": "2025", "first_enrolment_at_new_month": "1"}
SITUATIONS = {
    "A01": (held(NEW, status="drawing"), PENSION, {"drawing_benefit": "yes"}),
    "A03": (
        lambda person: (born(1980)(person), held(NEW, account_kind="temporary")(person)),
        PENSION,
        {"born_on_year": "1980", "first_enrolment_at_new_day": "15", **ENROLLED},
    ),
    "A05": (held(NEW, status="ended"), PENSION, {"at_new": "closed"}),
    "A06": (held(OLD, status="active"), PENSION, {"active_at_original": "yes"}),
    "A07": (owed(OLD, personal=True), PENSION, {"arrears": "open"}),
    "A12": (
        lambda person: (held(OLD, scheme="resident")(person), held(NEW, scheme="resident")(person)),
        PENSION,
        {"from_scheme": "resident", "to_scheme": "resident"},
    ),
    "A15": (held(NEW, status="suspended"), PENSION, {"at_new": "stopped"}),
    "B06": (owed(OLD, personal=False), PENSION, {"arrears": "employer"}),
    "C01": (held(OLD, scheme="resident"), PENSION, {"from_scheme": "resident"}),
    "C02": (
        lambda person: (born(1960)(person), held(OLD, scheme="resident")(person)),
        PENSION,
        {"from_scheme": "resident", "born_on_year": "1960", "employee_months": "20"},
    ),
    "ARREARS": (owed(OLD, personal=True), MEDICAL, {"arrears": "yes"}),
    "OUT_NOT_STOPPED": (held(OLD, status="active"), MEDICAL, {"stopped_at_original": "no"}),
    "RETIREE": (held(NEW, status="drawing"), MEDICAL, {"medical_retiree": "yes"}),
    "RESIDENT_SAME_YEAR": (
        covered_there_this_year,
        MEDICAL,
        {"from_scheme": "resident", "to_scheme": "resident"},
    ),
}


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.mark.parametrize("code", SITUATIONS)
def test_calculator_and_records_say_the_same_of_a_situation(code):
    world = make_world()
    becomes, question, typed = SITUATIONS[code]
    becomes(world.person)
    insurance = "pension" if question is PENSION else "medical"
    transfer = make_draft(world, insurance)

    found = [each.code for each in judging.verdict(transfer, today=MONDAY.date()).reasons]
    assert found == [code]
    for language in ("en", "zh-hans"):
        assert both(world, transfer, question | typed, language)


def test_months_paid_twice_are_told_alike():
    world = make_world()
    pay_twice(world)
    transfer = make_draft(world, "pension")
    assert both(world, transfer, PENSION | {"overlapping": "on"}, "en")


def both(world, transfer, typed, language):
    """Ask both pages; return whether they tell the same reasons, and some."""
    mine, anybody = (Client(headers={"accept-language": language}) for _who in range(2))
    mine.force_login(world.applicant.user)
    known = mine.get(reverse("transfer_page", args=[transfer.case.number, "known"]))
    name = f"{transfer.insurance}-eligibility"
    answered = anybody.post(reverse("calculator", args=[name]), typed)
    assert told(answered) == told(known)
    return told(known)


def told(answer):
    """Return what a page says of each reason: sentence, way forward, article; not whom to ask."""
    assert answer.status_code == 200, answer.context["form"].errors
    items = re.findall(r'<li class="reason-told".*?</li>', answer.content.decode(), re.DOTALL)
    said = [re.sub(r'<p class="agency-line".*?</p>', "", each, flags=re.DOTALL) for each in items]
    return [" ".join(strip_tags(each).split()) for each in said]
