"""“I have a new phone, address or e-mail”: done at once (社会保险经办条例 arts. 8 and 10)."""

from accounts import contacts
from applications.declaring import (
    Answers,
    Asked,
    Deciding,
    Field,
    FormPage,
    Kind,
    Known,
    LifeEvent,
    Question,
    Service,
    Shown,
)
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from applications.rules.way_back import HOURS
from applications.where import agency_of
from casework.rules.verdicts import Condition
from law.wording import Text
from services.particulars.actions.contacts import change_contacts, undo_contacts
from services.particulars.contact_facts import (
    ContactFacts,
    account_of,
    facts_of,
    may_sign_in_with,
    on_record,
    wanted,
)
from services.particulars.rules import reasons
from services.particulars.rules.contacts import changed, may_share

CONTACT_LABELS = {
    "phone": Text("登记的手机号码", "Phone on the record"),
    "email": Text("登记的电子邮箱", "E-mail on the record"),
    "address": Text("登记的联系地址", "Address on the record"),
}
NOTHING = Text("无", "None")


def _chosen(name: str):
    return lambda answers: name in (answers.get("what") or ())


def _asks_family(answers: Answers) -> bool:
    return _chosen("phone")(answers) and bool(answers.get("is_family"))


def _on_record(name: str):
    def now(known: Known) -> Text | str:
        held = on_record(known.person)[name]
        return masked(name, held) if held else NOTHING

    return now


def masked(name: str, contact: str) -> str:
    """Return a contact as it is shown: enough to recognise one's own."""
    if name == "address":
        return contact[:6] + "*" * max(len(contact) - 6, 0)
    return contacts.masked(contact)


WHAT = Field(
    name="what",
    kind=Kind.CHOICES,
    label=Text("要更改哪些？", "What has changed?"),
    why=Text("只问您要更改的内容。", "So that we ask only for what has changed."),
    choices=(
        ("phone", Text("手机号码", "Phone")),
        ("email", Text("电子邮箱", "E-mail")),
        ("address", Text("联系地址", "Address")),
    ),
)
PHONE = Field(
    name="phone",
    kind=Kind.PHONE,
    label=Text("新手机号码", "New phone"),
    hint=Text(
        "中国大陆手机11位；其他地区请以“+”和区号开头。",
        "11 digits; begin a number of another region with “+” and its code.",
    ),
    why=Text(
        "经办机构通过它联系您；以后核验身份的验证码也发到这里。",
        "The agency reaches you there, and codes that prove who you are go there from now on.",
    ),
    basis=reasons.REPORTING,
    shown=_chosen("phone"),
    now=_on_record("phone"),
)
PHONE_CODE = Field(
    name="phone_code",
    kind=Kind.CODE,
    label=Text("新手机收到的验证码", "Code sent to the new phone"),
    why=Text("证明新号码在您手中。", "It proves that the new phone is in your hands."),
    shown=_chosen("phone"),
    proves="phone",
)
IS_FAMILY = Field(
    name="is_family",
    kind=Kind.YES_NO,
    label=Text("家人也在用这个号码吗？", "Does your family use this phone too?"),
    why=Text(
        "一个号码最多登记在本人和3名家人名下，以防被他人冒用。",
        "A phone may be on your record and on those of three relatives, so that nobody misuses it.",
    ),
    shown=_chosen("phone"),
)
FAMILY_REASON = Field(
    name="family_reason",
    kind=Kind.TEXT,
    label=Text("与共用人的关系", "How you are related"),
    hint=Text("例如：与母亲共用", "For example: shared with my mother"),
    why=Text("经办机构核对时使用。", "The agency reads it if it has to check."),
    shown=_asks_family,
    longest=100,
)
SIGN_IN_TOO = Field(
    name="sign_in_too",
    kind=Kind.YES_NO,
    label=Text("同时改用新号码登录吗？", "Sign in with the new phone too?"),
    hint=Text("仅在您现在用旧号码登录时更改。", "Only if you sign in with the old one today."),
    why=Text("登录号码和登记号码可以不同。", "The phone you sign in with may be another."),
    shown=_chosen("phone"),
)
EMAIL = Field(
    name="email",
    kind=Kind.EMAIL,
    label=Text("新电子邮箱", "New e-mail"),
    why=Text("经办机构可以通过它联系您。", "The agency can reach you there."),
    basis=reasons.REPORTING,
    shown=_chosen("email"),
    now=_on_record("email"),
)
EMAIL_CODE = Field(
    name="email_code",
    kind=Kind.CODE,
    label=Text("新邮箱收到的验证码", "Code sent to the new e-mail"),
    why=Text("证明新邮箱是您的。", "It proves that the address is yours."),
    shown=_chosen("email"),
    proves="email",
)
ADDRESS = Field(
    name="address",
    kind=Kind.TEXT,
    label=Text("新联系地址", "New address"),
    hint=Text("省、市、区县、街道和门牌号", "Province, city, district, street and number"),
    why=Text("需要邮寄时使用。", "It is used where something has to be posted."),
    basis=reasons.REPORTING,
    shown=_chosen("address"),
    longest=200,
    now=_on_record("address"),
)
OTHERS = Field(
    name="others",
    kind=Kind.CHOICE,
    label=Text("新手机号码还有谁在用？", "Who else uses the new phone?"),
    why=Text(
        "同一号码登记在他人名下的，不能在网上办理。",
        "A phone on the record of strangers cannot be recorded online.",
    ),
    choices=(
        ("nobody", Text("只有我", "Nobody but me")),
        ("family", Text("家人", "My family")),
        ("strangers", Text("其他人", "Others")),
    ),
)
CONDITIONS = (
    Condition[ContactFacts](
        reasons.NOTHING_CHANGES,
        Text("有需要更改的内容吗？", "Would anything change?"),
        Text("有。", "Yes."),
        Text("填写的内容与登记的一致。", "What was filled in is what the record says."),
        lambda facts: facts.changes is not None and not facts.changes,
        ends=True,
    ),
    Condition[ContactFacts](
        reasons.PHONE_OF_OTHERS,
        Text("新手机号码可以登记吗？", "May the new phone be recorded?"),
        Text("可以。", "Yes."),
        Text(
            "该号码登记在其他参保人名下，或共用人数已满。",
            "It is on the record of other insured persons, or of too many of them.",
        ),
        lambda facts: not may_share(facts.others, is_family=facts.is_family),
    ),
)
OLD_IS_TOLD = Text(
    f"更改后，旧手机号码和旧邮箱会收到提醒，{HOURS}小时内可以凭其中的代码撤销。",
    "Your old phone and e-mail are told of it afterwards, with a code by which it can be undone "
    f"within {HOURS} hours.",
)
CODES_GO_THERE = Text(
    "以后核验身份的验证码发到新手机号码。", "Codes that prove who you are go to the new phone."
)
SIGN_IN_STAYS = Text(
    "登录号码不变：您不用旧号码登录，或新号码已用于另一账户登录。",
    "Your sign-in stays as it is: it is not the old phone, or another account uses the new one.",
)


