"""“The base is known now, or a period was missing”: a pension is worked out anew by two."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Field, Figure, FormPage, Kind, Shown, never
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.documents import HANDLING_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.money import from_fen
from law.wording import Text, say_yuan
from services.retirement import questions as ask
from services.retirement.actions.anew import determine_anew
from services.retirement.again import AnewFacts, anew_facts
from services.retirement.facts import agency_of
from services.retirement.figures import figures
from services.retirement.letters import asked_of, found_so_far, sheet_of
from services.retirement.papers import FILE_PAGES
from services.retirement.rules import reasons, values

LAW = cite(SOCIAL_INSURANCE_LAW, "15")
WHAT = Field(
    name="what",
    kind=Kind.CHOICE,
    label=Text("为什么要重新核定？", "Why should it be worked out anew?"),
    why=Text("经办人员先看这一项。", "A clerk looks at this first."),
    basis=LAW,
    choices=(
        ("period", Text("有年限没有算进去", "A period was left out")),
        ("index", Text("缴费指数或账户不对", "Index or account is wrong")),
        ("base", Text("当年的计发基数公布了", "The base of the year is published")),
        ("other", Text("其他", "Something else")),
    ),
)
NOTE = Field(
    name="note",
    kind=Kind.NOTE,
    label=Text("请说明", "Say more"),
    why=Text("写清哪几年、在哪里。", "Say which years, and where."),
    required=never,
)


def anew_figures(facts: AnewFacts) -> tuple[Figure, ...]:
    """Return the sum as it was, as it would be, and every number between them."""
    if facts.before is None:
        return ()
    old = from_fen(facts.before.total_fen)
    new = sum((line.amount for line in facts.retiring.lines), start=from_fen(0))
    return (
        Figure(
            label=Text("原来的每月养老金", "The pension so far"),
            value=say_yuan(old),
            formula=Text("上一次核定", "as it was determined last"),
            basis=LAW,
        ),
        Figure(
            label=Text("每月相差", "Difference of a month"),
            value=say_yuan(new - old),
            formula=Text(f"{new:,.2f}－{old:,.2f}", f"{new:,.2f} − {old:,.2f}"),
            basis=LAW,
        ),
        *figures(facts.retiring),
    )


def decided(application: Application) -> tuple[Shown, ...]:
    """Return the rows of the new sheet."""
    return sheet_of(anew_facts(asked_of(application)).retiring, application)


RECALCULATION = Service(
    procedure=reviewed(
        "recalculation",
        Text("养老金重新核定", "Work a pension out anew"),
        term=values.BY_ANALOGY,
        insurance="pension",
    ),
    errand=Text("我的养老金有年限没算进去", "Something was left out of my pension"),
    event=LifeEvent.RETIRING,
    law=(LAW, cite(HANDLING_REGULATIONS, "18")),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="what", title=Text("为什么", "Why"), fields=(WHAT, NOTE)),
        FormPage(slug="deemed", title=Text("早年经历", "Early years"), fields=(ask.DEEMED,)),
        FormPage(slug="true", title=Text("签名", "Your signature"), fields=(ask.TRUE,)),
    ),
    pre_check=(WHAT,),
    agency=agency_of,
    facts=anew_facts,
    conditions=(
        Condition[AnewFacts](
            reasons.NOTHING_DETERMINED,
            Text("有核定过的养老金吗？", "Has a pension been determined?"),
            Text("有。", "Yes."),
            Text("没有。", "No."),
            lambda facts: facts.before is None and not facts.is_anonymous,
        ),
    ),
    figures=anew_figures,
    refusals=(reasons.NOT_PROVEN,),
    papers=(FILE_PAGES,),
    found=found_so_far,
    effect=determine_anew,
    decided=decided,
    result=Text(
        "新的核定结果，差额随下一次发放补齐",
        "A new determination; the difference comes with the next payment",
    ),
)
