"""The statuses of a case, shared by every service, in both languages."""

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
    COMPLETED = "completed"
    # The insured person has died, and two persons have decided that the case goes no further.
    ENDED = "ended"

    @property
    def label(self) -> Text:
        """The status in the words of the office."""
        return LABELS[self]

    @property
    def is_end(self) -> bool:
        """Whether nothing can follow."""
        return self in ENDS


LABELS = {
    Status.DRAFT: Text("草稿", "Draft"),
    Status.SUBMITTED: Text("转入地审核中", "Under review by the new agency"),
    Status.CORRECTION_ASKED: Text("待补正", "Waiting for your correction"),
    Status.WITHDRAWN: Text("已撤回", "Withdrawn"),
    Status.REFUSED: Text("不予受理", "Refused"),
    Status.LETTER_ISSUED: Text("转出地办理中", "With the original agency"),
    Status.CLARIFICATION_ASKED: Text("待转入地说明", "Waiting for the new agency's clarification"),
    Status.LETTER_RETURNED: Text("联系函已退回", "Letter returned to the new agency"),
    Status.HANDED_OVER: Text("转入地接续中", "Being completed by the new agency"),
    Status.DISPUTED: Text("信息与资金核对中", "Form and money being checked"),
    Status.CLEARING: Text("重复缴费清退中", "Paying back months paid twice"),
    Status.COMPLETED: Text("已办结", "Completed"),
    Status.ENDED: Text("已终止", "Ended"),
}

ENDS = frozenset({Status.WITHDRAWN, Status.REFUSED, Status.COMPLETED, Status.ENDED})


class Party(StrEnum):
    """Whose move it is."""

    APPLICANT = "applicant"
    NEW_AGENCY = "new-agency"
    ORIGINAL_AGENCY = "original-agency"

    @property
    def label(self) -> Text:
        """The party in plain words."""
        return PARTY_LABELS[self]


PARTY_LABELS = {
    Party.APPLICANT: Text("您", "you"),
    Party.NEW_AGENCY: Text("转入地经办机构", "the new agency"),
    Party.ORIGINAL_AGENCY: Text("转出地经办机构", "the original agency"),
}

Moves = dict[tuple[Status, Status], Party]
