"""Old-age insurance: who may move the relationship, and to which account.

国办发〔2009〕66号 arts. 2, 5 and 8; 人社部发〔2009〕187号 opinion 2; 人社部发〔2010〕70号 art. 10.
Between the employee and the resident scheme `linking` decides (人社部发〔2014〕17号).
"""

from calendar import monthrange
from datetime import date

from casework.rules.verdicts import Condition, outcome_of, reasons_against
from law.documents import PENSION_TRANSFER, cite
from law.values import Unit, rule, value
from law.wording import Text
from records.rules.benefit_place import GENERAL, TEMPORARY
from transfers.rules import linking
from transfers.rules.facts import PensionFacts, same_province
from transfers.rules.linking import is_within_employee_scheme
from transfers.rules.verdicts import Verdict, condition

BASIS = tuple(cite(PENSION_TRANSFER, article) for article in ("2", "5", "8(1)"))
# Not known to have moved with the retirement age.
TEMPORARY_FROM_AGE = {
    sex: rule(
        f"pension.temporary-account-from-age-{sex}",
        Text(
            f"{whose.zh}建立临时账户的起始年龄",
            f"Age from which {whose.en} get a temporary account",
        ),
        Unit.YEARS,
        value(age, cite(PENSION_TRANSFER, "5(2)")),
    )
    for sex, whose, age in (
        ("male", Text("男性", "men"), 50),
        ("female", Text("女性", "women"), 40),
    )
}
RULES = tuple(TEMPORARY_FROM_AGE.values())
# 70号: whoever was enrolled before the measures came into force keeps the general account.
TEMPORARY_SINCE = PENSION_TRANSFER.effective_on


def account_at_new(facts: PensionFacts) -> str | None:
    """Return the account the new place keeps; None where a clerk has to find out.

    The agency's record decides where the rules allow it; what contradicts them is no answer.
    """
    allowed = accounts_by_rule(facts)
    if facts.recorded_account_at_new is None:
        return next(iter(allowed)) if len(allowed) == 1 else None
    return facts.recorded_account_at_new if facts.recorded_account_at_new in allowed else None


def accounts_by_rule(facts: PensionFacts) -> set[str]:
    """Return the account that art. 5 asks for: temporary from 50/40 away from the hukou.

    Both, where the birthday lies within a month of enrolment whose day nobody wrote down.
    """
    if is_without_temporary_account(facts):
        return {GENERAL}
    first, last = _days_of_enrolment(facts)
    from_age = TEMPORARY_FROM_AGE[facts.sex].count(first, facts.book)
    days = (first, last)
    return {TEMPORARY if age_on(facts.born_on, day) >= from_age else GENERAL for day in days}


def is_without_temporary_account(facts: PensionFacts) -> bool:
    """Whether age does not matter: at home, by an approved move, enrolled early, a resident."""
    enrolled_on = facts.first_enrolment_at_new or facts.applied_on
    at_home = same_province(facts.hukou_region, facts.new_region)
    is_early = enrolled_on < TEMPORARY_SINCE
    return at_home or facts.approved_move or is_early or not is_within_employee_scheme(facts)


def _days_of_enrolment(facts: PensionFacts) -> tuple[date, date]:
    """Return the first and the last day on which the enrolment may have been."""
    enrolled_on = facts.first_enrolment_at_new or facts.applied_on
    if facts.enrolment_day_known:
        return enrolled_on, enrolled_on
    days = monthrange(enrolled_on.year, enrolled_on.month)[1]
    return enrolled_on.replace(day=1), enrolled_on.replace(day=days)


