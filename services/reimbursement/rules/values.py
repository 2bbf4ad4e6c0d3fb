"""The dated numbers of a claim by hand: its term, the year, its ceiling, serious illness.

Shares and deductibles of a stay stand in `records.rules.medical_values`. None of the local numbers
here was read in the text that set it: they refuse nobody.
"""

from collections.abc import Iterator, Mapping

from law.documents import HANDLING_REGULATIONS, PORTAL_PRACTICE, Document, cite
from law.local_documents import (
    BEIJING_SHARES,
    CHENGDU_SHARES,
    DONGGUAN_ANSWER,
    JIANGSU_ELSEWHERE,
    LUOYANG_ANSWER,
    SHANGHAI_NEXT_SHARES,
    SHANGHAI_SHARES,
)
from law.values import Unit, Value, rule, value
from law.wording import Text
from records.rules.medical_values import (
    BAND,
    BANDS,
    BEIJING,
    GRADE,
    GRADES_AND_INSURED,
    INSURED,
    SHANGHAI,
    band_key,
)

CHENGDU, JIANGSU, DONGGUAN, LUOYANG = "510100", "320000", "441900", "410300"
OVER_70 = "retired-70"
WORDS = {
    **GRADES_AND_INSURED,
    **BANDS,
    OVER_70: Text("退休（70岁以上）", "retired, 70 or older"),
}
_HANDLING = cite(HANDLING_REGULATIONS, "20")
_PRACTICE = cite(PORTAL_PRACTICE, verified=False)
_JIANGSU = cite(JIANGSU_ELSEWHERE, "28")

REVIEW = rule(
    "term.reimbursement.review",
    Text("手工报销：自收到申请之日起", "Claim by hand, from the day of the application"),
    Unit.WORKING_DAYS,
    value(30, _HANDLING),
    value(20, _JIANGSU, region=JIANGSU),
)
REVIEW_OUTPATIENT = rule(
    "term.reimbursement-outpatient.review",
    Text("门诊手工报销：自收到申请之日起", "Out-patient claim, from the day of the application"),
    Unit.WORKING_DAYS,
    value(30, _HANDLING),
    value(10, _JIANGSU, region=JIANGSU),
)
SMALL_OUTPATIENT = rule(
    "reimbursement.small-outpatient",
    Text("小额门诊：不超过", "A small out-patient claim: up to"),
    Unit.YUAN,
    value(1000, _JIANGSU, region=JIANGSU),
    is_local=True,
)
SMALL_REVIEW = rule(
    "reimbursement.small-review",
    Text("小额门诊：自收到申请之日起", "A small out-patient claim, from the day it came"),
    Unit.WORKING_DAYS,
    value(5, _JIANGSU, region=JIANGSU),
    is_local=True,
)
# No regulation names how soon it is paid after that: without a local number no clock runs.
PAY = rule(
    "term.reimbursement.produce",
    Text("支付：自决定之日起", "Payment, from the day of the decision"),
    Unit.WORKING_DAYS,
    is_local=True,
)
CLAIM_MONTHS = rule(
    "reimbursement.claim-months",
    Text("费用结清后可以申请的月数", "Months after paying in which one may claim"),
    Unit.MONTHS,
    value(12, cite(DONGGUAN_ANSWER), region=DONGGUAN),
    value(12, cite(LUOYANG_ANSWER), region=LUOYANG),
    is_local=True,
)
# A stay elsewhere of more than this may be checked with the place of treatment, which answers by a
# day of the next month; in a place without such a text the clock goes on meanwhile.
CHECK_FROM = rule(
    "reimbursement.check-elsewhere-from",
    Text("异地住院费用超过此数可向就医地协查", "A stay elsewhere is checked there above"),
    Unit.YUAN,
    value(30_000, cite(JIANGSU_ELSEWHERE), region=JIANGSU),
    is_local=True,
)
CHECK_ANSWERED_BY = rule(
    "reimbursement.check-answered-by",
    Text(
        "就医地协查：次月几日前答复", "The place of treatment answers by this day of the next month"
    ),
    Unit.NUMBER,
    value(26, cite(JIANGSU_ELSEWHERE), region=JIANGSU),
    is_local=True,
)
YEAR_BEGINS = rule(
    "reimbursement.year-begins",
    Text("医保年度开始的月份", "The month in which a year of benefits begins"),
    Unit.NUMBER,
    value(1, _PRACTICE),
    value(7, cite(SHANGHAI_SHARES), region=SHANGHAI),
)
CEILING = rule(
    "reimbursement.ceiling",
    Text("统筹基金年度最高支付限额", "The most that the fund pays in a year"),
    Unit.YUAN,
    value(500_000, cite(BEIJING_SHARES), region=BEIJING),
    value(630_000, cite(SHANGHAI_SHARES), region=SHANGHAI),
    value(650_000, cite(SHANGHAI_NEXT_SHARES), region=SHANGHAI),
    is_local=True,
)
AGE_POINTS = rule(
    "reimbursement.age-points",
    Text("按年龄提高的支付比例", "By how much the share rises with age"),
    Unit.RATE,
    *(
        value(rate, cite(CHENGDU_SHARES), region=CHENGDU, key=(f"from-{age}",))
        for age, rate in ((50, "0.02"), (60, "0.04"), (70, "0.06"), (80, "0.08"), (90, "0.10"))
    ),
    axes=(Text("年龄", "Age"),),
    is_local=True,
    words={f"from-{age}": Text(f"{age}岁起", f"from {age}") for age in (50, 60, 70, 80, 90)},
)
# 1: a stay over the end of the year is split by its days. Elsewhere it counts in the year it ends.
SPLITS_YEAR = rule(
    "reimbursement.splits-year",
    Text("跨年度住院按日均拆分（1为拆分）", "A stay over the year's end is split (1: yes)"),
    Unit.NUMBER,
    is_local=True,
)
SERIOUS_FROM = rule(
    "reimbursement.serious-from",
    Text("大病保险起付标准", "Serious illness: own part of the year from"),
    Unit.YUAN,
    value(30_404, cite(BEIJING_SHARES), region=BEIJING),
    is_local=True,
)
SERIOUS_SHARE = rule(
    "reimbursement.serious-share",
    Text("大病保险支付比例", "Serious illness: share"),
    Unit.RATE,
    value("0.60", cite(BEIJING_SHARES), region=BEIJING, key=(band_key(1),)),
    value("0.70", cite(BEIJING_SHARES), region=BEIJING, key=(band_key(2),)),
    axes=(BAND,),
    is_local=True,
    words=WORDS,
)
SERIOUS_BAND_END = rule(
    "reimbursement.serious-band-end",
    Text("大病保险分段上限", "Serious illness: end of a band"),
    Unit.YUAN,
    value(50_000, cite(BEIJING_SHARES), region=BEIJING, key=(band_key(1),)),
    axes=(BAND,),
    is_local=True,
    words=WORDS,
)


