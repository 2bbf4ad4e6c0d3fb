"""What is asked of somebody who retires; what the records hold is shown and not asked."""

from typing import Any

from applications.fields import Answers, Field, Kind, Known, never
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text
from records.rules.retirement import AGE_BASIS
from services.retirement import forecast_questions as check
from services.retirement.facts import FLEXIBLE, MIXED, standing_choice
from services.retirement.rules.findings import MANAGES, OTHER_POST
from services.retirement.rules.values import CHOICE, EARLY, LATE, PRACTICE
from services.retirement.rules.windows import When

RECORD = cite(HANDLING_REGULATIONS, "18")
ON_SCREEN = Text("我填写的内容属实。", "What I have filled in is true.")


def in_way(*ways: When) -> Any:
    """Hold where somebody goes in one of these ways."""
    return lambda answers: answers.get("when") in {each.value for each in ways}


def _chosen_way(known: Known) -> str | None:
    found = standing_choice(known.person)
    return str(found.way) if found else None


def _chosen_day(known: Known) -> Any:
    found = standing_choice(known.person)
    return found.chosen_day if found else None


def _is_man(known: Known) -> str | None:
    return "man" if known.person.sex == "male" else None


POST = Field(
    name="post",
    kind=Kind.CHOICE,
    label=Text("您最近一年的岗位是？", "Which post have you held in the last year?"),
    why=Text(
        "女职工的退休年龄按岗位不同；男职工选“男职工”。",
        "The age of women goes by the post. Men say so.",
    ),
    basis=AGE_BASIS[1],
    choices=(
        (MANAGES, Text("女，管理或技术岗位", "Woman, management or technical post")),
        (OTHER_POST, Text("女，其他岗位", "Woman, any other post")),
        (FLEXIBLE, Text("女，灵活就业", "Woman, without an employer")),
        ("man", Text("男职工（岗位不影响年龄）", "I am a man: the post does not matter")),
        (MIXED, Text("女，两种岗位都做过或不清楚", "Woman, both kinds, or not sure")),
    ),
    known=_is_man,
)
WHEN = Field(
    name="when",
    kind=Kind.CHOICE,
    label=Text("您按哪种方式退休？", "In which way do you retire?"),
    why=Text("提前和延迟都由您自己选择。", "Earlier and later are your own choice."),
    basis=CHOICE,
    choices=(
        (When.STATUTORY.value, Text("到法定退休年龄", "At the statutory age")),
        (When.EARLY.value, Text("弹性提前", "Earlier")),
        (When.LATE.value, Text("弹性延迟", "Later")),
        (When.SPECIAL.value, Text("特殊工种（已认定）", "After special work that was confirmed")),
    ),
    known=_chosen_way,
)
DAY = Field(
    name="day",
    kind=Kind.DAY,
    label=Text("哪一天退休？", "On which day do you retire?"),
    why=Text("养老金从下个月起发放。", "The pension is paid from the month after."),
    basis=EARLY,
    known=_chosen_day,
)
NOTICED = Field(
    name="noticed_on",
    kind=Kind.DAY,
    label=Text("哪天书面告知单位的？", "When did you give notice to your employer?"),
    why=Text("提前退休要提前三个月告知。", "It has to be three months before."),
    basis=EARLY,
    shown=in_way(When.EARLY),
    is_past=True,
    known=lambda known: _day_of(known, "noticed_at"),
)
AGREED = Field(
    name="agreed_on",
    kind=Kind.DAY,
    label=Text("哪天与单位书面约定延迟的？", "When was the later date agreed in writing?"),
    why=Text("要在到龄前一个月约定。", "It has to be a month before the age."),
    basis=LATE,
    shown=in_way(When.LATE),
    is_past=True,
    known=lambda known: _day_of(known, "agreed_on"),
)
LEADING = Field(
    name="is_leading",
    kind=Kind.YES_NO,
    label=Text(
        "您是国家机关、国有企业或事业单位的领导人员吗？",
        "Are you leading staff of a public body or a state firm?",
    ),
    why=Text("领导人员不适用弹性延迟。", "They may not retire later by agreement."),
    basis=LATE,
    shown=in_way(When.LATE),
)


