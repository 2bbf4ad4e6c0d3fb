"""What is asked before an employer pays past months: which months, by which base, why only now."""

from typing import Any

from agencies.rules.terms import RECORDED
from applications.fields import Answers, Field, Kind, Paper, never
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text
from services.contributions.rules import terms
from services.contributions.rules.top_ups import fault_of
from services.contributions.top_up_facts import stretches_in

PAPERS_BASIS = cite(HANDLING_REGULATIONS, "31")
NOT_DECLARED, TOO_LOW, SETTLED = "not-declared", "too-low", "settled"
SIX_MONTHS, THREE_YEARS, LONGER = "six-months", "three-years", "longer"
NONE = "none"
LEGAL_PAPERS = (
    ("judgment", Text("法院判决书", "A judgment")),
    ("award", Text("劳动仲裁裁决书", "An award of labour arbitration")),
    ("settlement", Text("法院或仲裁调解书", "A settlement before a court or arbitrators")),
    ("inspection", Text("劳动监察决定书", "A decision of the labour inspection")),
    ("audit", Text("审计意见", "A finding of the auditors")),
    ("procuratorate", Text("检察建议书", "A proposal of the procuratorate")),
)


def _is_a_table_of_months(value: Any, _answers: Answers) -> Text | None:
    return fault_of(stretches_in({"months": value}))


def _lies_far_back(answers: Answers) -> bool:
    return answers.get("reach") in (THREE_YEARS, LONGER)


def _has_legal_paper(answers: Answers) -> bool:
    return answers.get("legal_paper") not in (None, "", NONE)


INSURANCE = Field(
    name="insurance",
    kind=Kind.CHOICE,
    label=Text("补缴哪个险种？", "Which insurance?"),
    called=Text("险种", "Insurance"),
    why=Text("每个险种由各自的机构办理。", "Each insurance has an agency of its own."),
    choices=tuple(RECORDED.items()),
)
GROUND = Field(
    name="ground",
    kind=Kind.CHOICE,
    label=Text("为什么现在才缴？", "Why only now?"),
    called=Text("补缴原因", "Reason"),
    why=Text("不同原因核对的内容不一样。", "What is compared depends on it."),
    choices=(
        (NOT_DECLARED, Text("单位当时没有申报", "The employer declared nothing then")),
        (TOO_LOW, Text("基数申报低了", "The base was declared too low")),
        (SETTLED, Text("争议已经解决", "A dispute has been settled")),
    ),
)
MONTHS = Field(
    name="months",
    kind=Kind.TABLE,
    label=Text("哪些月份，按多少基数？", "Which months, and by which base?"),
    called=Text("补缴月份", "Months"),
    hint=Text(
        "基数相同的连续月份填一行；基数是当时的月工资。",
        "Months in a row with one base take one line. The base is the monthly wage of then.",
    ),
    why=Text("金额按月份和基数计算。", "The amount follows from months and base."),
    basis=terms.COLLECTING,
    columns=(
        Field(
            name="first",
            kind=Kind.MONTH,
            label=Text("开始月份", "From"),
            why=Text("从哪个月开始。", "The first month."),
            is_past=True,
        ),
        Field(
            name="last",
            kind=Kind.MONTH,
            label=Text("结束月份", "Until"),
            why=Text("到哪个月为止。", "The last month."),
            is_past=True,
        ),
        Field(
            name="base",
            kind=Kind.MONEY,
            label=Text("月基数（元）", "Base a month (yuan)"),
            why=Text("按它计算。", "It is reckoned from it."),
        ),
    ),
    one=Text("时段", "stretch of months"),
    most=50,
    checks=(_is_a_table_of_months,),
)
REACH = Field(
    name="reach",
    kind=Kind.CHOICE,
    label=Text("最早的月份是多久以前？", "How far back does the earliest month lie?"),
    called=Text("多久以前", "How far back"),
    why=Text("越早的月份，要核对的材料越多。", "The further back, the more is compared."),
    choices=(
        (SIX_MONTHS, Text("六个月以内", "Within six months")),
        (THREE_YEARS, Text("六个月以上，三年以内", "Six months to three years")),
        (LONGER, Text("三年以上", "Three years or more")),
    ),
)
LEGAL = Field(
    name="legal_paper",
    kind=Kind.CHOICE,
    label=Text("有哪种法律文书？", "Which legal paper is there?"),
    called=Text("法律文书", "Legal paper"),
    why=Text("三年以上的补缴以它为依据。", "What lies three years back rests on it."),
    choices=(*LEGAL_PAPERS, (NONE, Text("都没有", "None of these"))),
    required=lambda answers: answers.get("reach") == LONGER,
    shown=lambda answers: answers.get("reach") == LONGER,
)
PAPER_DAY = Field(
    name="paper_day",
    kind=Kind.DAY,
    label=Text("文书日期", "Day of the paper"),
    why=Text("据此核对文书。", "By it the paper is found."),
    required=_has_legal_paper,
    shown=_has_legal_paper,
    is_past=True,
)
PAPER_NUMBER = Field(
    name="paper_number",
    kind=Kind.TEXT,
    label=Text("文书编号", "Number of the paper"),
    why=Text("据此核对文书。", "By it the paper is found."),
    required=never,
    shown=_has_legal_paper,
    longest=60,
)
WAGES = Paper(
    slot="wages",
    title=Text("工资证明和劳动合同", "Wages and contract of employment"),
    why=Text(
        "证明当时在这家单位工作、工资是多少。", "They show that you worked there, for how much."
    ),
    basis=PAPERS_BASIS,
    needed=_lies_far_back,
    when=Text("六个月以上的", "For more than six months"),
    form=Text("照片或扫描件", "A photograph or scan"),
    where_from=Text("工资条、银行流水、劳动合同", "Pay slips, bank statements, the contract"),
)
LEGAL_PAPER = Paper(
    slot="legal-paper",
    title=Text("法律文书", "Legal paper"),
    why=Text("三年以上的补缴以它为依据。", "What lies three years back rests on it."),
    basis=PAPERS_BASIS,
    needed=_has_legal_paper,
    when=Text("三年以上的", "For three years or more"),
    form=Text("照片或扫描件", "A photograph or scan"),
    where_from=Text("法院、仲裁委、劳动监察等", "Court, arbitrators, labour inspection"),
)
