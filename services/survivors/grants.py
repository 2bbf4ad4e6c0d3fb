"""“Somebody in my family has died”: both grants, shared as the family agrees (社会保险法 art. "
"17)."""

from datetime import date

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Answers, Asked, FormPage, Paper, Question, Shown, always
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from law.wording import Text, say_day
from services.survivors import questions as ask
from services.survivors.actions.paying import check_agreed, grant, name_payees
from services.survivors.facts import SurvivorFacts, agency_of, facts_of, index_of
from services.survivors.figures import LABELS, figures
from services.survivors.finding import person_of
from services.survivors.rules import reasons

NAME = "survivors"
YES, NO = Text("是。", "Yes."), Text("没有。", "No.")


def _condition(reason, question: Text, met: Text, unmet: Text, fails) -> Condition[SurvivorFacts]:
    return Condition(reason, question, met, unmet, fails)


CONDITIONS = (
    _condition(
        reasons.NO_DEATH_RECORD,
        Text("有去世的记录吗？", "Is the death on record?"),
        YES,
        Text("没有；请看死亡证明。", "No: look at the proof of death."),
        lambda facts: not facts.has_death_record,
    ),
    _condition(
        reasons.DIED_AT_WORK,
        Text("不是因工去世吗？", "Was it not a death by work?"),
        YES,
        Text("是因工去世。", "It was a death by work."),
        lambda facts: facts.cause == "work",
    ),
    _condition(
        reasons.DRAWN_ALREADY,
        Text("还没有领过吗？", "Were the grants not drawn yet?"),
        YES,
        Text("已经领过。", "They were drawn."),
        lambda facts: facts.is_drawn,
    ),
    _condition(
        reasons.NOT_AGREED,
        Text("领取人都同意了吗？", "Have all payees agreed?"),
        YES,
        Text("还有人没有同意。", "Somebody has not agreed yet."),
        lambda facts: not facts.all_agree,
    ),
    _condition(
        reasons.PAID_AFTER_DEATH,
        Text("去世后没有再发养老金吗？", "Was no pension paid after the death?"),
        YES,
        Text("发过，要抵扣。", "It was: it is set off."),
        lambda facts: facts.overpaid > 0,
    ),
    _condition(
        reasons.SEVERAL_PLACES,
        Text("只有一处参保记录吗？", "Is there a record at one place only?"),
        YES,
        Text("有多处，由最后参保地支付。", "At several: the last one pays."),
        lambda facts: facts.places > 1,
    ),
    _condition(
        reasons.NOT_LOADED,
        Text("当地的收入标准已录入吗？", "Is the income of the place loaded?"),
        YES,
        Text("没有，请按公布的数字更正金额。", "No: correct the amounts by the published number."),
        lambda facts: facts.died_on is not None and bool(facts.region) and facts.income is None,
    ),
    _condition(
        reasons.PROVISIONAL,
        Text("不是按更早一年的收入先付吗？", "Is it not paid by the income of an earlier year?"),
        Text("不是。", "It is not."),
        Text("未公布，先按上一年计算。", "Not yet: the one of a year earlier counts."),
        lambda facts: facts.income is not None and facts.income.is_provisional,
    ),
)


def _is_on_record(application: Application) -> Text | None:
    """No proof of death where a record has it; whose it is is found by name and number."""
    answers = answers_of(application)
    name, number = answers.get("deceased_name"), answers.get("deceased_number")
    if not (name and number) or application.case.submitted_at is None:
        return None
    found = person_of(str(name), str(number))
    return ON_RECORD if found is not None and found.deceased_on is not None else None


