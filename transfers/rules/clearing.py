"""How long a person has to say which of the months paid twice shall stay."""

from law import documents as law
from law.documents import cite
from law.values import Unit, rule, value
from law.wording import Text

# The texts name no days for the person's answer: the portal asks twice before the agency goes on.
DAYS_TO_ANSWER = rule(
    "clearing.days-to-answer",
    Text(
        "重复缴费清退：两次询问参保人之间的间隔",
        "Clearing double months: days between asking the person and asking again",
    ),
    Unit.WORKING_DAYS,
    value(15, cite(law.PENSION_NOTICE_187, "3", verified=False)),
)
RULES = (DAYS_TO_ANSWER,)
