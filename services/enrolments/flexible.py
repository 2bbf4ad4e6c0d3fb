"""“I want to pay for my own insurance”: no employer (社会保险法 arts. 10, 23, 58)."""

from django.utils import timezone

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, FormPage, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from law.wording import Text, say_month
from records.models import Scheme
from services.enrolments import figures
from services.enrolments import questions as q
from services.enrolments.actions.opening import enrol_flexible
from services.enrolments.conditions import FOR_FLEXIBLE
from services.enrolments.facts import agency_for, base_of, facts_of, month_asked
from services.enrolments.rules import reasons
from services.enrolments.rules.contributions import PENSION
from services.enrolments.rules.enrolling import EnrolFacts

NAME = "enrolment-flexible"


def _facts(asked: Asked) -> EnrolFacts:
    insurance = str(asked.answers.get("insurance") or PENSION)
    return facts_of(asked, insurance, Scheme.EMPLOYEE)


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    begins = say_month(_facts(asked).month)
    return (
        Text(
            f"从{begins.zh}起计算缴费；费款由税务部门征收，本平台目前不收款。",
            f"Contributions are owed from {begins.en}. The tax authority collects them; this "
            "portal takes no payments so far.",
        ),
        Text(
            "以后停保、恢复或换基数，在“参保变更”中办理。",
            "To stop, to resume or to choose another base later, use “Change of enrolment”.",
        ),
    )


def decided(application: Application) -> tuple[Shown, ...]:
    """Return what was registered."""
    answers, case = answers_of(application), application.case
    sent = case.submitted_at
    on = timezone.localdate(sent) if sent else timezone.localdate(case.created_at)
    begins = say_month(month_asked(answers, on))
    insurance = figures.TITLES[str(answers.get("insurance") or PENSION)]
    rows = [
        Shown(label=Text("险种", "Insurance"), value=insurance),
        Shown(label=Text("参保身份", "Enrolled as"), value=AS_FLEXIBLE),
        Shown(label=Text("起始月份", "From"), value=begins),
    ]
    if base := base_of(answers):
        rows.append(Shown(label=Text("月缴费基数", "Monthly base"), value=figures.yuan(base)))
    return tuple(rows)


AS_FLEXIBLE = Text("灵活就业人员", "person without an employer")
FLEXIBLE = Service(
    procedure=reviewed(
        NAME, Text("灵活就业人员参保", "Insurance without an employer"), term=reasons.REVIEW
    ),
    errand=Text("我没有单位，想自己缴社保", "I have no employer and want to pay for my insurance"),
    event=LifeEvent.PAYING,
    law=(reasons.FLEXIBLE, reasons.FLEXIBLE_MEDICAL, reasons.ONE_NUMBER, reasons.REGISTERING),
    deciding=Deciding.ONE,
    pages=(
        FormPage(
            slug="what",
            title=Text("险种和参保地", "Insurance and place"),
            fields=(q.INSURANCE, q.PLACE, q.PERMIT),
        ),
        FormPage(
            slug="work", title=Text("就业情况", "Your work"), fields=(q.STANDS_NOW, q.LEFT_ON)
        ),
        FormPage(
            slug="base",
            title=Text("缴多少", "How much"),
            fields=(q.CHOSEN_BASE, q.BASE, q.MEDICAL_TIER),
            shown=lambda answers: q.asks_base(answers) or q.asks_tier(answers),
        ),
        FormPage(
            slug="begins",
            title=Text("从何时起", "From when"),
            fields=(q.BEGINS, q.FROM_MONTH),
        ),
        FormPage(slug="declaration", title=Text("声明", "Declaration"), fields=(q.IS_TRUE,)),
    ),
    pre_check=q.ASKED_BEFORE,
    agency=agency_for(""),
    facts=_facts,
    conditions=FOR_FLEXIBLE,
    figures=figures.of_facts,
    follows=follows,
    decided=decided,
    effect=enrol_flexible,
    at_once=lambda _facts: True,
    matter=lambda answers: str(answers.get("insurance") or ""),
    result=Text("盖章的参保登记确认书", "A sealed confirmation of the registration"),
    opening=Text("您的参保登记已经办好。", "You have been enrolled."),
    questions=(
        Question(
            question=Text("多久办好？", "How long does it take?"),
            answer=Text(
                "各项核对都没有问题的，提交后当场办结；其他的由经办人员在10个工作日内办理。",
                "At once if every check is a yes. Otherwise a clerk decides within 10 working "
                "days.",
            ),
            basis=reasons.REGISTERING,
        ),
        Question(
            question=Text("要交材料吗？", "Do I have to bring papers?"),
            answer=Text("不需要，身份和参保情况由系统核对。", "No. The records say who you are."),
        ),
        Question(
            question=Text("账户里的钱以后怎么取？", "When do I get what is in my account?"),
            answer=Text(
                "养老保险个人账户不能提前支取，退休后按月发给；本人去世的，余额可以继承。",
                "The pension account is not paid out early. It is paid month by month in "
                "retirement, and what is left after a death is inherited.",
            ),
            basis=reasons.ACCOUNT,
        ),
    ),
)
