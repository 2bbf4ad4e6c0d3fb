"""What an agency does with a claim beside the acts that all services share."""

from applications.act import Act
from applications.declaring import Service
from applications.fields import Field, Kind
from applications.models import Application
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text
from services.reimbursement.actions import listing
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


def is_claim(application: Application) -> bool:
    """Whether it is a claim by hand."""
    return application.service.name.startswith(PREFIX)


def _fields(service: Service) -> tuple[Field, ...]:
    return (LINES,) if service.name.startswith(PREFIX) else ()


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
