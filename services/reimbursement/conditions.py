"""What is asked of a claim, and what each answer leads to."""

from casework.rules.verdicts import Condition
from law.wording import Text
from services.reimbursement.facts import ClaimFacts, owes_somebody_else
from services.reimbursement.rules import invoices, reasons
from services.reimbursement.rules.kinds import Cause, Where

YES, NO = Text("是。", "Yes."), Text("否。", "No.")


def _is_late(facts: ClaimFacts) -> bool:
    return facts.deadline is not None and facts.today > facts.deadline.until


def _is_below(facts: ClaimFacts) -> bool:
    return facts.parts is not None and all(e.is_below_deductible for _y, e in facts.parts)


def _is_at_ceiling(facts: ClaimFacts) -> bool:
    return facts.parts is not None and any(each.is_at_ceiling for _year, each in facts.parts)


MAINLAND = Condition[ClaimFacts](
    reasons.ABROAD,
    Text("在境内就医吗？", "Was the treatment on the mainland?"),
    YES,
    Text("在境外就医。", "It was abroad."),
    lambda facts: facts.answers.get("where") == Where.ABROAD,
    ends=True,
)
NO_WORK_INJURY = Condition[ClaimFacts](
    reasons.WORK_INJURY,
    Text("不是工伤吗？", "Was it no injury at work?"),
    YES,
    Text("工作中受伤。", "It was an injury at work."),
    lambda facts: facts.answers.get("cause") == Cause.WORK,
)
NOT_SETTLED = Condition[ClaimFacts](
    reasons.SETTLED_ALREADY,
    Text("没有在医院直接结算吗？", "Was it not settled at the hospital?"),
    YES,
    Text("票据上已有统筹支付金额。", "The bill shows a part that the fund has paid."),
    lambda facts: facts.answers.get("is_settled") is True,
)
NO_THIRD_PARTY = Condition[ClaimFacts](
    reasons.THIRD_PARTY,
    Text("没有应当负担费用的第三人吗？", "Is there nobody else who has to pay?"),
    YES,
    Text("由他人造成，须看对方是否赔付。", "Somebody caused it: see whether they have paid."),
    lambda facts: owes_somebody_else(facts.answers),
)
COVERED = Condition[ClaimFacts](
    reasons.NOT_COVERED,
    Text("就医当月在医保待遇期吗？", "Was the month of treatment covered?"),
    YES,
    Text("记录中没有当月的缴费。", "The record has no payment for that month."),
    lambda facts: not facts.is_covered,
)
DESIGNATED = Condition[ClaimFacts](
    reasons.NOT_DESIGNATED,
    Text("是定点医疗机构，或属急诊抢救吗？", "Is it a designated hospital, or an emergency?"),
    YES,
    Text("医院不在列表中。", "The hospital is not in the list."),
    lambda facts: not facts.is_listed and not facts.is_emergency,
)
IN_TIME = Condition[ClaimFacts](
    reasons.TOO_LATE,
    Text("在当地的申请期限内吗？", "Is it within the local time for claims?"),
    Text("是，或当地期限没有录入。", "Yes, or no local day is loaded."),
    Text("超过当地公布的期限。", "It is past the day said in public."),
    _is_late,
)
USED_ONCE = Condition[ClaimFacts](
    reasons.USED_BEFORE,
    Text("发票没有用于其他报销吗？", "Is no invoice used in another claim?"),
    YES,
    Text("有发票在另一次报销中出现。", "An invoice stands in another claim."),
    lambda facts: bool(facts.used_before),
)
NAMED_ONCE = Condition[ClaimFacts](
    reasons.INVOICE_TWICE,
    Text("每张发票只填了一次吗？", "Does each invoice stand there once?"),
    YES,
    Text("有重复的发票，只计一次。", "One stands there twice and counts once."),
    lambda facts: bool(invoices.twice(facts.named)),
)
FILES_AGREE = Condition[ClaimFacts](
    reasons.FILE_DIFFERS,
    Text("与电子发票文件一致吗？", "Do the invoices agree with their files?"),
    YES,
    Text("日期或金额与文件不同。", "A day or an amount differs from the file."),
    lambda facts: bool(facts.differing),
)
TOTALS_AGREE = Condition[ClaimFacts](
    reasons.TOTALS_DIFFER,
    Text("总额与发票、清单相符吗？", "Do total, invoices and cost list agree?"),
    YES,
    Text("金额不相符。", "They differ."),
    lambda facts: facts.totals_differ,
)
REGISTERED = Condition[ClaimFacts](
    reasons.NOT_REGISTERED,
    Text("在外地就医已备案吗？", "Was treatment elsewhere registered?"),
    Text("是，或在本地就医。", "Yes, or it was at home."),
    Text("没有备案。", "It was not."),
    lambda facts: facts.is_unregistered,
)
LOADED = Condition[ClaimFacts](
    reasons.NUMBERS_NOT_LOADED,
    Text("当地标准已录入吗？", "Are the local numbers loaded?"),
    YES,
    Text("没有录入，或医院等级未知。", "They are not, or the grade is not known."),
    lambda facts: facts.parts is None and facts.answers.get("where") != Where.ABROAD,
)
BELOW_CEILING = Condition[ClaimFacts](
    reasons.CEILING_REACHED,
    Text("本年度没有达到最高限额吗？", "Is the most of the year not reached?"),
    YES,
    Text("达到最高限额。", "It is reached."),
    _is_at_ceiling,
)
ABOVE_DEDUCTIBLE = Condition[ClaimFacts](
    reasons.BELOW_DEDUCTIBLE,
    Text("超过起付标准吗？", "Is the deductible exceeded?"),
    YES,
    Text("没有超过。", "It is not."),
    _is_below,
)
CONDITIONS = (
    MAINLAND,
    NO_WORK_INJURY,
    NOT_SETTLED,
    NO_THIRD_PARTY,
    COVERED,
    DESIGNATED,
    IN_TIME,
    USED_ONCE,
    NAMED_ONCE,
    FILES_AGREE,
    TOTALS_AGREE,
    REGISTERED,
    LOADED,
    BELOW_CEILING,
    ABOVE_DEDUCTIBLE,
)
