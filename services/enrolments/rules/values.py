"""What one pays for oneself, place by place: bases, rates, fixed amounts (社会保险法 arts. 10, 23).

A place sets these numbers for a year; where none is loaded, a clerk works it out.
"""

from datetime import date

from law import local_documents as local
from law.documents import MEDICAL_ENROLMENT, SOCIAL_INSURANCE_LAW, cite
from law.local_documents import RESIDENT_PENSION, YEAR_2025
from law.values import Rule, Unit, Value, rule, value
from law.wording import Text
from records.rules.flexible_values import (
    ACCOUNT_RATE,
    BEIJING,
    BOUND_AXIS,
    BOUNDS,
    CHENGDU,
    CHONGQING,
    FUZHOU,
    GUANGZHOU,
    HANGZHOU,
    LISTED_BASES,
    NANJING,
    PENSION_BASE,
    PENSION_RATE,
    SHANGHAI,
    SHENZHEN,
    TAIXING,
    TIANJIN,
    WENZHOU,
    WUHAN,
    bounds,
    of_year,
)

YEAR_2026 = date(2026, 1, 1)
END_OF_2025, END_OF_2026 = date(2025, 12, 31), date(2026, 12, 31)
FIRST, SECOND = "1", "2"

MEDICAL_RATE = rule(
    "enrolment.medical-rate",
    Text("灵活就业医疗保险缴费比例", "Share of the base, medical insurance of flexible workers"),
    Unit.RATE,
    value("0.11", cite(local.SHANGHAI_FLEXIBLE), region=SHANGHAI),
    value("0.08", cite(local.GUANGZHOU_MEDICAL), YEAR_2026, region=GUANGZHOU),
    value("0.07", cite(local.SHENZHEN_MEDICAL), YEAR_2025, END_OF_2025, region=SHENZHEN),
    value("0.08", cite(local.SHENZHEN_MEDICAL), YEAR_2026, region=SHENZHEN),
    value("0.08", cite(local.JIANGSU_BASES), YEAR_2025, region=NANJING),
    value("0.095", cite(local.ZHEJIANG_BASES), YEAR_2025, region=HANGZHOU),
    value("0.0875", cite(local.SICHUAN_BASES), YEAR_2025, region=CHENGDU),
    value("0.06", cite(local.WUHAN_BASES), YEAR_2025, region=WUHAN),
    value("0.085", cite(local.TIANJIN_BASES), YEAR_2025, region=TIANJIN),
    is_local=True,
)
MEDICAL_SUPPLEMENT = rule(
    "enrolment.medical-supplement-rate",
    Text("大病互助补充医疗保险缴费比例", "Share of the base, supplement for serious illness"),
    Unit.RATE,
    value("0.0075", cite(local.SICHUAN_BASES), YEAR_2025, region=CHENGDU),
    is_local=True,
)
# Where medical insurance has a base of its own; elsewhere it is that of old-age insurance.
MEDICAL_BASE = rule(
    "enrolment.medical-base",
    Text("灵活就业医疗保险月缴费基数", "Monthly base of flexible workers, medical insurance"),
    Unit.YUAN,
    *bounds(SHENZHEN, "6727", "33633", local.SHENZHEN_MEDICAL),
    *bounds(CHENGDU, "6117", "6117", local.SICHUAN_BASES),
    axes=BOUND_AXIS,
    words=BOUNDS,
    is_local=True,
)
MEDICAL_AMOUNT = rule(
    "enrolment.medical-amount",
    Text("灵活就业医疗保险每月定额", "Fixed monthly amount, medical insurance of flexible workers"),
    Unit.YUAN,
    of_year(BEIJING, "584.92", local.BEIJING_BASES),
    is_local=True,
)
MEDICAL_YEAR = rule(
    "enrolment.medical-year",
    Text("灵活就业医疗保险每年定额", "Fixed yearly amount, medical insurance of flexible workers"),
    Unit.YUAN,
    of_year(CHONGQING, "3075", local.CHONGQING_BASES, FIRST),
    of_year(CHONGQING, "6765", local.CHONGQING_BASES, SECOND),
    axes=(Text("档次", "Tier"),),
    words={FIRST: Text("一档", "first tier"), SECOND: Text("二档", "second tier")},
    is_local=True,
)
UNEMPLOYMENT_RATE = rule(
    "enrolment.unemployment-rate",
    Text("灵活就业失业保险缴费比例", "Share of the base, unemployment insurance, if one joins it"),
    Unit.RATE,
    value("0.01", cite(local.BEIJING_BASES), region=BEIJING),
    is_local=True,
)
PAST_MONTHS = rule(
    "enrolment.past-months",
    Text("可以补办的以前月份数", "Past months that may be enrolled afterwards"),
    Unit.MONTHS,
    value(0, cite(local.SHANGHAI_FLEXIBLE), region=SHANGHAI),
    is_local=True,
)
LEAST_AGE = rule(
    "enrolment.least-age",
    Text("以灵活就业人员身份参保的最低年龄", "Age from which one enrols as a flexible worker"),
    Unit.YEARS,
    value(16, cite(SOCIAL_INSURANCE_LAW, "10", verified=False)),
)

