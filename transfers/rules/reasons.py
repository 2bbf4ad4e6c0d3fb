"""Why a transfer is refused, held, sent back or made in part: one code for each, in plain words.

There is no national code list: the codes are ours, the grounds are the documents'.
"""

from agencies.rules.terms import Insurance
from casework.rules.reasons import Reason, ReasonClass, Use
from law import documents as law
from law.documents import cite
from transfers.rules.reasons_agencies import BETWEEN_AGENCIES
from transfers.rules.reasons_medical import MEDICAL
from transfers.rules.reasons_parts import PARTS
from transfers.rules.reasons_pension import RELATIONSHIP
from transfers.rules.reasons_schemes import SCHEMES

__all__ = ["REASONS", "Reason", "ReasonClass", "Use", "choosable", "may_be_chosen"]

REASONS = {
    reason.code: reason for reason in (*RELATIONSHIP, *PARTS, *SCHEMES, *BETWEEN_AGENCIES, *MEDICAL)
}
# A refusal is written and names reason and policy.
WRITTEN_EXPLANATION = cite(law.PENSION_TRANSFER, "8(2)")


def choosable(use: Use, insurance: Insurance) -> tuple[Reason, ...]:
    """Return the reasons a clerk may choose at that moment for that insurance."""
    return tuple(
        reason
        for reason in REASONS.values()
        if use in reason.uses and reason.insurance in {None, insurance}
    )


def may_be_chosen(code: str, use: Use, insurance: Insurance) -> bool:
    """Return whether a reason fits that moment and that insurance."""
    return any(reason.code == code for reason in choosable(use, insurance))
