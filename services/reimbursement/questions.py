"""What a claim asks: where, when, what for, and the invoices; the split is the clerk's."""

from datetime import date
from decimal import Decimal

from applications import medical
from applications.fields import Answers, Field, Known, never
from applications.fields import Kind as Of
from law.wording import Text
from records import treatment
from services.reimbursement.rules import invoices as rules
from services.reimbursement.rules import kinds, reasons
from services.reimbursement.rules.invoices import Invoice
from services.reimbursement.rules.kinds import UNLISTED, Cause, Where

LONGEST_STAY = 400
MOST_INVOICES = 60


def is_here(answers: Answers) -> bool:
    """Whether it was on the mainland."""
    return answers.get("where") != Where.ABROAD


def _is_unlisted(answers: Answers) -> bool:
    return is_here(answers) and answers.get("hospital") == UNLISTED


def is_hurt(answers: Answers) -> bool:
    """Whether it was no illness."""
    return answers.get("cause") not in (None, Cause.ILLNESS)


def _by_others(answers: Answers) -> bool:
    return answers.get("cause") == Cause.THIRD_PARTY


# --- Where ----------------------------------------------------------------------------------------
WHERE = Field(
    name="where",
    kind=Of.CHOICE,
    label=Text("在哪里就医？", "Where were you treated?"),
    why=Text("境外就医的费用，法律规定不予支付。", "The law excludes treatment abroad."),
    basis=reasons.NOT_PAID,
    choices=tuple((each.value, text) for each, text in kinds.WHERES.items()),
)
PLACE = Field(
    name="place",
    kind=Of.REGION,
    label=Text("医院在哪里？", "Where is the hospital?"),
    why=Text(
        "参保地以外的支付比例可能不同。", "Outside your own place the share may be different."
    ),
    basis=reasons.BY_PLACE,
    shown=is_here,
)


def _hospitals(known: Known | None, answers: Answers) -> tuple[tuple[str, Text], ...]:
    found = treatment.hospitals_of(str(answers.get("place") or "")) if answers.get("place") else ()
    return (*((each.code, each.name) for each in found), NOT_LISTED)


def _called(code: str) -> Text | None:
    if code == UNLISTED:
        return NOT_LISTED[1]
    found = treatment.hospital(code)
    return found.name if found else None


NOT_LISTED = (UNLISTED, Text("不在列表中", "It is not in the list"))
HOSPITAL = Field(
    name="hospital",
    kind=Of.HOSPITAL,
    label=Text("哪家医院？", "Which hospital?"),
    why=Text("医院等级决定起付标准和支付比例。", "Its grade decides deductible and share."),
    basis=reasons.CATALOGUE,
    shown=is_here,
    options=_hospitals,
    named=_called,
)
HOSPITAL_NAME = Field(
    name="hospital_name",
    kind=Of.TEXT,
    label=Text("医院名称", "Name of the hospital"),
    why=Text("经办人员核对是不是定点医院。", "A clerk sees whether it is a designated one."),
    shown=_is_unlisted,
    longest=120,
)
GRADE = Field(
    name="grade",
    kind=Of.CHOICE,
    label=Text("几级医院？", "Which grade is it?"),
    why=Text("决定起付标准和支付比例。", "It decides deductible and share."),
    shown=_is_unlisted,
    choices=tuple(kinds.GRADES.items()),
)


# --- When, and for what -------------------------------------------------------------------------
def _not_before_admission(value: date, answers: Answers) -> Text | None:
    admitted = answers.get("admitted_on")
    if admitted is None:
        return None
    if value < admitted:
        return Text("出院日期早于入院日期。", "This is before the day of admission.")
    if (value - admitted).days > LONGEST_STAY:
        return Text(
            "住院超过400天，请核对日期；分次结算的，请分次申请。",
            "This stay is longer than 400 days. Check the days; bills of parts are claimed apart.",
        )
    return None


