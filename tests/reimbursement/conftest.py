"""The cast, one of whom is insured in Beijing, where claims are taken online."""

from datetime import date

import pytest

from agencies.actions.reference import load_terms
from agencies.models import Agency, Region
from applications.models import Offer
from applications.registry import services
from records.models import Relationship
from services.care.models import Hospital
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_clerk, make_world
from tests.kept import kept


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return kept(("insured in Beijing",), beijing)


def beijing():
    """Make the cast, one of whom is insured in Beijing."""
    return insured_in_beijing(make_world())


def insured_in_beijing(made):
    """Let the applicant be insured in Beijing; two clerks of its agency decide."""
    for code, name, name_en in (("110000", "北京市", "Beijing"), ("310000", "上海市", "Shanghai")):
        Region.objects.create(code=code, name=name, name_en=name_en, level="province")
    load_terms(now=MONDAY)
    agency = Agency.objects.create(
        code="M110000",
        name="北京市医疗保险事务管理中心",
        name_en="Beijing Healthcare Centre",
        region_id="110000",
        handles_medical=True,
    )
    before = Relationship.objects.filter(person=made.person, insurance="medical")
    before.update(status=Relationship.Status.MOVED)
    insure(made.person, agency, "medical", range(2025, 2027), status="active", last_month=9)
    Offer.objects.bulk_create(
        Offer(service=each.name, agency=agency, since=MONDAY)
        for each in services()
        if each.name.startswith("reimbursement-")
    )
    Hospital.objects.create(code="110000-0", name="北京示范医院", region_id="110000", grade="3")
    Hospital.objects.create(code="310000-0", name="上海示范医院", region_id="310000", grade="3")
    made.agencies["beijing"] = agency
    made.people["beijing_a"] = make_clerk("beijing_a", agency)
    made.people["beijing_b"] = make_clerk("beijing_b", agency)
    made.applicant.user.real_person_at = MONDAY
    made.applicant.user.save(update_fields=["real_person_at"])
    assert date(2026, 9, 7) == MONDAY.date()
    return made
