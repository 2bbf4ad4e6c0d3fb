"""What is asked before somebody retires, and what each answer leads to."""

from collections.abc import Callable

from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition
from law.wording import Text
from services.retirement.facts import PENSION, UNEMPLOYMENT, RetireFacts
from services.retirement.rules import reasons
from services.retirement.rules.windows import Hindrance

YES, NO = Text("是。", "Yes."), Text("否。", "No.")
NONE, THERE_IS = Text("没有。", "None."), Text("有。", "Yes.")


def _hindered(
    reason: Reason, question: Text, by: Hindrance, *, ends: bool = False
) -> Condition[RetireFacts]:
    """Return a condition that `rules.windows.may_retire` has judged already."""
    return Condition[RetireFacts](
        reason, question, YES, NO, lambda facts: by in facts.hindrances, ends=ends
    )


def _none(
    reason: Reason, question: Text, fails: Callable[[RetireFacts], bool]
) -> Condition[RetireFacts]:
    """Return a condition that is met where there is nothing."""
    return Condition[RetireFacts](reason, question, NONE, THERE_IS, fails)


def _has_several_places(facts: RetireFacts) -> bool:
    return facts.career is not None and len({e.agency_id for e in facts.career.places}) > 1


def _is_paid_elsewhere(facts: RetireFacts) -> bool:
    return bool(facts.pays and facts.region) and facts.pays[:2] != facts.region[:2]


def _draws_already(facts: RetireFacts) -> bool:
    drawn = facts.career is not None and facts.career.drawn_at is not None
    return drawn or PENSION in facts.draws


def _is_open(facts: RetireFacts) -> bool:
    """Whether a sum cannot be worked out, or has a part that a clerk has to look at."""
    if facts.category is None or facts.judged.by_hand is not None:
        return False
    found = facts.determination()
    return found is None or not found.is_sure


def _owes(facts: RetireFacts) -> bool:
    return facts.career is not None and facts.career.owed_months > 0


DRAWS = Condition[RetireFacts](
    reasons.DRAWS_ALREADY,
    Text("还没有领取养老金吗？", "Is no pension drawn yet?"),
    YES,
    Text("记录显示已在领取。", "By the record one is drawn."),
    _draws_already,
    ends=True,
)
POST = Condition[RetireFacts](
    reasons.POST_NOT_SETTLED,
    Text("按哪一档年龄退休，清楚吗？", "Is it clear which age counts?"),
    YES,
    Text("女职工岗位性质没有确认。", "The post is not settled."),
    lambda facts: facts.category is None,
)
AGE = _hindered(
    reasons.NOT_OF_AGE,
    Text("到了所选方式的退休年龄吗？", "Is the age of that way reached?"),
    Hindrance.NOT_OF_AGE,
)
OLD_AGE = _hindered(
    reasons.BEFORE_OLD_AGE,
    Text("不早于原退休年龄吗？", "Is it not before the old age?"),
    Hindrance.BEFORE_OLD_AGE,
)
MINIMUM = _hindered(
    reasons.TOO_FEW_MONTHS,
    Text("缴费月数达到那一年的最低要求吗？", "Are there the months that year asks for?"),
    Hindrance.TOO_FEW_MONTHS,
)
NOTICE = _hindered(
    reasons.NOTICE_TOO_LATE,
    Text("提前三个月书面告知了吗？", "Was notice given three months before?"),
    Hindrance.NOTICE,
)
LATE_OPEN = _hindered(
    reasons.NOT_LATE,
    Text("可以弹性延迟吗？", "Is a later date open to this post?"),
    Hindrance.NOT_LATE,
)
AGREED = _hindered(
    reasons.AGREED_TOO_LATE,
    Text("提前一个月约定了延迟吗？", "Was it agreed a month before?"),
    Hindrance.AGREEMENT,
)
SIGNED = Condition[RetireFacts](
    reasons.EMPLOYER_DENIES,
    Text("单位没有否认延迟约定吗？", "Does the employer not deny the later date?"),
    YES,
    Text("单位表示没有约定。", "The employer says that nothing was agreed."),
    lambda facts: facts.employer_denies,
)
FILE = Condition[RetireFacts](
    reasons.FILE_NOT_REVIEWED,
    Text("档案预审过吗？", "Was the file reviewed?"),
    YES,
    NO,
    lambda facts: not facts.is_anonymous and not facts.judged.is_reviewed,
)
BIRTH = Condition[RetireFacts](
    reasons.BIRTH_DIFFERS,
    Text("身份证和档案的出生日期一致吗？", "Do card and file agree on the birth?"),
    YES,
    Text("不一致或需要核实（包括未满16周岁参加工作）。", "They differ, or it has to be looked at."),
    lambda facts: facts.says_birth_differs or facts.worked_before_sixteen,
)
PLACES = _none(
    reasons.SEVERAL_PLACES,
    Text("其他地方还有养老保险关系吗？", "Do relationships lie in other places?"),
    _has_several_places,
)
ELSEWHERE = Condition[RetireFacts](
    reasons.PAID_ELSEWHERE,
    Text("养老金由本地发放吗？", "Does this place pay the pension?"),
    YES,
    NO,
    _is_paid_elsewhere,
)
OWED = _none(
    reasons.EMPLOYER_OWES, Text("有欠费的月份吗？", "Are months of contributions owed?"), _owes
)
DEEMED = Condition[RetireFacts](
    reasons.DEEMED_UNPROVEN,
    Text("视同缴费年限都有证明吗？", "Are all deemed periods proven?"),
    YES,
    NO,
    lambda facts: facts.has_unproven,
)
TWICE = _none(
    reasons.PAID_TWICE,
    Text("有重复缴费的月份吗？", "Were months paid twice?"),
    lambda facts: facts.counted.double > 0,
)
ACCOUNT = Condition[RetireFacts](
    reasons.NO_ACCOUNT,
    Text("有可以付款的账户吗？", "Is there an account to pay to?"),
    THERE_IS,
    NONE,
    lambda facts: not facts.has_account,
)
IN_TIME = Condition[RetireFacts](
    reasons.FILED_LATE,
    Text("按时申请吗？", "Is it applied for in time?"),
    YES,
    Text("已过退休月份。", "The month of retirement is over."),
    lambda facts: facts.first.may_lose > 0,
)
NO_WORK_LOST = _none(
    reasons.UNEMPLOYMENT_RUNS,
    Text("在领取失业保险金吗？", "Is unemployment benefit drawn?"),
    lambda facts: UNEMPLOYMENT in facts.draws,
)
BASE = Condition[RetireFacts](
    reasons.NO_BASE,
    Text("金额可以全部按规则算出吗？", "Do the rules work out the whole sum?"),
    YES,
    Text("有的项目须由经办人员核定。", "Some of it is for a clerk."),
    _is_open,
)
RETIRING = (
    DRAWS, POST, AGE, OLD_AGE, MINIMUM, NOTICE, LATE_OPEN, AGREED, SIGNED, FILE, BIRTH, PLACES,
    ELSEWHERE, OWED, DEEMED, TWICE, ACCOUNT, IN_TIME, NO_WORK_LOST, BASE,
)  # fmt: skip
