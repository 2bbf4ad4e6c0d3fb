"""Within which term a complaint about an employer's debt is answered.

社会保险法 art. 82 gives everybody the right to complain, and names no days: ten are our own.
"""

from law.documents import HANDLING_REGULATIONS, SOCIAL_INSURANCE_LAW, cite
from law.values import Unit, rule, value
from law.wording import Text

COMPLAINING = cite(SOCIAL_INSURANCE_LAW, "82")
COLLECTING = cite(SOCIAL_INSURANCE_LAW, "63")
RECORDS = cite(SOCIAL_INSURANCE_LAW, "74")
NO_NEEDLESS_PAPER = cite(HANDLING_REGULATIONS, "31")
TERM = rule(
    "term.contribution-arrears.review",
    Text("单位欠费投诉：自收到之日起", "Complaint about an employer's debt, from its receipt"),
    Unit.WORKING_DAYS,
    value(10, cite(SOCIAL_INSURANCE_LAW, "82", verified=False)),
)
RULES = (TERM,)
