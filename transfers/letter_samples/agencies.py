"""The two agencies of the believable cases, and what all their letters carry."""

from datetime import date

from law.wording import Text
from letters.data import Agency
from letters.rules.codes import code_of
from letters.samples import person

GUANGZHOU = Text("广州市", "Guangzhou")
CHENGDU = Text("成都市", "Chengdu")
EMPLOYEES = Text("企业职工基本养老保险", "Basic old-age insurance for enterprise employees")
PATIENTS = Text("职工基本医疗保险", "Basic medical insurance for employees")


def agency(name, region_code, region_name, **facts):
    return Agency(
        name=name,
        region_code=region_code,
        region_name=region_name,
        **{
            "phone": "020-12345678",
            "address": "广州市越秀区梅东路28号",
            "postcode": "510080",
            "complaint_phone": "020-87654321",
        }
        | facts,
    )


NEW_AGENCY = {
    "pension": agency(
        Text("广州市社会保险基金管理中心", "Guangzhou Social Insurance Fund Centre"),
        "440100",
        GUANGZHOU,
    ),
    "medical": agency(
        Text("广州市医疗保险服务中心", "Guangzhou Medical Insurance Service Centre"),
        "440100",
        GUANGZHOU,
    ),
}
ORIGINAL_AGENCY = {
    "pension": agency(
        Text("成都市社会保险事业管理局", "Chengdu Social Insurance Bureau"),
        "510100",
        CHENGDU,
        phone="028-12345678",
        address="成都市武侯区锦城大道336号",
        postcode="610041",
    ),
    "medical": agency(
        Text("成都市医疗保障事务中心", "Chengdu Healthcare Security Centre"),
        "510100",
        CHENGDU,
        phone="028-12345678",
        address="成都市武侯区锦城大道336号",
        postcode="610041",
    ),
}


def on_every_letter(insurance, issuer, facts):
    return {
        "insurance": insurance,
        "number": "P440100-2026-000123",
        "official_number": "穗社保转〔2026〕123号",
        "code": code_of(bytes(range(16))),
        "verify_url": "https://transfer.example/verify/",
        "case_number": "P2026-7KQ4-9TRM",
        "issued_on": date(2026, 11, 23),
        "issuer": issuer[insurance],
        "handler": "李春梅",
        "person": person(),
    } | facts
