"""The two transfers, each described once (casework.rules.procedures)."""

from collections.abc import Mapping

from agencies.rules.terms import TERMS, Insurance, TermKind
from applications.rules.flows import DESK_LABELS
from casework.rules.procedures import Procedure, Turn
from casework.rules.statuses import Party
from law.wording import Text
from transfers.rules.flow import MOVES, STEPS
from transfers.rules.stages import STAGES, TURN

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
        sentences={move: step.sentence for move, step in STEPS.items()},
        titles={move: step.title for move, step in STEPS.items() if step.title},
        labels={status: stage.label for status, stage in STAGES.items()},
        desk_labels=DESK_LABELS,
        tasks={status: stage.task for status, stage in STAGES.items() if stage.task},
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
