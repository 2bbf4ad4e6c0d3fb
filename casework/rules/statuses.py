"""The statuses of a case and whose move it is; what they are called, each service says."""

from collections.abc import Mapping
from enum import StrEnum

from law.wording import Text


class Status(StrEnum):
    """Where a case stands. Late is not a status: it is `due_on < today`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTION_ASKED = "correction-asked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    LETTER_ISSUED = "letter-issued"
    CLARIFICATION_ASKED = "clarification-asked"
    LETTER_RETURNED = "letter-returned"
    HANDED_OVER = "handed-over"
    DISPUTED = "disputed"
    CLEARING = "clearing"
    # Decided, and what was granted has still to be made and handed out.
    APPROVED = "approved"
    COMPLETED = "completed"
    # The insured person has died, and two persons have decided that the case goes no further.
    ENDED = "ended"

    @property
    def is_end(self) -> bool:
        """Whether nothing can follow."""
        return self in ENDS


# How much attention a status wants; all others go their way.
TONES = {
    Status.DRAFT: "",
    Status.CORRECTION_ASKED: "warn",
    Status.WITHDRAWN: "",
    Status.REFUSED: "alert",
    Status.LETTER_RETURNED: "warn",
    Status.CLARIFICATION_ASKED: "warn",
    Status.DISPUTED: "warn",
    Status.APPROVED: "ok",
    Status.COMPLETED: "ok",
    Status.ENDED: "",
}
ENDS = frozenset({Status.WITHDRAWN, Status.REFUSED, Status.COMPLETED, Status.ENDED})

# As programs send and read them: their words differ by service.
STATUS_CODES = [(each.value, each.value) for each in Status]

# Of a case that was left: nobody has withdrawn it, and nobody has refused it.
CLOSED_UNANSWERED = Text("已结案（未收到补正）", "Closed: no answer")


class Party(StrEnum):
    """Whose move it is; each service says what it calls them."""

    APPLICANT = "applicant"
    HANDLING = "handling-agency"
    OTHER = "other-agency"


Moves = Mapping[tuple[Status, Status], Party]
