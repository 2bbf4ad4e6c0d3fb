"""Old-age insurance of employees and of residents: joining the two, and moving the second.

人社部发〔2014〕17号 arts. 3, 4 and 8. The portal moves relationships of employees; what belongs to
these conditions is shown its way, and never sent as if it were an ordinary transfer.
"""

from datetime import date

from casework.rules.verdicts import Condition
from law.wording import Text
from records.rules.retirement import Category, minimum_months, retirement_of
from transfers.rules.facts import EMPLOYEE, RESIDENT, PensionFacts
from transfers.rules.verdicts import condition

# Questions about ordinary transfers, which are beside the point here.
ORDINARY = frozenset(
    {"A03", "A04", "A05", "A06", "A07", "A14", "A15", "A16", "B04", "B05", "B06", "C07"}
)


def is_link(facts: PensionFacts) -> bool:
    """Whether one scheme would be joined to the other, at one place or at two."""
    return facts.from_scheme != facts.to_scheme


def is_within_employee_scheme(facts: PensionFacts) -> bool:
    """Whether it is an ordinary transfer: from employees to employees."""
    return facts.from_scheme == facts.to_scheme == EMPLOYEE


def _is_within_resident_scheme(facts: PensionFacts) -> bool:
    return facts.from_scheme == facts.to_scheme == RESIDENT


def _draws_any(facts: PensionFacts) -> bool:
    return facts.drawing_benefit or facts.drawing_resident_pension


def draws_the_pension_that_would_move(facts: PensionFacts) -> bool:
    """Whether the pension of that scheme is drawn already (66号 art. 2; 17号, residents too)."""
    if _is_within_resident_scheme(facts):
        return _draws_any(facts)
    return facts.drawing_benefit and not is_link(facts)


def _retires_in(facts: PensionFacts) -> tuple[date, date]:
    """Return the earliest and the latest month of retirement: a woman's hangs on her post."""
    own = [Category.MALE] if facts.sex == "male" else [Category.FEMALE_50, Category.FEMALE_55]
    months = [retirement_of(each, facts.born_on, facts.book).retirement_month for each in own]
    return min(months), max(months)


def is_before_retirement(facts: PensionFacts) -> bool:
    """Whether the statutory age of employees is certainly not reached (17号 art. 3)."""
    return is_link(facts) and facts.applied_on.replace(day=1) < _retires_in(facts)[0]


def _has_enough_months(facts: PensionFacts) -> bool | None:
    """Whether there are the months for an employee's pension; None where nobody can tell."""
    if facts.employee_months is None:
        return None
    earliest, latest = _retires_in(facts)
    needed = {minimum_months(month, facts.book) for month in (earliest, latest)}
    enough = {facts.employee_months >= months for months in needed}
    return enough.pop() if len(enough) == 1 else None


def lacks_months_for_employees(facts: PensionFacts) -> bool:
    """Whether a resident asks for the employee scheme with too few months there."""
    asks = is_link(facts) and facts.to_scheme == EMPLOYEE
    return asks and _has_enough_months(facts) is False


def has_months_for_employees(facts: PensionFacts) -> bool:
    """Whether an employee who will draw that pension asks for the resident scheme."""
    asks = is_link(facts) and facts.to_scheme == RESIDENT
    return asks and _has_enough_months(facts) is True


def is_for_the_counter(facts: PensionFacts) -> bool:
    """Whether the law allows it, or does not tell, and the portal does not carry it out."""
    speaks_against = (is_before_retirement, lacks_months_for_employees, has_months_for_employees)
    is_open = is_link(facts) and not any(each(facts) for each in speaks_against)
    return is_open or _is_within_resident_scheme(facts)


CONDITIONS: tuple[Condition[PensionFacts], ...] = (
    condition(
        "C05",
        Text("制度衔接前没有领取待遇吗？", "Is no pension drawn before two schemes are linked?"),
        Text("不涉及已领取待遇的制度衔接。", "No drawn pension would be linked."),
        Text(
            "参保人已领取其中一种养老保险待遇，不再办理制度衔接。",
            "The insured person draws one of the two pensions already; the schemes are "
            "no longer linked.",
        ),
        lambda facts: is_link(facts) and _draws_any(facts),
        ends=True,
        beside=frozenset({"C06"}),
    ),
    condition(
        "C06",
        Text("没有同时领取两种待遇吗？", "Are not both pensions drawn?"),
        Text("没有同时领取职工和居民养老待遇。", "They are not."),
        Text(
            "参保人同时领取职工和居民养老保险待遇，居民养老保险关系应当终止。",
            "The insured person draws both pensions; the resident relationship must be ended.",
        ),
        lambda facts: facts.drawing_benefit and facts.drawing_resident_pension,
    ),
    condition(
        "C01",
        Text("制度衔接已到退休年龄吗？", "Is the age for linking two schemes reached?"),
        Text("不涉及未到龄的制度衔接。", "No linking before that age is asked for."),
        Text(
            "参保人未达到职工法定退休年龄，不能办理制度衔接。",
            "The insured person has not reached employee retirement age, from which the "
            "schemes can be linked.",
        ),
        is_before_retirement,
        hides=ORDINARY | {"C02", "C03"},  # years may still be paid until then
    ),
    condition(
        "C02",
        Text("转入职工养老保险的年限够吗？", "Are there the years for the employee scheme?"),
        Text("不涉及年限不足的制度衔接。", "Too few years stand in the way of nothing."),
        Text(
            "参保人的职工养老保险缴费未达到最低年限，居民养老保险不能转入职工养老保险。",
            "The insured person has too few years in the employee scheme for the "
            "resident pension to be linked to it.",
        ),
        lacks_months_for_employees,
        hides=ORDINARY,
    ),
    condition(
        "C03",
        Text("确需转入居民养老保险吗？", "Is the resident scheme the right one?"),
        Text("不涉及应领职工养老金的衔接。", "Nobody with an employee's pension would leave it."),
        Text(
            "参保人的职工养老保险缴费已达到最低年限，应按职工养老保险领取待遇。",
            "The insured person has the years for an employee's pension and will draw that one.",
        ),
        has_months_for_employees,
        hides=ORDINARY,
    ),
    condition(
        "A12",
        Text("这类账户能在网上转移吗？", "Is this kind of account moved online?"),
        Text("职工养老保险关系可以在网上转移。", "An employee's relationship is moved online."),
        Text(
            "这类账户不能在网上转移，由窗口办理。",
            "This kind of account is not moved online; the counter handles it.",
        ),
        is_for_the_counter,
        hides=ORDINARY,
    ),
    condition(
        "C07",
        Text("没有领取居民养老待遇吗？", "Is no resident pension drawn?"),
        Text("没有领取居民养老待遇。", "None is drawn."),
        Text(
            "参保人正在领取居民养老保险待遇；职工关系能否转移，规定没有写明，由经办人员决定。",
            "The insured person draws a resident pension. The rules do not say whether "
            "an employee's relationship moves then: it is for a clerk to decide.",
        ),
        lambda facts: is_within_employee_scheme(facts) and facts.drawing_resident_pension,
    ),
)
