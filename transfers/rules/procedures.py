"""The two transfers, each described once (casework.rules.procedures)."""

from collections.abc import Mapping
from typing import Any

from agencies.rules.terms import TERMS, Insurance, TermKind
from applications.rules.flows import DESK_LABELS
from casework.rules.procedures import Procedure, Turn
from casework.rules.statuses import Party
from law.wording import Text
from transfers.rules.flow import MOVES, STEPS
from transfers.rules.stages import CLEARING_BECAUSE, STAGES, TURN

PARTIES = {
    Party.APPLICANT: Text("您", "you"),
    Party.HANDLING: Text("转入地经办机构", "the new agency"),
    Party.OTHER: Text("转出地经办机构", "the original agency"),
}
# Kind of turn: what it is called, and on which side of a case it stands.
TURNS: dict[TermKind, tuple[Text, str]] = {
    TermKind.REVIEW: (Text("转入地审核", "Review by the new agency"), "N"),
    TermKind.HAND_OVER: (Text("转出地办理转出", "Hand-over by the original agency"), "R"),
    TermKind.SETTLE: (Text("转入地接续", "Completion by the new agency"), "N"),
    TermKind.ANSWER_QUESTION: (Text("转入地答复询问", "Answer by the new agency"), "N"),
    TermKind.SEND_ANEW: (Text("转出地重新划转", "Sending the money anew"), "R"),
    # The law names no term for it: its clock never runs.
    TermKind.CLEAR: (Text("重复缴费清退", "Paying back months paid twice"), "N"),
}
DETOURS = (TermKind.ANSWER_QUESTION, TermKind.SEND_ANEW)
# Why a turn has no term.
BECAUSE = {TermKind.CLEAR: CLEARING_BECAUSE}
# What there is to do beside the way: money under way is recorded, and what is left of it is
# seen to once record and money have moved, or the case has ended.
BESIDE: dict[TermKind, tuple[Text, str]] = {
    TermKind.RECORD_ARRIVAL: (Text("登记资金到账", "Record that the money arrived"), "N"),
    TermKind.TELL_NOT_TRANSFERABLE: (
        Text("书面告知不可转移部分", "Tell in writing what cannot be moved"),
        "R",
    ),
    TermKind.FIND_DIFFERENCE: (Text("查清在途资金差额", "Find the difference under way"), "R"),
    TermKind.RETURN_SURPLUS: (Text("退回多到的资金", "Send the surplus back"), "N"),
    TermKind.PAY_PERSON: (Text("支付应退本人的款项", "Pay the person"), "N"),
}


def _transfer(name: str, insurance: Insurance, title: Text) -> Procedure:
    return Procedure(
        name=name,
        title=title,
        insurance=insurance.value,
        moves=MOVES,
        whose=TURN,
        clocks={status: stage.clock for status, stage in STAGES.items() if stage.clock},
        sentences={move: step.sentence for move, step in STEPS.items()},
        titles={move: step.title for move, step in STEPS.items() if step.title},
        labels={status: stage.label for status, stage in STAGES.items()},
        desk_labels=DESK_LABELS,
        tasks={status: stage.task for status, stage in STAGES.items() if stage.task},
        parties=PARTIES,
        turns=_turns(insurance),
        other_place=_other_place,
    )


def _other_place(case: Any, agency: Any) -> str | None:
    """Return where the insurance comes from, or at the agency there, where it goes."""
    moved = case.transfer
    is_original = agency.pk == moved.original_agency_id
    return moved.new_region_id if is_original else moved.original_region_id


def _turns(insurance: Insurance) -> dict[str, Turn]:
    """Return the turns of a transfer: those that move it, and those that may stand beside it."""
    moving = {
        kind.value: Turn(
            title=called,
            side=side,
            term=TERMS.get((insurance, kind)),
            because=BECAUSE.get(kind),
            is_detour=kind in DETOURS,
        )
        for kind, (called, side) in TURNS.items()
    }
    beside = {
        kind.value: Turn(
            title=called,
            side=side,
            term=TERMS[insurance, kind],
            is_beside=True,
            concerns_person=kind in (TermKind.PAY_PERSON, TermKind.TELL_NOT_TRANSFERABLE),
        )
        for kind, (called, side) in BESIDE.items()
        if (insurance, kind) in TERMS
    }
    return moving | beside


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
