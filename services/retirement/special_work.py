"""“I worked underground, in heat, at heights”: judged from the file, made public, confirmed."""

from collections import Counter
from dataclasses import dataclass

from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Shown
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.documents import RETIREMENT_MEASURES, RETIREMENT_OLD_AGES, cite
from law.wording import Text, say_months
from records.rules.contributions import month_number
from services.retirement import questions as ask
from services.retirement.actions.judging import confirm
from services.retirement.actions.publishing import check_published
from services.retirement.facts import agency_of
from services.retirement.findings import findings_of
from services.retirement.letters import found_in_file, found_so_far
from services.retirement.papers import FILE_PAGES
from services.retirement.rules import findings, reasons, values
from services.retirement.rules.special import Enough, SpecialWork, special_age, special_work

LAW = cite(RETIREMENT_OLD_AGES, "1")
WORK = Field(
    name="work",
    kind=Kind.TABLE,
    label=Text("特殊工种经历", "Your special work"),
    why=Text("每一种工种分别计算年限。", "The years of each kind are counted by themselves."),
    basis=LAW,
    most=20,
    columns=(
        ask.column("from_month", Kind.MONTH, Text("从", "From"), is_past=True),
        ask.column("to_month", Kind.MONTH, Text("到", "To"), is_past=True, checks=(ask.in_order,)),
        ask.column("kind", Kind.CHOICE, Text("工种", "Work"), choices=tuple(values.WORKS.items())),
        ask.column("employer", Kind.TEXT, Text("单位", "Employer"), longest=80),
        ask.column("is_listed", Kind.YES_NO, Text("在工种名录中", "On the list of such work")),
    ),
)
CONSENT = Field(
    name="consents",
    kind=Kind.DECLARATION,
    label=Text(
        "我知道姓名（隐去部分）、单位、工种和时间会公示至少5个工作日。",
        "I know that my name (partly hidden), employer, work and months are made public for at "
        "least five working days.",
    ),
    why=Text(
        "公示后才能认定；公示结束即撤下。", "It is confirmed only after that, and taken down."
    ),
    basis=values.PUBLICATION_DAYS.values[0].basis,
)


@dataclass(frozen=True)
class SpecialFacts:
    """What somebody did, and whether it is enough."""

    found: SpecialWork
    is_listed: bool
    asked: Asked


def special_facts(asked: Asked) -> SpecialFacts:
    """Return the months of each kind: as the file was judged, else as they were named."""
    rows = asked.answers.get("work") or ()
    judged = findings_of(asked.known.person) if asked.known else None
    months: Counter[str] = Counter()
    for each in judged.found if judged else ():
        if each.kind == findings.SPECIAL and each.counts and each.from_month and each.to_month:
            months[each.value] += month_number(each.to_month) - month_number(each.from_month) + 1
    if not months:
        for row in rows:
            if row.get("from_month") and row.get("to_month"):
                span = month_number(row["to_month"]) - month_number(row["from_month"]) + 1
                months[str(row.get("kind"))] += max(span, 0)
    known = {name: number for name, number in months.items() if name in values.WORKS}
    is_listed = all(row.get("is_listed") for row in rows)
    return SpecialFacts(special_work(known, asked.today, asked.book), is_listed, asked)


CONDITIONS = (
    Condition[SpecialFacts](
        reasons.SPECIAL_TOO_SHORT,
        Text("有一种工种达到年限吗？", "Is there enough of one kind?"),
        Text("是。", "Yes."),
        Text("没有。", "No."),
        lambda facts: facts.found.enough is Enough.NO,
    ),
    Condition[SpecialFacts](
        reasons.WORK_NOT_LISTED,
        Text("工种在名录中，且不需要相加吗？", "Is the work listed, and no kinds are added?"),
        Text("是。", "Yes."),
        Text("不在名录中，或需要把不同工种相加。", "Not listed, or unlike kinds would be added."),
        lambda facts: facts.found.enough is Enough.CLERK or not facts.is_listed,
    ),
)


def figures(facts: SpecialFacts) -> tuple[Figure, ...]:
    """Return how much there is of the kind that comes nearest, and the age it leads to."""
    found, work = facts.found, values.WORKS[facts.found.nearest]
    basis = cite(RETIREMENT_MEASURES, "6")
    known = facts.asked.known
    sex = known.person.sex if known else ""
    shown = [
        Figure(
            label=Text(f"{work.zh}累计", f"Months {work.en}"),
            value=say_months(found.months),
            formula=Text(f"须满{found.needed}个月", f"{found.needed} months are needed"),
            basis=LAW,
            is_sure=False,
        )
    ]
    if sex in ("male", "female"):
        years = special_age(sex, facts.asked.today, facts.asked.book)
        shown.append(
            Figure(
                label=Text("特殊工种退休年龄", "Age after special work"),
                value=Text(f"{years}岁", f"{years}"),
                formula=Text("如何延迟由经办人员核定", "how it rises is for a clerk"),
                basis=basis,
                is_sure=False,
            )
        )
    return tuple(shown)


def _confirm(deed: Deed) -> None:
    check_published(deed.application.case, deed.now)
    confirm(deed.application.case, by=deed.by.user, now=deed.now)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what was confirmed of the file."""
    found = found_in_file(application)
    said = Text("按申请内容认定", "as it was applied for")
    return found or (Shown(label=Text("特殊工种", "Special work"), value=said),)


SPECIAL_WORK = Service(
    procedure=reviewed(
        "special-work",
        Text("特殊工种认定", "Special work"),
        term=values.BY_ANALOGY,
        insurance="pension",
    ),
    errand=Text(
        "我干过井下、高温等特殊工种", "I worked underground, in heat or other special work"
    ),
    event=LifeEvent.RETIRING,
    law=(LAW, cite(RETIREMENT_MEASURES, "6")),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="work", title=Text("做过什么", "What you did"), fields=(WORK, ask.FILE_AT)),
        FormPage(slug="true", title=Text("公示和签名", "Publication"), fields=(CONSENT, ask.TRUE)),
    ),
    pre_check=(WORK,),
    agency=agency_of,
    facts=special_facts,
    conditions=CONDITIONS,
    figures=figures,
    refusals=(reasons.NOT_PROVEN,),
    papers=(FILE_PAGES,),
    found=found_so_far,
    effect=_confirm,
    decided=decided,
    result=Text(
        "写明工种和月数的决定书，申领养老金时直接使用",
        "A decision with kinds and months, which counts when you apply for the pension",
    ),
)
