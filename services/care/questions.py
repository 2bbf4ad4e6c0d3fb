"""What is asked of whoever registers, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

from applications import medical
from applications.fields import Answers, Field, Kind, Known, never
from law.wording import Text
from services.care import facts, hospitals
from services.care.rules import kinds, promises, reasons
from services.care.rules.proving import BASIS, PROMISE_BASIS
from services.care.rules.registering import Proof

LONG_KINDS = (kinds.Kind.RETIREE, kinds.Kind.RESIDENT, kinds.Kind.POSTED)
NOT_ASKED_OFTEN = Text("不填也可以办理。", "You may leave it empty.")


def _choices(*chosen: kinds.Kind) -> tuple[tuple[str, Text], ...]:
    return tuple((each.value, kinds.KINDS[each]) for each in chosen)


def _is(name: str, value: str):
    return lambda answers: answers.get(name) == value


def is_long(answers: Answers) -> bool:
    """Whether a long-term kind was chosen."""
    return answers.get("kind") in {each.value for each in kinds.LONG_TERM}


def shows_paper(answers: Answers) -> bool:
    """Whether somebody shows a paper instead of promising."""
    return answers.get("proof") == Proof.PAPER


def has_left(answers: Answers) -> bool:
    """Whether somebody has left the hospital."""
    return answers.get("is_discharged") is True


def has_paid(answers: Answers) -> bool:
    """Whether somebody has left and paid the bill."""
    return has_left(answers) and answers.get("is_settled") is True


def is_posted(answers: Answers) -> bool:
    """Whether somebody is posted by an employer."""
    return answers.get("kind") == kinds.Kind.POSTED


def _kind_of_long(known: Known) -> str | None:
    """Propose the kind that the records speak for."""
    if medical.is_retired(known) and medical.scheme_of(known) == kinds.Scheme.EMPLOYEE:
        return kinds.Kind.RETIREE.value
    return None


LONG_KIND = Field(
    name="kind",
    kind=Kind.CHOICE,
    label=Text("您为什么长期住在那里？", "Why do you live there?"),
    why=Text("决定需要什么证明；待遇相同。", "It decides what proves it; all are paid alike."),
    basis=BASIS,
    called=Text("备案类型", "Kind"),
    choices=_choices(*LONG_KINDS),
    choice_hints=(
        (
            kinds.Kind.RETIREE.value,
            Text("已退休，户口迁到那里定居", "Retired, with your household register there"),
        ),
        (
            kinds.Kind.RESIDENT.value,
            Text("在那里居住，例如与子女同住", "Living there, for example with your children"),
        ),
        (
            kinds.Kind.POSTED.value,
            Text("由单位派驻或在那里工作", "Sent by your employer, or working there"),
        ),
    ),
    known=_kind_of_long,
)
PLACE = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("在哪里就医？", "Where will you be treated?"),
    hint=Text(
        "选城市；直辖市选整个市。备案到城市，不用选医院。",
        "Choose the city. You register for the city, and need not choose a hospital.",
    ),
    why=Text(
        "备案后，那里的联网医院都可以直接结算。",
        "All linked hospitals there can then settle directly.",
    ),
    basis=reasons.FRAME,
    called=Text("就医地", "Place of treatment"),
)
FROM_DAY = Field(
    name="from_day",
    kind=Kind.DAY,
    label=Text("从哪天开始？", "From which day?"),
    hint=Text("最早今天，最晚90天后", "Today at the earliest, in 90 days at the latest"),
    why=Text("从这一天起住院、就诊按备案结算。", "From that day on you are paid as registered."),
    basis=reasons.FRAME,
    called=Text("开始日期", "From"),
    known=lambda known: known.today,
)


def _after_the_beginning(value: date, answers: Answers) -> Text | None:
    begins = answers.get("from_day")
    if begins is not None and value < begins:
        return Text("结束日期早于开始日期。", "The last day lies before the first one.")
    return None


UNTIL = Field(
    name="until",
    kind=Kind.DAY,
    label=Text("到哪天为止？", "Until which day?"),
    hint=Text(
        "不填的，有效6个月；填得更短也有效6个月，其间可以多次就医。",
        "Six months if you leave it empty, and never less: you may go as often as you need.",
    ),
    why=Text("到期前会提醒您。", "You are reminded before it ends."),
    basis=reasons.FRAME,
    called=Text("结束日期", "Until"),
    required=never,
    checks=(_after_the_beginning,),
)
UNTIL_IF_SHORT = replace(UNTIL, shown=lambda answers: not is_long(answers))
ADDRESS = Field(
    name="address",
    kind=Kind.TEXT,
    label=Text("您在那里的住址", "Your address there"),
    hint=Text("省、市、区县、街道和门牌号", "Province, city, district, street and number"),
    why=Text(
        "备案表要求填写；只有经办机构看得到。", "The form asks for it; only the agency sees it."
    ),
    basis=BASIS,
    longest=200,
    autocomplete="street-address",
)
CONTACT = Field(
    name="contact_there",
    kind=Kind.TEXT,
    label=Text("在那里怎样联系您？", "How can you be reached there?"),
    hint=Text("电话，或子女的姓名和电话", "A phone, or the name and phone of a child of yours"),
    why=Text("有问题时联系您。", "If something has to be asked."),
    longest=100,
    required=never,
)
EMPLOYER = Field(
    name="employer",
    kind=Kind.TEXT,
    label=Text("派出单位或那里的工作单位", "The employer that sends you, or the one there"),
    why=Text("常驻异地工作的，用它核对。", "It is compared for those who are posted."),
    basis=BASIS,
    shown=is_posted,
    longest=100,
)
PROOF = Field(
    name="proof",
    kind=Kind.CHOICE,
    label=Text("怎样证明？", "How do you show it?"),
    why=Text(
        "两种方式待遇相同；承诺当场办结，但一般要满6个月才能变更。",
        "Both are paid alike. A promise is done at once, but usually holds for six months.",
    ),
    basis=PROMISE_BASIS,
    called=Text("证明方式", "Shown by"),
    choices=(
        (Proof.PROMISE.value, Text("签一份承诺，不交材料", "Sign a promise, bring no paper")),
        (Proof.PAPER.value, Text("拍照提交材料", "Send a photograph of the paper")),
    ),
    choice_hints=(
        (
            Proof.PROMISE.value,
            Text("当场办结；承诺不实要承担后果", "Done at once; a wrong promise has consequences"),
        ),
        (
            Proof.PAPER.value,
            Text("户口簿、居住证或单位证明", "Household register, residence permit or employer"),
        ),
    ),
)
MORE_PLACES = Field(
    name="places",
    kind=Kind.REGIONS,
    label=Text("还要备案别的就医地吗？", "Do you need other places besides?"),
    hint=Text(
        "有的参保地允许提交材料的长期居住人员同时备案多地；没有就不填。",
        "Some places let people who show a paper register several. Leave it empty if not.",
    ),
    why=Text("两地居住的，两边都可以直接结算。", "If you live in two places, both can settle."),
    basis=PROMISE_BASIS,
    called=Text("其他就医地", "Other places"),
    required=never,
    most=2,
)
PROMISE = Field(
    name="promise",
    kind=Kind.DECLARATION,
    label=promises.PROMISE,
    why=Text(
        "代替材料；提交时要重新登录一次，作为签名。",
        "It takes the place of a paper. Signing in once more is your signature.",
    ),
    basis=PROMISE_BASIS,
    called=Text("个人承诺", "Promise"),
)
NOTICE_READ = Field(
    name="notice_read",
    kind=Kind.DECLARATION,
    label=promises.NOTICE,
    why=Text("备案告知书的要点。", "What everybody is told who registers."),
    basis=reasons.FRAME,
    called=Text("备案告知", "Notice"),
)
# --- A short stay -------------------------------------------------------------------------------
OTHER, EMERGENCY = "other", "emergency"
WHY_AWAY = Field(
    name="why_away",
    kind=Kind.CHOICE,
    label=Text("为什么去那里？", "Why are you going there?"),
    why=Text(
        "急诊抢救不用备案；其他原因待遇相同。",
        "An emergency needs no registration; all else is paid alike.",
    ),
    choices=(
        ("visit", Text("探亲、照顾家人", "Visiting or looking after family")),
        ("travel", Text("旅游、出差", "Travel or business")),
        ("study", Text("上学、培训", "School or training")),
        ("treatment", Text("自己去看病（没有转诊）", "Treatment, without a referral")),
        (OTHER, Text("其他", "Something else")),
        (EMERGENCY, Text("正在急诊抢救", "An emergency, now")),
    ),
)


# --- A referral ---------------------------------------------------------------------------------
def _of_referral(name: str):
    def known(held: Known) -> Any:
        found = facts.newest_referral(held)
        return getattr(found, name) if found is not None else None

    return known


REFERRED_TO = Field(
    name="place",
    kind=Kind.REGION,
    label=Text("转到哪个城市？", "To which city are you referred?"),
    why=PLACE.why,
    hint=PLACE.hint,
    basis=reasons.FRAME,
    called=Text("就医地", "Place of treatment"),
    known=_of_referral("to_place_id"),
)
UNLISTED = "unlisted"


def _at_home(known: Known | None, _answers: Answers) -> tuple[tuple[str, Text], ...]:
    """Return the hospitals where somebody is insured, and that it may be another."""
    place = medical.insured_place(known) if known else None
    found = hospitals.listed_at(place or "") if place else ()
    named = tuple((each.code, Text(each.name, each.name_en or each.name)) for each in found)
    return (*named, (UNLISTED, Text("名单里没有", "It is not in the list")))


def _hospital_called(code: str) -> Text | None:
    found = hospitals.named(code)
    return Text(found.name, found.name_en or found.name) if found else None


HOSPITAL = Field(
    name="hospital",
    kind=Kind.HOSPITAL,
    label=Text("哪家医院开的转诊？", "Which hospital refers you?"),
    why=Text("核对它有没有转诊资格。", "To see whether it may refer."),
    basis=BASIS,
    options=_at_home,
    named=_hospital_called,
    known=_of_referral("hospital_id"),
)
HOSPITAL_NAME = Field(
    name="hospital_name",
    kind=Kind.TEXT,
    label=Text("医院名称", "Name of the hospital"),
    why=Text("经办人员核对它有没有转诊资格。", "A clerk sees whether it may refer."),
    basis=BASIS,
    shown=_is("hospital", UNLISTED),
    longest=120,
)


DEPARTMENT = Field(
    name="department",
    kind=Kind.TEXT,
    label=Text("科室", "Department"),
    why=Text("转诊表要求填写。", "The form of referrals asks for it."),
    basis=BASIS,
    longest=80,
    required=never,
    known=_of_referral("department"),
)
REFERRED_ON = Field(
    name="referred_on",
    kind=Kind.DAY,
    label=Text("转诊日期", "Day of the referral"),
    why=Text("转诊表要求填写。", "The form of referrals asks for it."),
    basis=BASIS,
    is_past=True,
    known=_of_referral("referred_on"),
)
DIAGNOSIS = Field(
    name="diagnosis",
    kind=Kind.TEXT,
    label=Text("诊断", "Diagnosis"),
    hint=Text("照转诊证明填写", "As the referral says"),
    why=Text(
        "转诊表要求填写；加密保存，查看的人都会记录下来。",
        "The form asks for it. It is kept encrypted, and everybody who looks is noted.",
    ),
    basis=BASIS,
    longest=200,
    known=_of_referral("diagnosis"),
)
IS_AGAIN = Field(
    name="is_again",
    kind=Kind.YES_NO,
    label=Text("是同一疾病的再次转诊吗？", "Are you referred again for the same illness?"),
    why=Text("转诊表要求填写。", "The form of referrals asks for it."),
    basis=BASIS,
    known=_of_referral("is_again"),
)
# --- Late ---------------------------------------------------------------------------------------
ADMITTED_ON = Field(
    name="admitted_on",
    kind=Kind.DAY,
    label=Text("哪天入院（就诊）的？", "On which day were you admitted?"),
    why=Text("备案从这一天起算。", "The registration begins on that day."),
    basis=reasons.FRAME,
    is_past=True,
)
IS_DISCHARGED = Field(
    name="is_discharged",
    kind=Kind.YES_NO,
    label=Text("已经出院了吗？", "Have you left the hospital?"),
    why=Text(
        "出院结算前补办，可以直接结算。", "Before the bill is settled it can be settled directly."
    ),
    basis=reasons.FRAME,
)


def _after_admission(value: date, answers: Answers) -> Text | None:
    admitted = answers.get("admitted_on")
    if admitted is not None and value < admitted:
        return Text("早于入院日期，请核对。", "This lies before the day of admission.")
    return None


DISCHARGED_ON = Field(
    name="discharged_on",
    kind=Kind.DAY,
    label=Text("哪天出院的？", "On which day did you leave?"),
    why=Text("核对是否在备案期内。", "It is compared with the days of the registration."),
    basis=reasons.FRAME,
    is_past=True,
    checks=(_after_admission,),
)
IS_SETTLED = Field(
    name="is_settled",
    kind=Kind.YES_NO,
    label=Text("已经自费结清了吗？", "Have you paid the bill yourself?"),
    why=Text(
        "自费结清的，备案后再申请手工报销。", "If so, you claim by hand once you are registered."
    ),
    basis=reasons.FRAME,
)
SETTLED_ON = Field(
    name="settled_on",
    kind=Kind.DAY,
    label=Text("哪天结清的？", "On which day did you pay?"),
    why=Text("有的地方规定了申请期限。", "Some places set a day until which one may claim."),
    basis=reasons.FRAME,
    is_past=True,
    checks=(_after_admission,),
)
LATE_HOSPITAL = Field(
    name="late_hospital",
    kind=Kind.TEXT,
    label=Text("哪家医院？", "Which hospital?"),
    why=Text("经办人员核对就医地。", "A clerk compares the place."),
    basis=reasons.FRAME,
    longest=120,
)
