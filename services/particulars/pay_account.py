"""“Pay me to another account”: at once where bank and record agree, else a clerk looks first."""

from accounts.rules.levels import Level
from agencies import work_calendar
from applications.declaring import Assurance, Deciding, LifeEvent, Service
from applications.fields import Asked, Field, Figure, FormPage, Kind, Known, Question, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import reviewed
from applications.rules.way_back import HOURS
from applications.where import agency_of
from casework.rules.verdicts import Condition
from law.bank_accounts import mask_account
from law.wording import Text, filled, say_day
from payouts.models import PaymentAccount
from payouts.rules.accounts import (
    BANK_SAYS,
    FLAGS,
    KINDS,
    LOOK_BACK,
    WAITING,
    Answer,
    Flag,
    first_paid_on,
)
from payouts.rules.banks import BANKS, bank_title
from services.particulars.actions.asking import owe_account_check
from services.particulars.actions.pay_accounts import change_account, undo_account
from services.particulars.pay_facts import (
    PayFacts,
    bank_answer,
    facts_of,
    in_force,
    question_in,
)
from services.particulars.rules import reasons

NONE_YET = Text("尚无收款账户", "No account yet")
ACCOUNT = Text("收款账户", "Account for payments")


def described(account: PaymentAccount) -> Text:
    """Return an account as it is shown: the bank and the last digits."""
    return _described(account.bank, str(account.number))


def _described(bank: str, number: str) -> Text:
    name, shown = bank_title(bank), mask_account(number)[-8:]
    return Text(f"{name.zh} {shown}", f"{name.en} {shown}")


def _now(known: Known) -> Text:
    held = in_force(known.person)
    return described(held) if held else NONE_YET


WHOSE = Field(
    name="whose",
    kind=Kind.CHOICE,
    label=Text("账户是谁名下的？", "In whose name is the account?"),
    why=Text("只付到本人名下的账户。", "Payments go to the person's own account only."),
    choices=(
        ("own", Text("我本人", "In mine")),
        ("another", Text("别人", "In somebody else's")),
    ),
)
BANK = Field(
    name="bank",
    kind=Kind.CHOICE,
    label=Text("开户银行", "Bank"),
    why=Text("钱付到这家银行的账户。", "Payments go to an account with this bank."),
    choices=tuple(BANKS.items()),
    now=_now,
)
KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("账户种类", "Kind of account"),
    why=Text("社会保障卡的银行账户通常不用另行证明。", "It tells the bank what to look for."),
    choices=tuple((kind.value, said) for kind, said in KINDS.items()),
)
NUMBER = Field(
    name="number",
    kind=Kind.BANK_ACCOUNT,
    label=Text("账号或卡号", "Account or card number"),
    hint=Text(
        "照卡面或存折填写，可以带空格。", "As it stands on the card or passbook; gaps are fine."
    ),
    why=Text(
        "我们只向银行核对账户是否可用、是否为您本人所有，不查询余额。",
        "We ask the bank only whether it works and whether it is yours, and never for its balance.",
    ),
    basis=reasons.REPORTING,
)
IS_OWN = Field(
    name="is_own",
    kind=Kind.DECLARATION,
    label=Text("这是我本人名下的账户", "This account is in my own name"),
    why=Text(
        "付到他人账户可能使您收不到钱。", "Money paid to another's account may never reach you."
    ),
    called=Text("本人名下", "In their own name"),
)
CONDITIONS = (
    Condition[PayFacts](
        reasons.SAME_ACCOUNT,
        Text("收款账户有变化吗？", "Would the account be another?"),
        Text("有。", "Yes."),
        Text("填写的就是现在的收款账户。", "Payments go to this account already."),
        lambda facts: facts.is_same,
        ends=True,
    ),
    Condition[PayFacts](
        reasons.OTHER_HOLDER,
        Text("户名与参保人一致吗？", "Is the account in the insured person's name?"),
        Text("没有发现不一致。", "Nothing says otherwise."),
        Text("银行登记的户名不一致。", "The bank has it in another name."),
        lambda facts: facts.answer is Answer.OTHER_NAME,
    ),
    Condition[PayFacts](
        reasons.ACCOUNT_STATE,
        Text("账户可以正常收款吗？", "Can the account take payments?"),
        Text("没有发现异常。", "Nothing says otherwise."),
        Text("账户未激活、已停用或有限额。", "It is not active, dormant, or limited."),
        lambda facts: facts.answer in (Answer.INACTIVE, Answer.LIMITED),
    ),
    Condition[PayFacts](
        reasons.BANK_SILENT,
        Text("银行答复了吗？", "Has the bank answered?"),
        Text("已答复。", "Yes."),
        Text("尚未答复。", "Not yet."),
        lambda facts: facts.answer is Answer.NO_ANSWER,
    ),
    Condition[PayFacts](
        reasons.LOOKED_AT_FIRST,
        Text("近期有需要核查的更改吗？", "Was anything changed lately that is looked at first?"),
        Text("没有。", "No."),
        Text("有，需要人工核查。", "Yes, so a clerk looks first."),
        lambda facts: bool(facts.flags),
    ),
)
SAID_OPENLY = (Flag.IDENTITY_CHANGED, Flag.PHONE_CHANGED, Flag.OFTEN)


