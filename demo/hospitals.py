"""Invented hospitals in the larger cities: linked ones, a closed one, some for few kinds."""

from collections.abc import Iterator
from datetime import date, timedelta

from agencies.models import Region
from demo.agencies import CITIES
from services.care.models import Hospital

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
# Name, English name, grade, departments, in-patient, out-patient, chronic, may refer.
KINDS = (
    (
        "第一示范医院",
        "First Model Hospital",
        "3",
        "心内科、肿瘤科、骨科、神经内科",
        "cardiology, oncology, orthopaedics, neurology",
        (True, True, True, True),
    ),
    (
        "示范中医院",
        "Model Hospital of Chinese Medicine",
        "3",
        "针灸科、康复科、脾胃科",
        "acupuncture, rehabilitation, digestive diseases",
        (True, True, False, True),
    ),
    (
        "样例人民医院",
        "Sample People's Hospital",
        "2",
        "内科、外科、妇产科、儿科",
        "medicine, surgery, obstetrics, paediatrics",
        (True, True, True, False),
    ),
    (
        "样例社区卫生服务中心",
        "Sample Community Health Centre",
        "community",
        "全科、慢病门诊",
        "general practice, chronic diseases",
        (False, True, True, False),
    ),
)
CLOSED = "310000-2"
STREET = "示范大道{n}号"


def load(*, today: date) -> None:
    """Write the hospitals that are missing."""
    known = set(Hospital.objects.values_list("code", flat=True))
    made = [each for each in _all(today) if each.code not in known]
    Hospital.objects.bulk_create(made)


def _all(today: date) -> Iterator[Hospital]:
    cities = [f"{first}{city}00" for first, rest in CITIES.items() for city in rest.split()]
    regions = Region.objects.in_bulk([*MUNICIPALITIES, *cities])
    for code in sorted(regions):
        for number, kind in enumerate(KINDS):
            yield _hospital(regions[code], number, kind, today)


def _hospital(region: Region, number: int, kind: tuple, today: date) -> Hospital:
    name, name_en, grade, departments, departments_en, (stays, visits, chronic, refers) = kind
    code = f"{region.code}-{number}"
    return Hospital(
        code=code,
        name=region.name + name,
        name_en=f"{region.name_en} {name_en}",
        region=region,
        grade=grade,
        departments=departments,
        departments_en=departments_en,
        address=region.name + STREET.format(n=8 + number * 20),
        phone="12393",
        in_patient=stays,
        out_patient=visits,
        chronic=chronic,
        may_refer=refers,
        closed_on=today - timedelta(days=40) if code == CLOSED else None,
    )