IS_ADMITTED = Field(
    name="is_admitted",
    kind=Of.YES_NO,
    label=Text("住院了吗？", "Were you admitted to the hospital?"),
    why=Text("住院和门诊的支付办法不同。", "Stays and visits are paid in different ways."),
)
ADMITTED_ON = Field(
    name="admitted_on",
    kind=Of.DAY,
    label=Text("入院日期", "Day of admission"),
    why=Text("按这一天是否在待遇期审核。", "You have to be covered on that day."),
    basis=reasons.CATALOGUE,
    is_past=True,
)
DISCHARGED_ON = Field(
    name="discharged_on",
    kind=Of.DAY,
    label=Text("出院日期", "Day of discharge"),
    why=Text("按出院当天的标准计算。", "The numbers of that day count."),
    is_past=True,
    checks=(_not_before_admission,),
)
STAY_NUMBER = Field(
    name="stay_number",
    kind=Of.TEXT,
    label=Text("住院号", "In-patient number"),
    hint=Text("在出院小结上", "It is on the discharge note"),
    why=Text("与医院核对时用。", "To compare with the hospital."),
    required=never,
    longest=40,
)
DIAGNOSIS = Field(
    name="diagnosis",
    kind=Of.TEXT,
    label=Text("诊断", "Diagnosis"),
    hint=Text("照诊断证明上写", "As it stands on the paper"),
    why=Text("法律规定凭诊断证明申请。", "A claim is made with the diagnosis."),
    basis=reasons.CLAIMS,
    longest=200,
)
CAUSE = Field(
    name="cause",
    kind=Of.CHOICE,
    label=Text("因为什么就医？", "What was it for?"),
    why=Text(
        "工伤和应当由他人负担的费用，不由医保基金支付。",
        "Injuries at work, and what others have to pay, are not paid from this fund.",
    ),
    basis=reasons.NOT_PAID,
    choices=tuple((each.value, text) for each, text in kinds.CAUSES.items()),
)
ACCIDENT = Field(
    name="accident",
    kind=Of.NOTE,
    label=Text("什么时候、在哪里、怎么受的伤？", "When, where and how did it happen?"),
    why=Text("经办人员据此判断由谁负担。", "From it a clerk sees who has to pay."),
    basis=reasons.NOT_PAID,
    shown=is_hurt,
    longest=300,
)
THIRD = Field(
    name="third",
    kind=Of.CHOICE,
    label=Text("对方赔付了吗？", "Has whoever caused it paid?"),
    why=Text(
        "对方不赔付或者找不到的，基金先行支付。",
        "If they do not pay, or nobody knows them, the fund pays first.",
    ),
    basis=reasons.NOT_PAID,
    shown=_by_others,
    choices=tuple((each.value, text) for each, text in kinds.THIRDS.items()),
)
GROUND = Field(
    name="ground",
    kind=Of.CHOICE,
    label=Text("为什么没有在医院直接结算？", "Why was it not settled at the hospital?"),
    why=Text("直接结算优先，手工报销要有原因。", "Direct settlement comes first."),
    basis=reasons.DIRECT,
    choices=tuple(kinds.GROUNDS.items()),
)
GROUND_NOTE = Field(
    name="ground_note",
    kind=Of.NOTE,
    label=Text("请说明", "Say how it was"),
    why=Text("经办人员据此审核。", "A clerk reads it."),
    shown=lambda answers: answers.get("ground") == "other",
    longest=300,
)
IS_SETTLED = Field(
    name="is_settled",
    kind=Of.YES_NO,
    label=Text(
        "医院的单据上有“医保统筹支付”金额吗？",
        "Does the bill show that the insurance fund has paid a part?",
    ),
    why=Text("已经直接结算的，不再报销。", "What was settled directly is not paid again."),
    basis=reasons.DIRECT,
)


# --- Invoices -------------------------------------------------------------------------------------
def _is_a_number(value: str, _answers: Answers) -> Text | None:
    if rules.is_number(rules.plain(value)):
        return None
    return Text(
        "发票号码是8位、10位或20位数字。", "The number of an invoice has 8, 10 or 20 digits."
    )


def _is_more_than_nothing(value: Decimal, _answers: Answers) -> Text | None:
    return None if value > 0 else Text("金额应大于0。", "The amount is more than nothing.")


def named_in(answers: Answers) -> tuple[Invoice, ...]:
    """Return the invoices that were typed, in their order."""
    return tuple(
        Invoice(
            rules.plain(str(row.get("number") or "")),
            row.get("on"),
            row.get("amount") or Decimal(0),
            rules.plain(str(row.get("code") or "")),
        )
        for row in answers.get("invoices") or ()
    )


