"""What one of the family gets: it opens by itself once the grants, or a difference, are decided."""

from applications.declaring import Deciding, LifeEvent, Service
from applications.fields import Asked, Field, FormPage, Kind, Shown
from applications.known import answers_of
from applications.models import Application
from applications.rules.flows import at_once
from applications.where import agency_of
from casework.rules.verdicts import Condition
from kit import wall
from law.money import from_fen
from law.wording import Text, say_day, say_yuan
from services.survivors.actions.paying import SHARE_NAME, Share, owe_share, parts_in, share_in
from services.survivors.rules import reasons

Row = tuple[str, str, str | Text]
DECIDED_BY_TWO = Text("经两名经办人员核定", "by two persons of the agency")
INCOME_KNOWN = Text(
    "上年度居民收入已公布，按公布数重新计算，差额自动补发",
    "the income of the year that counts has been published: by it more is due, and it is paid "
    "without being asked for",
)

AGREES = Field(
    name="agrees",
    kind=Kind.YES_NO,
    label=Text("您同意家人填写的份额吗？", "Do you agree to the parts that were named?"),
    why=Text("全体领取人同意后才支付。", "Nothing is paid before all payees agree."),
    basis=reasons.LAW,
)


@wall.as_house("say to a payee of what the whole consists")
def decided(application: Application) -> tuple[Shown, ...]:
    """Return whose death it was, what the whole consists of, and the payee's part of it."""
    of = share_in(application.case)
    if of is None:
        return ()
    death, answers = of.whole.case.bereavement, answers_of(of.whole)
    rows = [
        ("去世的家人", "Who has died", str(answers["deceased_name"])),
        ("去世日期", "Day of the death", say_day(death.died_on)),
        *(_of_difference(of) if of.is_difference else _of_grants(of)),
        ("您的份额", "Your part", f"{of.payee.parts}/{parts_in(of.payee)}"),
        ("付给您的金额", "Paid to you", say_yuan(of.amount)),
        ("家人的申请", "Application of your family", of.whole.case.number),
    ]
    return tuple(Shown(label=Text(zh, en), value=value) for zh, en, value in rows)


def _of_grants(of: Share) -> list[Row]:
    death = of.whole.case.bereavement
    return [
        ("核定", "Worked out", DECIDED_BY_TWO),
        ("丧葬补助金", "Funeral grant", say_yuan(from_fen(death.funeral_fen))),
        ("抚恤金", "Condolence grant", say_yuan(from_fen(death.condolence_fen))),
        ("抵扣去世后多发的养老金", "Set off: pension paid after the death",
         say_yuan(from_fen(death.set_off_fen))),
        ("支付给家人合计", "Paid to the family in all", say_yuan(of.total)),
    ]  # fmt: skip


def _of_difference(of: Share) -> list[Row]:
    death = of.whole.case.bereavement
    before = death.funeral_fen + death.condolence_fen - death.set_off_fen
    return [
        ("为什么补发", "Why more is paid", INCOME_KNOWN),
        ("按公布数应付给家人", "Due to the family by it", say_yuan(from_fen(before) + of.total)),
        ("此前已按上一年的收入付", "Paid before, by the income of a year earlier",
         say_yuan(from_fen(before))),
        ("补发合计", "Difference in all", say_yuan(of.total)),
    ]  # fmt: skip


SURVIVORS_SHARE = Service(
    procedure=at_once(SHARE_NAME, Text("遗属待遇份额", "Part of the grants after a death")),
    errand=Text(
        "家人去世的待遇里有我的一份，要表示同意",
        "My family named me after a death, and I want to agree",
    ),
    event=LifeEvent.DEATH,
    law=(reasons.LAW,),
    deciding=Deciding.AT_ONCE,
    begins_at="my_shares",
    in_person=Text("钱是您自己的，由本人表示同意。", "It is one's own money: one agrees oneself."),
    pages=(FormPage(slug="agree", title=Text("同意", "Agreement"), fields=(AGREES,)),),
    pre_check=(AGREES,),
    agency=agency_of,
    conditions=(
        Condition[Asked](
            reasons.NOT_AGREED,
            Text("领取人同意吗？", "Does the payee agree?"),
            Text("同意。", "Yes."),
            Text("不同意。", "No."),
            lambda asked: asked.answers.get("agrees") is False,
        ),
    ),
    refusals=(reasons.NOT_FAMILY,),
    decided=decided,
    effect=owe_share,
    result=Text("盖章的份额确认书和付款", "A sealed confirmation of your part, and the payment"),
    opening=Text(
        "丧葬补助金和抚恤金按下列份额支付给您。",
        "This part of the grants after a death is paid to you.",
    ),
)
