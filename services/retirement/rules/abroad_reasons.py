"""Why there is nothing to report about living abroad."""

from casework.rules.reasons import ReasonClass, service_reason
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text

NOTHING_DRAWN = service_reason(
    "RAB01",
    ReasonClass.NOT_NEEDED,
    Text("您没有按月领取的待遇。", "Nothing is paid to you each month."),
    Text(
        "还没有领取待遇的，住到境外不需要报告；到龄后可以照常申请。",
        "There is nothing to report before you draw a pension; apply for it at the age as usual.",
    ),
    cite(HANDLING_REGULATIONS, "25"),
)