ON_RECORD = Text("免提交：记录上已有去世日期。", "Not needed: the death is on record.")
DEATH_PROOF = Paper(
    slot="death",
    title=Text("死亡证明", "Proof of death"),
    why=Text("证明去世的日期。", "It shows the day of the death."),
    basis=reasons.PAPERS,
    needed=always,
    form=Text("照片或扫描件", "A photograph or scan"),
    where_from=Text("医院、社区或派出所", "The hospital, the community or the police station"),
    spared=_is_on_record,
    unless=Text("记录上已有去世日期的，免提交", "Not where the death is on record"),
)
RELATION_PROOF = Paper(
    slot="relation",
    title=Text("亲属关系证明", "Proof of the relation"),
    why=Text("证明您是家人。", "It shows that you are family."),
    basis=reasons.PAPERS,
    needed=always,
    form=Text("户口簿、结婚证或出生证明的照片", "A photograph: household book, marriage or birth"),
    where_from=Text("家里的证件", "What you have at home"),
)


def matter(answers: Answers) -> str:
    """Return whose death it is about: a code that names nobody."""
    number = str(answers.get("deceased_number") or "")
    return index_of(number)[:32] if number else ""


def decided(application: Application) -> tuple[Shown, ...]:
    """Return who has died and when, and each payee with their part."""
    answers = answers_of(application)
    rows = [
        Shown(label=ask.NAME.short, value=str(answers.get("deceased_name") or "—")),
        Shown(label=ask.DIED_ON.short, value=_day(answers.get("died_on"))),
    ]
    payees = answers.get("payees") or []
    whole = sum(row["parts"] for row in payees)
    for row in payees:
        part = f"{row['parts']}/{whole}"
        rows.append(
            Shown(label=Text("领取人和份额", "Who gets it"), value=f"{row['name']}：{part}")
        )
    return tuple(rows)


def _day(day: date | None) -> Text:
    return say_day(day) if day else Text("—", "—")


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "其他领取人要登录后在“家人去世的待遇”里各自同意；全部同意后才能支付。",
            "The others sign in and agree for themselves; it is paid once all have agreed.",
        ),
        Text(
            "每个人的份额发到本人社会保障卡的银行账户。",
            "Each part is paid to the bank account of that person's social security card.",
        ),
        Text(
            "个人账户里剩下的钱另外继承，不包含在内。",
            "What is left in the personal account is inherited apart and is not part of this.",
        ),
    )


SURVIVORS = Service(
    procedure=reviewed(
        NAME,
        Text("遗属待遇申领", "Benefits for the family after a death"),
        term=reasons.REVIEW,
        insurance="pension",
    ),
    errand=Text("家里参保的人去世了", "An insured member of my family has died"),
    event=LifeEvent.DEATH,
    law=(reasons.LAW, reasons.PROMPTLY),
    deciding=Deciding.TWO,
    pages=(
        FormPage(
            slug="who",
            title=Text("去世的家人", "Who has died"),
            fields=(ask.DIED_ON, ask.NAME, ask.NUMBER, ask.CAUSE),
        ),
        FormPage(slug="where", title=Text("参保地", "Where insured"), fields=(ask.PLACE,)),
        FormPage(
            slug="payees",
            title=Text("谁领取", "Who gets it"),
            fields=(ask.PAYEES, ask.AGREED),
        ),
    ),
    pre_check=ask.CHECK,
    agency=agency_of,
    matter=matter,
    facts=facts_of,
    conditions=CONDITIONS,
    refusals=(reasons.NOT_FAMILY,),
    figures=figures,
    correctable=LABELS,
    follows=follows,
    decided=decided,
    papers=(DEATH_PROOF, RELATION_PROOF),
    kept=name_payees,
    hold=check_agreed,
    effect=grant,
    result=Text("书面决定和付款", "A decision, and the payments"),
    opening=Text("准予发放丧葬补助金和抚恤金。", "The funeral and condolence grants are granted."),
    questions=(
        Question(
            question=Text("养老金去世后又发了怎么办？", "What of a pension paid after the death?"),
            answer=Text(
                "从两项待遇中抵扣，金额写在决定书里。",
                "It is set off from both grants; the decision says how much.",
            ),
            basis=reasons.BACK,
        ),
        Question(
            question=Text("家里人意见不一怎么办？", "What if the family does not agree?"),
            answer=Text(
                "申请先保留，不会拒绝；公证或法院确定后继续办理。",
                "The application is kept and not refused until a notary or a court has decided.",
            ),
            basis=reasons.LAW,
        ),
    ),
)
