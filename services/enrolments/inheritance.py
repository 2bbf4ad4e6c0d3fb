"""“Somebody has died: what lies in their account is ours” (社会保险法 art. 14)."""

from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import Answers, Asked, Figure, FormPage, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from casework.rules.verdicts import Condition
from kit.crypto import blind_index
from law.identity_number import mask
from law.names import mask_name
from law.wording import Basis, Text, say_day
from services.enrolments import inheritance_questions as q
from services.enrolments.actions.inheriting import ask_heirs, inherit
from services.enrolments.facts import agency_for
from services.enrolments.figures import yuan
from services.enrolments.inheritance_facts import (
    SERVICE,
    InheritanceFacts,
    add_up_to_one,
    all_agree,
    facts_of,
    heirs_of,
)
from services.enrolments.models import Heir
from services.enrolments.questions import PENSION_OR_MEDICAL
from services.enrolments.rules import settling as reasons
from services.enrolments.rules.accounts import split
from services.enrolments.rules.inheriting import EQUAL, HEIRS, ORDER
from services.enrolments.rules.reasons import ACCOUNT
from services.enrolments.settling_figures import of_account

CONDITIONS = (
    Condition[InheritanceFacts](
        reasons.SHARES,
        Text("份额合计等于一吗？", "Do the shares add up to one?"),
        Text("等于一。", "They do."),
        Text("不等于一。", "They do not."),
        lambda facts: not add_up_to_one(facts),
    ),
    Condition[InheritanceFacts](
        reasons.NOT_AN_HEIR,
        Text("申请人是继承人之一吗？", "Is the applicant one of the heirs?"),
        Text("是。", "Yes."),
        Text("表中没有申请人。", "The applicant does not stand in the table."),
        lambda facts: bool(facts.shares) and not facts.is_heir,
    ),
    Condition[InheritanceFacts](
        reasons.NO_ACCOUNT,
        Text("有可以支付的账户吗？", "Is there an account to pay out?"),
        Text("有，或者由经办机构核对。", "Yes, or the agency compares it."),
        Text("没有查到有余额的账户。", "No account with money was found."),
        lambda facts: facts.is_open and (facts.left is None or facts.left.total_fen <= 0),
    ),
    Condition[InheritanceFacts](
        reasons.DEATH_UNKNOWN,
        Text("死亡日期与记录一致吗？", "Is the day of death that of the record?"),
        Text("一致，或者由经办机构核对。", "Yes, or the agency compares it."),
        Text(
            "记录中没有，或者不同：请核对死亡证明；准予后按申请的日期记载。",
            "It is missing or another one: compare the paper. With a yes the day that was "
            "named goes on the record.",
        ),
        lambda facts: not facts.is_death_known,
    ),
    Condition[InheritanceFacts](
        reasons.YEARS_OPEN,
        Text("以前年度都结息了吗？", "Are all earlier years closed?"),
        Text("都结了。", "Yes."),
        Text("有年度没有结息，先结息再支付。", "One is not: write its interest first."),
        lambda facts: facts.left is not None and facts.left.is_open_before,
    ),
    Condition[InheritanceFacts](
        reasons.UNDER_WAY,
        Text("没有未办结的转移、欠费、多领吗？", "Is no transfer, debt or demand open?"),
        Text("没有。", "None."),
        Text("还有未办结的事项。", "Something is open."),
        lambda facts: facts.is_under_way,
    ),
    Condition[InheritanceFacts](
        reasons.NOT_ALL_AGREE,
        Text("继承人都同意了吗？", "Have all heirs agreed?"),
        Text("都同意了，或者有文书。", "They have, or a paper says so."),
        Text("有人还没有同意，或者不同意。", "Somebody has not, or does not."),
        lambda facts: not all_agree(facts),
    ),
    Condition[InheritanceFacts](
        reasons.HEIR_UNKNOWN,
        Text("继承人都核实过身份吗？", "Is every heir known by name and number?"),
        Text("都核实过。", "Yes."),
        Text("有人还没有核实。", "Somebody is not."),
        lambda facts: any(each.person_id is None for each in facts.heirs),
    ),
)


def figures_of(facts: InheritanceFacts) -> tuple[Figure, ...]:
    """Return what is paid in all, and each heir's part; nobody but the agency sees it before."""
    if facts.left is None or facts.died_on is None:
        return ()
    whole = of_account(facts.left, ACCOUNT)
    if not facts.shares or not add_up_to_one(facts):
        return whole
    parts = split(facts.left.total_fen, facts.fractions)
    shares = tuple(
        Figure(
            label=Text(f"第{n}位继承人", f"Heir {n}"),
            value=Text(yuan(fen), yuan(fen)),
            formula=Text(
                f"合计 × {each.parts}/{each.of_parts}，余下的分给余数最大的",
                f"the sum × {each.parts}/{each.of_parts}; a fen left over goes to the largest "
                "remainder",
            ),
            basis=EQUAL,
            is_sure=facts.left.is_sure,
        )
        for n, (each, fen) in enumerate(zip(facts.shares, parts, strict=True), 1)
    )
    return whole + shares


