"""The two transfers, each described once (casework.rules.procedures)."""

from collections.abc import Mapping

from agencies.rules.terms import TERMS, Insurance, TermKind
from applications.rules.flows import DESK_LABELS
from casework.rules.procedures import Procedure, Turn
from casework.rules.statuses import Party, Status
from law.wording import Text
from transfers.rules.flow import MOVES, TURN
from transfers.rules.sentences import SENTENCES

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
PARTIES = {
    Party.APPLICANT: Text("您", "you"),
    Party.HANDLING: Text("转入地经办机构", "the new agency"),
    Party.OTHER: Text("转出地经办机构", "the original agency"),
}
# Kind of turn: what it is called, and on which side of a case it stands.
TURNS = {
    TermKind.REVIEW: (Text("转入地审核", "Review by the new agency"), "N"),
    TermKind.HAND_OVER: (Text("转出地办理转出", "Hand-over by the original agency"), "R"),
    TermKind.SETTLE: (Text("转入地接续", "Completion by the new agency"), "N"),
    # The law names no term for it: its clock never runs.
    TermKind.CLEAR: (Text("重复缴费清退", "Paying back months paid twice"), "N"),
}


def _transfer(name: str, insurance: Insurance, title: Text) -> Procedure:
    return Procedure(
        name=name,
        title=title,
        insurance=insurance.value,
        moves=MOVES,
        whose=TURN,
        sentences=SENTENCES,
        labels=LABELS,
        desk_labels=DESK_LABELS,
        parties=PARTIES,
        turns={
            kind.value: Turn(title=called, side=side, term=TERMS.get((insurance, kind)))
            for kind, (called, side) in TURNS.items()
        },
    )


PENSION = _transfer(
    "pension-transfer",
    Insurance.PENSION,
    Text("养老保险关系转移接续", "Transfer of old-age insurance"),
)
MEDICAL = _transfer(
    "medical-transfer",
    Insurance.MEDICAL,
    Text("医疗保险关系转移接续", "Transfer of medical insurance"),
)
BY_INSURANCE: Mapping[str, Procedure] = {
    Insurance.PENSION: PENSION,
    Insurance.MEDICAL: MEDICAL,
}
