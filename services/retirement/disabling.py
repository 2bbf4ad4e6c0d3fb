"""“I can work no more”: the allowance of those who lost all capacity (人社部发〔2024〕72号)."""

from datetime import date

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Field, Figure, FormPage, Kind, Paper
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.documents import DISABILITY_ALLOWANCE as MEASURES
from law.documents import cite
from law.wording import Basis, Text, say_month, say_months, say_yuan
from services.retirement import questions as ask
from services.retirement.actions.disabling import begin
from services.retirement.conditions import DRAWS, POST
from services.retirement.disability_facts import DisabilityFacts, disability_facts
from services.retirement.facts import agency_of
from services.retirement.letters import found_so_far
from services.retirement.papers import FILE_PAGES
from services.retirement.rules import disability_reasons, reasons, values
from services.retirement.rules.disability import Article

YES, NO = Text("是。", "Yes."), Text("否。", "No.")
CERTIFIED = Field(
    name="certified_on",
    kind=Kind.DAY,
    label=Text("劳动能力鉴定结论是哪天作出的？", "When was the certificate of capacity issued?"),
    why=Text("一般要在一年以内。", "It is usually less than a year old."),
    basis=cite(MEASURES, "2"),
    is_past=True,
)
BOARD = Field(
    name="board",
    kind=Kind.TEXT,
    label=Text("哪个鉴定委员会作出的？", "Which board issued it?"),
    why=Text("经办机构向它核对。", "The agency compares it there."),
    longest=80,
)
NUMBER = Field(
    name="certificate",
    kind=Kind.TEXT,
    label=Text("鉴定结论编号", "Number of the certificate"),
    why=Text("经办机构凭编号核对。", "The agency finds it by its number."),
    longest=40,
    is_masked=True,
)
TOTAL = Field(
    name="is_total",
    kind=Kind.YES_NO,
    label=Text("结论是完全丧失劳动能力吗？", "Does it say total loss of capacity?"),
    why=Text("只有完全丧失的才有病残津贴。", "The allowance is for total loss alone."),
    basis=cite(MEASURES, "2"),
)
STOPS = Field(
    name="stops_paying",
    kind=Kind.YES_NO,
    label=Text("已经停止缴费了吗？", "Have contributions stopped?"),
    why=Text("领取期间不能缴费。", "None are paid while it is drawn."),
    basis=cite(MEASURES, "6"),
)
DRAWS_UNEMPLOYMENT = Field(
    name="draws_unemployment",
    kind=Kind.YES_NO,
    label=Text("正在领失业保险金吗？", "Do you draw unemployment benefit now?"),
    why=Text("同一个月不能两样都领。", "Nobody draws both for the same month."),
    basis=disability_reasons.DRAWS_UNEMPLOYMENT.basis,
)
CERTIFICATE = Paper(
    slot="certificate",
    title=Text("劳动能力鉴定结论", "Certificate of labour capacity"),
    basis=cite(MEASURES, "2"),
    needed=lambda _answers: True,
    where_from=Text("劳动能力鉴定委员会", "The labour-capacity board"),
    why=Text("证明完全丧失劳动能力。", "It shows total loss of capacity."),
)
LABELS = {
    Article.AS_PENSION: Text("按养老金计发", "As the pension would be"),
    Article.BASIC_PART: Text("按基础养老金计发", "The basic part of the pension"),
    Article.FOR_MONTHS: Text("按基础养老金计发，有期限", "The basic part, for some months"),
}


def _draws(facts: DisabilityFacts) -> bool:
    return DRAWS.fails(facts.retiring)