INVOICES = Field(
    name="invoices",
    kind=Of.TABLE,
    label=Text("发票", "Invoices"),
    hint=Text(
        "每张一行；电子发票的号码是20位数字，纸质票据是8位或10位。",
        "One row for each. An electronic invoice has 20 digits, one on paper 8 or 10.",
    ),
    why=Text("凭发票报销；一张发票只能用一次。", "You are paid by them, each once."),
    basis=reasons.CLAIMS,
    one=Text("发票", "Invoice"),
    most=MOST_INVOICES,
    columns=(
        Field(
            name="number",
            kind=Of.TEXT,
            label=Text("发票号码", "Number"),
            why=Text("用来查验。", "To look it up."),
            checks=(_is_a_number,),
            longest=30,
        ),
        Field(
            name="on",
            kind=Of.DAY,
            label=Text("开票日期", "Day"),
            why=Text("用来查验。", "To look it up."),
            is_past=True,
        ),
        Field(
            name="amount",
            kind=Of.MONEY,
            label=Text("金额", "Amount"),
            why=Text("用来计算。", "To reckon with."),
            checks=(_is_more_than_nothing,),
        ),
        Field(
            name="code",
            kind=Of.TEXT,
            label=Text("票据代码（纸质）", "Code, if on paper"),
            why=Text("纸质票据的号码会重复，靠它区分。", "Numbers on paper recur without it."),
            required=never,
            longest=20,
        ),
    ),
)


def _is_not_more_than_all(value: Decimal, answers: Answers) -> Text | None:
    whole = rules.total(named_in(answers))
    if value > whole > 0:
        return Text("比发票合计还多，请核对。", "This is more than all invoices. Check it.")
    return None


TOTAL = Field(
    name="total",
    kind=Of.MONEY,
    label=Text("发票一共多少元？", "What do the invoices come to?"),
    why=Text("与每张发票的合计核对，防止漏填。", "It shows whether one was left out."),
    basis=reasons.CLAIMS,
    checks=(_is_more_than_nothing,),
)
OTHER_PAID = Field(
    name="other_paid",
    kind=Of.MONEY,
    label=Text("商业保险等已经赔付多少元？", "What has other insurance paid of it?"),
    why=Text("各方支付合计不超过总费用。", "Nobody is paid more than the bill in all."),
    required=never,
    checks=(_is_not_more_than_all,),
)
OTHER_WHO = Field(
    name="other_who",
    kind=Of.TEXT,
    label=Text("谁赔付的？", "Who has paid?"),
    why=Text("便于核对。", "To compare."),
    shown=lambda answers: bool(answers.get("other_paid")),
    longest=80,
)

# --- Before anything is begun ---------------------------------------------------------------------
_TO_TRY = Text("用来试算，不保存。", "To work it out; nothing is kept.")


def _age(known: Known) -> int:
    born = known.person.born_on
    years = known.today.year - born.year
    return years - ((known.today.month, known.today.day) < (born.month, born.day))


INSURED_PLACE = Field(
    name="insured_place",
    kind=Of.REGION,
    label=Text("您在哪里参加医保？", "Where do you have medical insurance?"),
    why=Text("支付标准由参保地规定。", "Your own place sets the numbers."),
    basis=reasons.BY_PLACE,
    known=medical.insured_place,
)
IS_RESIDENT = Field(
    name="is_resident",
    kind=Of.YES_NO,
    label=Text("是城乡居民医保吗？", "Is it the residents' scheme?"),
    why=Text("职工和居民的比例不同。", "Employees and residents have other shares."),
    known=lambda known: (
        None if medical.scheme_of(known) is None else medical.scheme_of(known) == "resident"
    ),
)
IS_RETIRED = Field(
    name="is_retired",
    kind=Of.YES_NO,
    label=Text("已经退休了吗？", "Are you retired?"),
    why=Text("退休人员的支付比例更高。", "The share is higher for retired people."),
    known=medical.is_retired,
    shown=lambda answers: not answers.get("is_resident"),
)
AGE = Field(
    name="age",
    kind=Of.NUMBER,
    label=Text("年龄", "Age"),
    why=Text("有的地方按年龄提高比例。", "Some places raise the share with age."),
    known=_age,
)
GRADE_TRIED = Field(
    name="grade_tried",
    kind=Of.CHOICE,
    label=Text("几级医院？", "Which grade of hospital?"),
    why=_TO_TRY,
    choices=tuple(kinds.GRADES.items())[:-1],
)
AMOUNT = Field(
    name="amount",
    kind=Of.MONEY,
    label=Text("目录内费用大约多少元？", "How much of the bill is covered, about?"),
    hint=Text("不知道就填总费用", "If you do not know, the whole bill"),
    why=_TO_TRY,
)
WAS_REGISTERED = Field(
    name="was_registered",
    kind=Of.YES_NO,
    label=Text("在外地就医的，办了备案吗？", "If it was elsewhere: were you registered?"),
    why=Text("没有备案的，比例会降低。", "The share is lower without it."),
    basis=reasons.BY_PLACE,
)
WHO = (INSURED_PLACE, IS_RESIDENT, IS_RETIRED, AGE)
