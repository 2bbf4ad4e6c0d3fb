"""Reasons that any service may give; the codes are ours."""

from casework.rules.reasons import ReasonClass, reason_for
from law.documents import HANDLING_REGULATIONS, cite
from law.wording import Text

NO_RECORD = reason_for(
    None,
    "G06",
    ReasonClass.REFUSE,
    Text("没有查到您的参保记录。", "No record of yours was found."),
    Text(
        "请核对本人信息，或拨打12333查询参保地。",
        "Check your own particulars, or call 12333 to ask where you are insured.",
    ),
    cite(HANDLING_REGULATIONS, "10"),
)

ANOTHER_COUNTER = reason_for(
    None,
    "G14",
    ReasonClass.REFUSE,
    Text(
        "此事由另一经办机构办理，本窗口不能代办。",
        "Another agency handles this; this counter cannot file it.",
    ),
    Text(
        "请到办理此事的经办机构窗口，或在网上办理。",
        "Go to the counter of the agency that handles it, or do it online.",
    ),
    cite(HANDLING_REGULATIONS, "4"),
    leads_to="services",
)
