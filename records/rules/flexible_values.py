"""What people without an employer pay for old-age insurance, place by place: bases and rates.

社会保险法 arts. 10 and 60. A place sets its bases for a contribution year, from July to June.
"""

from datetime import date

from law import local_documents as local
from law.documents import PENSION_REFORM, Document, cite
from law.local_documents import YEAR_2025
from law.values import Unit, Value, rule, value
from law.wording import Text

YEAR_ENDS = date(2026, 6, 30)
LEAST, MOST = "least", "most"
BOUNDS = {LEAST: Text("下限", "lowest"), MOST: Text("上限", "highest")}
BOUND_AXIS = (Text("上下限", "Bound"),)

BEIJING, TIANJIN, SHANGHAI, CHONGQING = "110000", "120000", "310000", "500000"
GUANGDONG, GUANGZHOU, SHENZHEN = "440000", "440100", "440300"
JIANGSU, NANJING, TAIXING = "320000", "320100", "321283"
HANGZHOU, WENZHOU, FUZHOU = "330100", "330300", "350100"
CHENGDU, WUHAN = "510100", "420100"


def of_year(region: str, number: str, document: Document, *key: str) -> Value:
    """Return a value of the contribution year from July 2025 to June 2026."""
    return value(number, cite(document), YEAR_2025, YEAR_ENDS, region=region, key=key)


def bounds(region: str, least: str, most: str, document: Document) -> tuple[Value, Value]:
    """Return the lowest and the highest of that year."""
    return (
        of_year(region, least, document, LEAST),
        of_year(region, most, document, MOST),
    )


PENSION_BASE = rule(
    "enrolment.pension-base",
    Text("灵活就业养老保险月缴费基数", "Monthly base of flexible workers, old-age insurance"),
    Unit.YUAN,
    *bounds(BEIJING, "7162", "35811", local.BEIJING_BASES),
    *bounds(SHANGHAI, "7460", "37302", local.SHANGHAI_BASES),
    *bounds(GUANGDONG, "4775", "27549", local.GUANGDONG_BASES),
    *bounds(GUANGZHOU, "5510", "27549", local.GUANGDONG_BASES),
    *bounds(JIANGSU, "4952", "24762", local.JIANGSU_BASES),
    *bounds(HANGZHOU, "4986", "25299", local.ZHEJIANG_BASES),
    *bounds(CHENGDU, "4588", "22938", local.SICHUAN_BASES),
    *bounds(CHONGQING, "4404", "22017", local.CHONGQING_BASES),
    *bounds(WUHAN, "4498", "22488", local.WUHAN_BASES),
    *bounds(TIANJIN, "5124", "25620", local.TIANJIN_BASES),
    axes=BOUND_AXIS,
    words=BOUNDS,
    is_local=True,
)
_JIANGSU = (
    "4952", "6000", "7000", "8000", "9000", "10000", "12000", "14000", "16000", "18000", "20000",
    "24762",
)  # fmt: skip
LISTED_BASES = rule(
    "enrolment.pension-listed-bases",
    Text("可选的缴费基数档次", "Bases one may choose, where the place lists them"),
    Unit.YUAN,
    *(
        of_year(JIANGSU, each, local.JIANGSU_BASES, f"{place:02}")
        for place, each in enumerate(_JIANGSU, 1)
    ),
    axes=(Text("档次", "Tier"),),
    is_local=True,
)
PENSION_RATE = rule(
    "enrolment.pension-rate",
    Text("灵活就业养老保险缴费比例", "Share of the base, old-age insurance of flexible workers"),
    Unit.RATE,
    value("0.20", cite(PENSION_REFORM, "3")),
    value("0.20", cite(local.GUANGDONG_FLEXIBLE), region=GUANGDONG),
    value("0.20", cite(local.SHANGHAI_FLEXIBLE), region=SHANGHAI),
)
ACCOUNT_RATE = rule(
    "enrolment.pension-account-rate",
    Text("其中记入个人账户的比例", "Of it, what goes into the personal account"),
    Unit.RATE,
    value("0.08", cite(PENSION_REFORM, "3")),
)
RULES = (PENSION_BASE, LISTED_BASES, PENSION_RATE, ACCOUNT_RATE)
