"""“My employer pays for past months after all”: prepared by the person, decided by two.

What is granted is that the employer may pay: it declares the months at the tax office, and they
count once they have arrived (`intake` books them). No record is changed by the decision.
"""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import AgencyChoice, Answers, FormPage, Known, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.rules.reasons import NO_RECORD
from casework.rules.verdicts import Condition
from law.money import from_fen, spell_yuan
from law.wording import Text, say_month
from services.contributions import top_up_questions as ask
from services.contributions.arrears import EMPLOYER
from services.contributions.rules import reasons, terms
from services.contributions.rules.top_ups import TERM, Stretch, Tier
from services.contributions.top_up_facts import TopUpFacts, facts_of, figures, stretches_in

YES, NO = Text("是。", "Yes."), Text("否。", "No.")
CONDITIONS = (
    Condition[TopUpFacts](
        reasons.PAST_THE_AGE,
        Text("没有超过法定退休年龄吗？", "Is the person below the age of retirement?"),
        YES,
        Text("已达到法定退休年龄。", "They have reached it."),
        lambda facts: facts.tier is Tier.REFUSED,
    ),
    Condition[TopUpFacts](
        reasons.ARRIVED_ALREADY,
        Text("所填月份都没有到账吗？", "Has none of these months arrived?"),
        Text("记录中没有到账。", "None is on record as arrived."),
        Text("有的月份已经到账。", "Some are on record as arrived."),
        lambda facts: facts.ground == ask.NOT_DECLARED and facts.arrived > 0,
    ),
    Condition[TopUpFacts](
        reasons.FURTHER_BACK,
        Text("所填月份与所选的时间相符吗？", "Do the months lie as far back as was said?"),
        YES,
        Text("所填月份更早。", "They lie further back."),
        lambda facts: facts.is_further_back,
    ),
    Condition[TopUpFacts](
        reasons.LEGAL_PAPER,
        Text("三年以上的有法律文书吗？", "Is there a legal paper for what lies three years back?"),
        Text("有，或者不需要。", "There is, or none is needed."),
        Text("没有。", "There is none."),
        lambda facts: facts.tier is Tier.LEGAL_PAPER and facts.legal_paper in ("", ask.NONE),
    ),
)


def agency(known: Known, answers: Answers) -> AgencyChoice:
    """Return who holds the record of the insurance; before one is named, all that could."""
    named = str(answers.get("insurance") or "")
    held = [each for each in known.relationships if named in ("", each.insurance)]
    found = tuple(dict.fromkeys(each.agency.in_office for each in held))
    return AgencyChoice(agencies=found) if found else AgencyChoice(reason=NO_RECORD)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return which employer may pay which months, by which base."""
    answers = answers_of(application)
    rows = [
        Shown(
            label=_span(each),
            value=Text(*(f"¥{spell_yuan(from_fen(each.base_fen))}",) * 2),
        )
        for each in stretches_in(answers)
    ]
    return (Shown(label=Text("单位", "Employer"), value=str(answers["employer"])), *rows)


def _span(stretch: Stretch) -> Text:
    first, last = say_month(stretch.first), say_month(stretch.last)
    return Text(f"{first.zh}至{last.zh}", f"{first.en} – {last.en}")


def matter(answers: Answers) -> str:
    """Return of which insurance, and from which month on: one application at a time of the same."""
    found = stretches_in(answers)
    first = min((each.first for each in found), default=None)
    return f"{answers.get('insurance') or ''}:{first:%Y-%m}" if first else ""


TOP_UP = Service(
    procedure=reviewed(
        "contribution-top-up",
        Text("单位补缴以前月份", "Past months paid after all by an employer"),
        term=TERM,
    ),
    errand=Text("单位愿意给我补缴以前的社保", "My employer will pay for past months after all"),
    event=LifeEvent.PAYING,
    law=(terms.COLLECTING, terms.RECORDS),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="employer",
            title=Text("哪家单位", "Which employer"),
            fields=(EMPLOYER, ask.INSURANCE, ask.GROUND),
        ),
        FormPage(slug="months", title=Text("哪些月份", "Which months"), fields=(ask.MONTHS,)),
        FormPage(
            slug="reach",
            title=Text("多久以前", "How far back"),
            fields=(ask.REACH, ask.LEGAL, ask.PAPER_DAY, ask.PAPER_NUMBER),
        ),
    ),
    papers=(ask.WAGES, ask.LEGAL_PAPER),
    agency=agency,
    matter=matter,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures,
    decided=decided,
    refusals=(reasons.NOT_EMPLOYED_THEN,),
    result=Text("盖章的决定书，单位凭此申报", "A sealed decision by which the employer declares"),
    opening=Text(
        "同意单位补缴下列月份。单位向税务部门申报缴费，到账后计入您的记录。",
        "The employer may pay the months below. It declares them at the tax office, and they count "
        "in your record once they have arrived.",
    ),
    questions=(
        Question(
            question=Text("批准后就算数了吗？", "Do the months count once it is granted?"),
            answer=Text(
                "还不算。单位缴费到账后才计入您的记录，届时会通知您。",
                "Not yet. They count once the employer's money has arrived; you are told then.",
            ),
            basis=terms.RECORDS,
        ),
        Question(
            question=Text("滞纳金由谁付？", "Who bears the late fee?"),
            answer=Text(
                "由单位承担，不能从您的工资中扣。", "The employer; it is not taken from your wage."
            ),
            basis=terms.COLLECTING,
        ),
        Question(
            question=Text("单位不愿意补缴怎么办？", "What if the employer will not pay?"),
            answer=Text(
                "请用“单位没有给我缴社保”投诉，由经办机构责令单位缴纳。",
                "Complain under “My employer has not paid for me”: the agency can have it pay.",
            ),
            basis=terms.COMPLAINING,
        ),
        Question(
            question=Text("灵活就业人员能补缴吗？", "May flexible workers pay past months?"),
            answer=Text(
                "这里办的是单位补缴。自己缴费的，只能缴“待缴费用”中列出的月份。",
                "This is for employers. Who pays alone pays what is listed under “What is due”.",
            ),
        ),
    ),
)
