"""Figures of the law that answers name and that nothing here reckons with: dated like all others.

A figure in an answer is never typed. Where a service reckons with one, the answer names the rule of
that service; the others stand here, so that `/rules/` shows them with their articles.
"""

from datetime import date

from law.values import Rule, Unit, rule, value
from law.wording import Text
from services.advice.documents import basis


def _one(name: str, zh: str, en: str, unit: Unit, number: str, law: str) -> Rule:
    return rule(f"quoted.{name}", Text(zh, en), unit, value(number, basis(law)))


_WORKING, _DAYS, _MONTHS = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS

RULES: tuple[Rule, ...] = (
    _one(
        "pension-decided",
        "养老金申领：经办机构办理期限",
        "Pension: time to decide",
        _WORKING,
        "20",
        "OPS 18",
    ),
    _one(
        "reimbursement-decided",
        "医疗费手工报销：办理期限",
        "Medical bills: time to decide",
        _WORKING,
        "30",
        "OPS 20",
    ),
    _one(
        "maternity-decided",
        "生育津贴：办理期限",
        "Maternity allowance: time to decide",
        _WORKING,
        "10",
        "OPS 20",
    ),
    _one(
        "injury-decided",
        "工伤医疗费手工报销：办理期限",
        "Bills of a work injury: time to decide",
        _WORKING,
        "20",
        "OPS 22",
    ),
    _one(
        "unemployment-decided",
        "失业保险金：办理期限",
        "Unemployment benefit: time to decide",
        _WORKING,
        "10",
        "OPS 24",
    ),
    _one(
        "stop-reported",
        "停止待遇的情形：报告期限",
        "What ends a benefit: time to report it",
        _WORKING,
        "20",
        "OPS 25",
    ),
    _one(
        "employer-enrols",
        "单位为新员工办理参保：期限",
        "Employer enrols staff: time",
        _DAYS,
        "30",
        "SIL 58",
    ),
    _one(
        "employer-lists",
        "单位报送失业人员名单：期限",
        "Employer lists who lost work: time",
        _DAYS,
        "15",
        "SIL 50",
    ),
    _one(
        "reconsideration",
        "申请行政复议：期限",
        "Administrative review: time to ask",
        _DAYS,
        "60",
        "ARL 20",
    ),
    _one("lawsuit", "提起行政诉讼：期限", "Going to court: time", _MONTHS, "6", "ALL 46"),
    _one(
        "late-fee",
        "欠缴社会保险费：每日滞纳金",
        "Late fee for each day",
        Unit.RATE,
        "0.0005",
        "SIL 86",
    ),
    _one(
        "undeclared-base",
        "未申报缴费：按上月缴费额的",
        "Not declared: share of the last month's amount",
        Unit.RATE,
        "1.10",
        "SIL 62",
    ),
    _one(
        "base-least",
        "缴费基数下限：全口径平均工资的",
        "Lowest base, of the average wage",
        Unit.RATE,
        "0.60",
        "BASE",
    ),
    _one(
        "base-most",
        "缴费基数上限：全口径平均工资的",
        "Highest base, of the average wage",
        Unit.RATE,
        "3.00",
        "BASE",
    ),
    _one(
        "unemployment-least",
        "领取失业保险金：最少缴费月数",
        "Unemployment benefit: months needed",
        _MONTHS,
        "12",
        "SIL 45",
    ),
    _one(
        "to-age-within",
        "失业人员距退休年龄不足",
        "Unemployed: less than this before the age",
        _MONTHS,
        "12",
        "U76",
    ),
    _one(
        "early-most",
        "弹性提前退休：最多提前",
        "Early retirement: at most",
        _MONTHS,
        "36",
        "FLEXIBLE",
    ),
    _one(
        "early-told",
        "弹性提前退休：至少提前书面告知",
        "Early retirement: told before",
        _MONTHS,
        "3",
        "FLEXIBLE",
    ),
    _one(
        "late-most", "弹性延迟退休：最多延迟", "Late retirement: at most", _MONTHS, "36", "FLEXIBLE"
    ),
    _one(
        "late-agreed",
        "弹性延迟退休：至少提前书面约定",
        "Late retirement: agreed before",
        _MONTHS,
        "1",
        "FLEXIBLE",
    ),
    _one(
        "disabled-near",
        "病残津贴：距退休年龄",
        "Disability allowance: before the age",
        _MONTHS,
        "60",
        "DISABLED",
    ),
    _one(
        "card-renewed",
        "社保卡到期前可换卡的天数",
        "Days before its end a card may be renewed",
        _DAYS,
        "60",
        "CARD-GUIDES",
    ),
    _one(
        "loyal-years",
        "居民医保连续参保激励：连续参保年数",
        "Reward for residents: years",
        Unit.NUMBER,
        "4",
        "COVER",
    ),
    _one(
        "loyal-reward",
        "居民医保连续参保激励：大病限额每年提高不少于",
        "Reward for residents: a year",
        Unit.YUAN,
        "1000",
        "COVER",
    ),
    _one(
        "record-mailed",
        "经办机构寄送权益记录单：每年",
        "Statement sent: times a year",
        Unit.NUMBER,
        "1",
        "COL 16",
    ),
    _one(
        "injury-employer",
        "单位申请工伤认定：期限",
        "Employer reports a work injury: time",
        _DAYS,
        "30",
        "INJURY 17",
    ),
    _one(
        "injury-own",
        "本人申请工伤认定：期限",
        "Injured person reports: time",
        Unit.MONTHS,
        "12",
        "INJURY 17",
    ),
    rule(
        "quoted.maternity-days",
        Text("产假天数", "Days of maternity leave"),
        _DAYS,
        value("98", basis("MATERNITY 7")),
    ),
    rule(
        "quoted.resident-basic-part",
        Text("居民基础养老金全国最低标准（每月）", "Least basic pension of residents, a month"),
        Unit.YUAN,
        value("123", basis("RESIDENT 6?"), date(2024, 7, 1)),
    ),
)