CONDITIONS = (
    Condition[DisabilityFacts](DRAWS.reason, DRAWS.question, DRAWS.met, DRAWS.unmet, _draws),
    Condition[DisabilityFacts](
        POST.reason,
        POST.question,
        POST.met,
        POST.unmet,
        lambda facts: facts.retiring.category is None,
    ),
    Condition[DisabilityFacts](
        disability_reasons.OF_AGE,
        Text("还没有到退休年龄吗？", "Is the age not reached yet?"),
        YES,
        NO,
        lambda facts: facts.is_of_age,
        ends=True,
    ),
    Condition[DisabilityFacts](
        disability_reasons.NO_CERTIFICATE,
        Text("鉴定结论在一年以内吗？", "Is the certificate less than a year old?"),
        YES,
        NO,
        lambda facts: facts.is_old,
    ),
    Condition[DisabilityFacts](
        disability_reasons.NOT_TOTAL,
        Text("完全丧失劳动能力吗？", "Is all capacity lost?"),
        YES,
        NO,
        lambda facts: not facts.is_total,
    ),
    Condition[DisabilityFacts](
        disability_reasons.STILL_PAYING,
        Text("停止缴费了吗？", "Have contributions stopped?"),
        YES,
        NO,
        lambda facts: facts.pays,
    ),
    Condition[DisabilityFacts](
        disability_reasons.DRAWS_UNEMPLOYMENT,
        Text("没有在领失业保险金吗？", "Is no unemployment benefit drawn?"),
        YES,
        Text("正在领取，请先停领。", "It is drawn: it has to end first."),
        lambda facts: facts.is_excluded,
    ),
    Condition[DisabilityFacts](
        disability_reasons.FOR_SOME_MONTHS,
        Text("缴费达到最低年限吗？", "Are there the months of the minimum?"),
        YES,
        NO,
        lambda facts: facts.found is not None and facts.found.article is Article.FOR_MONTHS,
    ),
)


def figures(facts: DisabilityFacts) -> tuple[Figure, ...]:
    """Return by which article it is paid, the sum, until when, and when it is reckoned anew."""
    found = facts.found
    if found is None:
        return ()
    basis = cite(MEASURES, found.article.value)
    lines = tuple(
        Figure(
            label=line.title,
            value=say_yuan(line.amount),
            formula=line.formula,
            basis=line.basis,
            is_sure=line.is_sure,
        )
        for line in facts.lines()
    )
    until = say_month(found.until)
    shown = [
        Figure(
            label=Text("计发办法", "How it is worked out"),
            value=LABELS[found.article],
            formula=Text(f"第{found.article}条", f"article {found.article}"),
            basis=basis,
        ),
        *lines,
        Figure(
            label=Text("领取到", "Paid until"),
            value=until,
            formula=Text("之后改领养老金", "then the pension takes its place")
            if found.most_months is None
            else Text(
                f"最长{found.most_months}个月", f"{say_months(found.most_months).en} at most"
            ),
            basis=basis,
        ),
    ]
    if found.anew_in is not None:
        shown.append(_anew(found.anew_in, basis))
    return tuple(shown)


def _anew(month: date, basis: Basis) -> Figure:
    return Figure(
        label=Text("重新核定", "Worked out anew in"),
        value=say_month(month),
        formula=Text("距退休年龄五年时", "when five years are left to the age"),
        basis=basis,
    )


DISABILITY_ALLOWANCE = Service(
    procedure=reviewed(
        "disability-allowance",
        Text("病残津贴", "Disability allowance"),
        term=values.BY_ANALOGY,
        insurance="pension",
    ),
    errand=Text("我病残了，完全不能工作", "I am ill or disabled and can work no more"),
    event=LifeEvent.ILL,
    law=(cite(MEASURES, "2"), cite(MEASURES, "3")),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="who", title=Text("岗位", "Your post"), fields=(ask.POST,)),
        FormPage(
            slug="certificate",
            title=Text("劳动能力鉴定", "Certificate of capacity"),
            fields=(CERTIFIED, BOARD, NUMBER, TOTAL),
        ),
        FormPage(slug="true", title=Text("签名", "Your signature"), fields=(STOPS, ask.TRUE)),
    ),
    pre_check=(*ask.FOR_ANYBODY, CERTIFIED, TOTAL, STOPS, DRAWS_UNEMPLOYMENT),
    agency=agency_of,
    facts=disability_facts,
    conditions=CONDITIONS,
    figures=figures,
    papers=(CERTIFICATE, FILE_PAGES),
    refusals=(reasons.NOT_PROVEN,),
    found=found_so_far,
    effect=begin,
    result=Text("病残津贴决定书，按月发放", "The decision; it is paid month by month"),
)
