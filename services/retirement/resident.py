"""“I am sixty and insured as a resident”: the residents' pension, from age, years and account."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Field, Figure, FormPage, Kind, Question
from applications.rules.flows import produced
from casework.rules.statuses import Status
from casework.rules.verdicts import Condition
from law.documents import HANDLING_REGULATIONS, cite
from law.local_documents import RESIDENT_PENSION
from law.wording import Text, say_month, say_months, say_yuan
from records.rules.contributions import month_number, month_of
from services.retirement import questions as ask
from services.retirement.actions.drawing import ACCOUNT, BACK, BASIC, LABELS, begin
from services.retirement.resident_facts import ResidentFacts, agency_of, resident_facts
from services.retirement.rules import reasons, resident_reasons, values
from services.retirement.rules.resident import AGES, AMOUNTS, MONTHS, ResidentPension

YES, NO = Text("是。", "Yes."), Text("否。", "No.")
NONE, THERE_IS = Text("没有。", "None."), Text("有。", "Yes.")
FOR_CHECK = (
    Field(
        name="born",
        kind=Kind.MONTH,
        label=Text("哪年哪月出生？", "In which month were you born?"),
        why=Text("年满60周岁的次月起领取。", "It is paid from the month after you turn sixty."),
        basis=AGES,
        is_past=True,
    ),
    Field(
        name="years_paid",
        kind=Kind.NUMBER,
        label=Text("居民养老保险缴了几年？", "How many years have you paid as a resident?"),
        why=Text("一般要满15年。", "Fifteen are usually needed."),
        basis=MONTHS,
        checks=(
            lambda value, _answers: (
                None
                if value is None or 0 <= value <= 60
                else Text("请输入0到60之间的年数。", "Enter a number of years between 0 and 60.")
            ),
        ),
    ),
    Field(
        name="account",
        kind=Kind.MONEY,
        label=Text("居民养老保险个人账户有多少钱？", "How much is in your residents' account?"),
        why=Text("除以139，就是每月账户养老金。", "Divided by 139 it is paid each month."),
        basis=AMOUNTS,
    ),
    Field(
        name="place",
        kind=Kind.REGION,
        label=Text("在哪里参保？", "Where are you insured?"),
        why=Text("基础养老金由当地规定。", "The basic part is set by the place."),
    ),
    Field(
        name="draws_other",
        kind=Kind.YES_NO,
        label=Text("在领取职工养老金或退休金吗？", "Do you draw an employees' or another pension?"),
        why=Text("两种养老金不能同时领。", "Nobody draws two pensions at a time."),
        basis=AGES,
    ),
)


def _is_young(facts: ResidentFacts) -> bool:
    return facts.of_age is None or facts.of_age > facts.today.replace(day=1)


CONDITIONS = (
    Condition[ResidentFacts](
        reasons.DRAWS_ALREADY,
        Text("还没有领取养老金吗？", "Is no pension drawn yet?"),
        YES,
        Text("记录显示已在领取。", "By the record one is drawn."),
        lambda facts: facts.draws,
        ends=True,
    ),
    Condition[ResidentFacts](
        resident_reasons.NOT_SIXTY,
        Text("年满60周岁了吗？", "Is the age of sixty reached?"),
        YES,
        NO,
        _is_young,
    ),
    Condition[ResidentFacts](
        resident_reasons.TOO_FEW_YEARS,
        Text("缴费满15年吗？", "Are there fifteen years?"),
        YES,
        NO,
        lambda facts: facts.short > 0,
    ),
    Condition[ResidentFacts](
        resident_reasons.HAS_EMPLOYEE_YEARS,
        Text("还有职工养老保险的缴费吗？", "Is there a record in the employees' scheme?"),
        NONE,
        THERE_IS,
        lambda facts: facts.employee_months > 0,
    ),
    Condition[ResidentFacts](
        resident_reasons.MONTHS_BEFORE,
        Text("满60岁时就申请吗？", "Is it applied for at sixty?"),
        YES,
        NO,
        lambda facts: facts.months_before > 0,
    ),
    Condition[ResidentFacts](
        reasons.NO_ACCOUNT,
        Text("有可以付款的账户吗？", "Is there an account to pay to?"),
        THERE_IS,
        NONE,
        lambda facts: not facts.has_account,
    ),
    Condition[ResidentFacts](
        resident_reasons.BASIC_NOT_KNOWN,
        Text("当地基础养老金标准录入了吗？", "Is the basic part of the place loaded?"),
        YES,
        NO,
        lambda facts: facts.found is None or facts.found.basic is None,
    ),
)


def figures(facts: ResidentFacts) -> tuple[Figure, ...]:
    """Return the months, from when it is paid, both parts, and what a late application leaves."""
    found = facts.found
    shown = [
        Figure(
            label=Text("累计缴费", "Months that count"),
            value=say_months(facts.months),
            formula=Text("每个月只算一次", "each month once"),
            basis=MONTHS,
        )
    ]
    if facts.first is not None:
        shown.append(
            Figure(
                label=Text("待遇起始", "Paid from"),
                value=say_month(facts.first),
                formula=Text(
                    "满60周岁的次月，不早于申请当月",
                    "the month after sixty, and none before that of the application",
                ),
                basis=AGES,
            )
        )
    if found is None:
        return tuple(shown)
    shown += [_basic(found), _account(found)]
    if facts.months_before > 0:
        shown.append(_before(facts))
    return tuple(shown)


def _basic(found: ResidentPension) -> Figure:
    if found.basic is not None:
        said = Text("当地公布的标准", "what the place pays")
        value = say_yuan(found.basic)
    else:
        least = say_yuan(found.least_basic)
        value = Text(f"不低于{least.zh}", f"at least {least.en}")
        said = Text("当地标准由经办人员核定", "a clerk enters the number of the place")
    return Figure(
        name=BASIC,
        label=LABELS[BASIC],
        value=value,
        formula=said,
        basis=found.basic_basis,
        is_sure=found.basic is not None and found.basic_basis.verified,
    )


def _account(found: ResidentPension) -> Figure:
    whole = say_yuan(found.account)
    return Figure(
        name=ACCOUNT,
        label=LABELS[ACCOUNT],
        value=say_yuan(found.of_account),
        formula=Text(f"{whole.zh}÷{found.divisor}", f"{whole.en} / {found.divisor}"),
        basis=AMOUNTS,
    )


def _before(facts: ResidentFacts) -> Figure:
    first = month_of(month_number(facts.first or facts.today) - facts.months_before)
    return Figure(
        name=BACK,
        label=LABELS[BACK],
        value=Text("由经办人员按当地规定核定", "for a clerk, by the rules of the place"),
        formula=Text(
            f"{say_month(first).zh}起，共{facts.months_before}个月",
            f"{say_months(facts.months_before).en} from {say_month(first).en}",
        ),
        basis=MONTHS,
        is_sure=False,
    )


RESIDENT_PENSION_CLAIM = Service(
    procedure=produced(
        "resident-pension",
        Text("城乡居民养老金申领", "Residents' pension"),
        term=values.REVIEW,
        produce=values.FIRST_PAYMENT,
        insurance="pension",
        making=Text("发放首笔养老金", "Paying the first pension"),
        sentences={
            (Status.APPROVED, Status.COMPLETED): Text(
                "首笔养老金到账，业务即办结。",
                "With the first payment in your account the case is completed.",
            ),
        },
    ),
    errand=Text("我满60岁了，要领居民养老金", "I am sixty and insured as a resident"),
    event=LifeEvent.RETIRING,
    law=(cite(RESIDENT_PENSION, "7"), cite(HANDLING_REGULATIONS, "18")),
    deciding=Deciding.TWO,
    pages=(FormPage(slug="true", title=Text("签名", "Your signature"), fields=(ask.TRUE,)),),
    pre_check=FOR_CHECK,
    agency=agency_of,
    facts=resident_facts,
    conditions=CONDITIONS,
    figures=figures,
    correctable=tuple(LABELS.items()),
    refusals=(reasons.NOT_PROVEN,),
    effect=begin,
    result=Text(
        "写明每一项金额的决定书，养老金按月到账", "A decision with both parts, paid monthly"
    ),
    opening=Text("准予按月领取城乡居民养老金。", "The residents' pension is granted."),
    questions=(
        Question(
            question=Text("子女要先缴费我才能领吗？", "Do my children have to pay first?"),
            answer=Text(
                "不用。领取养老金与子女是否参保没有关系。",
                "No. Whether your children are insured has nothing to do with it.",
            ),
            basis=cite(RESIDENT_PENSION, "7"),
        ),
        Question(
            question=Text("个人账户领完了怎么办？", "What when the account is used up?"),
            answer=Text(
                "照常发放，一直到去世；有剩余的由家人继承。",
                "It is paid on for as long as you live; what is left is inherited.",
            ),
            basis=AMOUNTS,
        ),
    ),
)
