"""The papers that show of which kind somebody is; none where data, a promise or a hospital does."""

from dataclasses import replace

from django.utils import timezone

from applications.fields import Answers, Paper, always
from applications.known import answers_of, known_of
from applications.models import Application
from law.wording import Text
from services.care import facts
from services.care.rules.kinds import Kind
from services.care.rules.proving import BASIS, PAPERS, Slot
from services.care.rules.registering import Proof

BY_PHOTOGRAPH = Text("原件照片或扫描件", "A photograph or scan of the original")


def _needed_for(kind: Kind):
    def needed(answers: Answers) -> bool:
        return answers.get("kind") == kind and answers.get("proof") != Proof.PROMISE

    return needed


def _lives_there(application: Application) -> Text | None:
    """No paper where the household register puts somebody in the place already."""
    person = application.case.person
    known = known_of(person, today=timezone.localdate(application.case.created_at))
    is_held = facts.lives_there(Kind.RETIREE, answers_of(application), known)
    return HELD_REGISTER if is_held else None


def _is_filed(application: Application) -> Text | None:
    """No paper where the hospital has filed the referral itself."""
    case = application.case
    known = known_of(case.person, today=timezone.localdate(case.created_at))
    found = facts.filed_referral(known, answers_of(application))
    return FILED if found is not None else None


HELD_REGISTER = Text(
    "免提交：登记的户籍在就医地。",
    "Not needed: by the record your household register is in that place.",
)
FILED = Text("免提交：医院已上传转诊。", "Not needed: the hospital has filed the referral.")
HOUSEHOLD = Paper(
    slot=Slot.HOUSEHOLD.value,
    title=PAPERS[Slot.HOUSEHOLD],
    why=Text(
        "证明退休后户口迁到了那里。", "It shows that your household register has moved there."
    ),
    basis=BASIS,
    needed=_needed_for(Kind.RETIREE),
    when=Text("异地安置退休人员不签承诺时", "Retired and settled there, without a promise"),
    form=BY_PHOTOGRAPH,
    where_from=Text("您的户口簿", "Your household register"),
    spared=_lives_there,
    unless=Text("登记的户籍在就医地的，免提交", "Not where the record has your register there"),
)
PERMIT = Paper(
    slot=Slot.PERMIT.value,
    title=PAPERS[Slot.PERMIT],
    why=Text("证明您住在那里。", "It shows that you live there."),
    basis=BASIS,
    needed=_needed_for(Kind.RESIDENT),
    when=Text("异地长期居住人员不签承诺时", "Living there, without a promise"),
    form=BY_PHOTOGRAPH,
    where_from=Text("居住地公安派出所", "The police station where you live"),
)
POSTING = Paper(
    slot=Slot.POSTING.value,
    title=PAPERS[Slot.POSTING],
    why=Text("证明您在那里工作。", "It shows that you work there."),
    basis=BASIS,
    needed=_needed_for(Kind.POSTED),
    when=Text("常驻异地工作人员不签承诺时", "Posted there, without a promise"),
    form=BY_PHOTOGRAPH,
    where_from=Text("您的单位", "Your employer"),
)
REFERRAL = Paper(
    slot=Slot.REFERRAL.value,
    title=PAPERS[Slot.REFERRAL],
    why=Text("证明医院建议转诊。", "It shows that a hospital refers you."),
    basis=BASIS,
    needed=always,
    when=Text("医院没有上传转诊时", "If the hospital has not filed the referral"),
    form=BY_PHOTOGRAPH,
    where_from=Text("开具转诊的医院", "The hospital that refers you"),
    spared=_is_filed,
    unless=Text("医院已上传的，免提交", "Not where the hospital has filed it"),
)
REFERRAL_IF_CHOSEN = replace(REFERRAL, needed=lambda answers: answers.get("kind") == Kind.REFERRAL)
OF_LONG_TERM = (HOUSEHOLD, PERMIT, POSTING)