def age_on(born_on: date, day: date) -> int:
    """Return the full years of age on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


CONDITIONS: tuple[Condition[PensionFacts], ...] = (
    condition(
        "E02",
        Text("参保人健在吗？", "Is the insured person alive?"),
        Text("没有死亡登记。", "No death is registered."),
        Text("参保人已登记死亡。", "The insured person is registered as deceased."),
        lambda facts: facts.deceased,
        ends=True,
    ),
    condition(
        "A01",
        Text("尚未领取养老金吗？", "Is no pension drawn yet?"),
        Text("尚未领取养老保险待遇。", "No pension is drawn."),
        Text(
            "参保人已在领取职工基本养老金。",
            "The insured person draws a pension of this scheme already.",
        ),
        linking.draws_the_pension_that_would_move,
        ends=True,
        beside=frozenset({"C06"}),
    ),
    *linking.CONDITIONS,
    condition(
        "A02",
        Text("是跨省流动吗？", "Is it a move to another province?"),
        Text("原参保地和新参保地不在同一个省。", "The two places are in different provinces."),
        Text("原参保地和新参保地在同一个省。", "Both places are in one province."),
        lambda facts: (
            is_within_employee_scheme(facts)
            and same_province(facts.original_region, facts.new_region)
        ),
        ends=True,
    ),
    condition(
        "A04",
        Text("已在新参保地参保缴费吗？", "Enrolled and paid at the new place?"),
        Text("新参保地已有缴费记录。", "Contributions were paid at the new place."),
        Text(
            "新参保地没有参保人本地的缴费记录。",
            "The record shows no contributions paid at the new place itself.",
        ),
        lambda facts: not facts.enrolled_and_paid_at_new and not facts.closed_at_new,
    ),
    condition(
        "A15",
        Text("在新参保地现在仍在参保吗？", "Insured at the new place now?"),
        Text("新参保地没有停保。", "Contributions there have not stopped."),
        Text(
            "参保人在新参保地缴过费，现已停保；停保后能否转入，规定没有写明，由经办人员决定。",
            "The insured person has paid at the new place, but contributions there have "
            "stopped. The rules do not say whether the relationship moves there then: it "
            "is for a clerk to decide.",
        ),
        lambda facts: (
            facts.suspended_at_new and facts.enrolled_and_paid_at_new and not facts.closed_at_new
        ),
    ),
    condition(
        "A05",
        Text(
            "两地都有未终止的养老保险账户吗？", "Is there an open pension account at both places?"
        ),
        Text("两地的账户都正常。", "Both accounts were found."),
        Text(
            "原参保地没有未终止的账户，或新参保地的账户已终止。",
            "There is no open account at the original place, or the account at the new "
            "place has ended.",
        ),
        lambda facts: not facts.account_found or facts.closed_at_new,
    ),
    condition(
        "A03",
        Text("新参保地建立的是一般账户吗？", "Does the new place keep a general account?"),
        Text(
            "新参保地为一般账户，关系可以转入。",
            "It keeps a general account, so the relationship can move there.",
        ),
        Text(
            "新参保地为临时缴费账户，关系保留在原参保地。",
            "The new place keeps a temporary account, so the relationship stays where it was.",
        ),
        lambda facts: account_at_new(facts) == TEMPORARY,
        hides=frozenset({"A06", "A07", "A15", "B04", "B05", "B06"}),
    ),
    condition(
        "A16",
        Text("账户类别与年龄、户籍规定相符吗？", "Does the account agree with age and hukou?"),
        Text("新参保地的账户类别符合规定。", "The kind of account is what the rules ask for."),
        Text(
            "记录中的账户类别与首次参保时的年龄、户籍不符，或首次参保的日期不能确定；请核对。",
            "The kind of account on record does not go with age and hukou at the first "
            "enrolment, or its day is not certain: check both.",
        ),
        lambda facts: account_at_new(facts) is None,
    ),
    condition(
        "A14",
        Text("组织调动有批准文件吗？", "Is an approved move documented?"),
        Text(
            "没有选择组织调动，或已有批准文件。",
            "No approved move is claimed, or its approval is at hand.",
        ),
        Text(
            "申请人选择了组织调动，记录中没有批准文件。",
            "The applicant claims an approved move; no approval is on record.",
        ),
        lambda facts: facts.approved_move and not facts.approval_seen,
    ),
    condition(
        "A10",
        Text("两地登记的姓名和证件号码一致吗？", "Do name and number agree at both places?"),
        Text("两地登记信息一致。", "They agree."),
        Text(
            "两地登记的姓名或证件号码不一致。",
            "Name or identity number differ between the two places.",
        ),
        lambda facts: not facts.identity_matches,
    ),
    condition(
        "A11",
        Text("没有正在办理的同类转移吗？", "Is no such transfer under way already?"),
        Text("没有其他正在办理的养老保险转移。", "No other pension transfer is under way."),
        Text(
            "参保人有同类转移正在办理，或已经办结。",
            "Such a transfer of this person is under way or has been completed.",
        ),
        lambda facts: facts.open_transfer,
    ),
    condition(
        "A06",
        Text("原参保地已停保吗？", "Is the insurance at the original place suspended?"),
        Text("原参保地已停止缴费。", "Contributions there have stopped."),
        Text(
            "参保人在原参保地仍为正常参保状态。",
            "The insured person is still enrolled and active at the original place.",
        ),
        lambda facts: facts.active_at_original,
    ),
    condition(
        "A07",
        Text("原参保地的欠费有处理办法了吗？", "Is it settled what happens to months owed?"),
        Text("没有待决定的欠费月份。", "No months are left to decide about."),
        Text(
            "参保人在原参保地有个人欠费月份，还没有决定补缴还是放弃。",
            "Months are owed by the insured person at the original place, and it is not "
            "decided whether they are paid or given up.",
        ),
        lambda facts: bool(facts.arrears_months_at_original) and not facts.arrears_waived,
    ),
    condition(
        "B04",
        Text("所有月份都能转移吗？", "Do all months move?"),
        Text("没有放弃的欠费月份。", "No owed months were given up."),
        Text(
            "参保人放弃了个人欠费的月份：这些月份不计年限，也不转移资金。",
            "The insured person gave up months owed personally: they do not count and "
            "move no money.",
        ),
        lambda facts: bool(facts.arrears_months_at_original) and facts.arrears_waived,
    ),
    condition(
        "B06",
        Text("单位没有欠费吗？", "Does no employer owe contributions?"),
        Text("没有单位欠费的月份。", "No month is owed by an employer."),
        Text(
            "有原单位欠缴的月份：不计年限，其余月份照常转移。",
            "An employer owes some months: they do not count; all others move.",
        ),
        lambda facts: facts.employer_arrears_months_at_original > 0,
    ),
    condition(
        "B05",
        Text("没有重复缴费的月份吗？", "Were no months paid at both places?"),
        Text("没有发现重复缴费。", "No month was paid twice."),
        Text(
            "两地有重复缴费的月份：先转移，转移后清理，退还个人缴费部分。",
            "Some months were paid at both places: they move first, are cleared "
            "afterwards, and the personal share is paid back.",
        ),
        lambda facts: facts.overlapping_months > 0,
    ),
)


def check_eligibility(facts: PensionFacts) -> Verdict:
    """Return whether the relationship may move, why not, and the account at the new place.

    Only employees have two kinds of account (art. 5), and where a reason ends the matter nothing
    comes to the new place: then no account is named.
    """
    reasons = reasons_against(CONDITIONS, facts)
    is_asked = is_within_employee_scheme(facts) and not any(
        each.ends and each.reason in reasons for each in CONDITIONS
    )
    return Verdict(outcome_of(reasons), reasons, account_at_new(facts) if is_asked else None)
