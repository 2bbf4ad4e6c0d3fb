"""The cast, one of whom is insured in Nanjing, whose province has read values of its own."""

import pytest

from agencies.actions.reference import load_terms
from agencies.models import Agency, Region
from applications.models import Offer
from applications.registry import services
from records.models import Relationship
from services.care.models import Hospital
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world
from tests.kept import kept

PLACES = (
    ("320000", "江苏省", "Jiangsu", "province", None),
    ("320100", "南京市", "Nanjing", "prefecture", "320000"),
    ("310000", "上海市", "Shanghai", "province", None),
)


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return kept(("insured in Nanjing",), nanjing)


def nanjing():
    """Let the applicant be insured in Nanjing, whose agency registers online."""
    made = make_world()
    for code, name, name_en, level, parent in PLACES:
        Region.objects.create(code=code, name=name, name_en=name_en, level=level, parent_id=parent)
    load_terms(now=MONDAY)
    agency = Agency.objects.create(
        code="M320100",
        name="南京市医疗保障经办中心",
        name_en="Nanjing Healthcare Centre",
        region_id="320100",
        handles_medical=True,
    )
    before = Relationship.objects.filter(person=made.person, insurance="medical")
    before.update(status=Relationship.Status.MOVED)
    Relationship.objects.create(
        person=made.person,
        agency=agency,
        insurance="medical",
        status=Relationship.Status.ACTIVE,
        personal_number="N000001",
        opened_month=MONDAY.date().replace(year=2001, day=1),
    )
    Offer.objects.bulk_create(
        Offer(service=each.name, agency=agency, since=MONDAY)
        for each in services()
        if each.name.startswith("care-")
    )
    Hospital.objects.create(
        code="310000-0", name="上海示范医院", region_id="310000", grade="3", may_refer=True
    )
    made.agencies["nanjing"] = agency
    return made
