"""“I have a new phone, address or e-mail”: done at once (社会保险经办条例 arts. 8 and 10)."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Question, Shown
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
from services.particulars.contact_questions import (
    ADDRESS,
    CONTACT_LABELS,
    EMAIL,
    EMAIL_CODE,
    FAMILY_REASON,
    IS_FAMILY,
    PHONE,
    PHONE_CODE,
    SIGN_IN_TOO,
    WHAT,
    is_chosen,
    masked,
)
from services.particulars.rules import reasons
from services.particulars.rules.contacts import changed, may_share

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
    in_person=Text(
        "登记的手机用来核验身份；委托他人更改，等于把核验身份的权利一并交出，所以只能由本人办理。",
        "The phone on the record proves who somebody is. Whoever could change it for them could "
        "pass for them, so only they themselves may do this.",
    ),
    pages=(
        FormPage(slug="what", title=Text("更改哪些", "What has changed"), fields=(WHAT,)),
        FormPage(
            slug="phone",
            title=Text("新手机号码", "Your new phone"),
            fields=(PHONE, PHONE_CODE, IS_FAMILY, FAMILY_REASON, SIGN_IN_TOO),
            shown=is_chosen("phone"),
        ),
        FormPage(
            slug="email",
            title=Text("新电子邮箱", "Your new e-mail"),
            fields=(EMAIL, EMAIL_CODE),
            shown=is_chosen("email"),
        ),
        FormPage(
            slug="address",
            title=Text("新联系地址", "Your new address"),
            fields=(ADDRESS,),
            shown=is_chosen("address"),
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