# --- Residents ------------------------------------------------------------------------------------
CHILD, PUPIL, ADULT, ELDERLY = "child", "pupil", "adult", "elderly"
KINDS = {
    CHILD: Text("学龄前儿童", "child below school age"),
    PUPIL: Text("学生", "pupil or student"),
    ADULT: Text("劳动年龄内居民", "adult of working age"),
    ELDERLY: Text("老年居民", "elderly resident"),
}


def _residents(region: str, tier: str, amounts: dict[str, str]) -> tuple[Value, ...]:
    basis = cite(local.RESIDENTS_2026)
    return tuple(
        value(amount, basis, YEAR_2026, END_OF_2026, region=region, key=(kind, tier))
        for kind, amount in amounts.items()
    )


def _same(amount: str) -> dict[str, str]:
    return dict.fromkeys(KINDS, amount)


RESIDENT_MEDICAL = rule(
    "enrolment.resident-medical",
    Text("居民医保个人缴费（每年）", "Residents' own part of medical insurance, a year"),
    Unit.YUAN,
    *_residents(BEIJING, FIRST, {CHILD: "435", PUPIL: "435", ADULT: "795", ELDERLY: "460"}),
    *_residents(CHONGQING, FIRST, _same("400")),
    *_residents(CHONGQING, SECOND, _same("775")),
    *_residents(FUZHOU, FIRST, _same("450")),
    *_residents(WENZHOU, FIRST, _same("630")),
    *_residents(TAIXING, FIRST, _same("450")),
    axes=(Text("人员类别", "Kind of resident"), Text("档次", "Tier")),
    words={**KINDS, FIRST: Text("一档", "first tier"), SECOND: Text("二档", "second tier")},
    is_local=True,
)
RESIDENT_MEDICAL_LEAST = rule(
    "enrolment.resident-medical-least",
    Text(
        "居民医保个人缴费全国最低标准（每年）", "Least own part of residents in the country, a year"
    ),
    Unit.YUAN,
    value(400, cite(local.RESIDENTS_2026), YEAR_2026, END_OF_2026),
)
# Of each place by its own notice; none is in this release.
RESIDENT_PERIOD = rule(
    "enrolment.resident-period",
    Text(
        "居民医保集中缴费期截止于参保年度第几日",
        "Day of the insured year on which the yearly period of residents ends",
    ),
    Unit.DAYS,
    is_local=True,
)
NEWBORN_DAYS = rule(
    "enrolment.newborn-days",
    Text("新生儿自出生之日起参保的期限", "Days after birth within which a newborn is enrolled"),
    Unit.DAYS,
    value(90, cite(MEDICAL_ENROLMENT, verified=False)),
)
PENSION_TIERS = (
    "100", "200", "300", "400", "500", "600", "700", "800", "900", "1000", "1500", "2000",
)  # fmt: skip
RESIDENT_PENSION_TIERS = rule(
    "enrolment.resident-pension",
    Text("居民养老保险缴费档次（每年）", "Tiers of residents' old-age insurance, a year"),
    Unit.YUAN,
    *(
        value(each, cite(RESIDENT_PENSION, "4"), key=(f"{place:02}",))
        for place, each in enumerate(PENSION_TIERS, 1)
    ),
    axes=(Text("档次", "Tier"),),
)
RULES: tuple[Rule, ...] = (
    PENSION_BASE,
    LISTED_BASES,
    PENSION_RATE,
    ACCOUNT_RATE,
    MEDICAL_RATE,
    MEDICAL_SUPPLEMENT,
    MEDICAL_BASE,
    MEDICAL_AMOUNT,
    MEDICAL_YEAR,
    UNEMPLOYMENT_RATE,
    PAST_MONTHS,
    LEAST_AGE,
    RESIDENT_MEDICAL,
    RESIDENT_MEDICAL_LEAST,
    RESIDENT_PERIOD,
    NEWBORN_DAYS,
    RESIDENT_PENSION_TIERS,
)
