"""What one heir has of an account: it opens by itself once the inheritance is decided."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Shown
from applications.models import Application
from applications.rules.flows import at_once
from applications.where import agency_of
from casework.rules.verdicts import Condition
from law.wording import Text
from services.enrolments.actions.inheriting import owe_share
from services.enrolments.figures import yuan
from services.enrolments.models import HeirShare
from services.enrolments.rules.inheriting import EQUAL, SHARE_NAME, SHARE_TITLE
from services.enrolments.rules.reasons import ACCOUNT
from services.enrolments.rules.settling import NOT_ALL_AGREE

AGREES = Field(
    name="agrees",
    kind=Kind.YES_NO,
    label=Text("您同意填写的继承份额吗？", "Do you agree to the shares that were named?"),
    why=Text("全体继承人同意后才支付。", "Nothing is paid before all heirs agree."),
    basis=EQUAL,
)


def decided(application: Application) -> tuple[Shown, ...]:
    """Return the account's sum and the heir's part of it."""
    found = HeirShare.objects.filter(case=application.case).select_related("heir", "account")
    share = found.first()
    if share is None:
        return ()
    kind = Text("养老保险个人账户", "Pension account")
    if share.account.insurance == "medical":
        kind = Text("医疗保险个人账户", "Medical account")
    return (
        Shown(label=Text("账户", "Account"), value=kind),
        Shown(label=Text("账户支付合计", "Paid out of it in all"), value=yuan(share.whole_fen)),
        Shown(
            label=Text("您的份额", "Your share"), value=f"{share.heir.parts}/{share.heir.of_parts}"
        ),
        Shown(label=Text("付给您的金额", "Paid to you"), value=yuan(share.amount_fen)),
        Shown(label=Text("继承申请", "Application"), value=application.case.matter),
    )


SHARE = Service(
    procedure=at_once(SHARE_NAME, SHARE_TITLE),
    errand=Text("我是继承人，要表示同意", "I am an heir and want to agree"),
    event=LifeEvent.DEATH,
    law=(ACCOUNT, EQUAL),
    deciding=Deciding.AT_ONCE,
    begins_at="my_inheritances",
    in_person=Text(
        "继承涉及自己的财产，由本人表示同意。", "It is one's own property: one agrees oneself."
    ),
    pages=(FormPage(slug="agree", title=Text("同意", "Agreement"), fields=(AGREES,)),),
    pre_check=(AGREES,),
    agency=agency_of,
    conditions=(
        Condition[Asked](
            NOT_ALL_AGREE,
            Text("继承人同意吗？", "Does the heir agree?"),
            Text("同意。", "Yes."),
            Text("不同意。", "No."),
            lambda asked: asked.answers.get("agrees") is False,
        ),
    ),
    decided=decided,
    effect=owe_share,
    result=Text("盖章的继承份额确认书", "A sealed confirmation of your share"),
    opening=Text(
        "经两名经办人员核定，该个人账户按下列份额支付给您。",
        "Two persons of the agency have decided that this part of the account is paid to you.",
    ),
)