def follows(_asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    return (
        Text(
            "提交后，每位继承人都会收到通知，登录后同意或者不同意。",
            "Once it is sent each heir is told, signs in, and agrees or does not.",
        ),
        Text(
            "准予后账户清零，每位继承人收到自己的盖章决定，钱付到各自的收款账户。",
            "With a yes the account is emptied. Each heir gets a sealed letter of their own and is "
            "paid to an account of their own.",
        ),
    )


def compared(application: Application) -> tuple[Shown, ...]:
    """Return what each heir has said, as each decision prints it; names are masked."""
    return tuple(
        Shown(
            label=Text(
                f"{HEIRS[each.relation].zh}，{each.parts}/{each.of_parts}",
                f"{HEIRS[each.relation].en}, {each.parts}/{each.of_parts}",
            ),
            value=_said(each),
        )
        for each in heirs_of(application.case)
    )


def _said(heir: Heir) -> Text:
    name = mask_name(str(heir.name))
    if heir.agreed_at:
        return Text(f"{name}：已同意", f"{name}: has agreed")
    if heir.declined_at:
        return Text(f"{name}：不同意", f"{name}: does not agree")
    return Text(f"{name}：尚未答复", f"{name}: has not answered")


def decided(application: Application) -> tuple[Shown, ...]:
    """Return whose account it is; name and number are masked."""
    answers = answers_of(application)
    day = answers["died_on"]
    return (
        Shown(label=q.DECEASED_NAME.short, value=mask_name(str(answers["deceased_name"]))),
        Shown(label=q.DECEASED_NUMBER.short, value=mask(str(answers["deceased_number"]))),
        Shown(label=q.DIED_ON.short, value=say_day(day)),
        Shown(label=q.INSURANCE.short, value=dict(PENSION_OR_MEDICAL)[str(answers["insurance"])]),
    )


def stands_on(answers: Answers) -> tuple[Basis, ...]:
    """Return who inherits by which article; of a medical account also that it is inherited."""
    of_medical = (reasons.MEDICAL_ACCOUNT,) if answers.get("insurance") == "medical" else ()
    return (ACCOUNT, ORDER, *of_medical)


def matter(answers: Answers) -> str:
    """Return a code for the account: one application for each is open at a time."""
    named = answers.get("deceased_number")
    if not named:
        return ""
    index = blind_index(str(named).upper(), context="enrolments.inheritance")
    return f"{answers.get('insurance') or ''}-{index[:16]}"


INHERITANCE = Service(
    procedure=reviewed(
        SERVICE, Text("个人账户继承", "Inheriting an account"), term=reasons.CLOSING_REVIEW
    ),
    errand=Text(
        "家人去世了，我要继承个人账户", "Somebody has died: we inherit what lies in their account"
    ),
    event=LifeEvent.DEATH,
    law=(ACCOUNT, ORDER, reasons.MEDICAL_ACCOUNT),
    stands_on=stands_on,
    deciding=Deciding.TWO,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=(
        FormPage(
            slug="whose",
            title=Text("谁的账户", "Whose account"),
            fields=(q.DECEASED_NAME, q.DECEASED_NUMBER, q.DIED_ON, q.INSURANCE, q.PLACE),
        ),
        FormPage(
            slug="heirs", title=Text("继承人和份额", "Heirs and shares"), fields=(q.HEIRS_TABLE,)
        ),
        FormPage(slug="agree", title=Text("同意", "Agreement"), fields=(q.AGREED, q.IS_TRUE)),
    ),
    agency=agency_for("pension"),
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures_of,
    follows=follows,
    papers=(q.DEATH_PAPER, q.AGREEMENT),
    kept=ask_heirs,
    compared=compared,
    decided=decided,
    matter=matter,
    effect=inherit,
    refusals=(reasons.NOT_SHOWN,),
    result=Text("给每位继承人的盖章决定", "A sealed letter for each heir"),
    opening=Text(
        "经核对，同意按下列份额支付该个人账户的余额。",
        "We have checked it and agree that what lies in the account is paid by these shares.",
    ),
    questions=(
        Question(
            question=Text("全部都能继承吗？", "Is all of it inherited?"),
            answer=Text(
                "个人账户的余额和利息全部继承；统筹基金不继承，丧葬补助和抚恤金另行申请。",
                "All that lies in the personal account, with interest. The common fund is not "
                "inherited; funeral money and the survivors' grant are asked for by themselves.",
            ),
            basis=ACCOUNT,
        ),
        Question(
            question=Text("有继承人还没有登录过怎么办？", "What if an heir has never signed in?"),
            answer=Text(
                "请对方登录并核实身份，或到任何窗口核实；之后才能付款给他。",
                "They prove who they are here or at any counter. Then they can be paid.",
            ),
        ),
    ),
)
