"""What an agency does with a claim beside the acts that all services share."""

from applications.act import Act
from applications.declaring import Service
from applications.fields import Field, Kind, never
from applications.models import Application
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text
from services.reimbursement.actions import asking, listing
from services.reimbursement.rules.reading_lists import COLUMNS, LARGEST

NAMES = ", ".join(COLUMNS)
PREFIX = "reimbursement-"
PAGE = "desk_cost_list"
LINES = Field(
    name=listing.FIELD,
    kind=Kind.TEXT,
    label=Text("费用清单（CSV）", "Cost list (CSV)"),
    hint=Text(f"第一行为列名：{NAMES}", f"The first line names the columns: {NAMES}"),
    why=Text("逐项核对是否在目录内。", "Each line is judged by the catalogue."),
    longest=LARGEST,
)


def _is_of_a_claim(service: Service) -> bool:
    """Whether a service is a claim by hand: what comes back later is none."""
    return service.name.startswith(PREFIX) and service.name != f"{PREFIX}recovered"


def is_claim(application: Application) -> bool:
    """Whether it is a claim by hand."""
    return _is_of_a_claim(application.service)


def _fields(service: Service) -> tuple[Field, ...]:
    return (LINES,) if _is_of_a_claim(service) else ()


ENTER_LIST = Act(
    name="cost-list",
    title=Text("查看、录入费用清单", "See or enter the cost list"),
    row=Action.CORRECT_FIGURE,
    at=(Status.SUBMITTED,),
    run=listing.enter,
    done=Text("已录入，结算单按清单重新计算。", "Entered. The sheet is worked out by it."),
    fields=_fields,
    about="Enter the cost list of a claim by hand; a later one takes the place of the one before.",
    when=is_claim,
    page=PAGE,
    is_own_page=True,
)


WHY_ASKED = Text("写入决定书。", "It stands in the decision.")
ASKING = (
    Field(
        name="whom",
        kind=Kind.TEXT,
        label=Text("问谁（医院或就医地经办机构）", "Whom (the hospital, or the agency there)"),
        why=WHY_ASKED,
        longest=120,
    ),
    Field(
        name="what",
        kind=Kind.NOTE,
        label=Text("问什么", "What is asked"),
        why=WHY_ASKED,
        longest=500,
    ),
)
ANSWERING = (
    Field(
        name="confirms",
        kind=Kind.CHOICE,
        label=Text("对方是否确认？", "Do they confirm it?"),
        why=WHY_ASKED,
        choices=((asking.YES, Text("属实", "Yes")), ("no", Text("不属实", "No"))),
    ),
    Field(
        name="answer",
        kind=Kind.NOTE,
        label=Text("答复内容", "What they say"),
        why=WHY_ASKED,
        required=never,
        longest=500,
    ),
)
ASK_HOSPITAL = Act(
    name="ask-hospital",
    title=Text("向就医地协查", "Ask the place of treatment"),
    row=Action.CORRECT_FIGURE,
    at=(Status.SUBMITTED,),
    run=asking.ask,
    done=Text("已记录，等待答复。", "Written down; the answer is awaited."),
    fields=lambda service: ASKING if _is_of_a_claim(service) else (),
    about="Write down what the hospital, or the agency of the place of treatment, is asked.",
    hint=Text(
        "当地文件规定了答复期限的，这段时间不计入审核期限，并告知申请人。",
        "Where a local text says until when they answer, the review waits, and everybody is told.",
    ),
    when=lambda application: is_claim(application) and not asking.has_open(application),
)
HOSPITAL_ANSWERED = Act(
    name="hospital-answered",
    title=Text("记录就医地答复", "Write down their answer"),
    row=Action.CORRECT_FIGURE,
    at=(Status.SUBMITTED,),
    run=asking.answer,
    done=Text("已记录，写入决定书。", "Written down; it stands in the decision."),
    fields=lambda service: ANSWERING if _is_of_a_claim(service) else (),
    about="Write down what the place of treatment has answered.",
    when=lambda application: is_claim(application) and asking.has_open(application),
)
ACTS = (ENTER_LIST, ASK_HOSPITAL, HOSPITAL_ANSWERED)