def follows(asked: Asked) -> tuple[Text, ...]:
    """Say what else will be so."""
    if "phone" not in (asked.answers.get("what") or ()):
        return (OLD_IS_TOLD,)
    told = (OLD_IS_TOLD, CODES_GO_THERE)
    if asked.known is None or not asked.answers.get("sign_in_too"):
        return told
    person, new = asked.known.person, str(asked.answers.get("phone") or "")
    user = account_of(person)
    moves = user and user.phone and user.phone == person.phone and may_sign_in_with(new, user)
    return told if moves else (*told, SIGN_IN_STAYS)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return each contact as it was and as it is from now on, both masked."""
    before = on_record(application.case.person)
    changes = changed(before, wanted(answers_of(application)))
    return tuple(
        Shown(label=CONTACT_LABELS[name], value=_from_to(name, before[name], new))
        for name, new in changes.items()
    )


def _from_to(name: str, old: str, new: str) -> Text:
    to = masked(name, new)
    if not old:
        return Text(f"无 → {to}", f"none → {to}")
    return Text(f"{masked(name, old)} → {to}", f"{masked(name, old)} → {to}")


CONTACT_CHANGE = Service(
    procedure=at_once("contact-change", Text("联系方式变更", "New contact data"), insurance=""),
    errand=Text("我换了手机、邮箱或地址", "I have a new phone, e-mail or address"),
    event=LifeEvent.PARTICULARS,
    law=(reasons.REPORTING,),
    deciding=Deciding.AT_ONCE,
    pages=(
        FormPage(slug="what", title=Text("更改哪些", "What has changed"), fields=(WHAT,)),
        FormPage(
            slug="phone",
            title=Text("新手机号码", "Your new phone"),
            fields=(PHONE, PHONE_CODE, IS_FAMILY, FAMILY_REASON, SIGN_IN_TOO),
            shown=_chosen("phone"),
        ),
        FormPage(
            slug="email",
            title=Text("新电子邮箱", "Your new e-mail"),
            fields=(EMAIL, EMAIL_CODE),
            shown=_chosen("email"),
        ),
        FormPage(
            slug="address",
            title=Text("新联系地址", "Your new address"),
            fields=(ADDRESS,),
            shown=_chosen("address"),
        ),
    ),
    pre_check=(OTHERS,),
    agency=agency_of,
    facts=facts_of,
    conditions=CONDITIONS,
    follows=follows,
    decided=decided,
    effect=change_contacts,
    undo=undo_contacts,
    result=Text("盖章的变更确认书", "A sealed confirmation of the change"),
    opening=Text(
        "您的联系方式已经更改，即时生效。",
        "Your contact data have been changed, with immediate effect.",
    ),
    questions=(
        Question(
            question=Text("为什么要验证码？", "Why do you ask for a code?"),
            answer=Text(
                "登记的手机用来核验身份，必须确认新号码在您手中。旧号码会收到提醒，以防他人冒改。",
                "The phone on the record is used to prove who you are, so we make sure that it is "
                "in your hands. The old phone is told, so that nobody changes it behind your back.",
            ),
            basis=reasons.REPORTING,
        ),
        Question(
            question=Text("旧手机已经不能用了，还能办吗？", "Can I do this without the old phone?"),
            answer=Text(
                "可以。登录后只验证新号码；还没有登录账户、又收不到旧号码验证码的，请带证件到窗口办理。",
                "Yes. Once you are signed in only the new phone is proven. If you have no account "
                "yet and cannot receive codes on the old phone, go to the counter with your "
                "document.",
            ),
        ),
        Question(
            question=Text("不是我本人改的，怎么办？", "What if it was not me?"),
            answer=Text(
                f"旧手机或旧邮箱收到提醒后{HOURS}小时内，用其中的业务编号和代码在“撤销更改”页面撤销，"
                "不需要登录；超过时间的，请拨打12333或到窗口办理。",
                "Within "
                f"{HOURS} hours of the message to the old phone or e-mail, undo it with the number "
                "and the code that it names; no sign-in is needed. Later, call 12333 or go to a "
                "counter.",
            ),
        ),
        Question(
            question=Text("需要交材料吗？", "Do I have to bring papers?"),
            answer=Text("不需要。", "No."),
            basis=reasons.NO_NEEDLESS_PAPER,
        ),
    ),
)