def _by_grade(
    place: str, document: Document, by_key: Mapping[tuple[str, str], str]
) -> Iterator[Value]:
    for (grade, insured), percents in by_key.items():
        for number, percent in enumerate(percents.split("/"), start=1):
            key = (grade, insured, band_key(number))
            yield value(f"0.{percent}", cite(document), region=place, key=key)


_HOSPITALS = ("3", "2", "1")
OUT_DEDUCTIBLE = rule(
    "reimbursement.outpatient-deductible",
    Text("门诊年度起付标准", "Deductible of a year out of hospital"),
    Unit.YUAN,
    *(
        value(amount, cite(document), region=place, key=(insured,))
        for place, document, insured, amount in (
            (BEIJING, BEIJING_SHARES, "active", 1800),
            (BEIJING, BEIJING_SHARES, "retired", 1300),
            (SHANGHAI, SHANGHAI_SHARES, "active", 500),
            (SHANGHAI, SHANGHAI_SHARES, "retired", 300),
        )
    ),
    axes=(INSURED,),
    is_local=True,
    words=WORDS,
)
OUT_SHARE = rule(
    "reimbursement.outpatient-share",
    Text("门诊统筹基金支付比例", "Share out of hospital that the fund pays"),
    Unit.RATE,
    *_by_grade(
        BEIJING,
        BEIJING_SHARES,
        {(grade, "active"): "70/60" for grade in _HOSPITALS}
        | {(grade, "retired"): "85/80" for grade in _HOSPITALS}
        | {(grade, OVER_70): "90/80" for grade in _HOSPITALS}
        | {("community", "active"): "90/60"}
        | {("community", insured): "90/80" for insured in ("retired", OVER_70)},
    ),
    *_by_grade(
        SHANGHAI,
        SHANGHAI_SHARES,
        {("1", "active"): "80", ("2", "active"): "75", ("3", "active"): "70"}
        | {("1", "retired"): "85", ("2", "retired"): "80", ("3", "retired"): "75"},
    ),
    axes=(GRADE, INSURED, BAND),
    is_local=True,
    words=WORDS,
)
OUT_BAND_END = rule(
    "reimbursement.outpatient-band-end",
    Text("门诊费用分段上限", "End of a band out of hospital"),
    Unit.YUAN,
    value(20_000, cite(BEIJING_SHARES), region=BEIJING, key=(band_key(1),)),
    axes=(BAND,),
    is_local=True,
    words=BANDS,
)
RULES = (
    REVIEW,
    REVIEW_OUTPATIENT,
    SMALL_OUTPATIENT,
    SMALL_REVIEW,
    PAY,
    CLAIM_MONTHS,
    CHECK_FROM,
    CHECK_ANSWERED_BY,
    YEAR_BEGINS,
    CEILING,
    AGE_POINTS,
    SPLITS_YEAR,
    SERIOUS_FROM,
    SERIOUS_SHARE,
    SERIOUS_BAND_END,
    OUT_DEDUCTIBLE,
    OUT_SHARE,
    OUT_BAND_END,
)