def figures(facts: PayFacts) -> tuple[Figure, ...]:
    """Return why a clerk looks first; whose account it else is, nobody finds out by trying."""
    told = [FLAGS[each] for each in facts.flags if each in SAID_OPENLY]
    if not told:
        return ()
    value = Text("；".join(each.zh for each in told), "; ".join(each.en for each in told))
    return (
        Figure(
            label=Text("需要人工核查的原因", "Why a clerk looks first"),
            value=value,
            formula=Text("近期更改记录", "what was changed on the record lately"),
            basis=LOOK_BACK.values[0].basis,
        ),
    )


FROM_THEN = Text("{day}起，付到新账户。", "From {day} on, payments go to the new account.")
UNTIL_THEN = Text(
    "在此之前仍付到原账户（{account}），请暂时不要注销。",
    "Until then they go to the old one ({account}): please do not close it yet.",
)
WAIT = Text(
    "更换账户的，满{days}后才付到新账户，此前仍付到原账户；首次登记的，当日生效。",
    "A changed account is paid to after {days}, the old one until then; a first account at once.",
)
TOLD = Text(
    f"登记的手机和邮箱会收到提醒，{HOURS}小时内可以凭其中的代码撤销。",
    "The phone and e-mail on your record are told, with a code by which it can be undone within "
    f"{HOURS} hours.",
)


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say from which day the new account is paid to, and where money goes until then."""
    if asked.known is None:
        days = WAITING.spell(WAITING.number(asked.today, asked.book))
        return filled(WAIT, days=days), TOLD
    before = in_force(asked.known.person)
    there = agency_of(asked.known, asked.answers).agencies
    calendar = work_calendar.of(there[0]) if there else work_calendar.known().national
    day = first_paid_on(asked.today, calendar, is_first=before is None, book=asked.book)
    said = [filled(FROM_THEN, day=say_day(day))]
    if before is not None:
        said.append(filled(UNTIL_THEN, account=described(before)))
    return (*said, TOLD)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return the account before and from now on, both masked."""
    answers, before = answers_of(application), in_force(application.case.person)
    new = _described(str(answers.get("bank")), str(answers.get("number")))
    old = described(before) if before else NONE_YET
    return (Shown(label=ACCOUNT, value=Text(f"{old.zh} → {new.zh}", f"{old.en} → {new.en}")),)


def compared(application: Application) -> tuple[Shown, ...]:
    """Return what the bank answered, as every decision prints it."""
    answer = bank_answer(application.case.person, question_in(application))
    return (Shown(label=Text("银行核对", "The bank's answer"), value=BANK_SAYS[answer]),)


PAY_ACCOUNT = Service(
    procedure=reviewed(
        "pay-account-change",
        Text("收款账户登记和变更", "Account for payments"),
        term=reasons.PAY_REVIEW,
    ),
    errand=Text("我要换收款的银行账户", "Pay me to another account"),
    event=LifeEvent.PARTICULARS,
    law=(reasons.REPORTING, reasons.COMPARING),
    deciding=Deciding.TWO,
    level=Level.PERSON,
    assurance=Assurance.SIGNED_IN_ANEW,
    pages=(
        FormPage(
            slug="account", title=Text("收款账户", "The account"), fields=(BANK, KIND, NUMBER)
        ),
        FormPage(slug="own", title=Text("是您本人的吗", "Is it yours"), fields=(IS_OWN,)),
    ),
    pre_check=(WHOSE,),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    figures=figures,
    follows=follows,
    at_once=lambda facts: facts.answer is Answer.SAME and not facts.flags,
    kept=owe_account_check,
    compared=compared,
    decided=decided,
    effect=change_account,
    undo=undo_account,
    refusals=(reasons.ACCOUNT_NOT_PROVEN,),
    result=Text("盖章的确认书或决定书", "A sealed confirmation or decision"),
    opening=Text("您的收款账户已登记。", "Your account for payments has been recorded."),
    questions=(
        Question(
            question=Text("什么时候付到新账户？", "When is the new account paid to?"),
            answer=Text(
                "更换账户的，要等3个工作日，以防被人冒改；这期间仍付到原账户。",
                "After three working days, so that nobody diverts your money; the old account is "
                "paid to until then.",
            ),
            basis=WAITING.values[0].basis,
        ),
        Question(
            question=Text("不是我本人改的，怎么办？", "What if it was not me?"),
            answer=Text(
                f"登记的手机或邮箱收到提醒后{HOURS}小时内，用其中的业务编号和代码在“撤销更改”页面撤销，"
                "不需要登录；超过时间的，请拨打12333或到窗口办理。",
                f"Within {HOURS} hours of the message to the phone or e-mail on your record, undo "
                "it with the number and the code that it names; no sign-in is needed. Later, call "
                "12333 or go to a counter.",
            ),
        ),
        Question(
            question=Text("可以付到家人的账户吗？", "May it be an account of my family?"),
            answer=Text(
                "网上不可以，只付到本人名下的账户。监护人代领的，请到窗口办理。",
                "Not online: payments go to your own account. A guardian goes to the counter.",
            ),
        ),
        Question(
            question=Text("需要交材料吗？", "Do I have to bring papers?"),
            answer=Text("不需要，由系统向银行核对。", "No: the bank is asked."),
            basis=reasons.NO_NEEDLESS_PAPER,
        ),
    ),
)
