"""Why a resident may not draw the residents' pension yet, or what a clerk has to look at."""

from casework.rules.reasons import ReasonClass, Use, service_reason
from law.documents import PENSION_RESIDENT_LINK, cite
from law.local_documents import RESIDENT_PENSION
from law.wording import Text

HOLD, REFUSE, NOTE = ReasonClass.HOLD, ReasonClass.REFUSE, ReasonClass.NOTE
NOT_SIXTY = service_reason(
    "RPN01",
    REFUSE,
    Text("您还没有年满60周岁。", "You are not sixty yet."),
    Text(
        "年满60周岁的次月起可以领取，到时再来申请；在此之前可以继续缴费，多缴多得。",
        "It is paid from the month after your sixtieth birthday: apply then. Until that day you "
        "may go on paying, which makes it more.",
    ),
    cite(RESIDENT_PENSION, "7"),
)
TOO_FEW_YEARS = service_reason(
    "RPN02",
    HOLD,
    Text(
        "记录中的居民养老保险缴费不满15年。",
        "By the record fewer than fifteen years were paid in the residents' scheme.",
    ),
    Text(
        "制度开始时已接近60岁的，不要求满15年，由经办机构核实；其他情形可以补缴，请先问经办机构。",
        "Whoever was close to sixty when the scheme began does not need fifteen: a clerk looks. "
        "Others may pay what is missing; ask your agency first.",
    ),
    cite(RESIDENT_PENSION, "7"),
    Use.REFUSAL,
)
HAS_EMPLOYEE_YEARS = service_reason(
    "RPN03",
    HOLD,
    Text(
        "您还有职工养老保险的缴费记录。",
        "You have a record in the employees' scheme as well.",
    ),
    Text(
        "职工养老保险满15年的，到龄应领职工养老金；不满15年的，可以先把它转入居民养老保险，年限合并计算。",
        "With fifteen years there you draw the employees' pension at its age. With fewer, have "
        "them moved into the residents' scheme first: the years then count here.",
    ),
    cite(PENSION_RESIDENT_LINK, "3"),
    leads_to="service:pension-transfer",
)
BASIC_NOT_KNOWN = service_reason(
    "RPN04",
    HOLD,
    Text(
        "当地的基础养老金标准还没有录入。",
        "The basic part that your place pays is not loaded.",
    ),
    Text(
        "可以照常提交，由经办人员按当地标准核定，不会低于全国最低标准。",
        "Send it as usual. A clerk enters the number of the place, which is never below the "
        "national one.",
    ),
    cite(RESIDENT_PENSION, "6"),
)
MONTHS_BEFORE = service_reason(
    "RPN05",
    NOTE,
    Text(
        "您60岁以后才申请，之前的月份是否补发由当地规定。",
        "You apply after your sixtieth birthday: whether the months before are paid is for the "
        "place to say.",
    ),
    Text("请尽快申请；经办人员按当地规定核定补发金额。", "Apply soon; a clerk works it out."),
    cite(RESIDENT_PENSION, "7"),
)
