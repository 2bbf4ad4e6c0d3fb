"""“I retire; pay my pension”: judged from the file by one, confirmed by another, then paid."""

from dataclasses import replace

from applications.declaring import WAYS, Deciding, LifeEvent, Outcome, Service
from applications.fields import FormPage, Paper, Question
from applications.models import Application
from applications.rules.flows import produced
from casework.rules.statuses import Status
from law.documents import HANDLING_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.wording import Text
from services.retirement import forecast_questions as check
from services.retirement import questions as ask
from services.retirement.actions.determining import determine
from services.retirement.conditions import RETIRING
from services.retirement.facts import agency_of, facts_of, standing_choice
from services.retirement.figures import figures
from services.retirement.letters import follows, found_so_far, sheet
from services.retirement.papers import FILE_PAGES
from services.retirement.rules import reasons, values
from services.retirement.rules.windows import When

# A yes is the sheet itself: one letter, every number with its article.
WAYS_OF_DETERMINING = {
    outcome: replace(way, letter="determination") if outcome is not Outcome.REFUSED else way
    for outcome, way in WAYS.items()
}
SIGNED_HERE = Text("免提交：单位已在平台上签名确认。", "Not needed: your employer has signed here.")


def _signed_here(application: Application) -> Text | None:
    """No paper where the employer has signed on the portal what the person chose."""
    choice = standing_choice(application.case.person)
    return SIGNED_HERE if choice and choice.employer_agrees else None


AGREEMENT = Paper(
    slot="agreement",
    title=Text("弹性延迟退休协议", "Agreement on retiring later"),
    basis=values.LATE,
    needed=lambda answers: answers.get("when") == When.LATE,
    where_from=Text("您和单位签订的协议", "What you and your employer have signed"),
    why=Text("延迟退休要有双方签名的书面约定。", "A later date is agreed in writing by both."),
    when=Text("弹性延迟退休时", "If you retire later"),
    spared=_signed_here,
    unless=Text("单位已在平台上签名的，免提交", "Not where your employer has signed here"),
)
RETIREMENT = Service(
    procedure=produced(
        "retirement",
        Text("养老金申领（退休审批）", "Pension"),
        term=values.REVIEW,
        produce=values.FIRST_PAYMENT,
        insurance="pension",
        making=Text("发放首笔养老金", "Paying the first pension"),
        sentences={
            (Status.SUBMITTED, Status.APPROVED): Text(
                "经办机构按档案核定；准予的，您收到决定书和核定表，养老金按月发放。",
                "The agency determines it from your file. You get the decision and the sheet, and "
                "your pension is paid month by month.",
            ),
            (Status.APPROVED, Status.COMPLETED): Text(
                "首笔养老金到账，业务即办结。",
                "With the first payment in your account the case is completed.",
            ),
        },
    ),
    errand=Text("我要退休，领养老金", "I retire and want my pension"),
    event=LifeEvent.RETIRING,
    law=(cite(SOCIAL_INSURANCE_LAW, "16"), cite(HANDLING_REGULATIONS, "18"), values.CHOICE),
    deciding=Deciding.TWO,
    pages=(
        FormPage(slug="who", title=Text("岗位", "Your post"), fields=(ask.POST,)),
        FormPage(
            slug="when",
            title=Text("什么时候退休", "When"),
            fields=(ask.WHEN, ask.DAY, ask.NOTICED, ask.AGREED, ask.LEADING),
        ),
        FormPage(
            slug="file",
            title=Text("人事档案", "Your personal file"),
            fields=(ask.FILE_AT, ask.BIRTH_DIFFERS, ask.FILE_BORN, ask.FIRST_WORK),
        ),
        FormPage(slug="deemed", title=Text("早年经历", "Early years"), fields=(ask.DEEMED,)),
        FormPage(slug="true", title=Text("签名", "Your signature"), fields=(ask.TRUE,)),
    ),
    pre_check=(
        check.CATEGORY,
        check.BORN,
        check.PLACE,
        check.PAID,
        check.DEEMED,
        check.ACCOUNT,
        check.INDEX,
        ask.WHEN,
        ask.DAY,
        ask.NOTICED,
        ask.AGREED,
        ask.LEADING,
    ),
    agency=agency_of,
    facts=facts_of,
    conditions=RETIRING,
    figures=figures,
    papers=(AGREEMENT, FILE_PAGES),
    refusals=(reasons.NOT_PROVEN,),
    follows=follows,
    found=found_so_far,
    effect=determine,
    decided=sheet,
    ways=WAYS_OF_DETERMINING,
    result=Text(
        "退休决定书和养老金核定表，可扫码核验",
        "The decision and the sheet of your pension, which anybody can check",
    ),
    questions=(
        Question(
            question=Text("要自己拿档案吗？", "Do I have to bring my file?"),
            answer=Text(
                "不用。说明在哪里，经办机构向保管单位调取。",
                "No. Say where it is: the agency asks whoever keeps it.",
            ),
            basis=cite(HANDLING_REGULATIONS, "31"),
        ),
        Question(
            question=Text("为什么先预发，以后再重核？", "Why is it provisional at first?"),
            answer=Text(
                "当年的计发基数一般在年中公布。公布前按上一次的基数预发，公布后重新核定并补发差额。",
                "The base of the year is published in its middle. Until then the last one is used; "
                "afterwards it is worked out anew and the difference is paid.",
            ),
            basis=values.PRACTICE,
        ),
        Question(
            question=Text("对核定的数字有意见怎么办？", "What if I think a number is wrong?"),
            answer=Text(
                "核定表的每个数字都写明算法和依据。可以在业务页面提出异议，由没有经手的人复查。",
                "Each number says how it was reckoned and by which rule. Object on the page of the "
                "case: somebody who had no part in it looks again.",
            ),
            basis=cite(SOCIAL_INSURANCE_LAW, "83"),
        ),
    ),
)
