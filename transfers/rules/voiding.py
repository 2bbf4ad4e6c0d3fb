"""What voiding a letter does to the clocks: dated, each with the article it follows from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.rules.terms import Insurance
from law.documents import MEDICAL_TRANSFER, PENSION_TRANSFER, cite
from law.values import Unit, rule, value
from law.wording import Basis, Text


class Clock(StrEnum):
    """What becomes of the original agency's term when a corrected letter takes a void one's place.

    Without a corrected letter there is nothing to hand over on, and the turn ends.
    """

    STARTS_AGAIN = "starts-again"
    GOES_ON = "goes-on"


@dataclass(frozen=True)
class VoidingRule:
    """How the term of hand-over follows a corrected letter, from one day to another."""

    clock: Clock
    basis: Basis
    valid_from: date
    valid_to: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Return whether the rule applies to a letter voided on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


# The term runs from receiving the acceptance letter: of letters the one that counts.
CLOCKS = {
    Insurance.PENSION: (
        VoidingRule(
            Clock.STARTS_AGAIN, cite(PENSION_TRANSFER, "8(3)"), PENSION_TRANSFER.effective_on
        ),
    ),
    Insurance.MEDICAL: (
        VoidingRule(Clock.STARTS_AGAIN, cite(MEDICAL_TRANSFER), MEDICAL_TRANSFER.effective_on),
    ),
}
# A review that goes on after its letter was voided has the days that were left, and never fewer
# than these: the texts give fifteen in all and say nothing of an agency's own mistake.
LEAST_REVIEW = rule(
    "voiding.least-review",
    Text(
        "联系函作废后继续审核的最少期限",
        "Least term of a review that goes on after voiding a letter",
    ),
    Unit.WORKING_DAYS,
    value(3, cite(PENSION_TRANSFER, "8(2)", verified=False)),
)
RULES = (LEAST_REVIEW,)


def clock_after(insurance: str, on: date) -> Clock:
    """Return what becomes of the term of hand-over when a letter is issued anew on a day."""
    rules = CLOCKS[Insurance(insurance)]
    return next((each.clock for each in rules if each.is_in_force(on)), Clock.STARTS_AGAIN)
