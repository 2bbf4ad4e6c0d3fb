"""What is asked before somebody draws benefit, and what each answer leads to."""

from collections.abc import Callable

from casework.rules.reasons import Reason
from casework.rules.verdicts import Condition
from law.values import ValueNotInForce
from law.wording import Text
from services.unemployment.facts import BenefitFacts
from services.unemployment.figures import schedule_of
from services.unemployment.rules import reasons
from services.unemployment.rules.endings import Tri
from services.unemployment.rules.ladder import LEAST_MONTHS
from services.unemployment.rules.starting import is_past_sixty_days

YES, NO = Text("是。", "Yes."), Text("没有。", "No.")


def _condition(
    reason: Reason,
    question: tuple[str, str],
    unmet: tuple[str, str],
    fails: Callable[[BenefitFacts], bool],
    *,
    met: Text = YES,
) -> Condition[BenefitFacts]:
    return Condition(reason, Text(*question), met, Text(*unmet), fails)


def _has_too_few(facts: BenefitFacts) -> bool:
    return facts.counted is not None and not facts.has_months and not facts.has_drawn_all


def _has_drawn_all(facts: BenefitFacts) -> bool:
    return facts.counted is not None and not facts.has_months and facts.has_drawn_all


def _is_own_wish(facts: BenefitFacts) -> bool:
    return facts.ending is not None and not facts.sides_differ and facts.will is Tri.NO


def _is_unclear(facts: BenefitFacts) -> bool:
    return facts.sides_differ or (facts.ending is not None and facts.will is Tri.ASK)


def _lacks_numbers(facts: BenefitFacts) -> bool:
    """Whether months or amount cannot be worked out although the months paid are known."""
    if facts.counted is None or not facts.region:
        return False
    try:
        months = facts.term.total
        if months:
            schedule_of(facts, months, facts.start.first_month)
    except ValueNotInForce:
        return facts.months_paid >= LEAST_MONTHS.count(facts.applied, facts.book)
    return False


CONDITIONS: tuple[Condition[BenefitFacts], ...] = (
    _condition(
        reasons.NO_RECORD_YET,
        ("有失业保险缴费记录吗？", "Is there a record of unemployment insurance?"),
        (
            "没有录入失业保险的记录，需要核对缴费月数。",
            "None is loaded: the months have to be found.",
        ),
        lambda facts: facts.counted is None and not facts.is_anonymous,
    ),
    _condition(
        reasons.TOO_FEW_MONTHS,
        ("累计缴费满12个月，或有上次未领的月数吗？", "Are 12 months paid, or any left over?"),
        ("不满12个月，也没有未领的月数。", "Fewer than 12, and none left over."),
        _has_too_few,
    ),
    _condition(
        reasons.ALL_DRAWN,
        ("还有可领的月数吗？", "Are there months left to draw?"),
        ("上次的月数已领完，之后缴费不满12个月。", "All were drawn, and fewer than 12 paid since."),
        _has_drawn_all,
    ),
    _condition(
        reasons.NOT_LOADED,
        ("当地的月数和标准已录入吗？", "Are months and amounts of the place loaded?"),
        ("没有，请按当地标准更正月数或金额。", "No: correct the months or the amount."),
        _lacks_numbers,
    ),
    _condition(
        reasons.OWN_WISH,
        ("离职不是本人意愿吗？", "Did the work end against the person's will?"),
        ("是本人意愿。", "It was their own wish."),
        _is_own_wish,
    ),
    _condition(
        reasons.REASONS_DIFFER,
        ("双方说的离职原因一致、清楚吗？", "Do both sides give the same clear reason?"),
        ("不一致或需要核实，请向单位核实。", "They differ or it is not clear: ask the employer."),
        _is_unclear,
    ),
    _condition(
        reasons.NOT_REPORTED,
        ("单位已报送离职记录吗？", "Has the employer reported the end?"),
        ("还没有；已向单位询问。", "Not yet; it has been asked."),
        lambda facts: facts.is_reported is False,
    ),
    _condition(
        reasons.STILL_INSURED,
        ("离职后已停止参保吗？", "Have contributions stopped since?"),
        ("离职之后的月份仍有缴费。", "Months after the last day are paid."),
        lambda facts: facts.is_insured,
    ),
    _condition(
        reasons.HAS_A_BUSINESS,
        ("名下没有经营主体吗？", "Is no business registered in the person's name?"),
        ("有经营主体登记。", "There is one."),
        lambda facts: facts.has_business,
    ),
    _condition(
        reasons.PENSION_AGE,
        ("未领养老金、未到退休年龄吗？", "Is the pension age still ahead, and no pension drawn?"),
        ("已领取养老金或已到年龄。", "A pension is drawn, or the age was reached."),
        lambda facts: facts.draws_pension or facts.has_age,
    ),
    _condition(
        reasons.DRAWING_ELSEWHERE,
        ("没有在领失业保险金吗？", "Is no unemployment benefit drawn now?"),
        ("正在领取。", "It is drawn."),
        lambda facts: facts.draws_elsewhere,
    ),
    _condition(
        reasons.INTERRUPTED,
        ("不在服刑或强制戒毒期间吗？", "Is it outside prison and compulsory treatment?"),
        ("在此期间。", "It is within."),
        lambda facts: facts.in_custody,
    ),
    _condition(
        reasons.OWED_MONTHS,
        ("没有单位欠缴的月份吗？", "Does no employer owe a month?"),
        ("有欠缴月份，未计入。", "Some are owed, and are not counted."),
        lambda facts: bool(facts.counted and facts.counted.owed),
    ),
    _condition(
        reasons.NEAR_AGE,
        ("距退休年龄满一年吗？", "Is the pension age a year away or more?"),
        ("不足一年，可领至退休。", "It is less: drawn until then."),
        lambda facts: facts.near_age is not None,
    ),
    _condition(
        reasons.LATER_THAN_SIXTY,
        ("离职在60天以内吗？", "Did the work end within 60 days?"),
        ("超过60天，不影响领取。", "Longer ago, which does no harm."),
        lambda facts: is_past_sixty_days(facts.last_day, facts.applied, facts.book),
    ),
)
