"""“Check my file before I retire”: what is found counts when the pension is asked for."""

from applications.declaring import Deciding, Deed, LifeEvent, Service
from applications.fields import FormPage, Question, Shown
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text
from records.rules.contributions import month_number
from services.retirement import forecast_questions as check
from services.retirement import questions as ask
from services.retirement.actions.judging import confirm
from services.retirement.conditions import BIRTH, DEEMED, POST, TWICE
from services.retirement.facts import RetireFacts, agency_of, facts_of
from services.retirement.figures import figures
from services.retirement.letters import found_in_file, found_so_far
from services.retirement.papers import FILE_PAGES
from services.retirement.rules import reasons, values


def _is_early(facts: RetireFacts) -> bool:
    if facts.window is None:
        return False
    ahead = month_number(facts.window.earliest) - month_number(facts.today)
    return ahead > values.FILE_REVIEW_MONTHS.count(facts.today, facts.book)


EARLY = Condition[RetireFacts](
    reasons.REVIEW_TOO_EARLY,
    Text("最早退休月份在一年以内吗？", "Does the earliest month lie within a year?"),
    Text("是。", "Yes."),
    Text("还有一年以上。", "It is more than a year away."),
    _is_early,
)


def _confirm(deed: Deed) -> None:
    confirm(deed.application.case, by=deed.by.user, now=deed.now)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what was found in the file; that nothing was is said as well."""
    found = found_in_file(application)
    nothing = Text("没有需要单独认定的事项", "nothing that had to be judged by itself")
    return found or (Shown(label=Text("档案", "File"), value=nothing),)


FILE_PRE_REVIEW = Service(
    procedure=reviewed(
        "file-pre-review",
        Text("退休档案预审", "Review of the personal file"),
        term=values.BY_ANALOGY,
        insurance="pension",
    ),
    errand=Text("退休前先看看我的档案有没有问题", "Check my file before I retire"),
    event=LifeEvent.RETIRING,
    law=(cite(HANDLING_REGULATIONS, "18"),),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="who", title=Text("岗位", "Your post"), fields=(ask.POST,)),
        FormPage(
            slug="file",
            title=Text("人事档案", "Your personal file"),
            fields=(ask.FILE_AT, ask.BIRTH_DIFFERS, ask.FILE_BORN, ask.FIRST_WORK),
        ),
        FormPage(slug="deemed", title=Text("早年经历", "Early years"), fields=(ask.DEEMED,)),
        FormPage(slug="true", title=Text("签名", "Your signature"), fields=(ask.TRUE,)),
    ),
    pre_check=(check.CATEGORY, check.BORN, check.PLACE, check.PAID, check.DEEMED),
    agency=agency_of,
    facts=facts_of,
    conditions=(EARLY, POST, BIRTH, DEEMED, TWICE),
    figures=lambda facts: figures(facts)[:2],
    refusals=(reasons.NOT_PROVEN,),
    papers=(FILE_PAGES,),
    found=found_so_far,
    effect=_confirm,
    decided=decided,
    result=Text(
        "写明出生年月、视同缴费等认定结果的决定书",
        "A decision that says what the file proves: birth, deemed time and the rest",
    ),
    questions=(
        Question(
            question=Text("预审以后还要再审吗？", "Is the file judged again later?"),
            answer=Text(
                "不用。已认定的内容在申领养老金时直接使用，除非出现新的材料。",
                "No. What was found counts when you apply for the pension, unless new papers come.",
            ),
            basis=values.PRACTICE,
        ),
    ),
)