def _day_of(known: Known, name: str) -> Any:
    found = standing_choice(known.person)
    value = getattr(found, name) if found else None
    return value.date() if hasattr(value, "date") else value


FILE_AT = Field(
    name="file_at",
    kind=Kind.CHOICE,
    label=Text("您的人事档案在哪里？", "Where is your personal file?"),
    why=Text(
        "经办机构向保管的单位调档，您不用自己去取。",
        "The agency asks whoever keeps it; you need not fetch it.",
    ),
    basis=RECORD,
    choices=(
        ("employer", Text("在单位", "With my employer")),
        ("archive", Text("在人才或档案机构", "With a talent or archive centre")),
        ("unknown", Text("不清楚", "I do not know")),
    ),
)
BIRTH_DIFFERS = Field(
    name="birth_differs",
    kind=Kind.YES_NO,
    label=Text(
        "档案里的出生日期与身份证不同吗？",
        "Does the file give another date of birth than your identity card?",
    ),
    why=Text("以档案最早的记载为准。", "The earliest record in the file counts."),
    known=lambda _known: False,
)
FILE_BORN = Field(
    name="file_born",
    kind=Kind.MONTH,
    label=Text("档案最早记载的出生年月", "The month of birth that the file records first"),
    why=Text("它决定退休月份。", "It decides the month of retirement."),
    required=never,
    shown=lambda answers: bool(answers.get("birth_differs")),
    is_past=True,
)
FIRST_WORK = Field(
    name="first_work",
    kind=Kind.MONTH,
    label=Text("哪年哪月参加工作？", "In which month did you first work?"),
    why=Text(
        "写入核定表，并用来看视同缴费年限。", "It stands on the sheet, and shows deemed time."
    ),
    required=never,
    is_past=True,
)


def in_order(value: Any, row: Answers) -> Text | None:
    """Refuse a period that ends before it begins."""
    first = row.get("from_month")
    if first is None or value is None or first <= value:
        return None
    return Text("结束月份早于开始月份。", "It ends before it begins.")


def column(name: str, kind: Kind, label: Text, **more: Any) -> Field:
    """Return a column of a table that a clerk compares with the file."""
    return Field(
        name=name,
        kind=kind,
        label=label,
        why=Text("经办人员按档案核对。", "A clerk compares it with the file."),
        **more,
    )


SOURCES = (
    ("work", Text("建账前在单位工作", "work before the account began")),
    ("army", Text("军队服役", "army service")),
    ("countryside", Text("上山下乡", "sent to the countryside")),
    ("study", Text("按规定可计算的学习", "study that counts by rule")),
)
DEEMED = Field(
    name="deemed",
    kind=Kind.TABLE,
    label=Text("建立个人账户以前的工作经历", "Work before the personal account began"),
    why=Text(
        "这些时间可能视同缴费；没有就不填。",
        "Such time may count as paid. Leave it empty if there is none.",
    ),
    basis=PRACTICE,
    required=never,
    most=20,
    columns=(
        column("from_month", Kind.MONTH, Text("从", "From"), is_past=True),
        column("to_month", Kind.MONTH, Text("到", "To"), is_past=True, checks=(in_order,)),
        column("employer", Kind.TEXT, Text("单位", "Employer"), longest=80),
        column("source", Kind.CHOICE, Text("性质", "Kind"), choices=SOURCES),
        column("is_proven", Kind.YES_NO, Text("档案里有证明", "Proven in the file")),
    ),
)
TRUE = Field(
    name="is_true",
    kind=Kind.DECLARATION,
    label=ON_SCREEN,
    why=Text("电子签名与手写签名效力相同。", "It counts as your signature."),
)
# What stands in for the records where nobody is signed in.
FOR_ANYBODY = (
    check.CATEGORY,
    check.BORN,
    check.PLACE,
    check.PAID,
    check.DEEMED,
    check.ACCOUNT,
    check.INDEX,
)
