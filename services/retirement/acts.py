"""What the staff can do with a case of this room beside what every service knows."""

from applications.act import Act
from applications.declaring import Service
from applications.fields import Field, Kind, never
from applications.models import Application
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text
from services.retirement.actions import judging, publishing
from services.retirement.rules.findings import KINDS

FILES = frozenset(
    {"retirement", "file-pre-review", "special-work", "disability-allowance", "recalculation"}
)
WHY = Text(
    "第二个人核准时一并确认；写入核定表。",
    "The second person confirms it with the decision; it stands on the sheet.",
)


PUBLIC = frozenset({"special-work", "disability-allowance"})
SEEN_BY_ALL = Text("公示期间所有人都能看到。", "Everybody reads it while it is public.")


FIELDS = (
    Field(
        name="kind",
        kind=Kind.CHOICE,
        label=Text("认定什么", "What is found"),
        why=WHY,
        choices=tuple(KINDS.items()),
    ),
    Field(
        name="from_month",
        kind=Kind.MONTH,
        label=Text("从哪个月（或当月）", "From which month (or the month itself)"),
        why=WHY,
        required=never,
        is_past=True,
    ),
    Field(
        name="to_month",
        kind=Kind.MONTH,
        label=Text("到哪个月", "Until which month"),
        why=WHY,
        required=never,
        is_past=True,
    ),
    Field(
        name="value",
        kind=Kind.TEXT,
        label=Text("内容（单位、工种、指数、金额）", "What it is (employer, work, index, amount)"),
        why=WHY,
        required=never,
        longest=100,
    ),
    Field(
        name="proof_page",
        kind=Kind.TEXT,
        label=Text("档案页码或文件", "Page of the file, or document"),
        why=Text("第二个人翻到这一页核对。", "The second person looks at that page."),
        longest=60,
    ),
    Field(
        name="counts",
        kind=Kind.CHOICE,
        label=Text("认定结果", "Does it count?"),
        why=WHY,
        choices=(
            (judging.COUNTS, Text("认定", "It counts")),
            (judging.DOES_NOT, Text("不予认定", "It does not")),
        ),
    ),
    Field(
        name="note",
        kind=Kind.NOTE,
        label=Text("说明", "Note"),
        why=WHY,
        required=never,
        longest=300,
    ),
)


PUBLIC_FIELDS = (
    Field(
        name="employer",
        kind=Kind.TEXT,
        label=Text("单位", "Employer"),
        why=SEEN_BY_ALL,
        longest=120,
    ),
    Field(
        name="what",
        kind=Kind.TEXT,
        label=Text("工种、月数和起止时间", "Kind of work, months, from when until when"),
        why=SEEN_BY_ALL,
        longest=200,
    ),
)
ANSWER_FIELDS = (
    Field(
        name="is_right",
        kind=Kind.CHOICE,
        label=Text("异议成立吗？", "Is the objection right?"),
        why=WHY,
        choices=(("no", Text("不成立", "No")), ("yes", Text("成立", "Yes"))),
    ),
    Field(
        name="note",
        kind=Kind.NOTE,
        label=Text("查了什么，结论是什么", "What was looked at, and what came of it"),
        why=WHY,
    ),
)


def _is_about_a_file(application: Application) -> bool:
    return application.service.name in FILES


def _fields(service: Service) -> tuple[Field, ...]:
    return FIELDS if service.name in FILES else ()


JUDGE = Act(
    name="judge-file",
    title=Text("认定档案事实", "Judge the file"),
    row=Action.CORRECT_FIGURE,
    at=(Status.SUBMITTED,),
    run=judging.judge,
    done=Text("已写入认定，金额随之重新计算。", "Written down; the sums are worked out with it."),
    fields=_fields,
    about="Judge a fact of the personal file, with its page; a second person confirms it.",
    hint=Text("每一项都要写明档案页码。", "Each needs the page of the file."),
    when=_is_about_a_file,
    is_beside_papers=True,
)


def _is_made_public(application: Application) -> bool:
    return application.service.name in PUBLIC


PUBLISH = Act(
    name="make-public",
    title=Text("公示", "Make it public"),
    row=Action.PREPARE_DECISION,
    at=(Status.SUBMITTED,),
    run=publishing.publish,
    done=Text(
        "已公示，期满后才能核准。", "It is public now; it is decided when the days are over."
    ),
    fields=lambda service: PUBLIC_FIELDS if service.name in PUBLIC else (),
    about="Make public who has done which special work, with the name partly hidden.",
    hint=Text("姓名自动隐去部分。", "The name is partly hidden by itself."),
    when=_is_made_public,
)
ANSWER = Act(
    name="answer-publication",
    title=Text("答复公示异议", "Answer who objected"),
    row=Action.PREPARE_DECISION,
    at=(Status.SUBMITTED,),
    run=publishing.answer,
    done=Text("已答复。", "Answered."),
    fields=lambda service: ANSWER_FIELDS if service.name in PUBLIC else (),
    about="Answer the objections to what was made public.",
    when=lambda application: (
        _is_made_public(application) and publishing.has_open_objections(application)
    ),
)
ACTS = (JUDGE, PUBLISH, ANSWER)
