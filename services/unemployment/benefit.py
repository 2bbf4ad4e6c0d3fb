"""“I lost my work”: registered and applied for in one form, decided by two (社会保险法 art. 45)."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from applications import known
from applications.declaring import WAYS as USUAL
from applications.declaring import Deciding, LifeEvent, Outcome, Service
from applications.fields import Answers, Asked, FormPage, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from kit.spelling import UNKNOWN
from law.wording import Text, filled, say_day, say_month, say_months
from records.rules.contributions import month_number
from services.unemployment import questions as ask
from services.unemployment.actions.asking import answered, ask_employer
from services.unemployment.actions.granting import check_known, grant
from services.unemployment.conditions import CONDITIONS
from services.unemployment.facts import agency_of, facts_of
from services.unemployment.figures import CORRECTABLE, figures
from services.unemployment.rules import reasons
from services.unemployment.rules.terms import REVIEW
from services.unemployment.wording import ending_text

BENEFIT = "unemployment-benefit"
REPORT = Text(
    "找到工作、开始经营、参军、出国定居或开始领养老金的，请在20个工作日内告知（网上点“我找到工作了”）。"
    "没有领完的月数会为您留着。",
    "Tell us within 20 working days when you find work, start a business, join the army, move "
    "abroad or draw a pension: “I found work” is enough. Months not drawn are kept for you.",
)
FOLLOWS = (
    Text(
        "标准调整时，还没发的月份按新标准发，不用再申请。",
        "When the amount changes, months still to come follow it by themselves.",
    ),
    Text(
        "发到您社会保障卡的银行账户；换账户请用“更改收款账户”。",
        "It is paid to the bank account of your social security card; “another account” changes "
        "it.",
    ),
    Text(
        "领取期间，职工医保由基金缴费，您不用缴。",
        "While you draw it, the fund pays your medical insurance and you pay nothing.",
    ),
    REPORT,
)
WAYS = {
    **USUAL,
    Outcome.GRANTED: replace(
        USUAL[Outcome.GRANTED],
        label=Text("准予领取失业保险金", "Grant unemployment benefit"),
        done=Text("准予领取失业保险金", "Unemployment benefit is granted"),
    ),
}


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return FOLLOWS


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what the letter says: how the work ended, and each month that was counted."""
    case = application.case
    today = timezone.localdate(case.submitted_at or case.created_at)
    held, answers = known.known_for(case, today=today), answers_of(application)
    facts = facts_of(known.asked(application.service, answers, held, today=today))
    rows = [
        (Text("最后工作日", "Last day of work"), _day(answers)),
        (Text("离职原因", "How it ended"), ending_text(str(answers.get("ending") or ""))),
    ]
    if facts.counted is not None:
        rows.append((Text("计入的缴费月份", "Months counted"), spans_text(facts.counted.months)))
        if facts.counted.owed:
            owed = Text("单位欠缴、未计入的月份", "Owed by an employer, not counted")
            rows.append((owed, spans_text(facts.counted.owed)))
    return tuple(Shown(label=label, value=value) for label, value in rows)


def _day(answers: Answers) -> Text:
    day = answers.get("last_day")
    return say_day(day) if day else Text(UNKNOWN, UNKNOWN)


def spans_text(months: tuple[date, ...]) -> Text:
    """Return months as spans in words, with how many they are."""
    if not months:
        return Text("没有", "none")
    spans: list[list[date]] = []
    for each in months:
        if spans and month_number(each) == month_number(spans[-1][-1]) + 1:
            spans[-1].append(each)
        else:
            spans.append([each])
    said = [_span(each[0], each[-1]) for each in spans]
    total = say_months(len(months))
    return filled(
        Text("{spans}，共{total}", "{spans}: {total}"),
        spans=Text("、".join(each.zh for each in said), "; ".join(each.en for each in said)),
        total=total,
    )


def _span(first: date, last: date) -> Text:
    if first == last:
        return say_month(first)
    a, b = say_month(first), say_month(last)
    return Text(f"{a.zh}至{b.zh}", f"{a.en} to {b.en}")


UNEMPLOYMENT_BENEFIT = Service(
    procedure=reviewed(
        BENEFIT,
        Text("失业保险金申领", "Unemployment benefit"),
        term=REVIEW,
        insurance="unemployment",
    ),
    errand=Text("我失业了", "I lost my work"),
    event=LifeEvent.LOST_WORK,
    law=(reasons.CONDITIONS, reasons.REVIEWING, reasons.NO_PAPER),
    deciding=Deciding.TWO,
    ways=WAYS,
    pages=(
        FormPage(
            slug="work",
            title=Text("您原来的工作", "The work you had"),
            fields=(ask.EMPLOYER, ask.LAST_DAY),
        ),
        FormPage(
            slug="ending",
            title=Text("工作怎么结束的", "How it ended"),
            fields=(ask.ENDING, ask.ENDING_NOTE, ask.CIRCUMSTANCES),
        ),
        FormPage(
            slug="looking",
            title=Text("失业登记和求职", "Registering, and looking for work"),
            fields=(ask.LOOKING, ask.SKILLS),
            lead=Text(
                "提交即办理失业登记，不用另外跑一趟。",
                "Sending this registers you as unemployed; there is no other way to go.",
            ),
        ),
    ),
    pre_check=ask.CHECK,
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    refusals=(reasons.REFUSED_WORK,),
    figures=figures,
    correctable=CORRECTABLE,
    follows=follows,
    decided=decided,
    kept=ask_employer,
    compared=answered,
    hold=check_known,
    effect=grant,
    result=Text(
        "书面决定：领几个月、每月多少、从何时起", "A decision: how many months, how much, from when"
    ),
    opening=Text("准予您领取失业保险金。", "Unemployment benefit is granted to you."),
    questions=(
        Question(
            question=Text("要交离职证明、档案吗？", "Do I need a proof of leaving, or my file?"),
            answer=Text(
                "不用。有身份证或社保卡就行；离职情况由经办机构核对。",
                "No. Your identity card or social security card is enough; the agency compares the "
                "rest.",
            ),
            basis=reasons.NO_PAPER,
        ),
        Question(
            question=Text("离职超过60天还能申请吗？", "May I still apply after 60 days?"),
            answer=Text("能。超过60天不影响领取。", "Yes. Being later does no harm."),
            basis=reasons.NO_PAPER,
        ),
        Question(
            question=Text("单位说是我自己辞职的，怎么办？", "My employer says that I resigned."),
            answer=Text(
                "照实填写。经办机构会问单位，只凭单位一面之词不会拒绝您。",
                "Say what happened. The agency asks the employer and refuses nobody on its word.",
            ),
            basis=reasons.REASONS_DIFFER.basis,
        ),
        Question(
            question=Text("没领完就找到工作了，剩下的呢？", "What of the months I do not draw?"),
            answer=Text(
                "留着。下次失业时与新挣得的月数相加，合计最多24个月。",
                "They are kept, and added to what you earn until the next time, up to 24 months.",
            ),
            basis=reasons.ALL_DRAWN.basis,
        ),
    ),
)
