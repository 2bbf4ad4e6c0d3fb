"""The ways of an application that one agency handles: done at once, reviewed, and then produced.

行政许可法 art. 32 by analogy: what has to be corrected is said once, and completely.
"""

from collections.abc import Mapping

from casework.rules.clocks import CORRECTION, CORRECTION_THEN_DECIDED, UNSENT, Clock
from casework.rules.procedures import Procedure, Turn
from casework.rules.statuses import Moves, Party, Status
from law.values import Rule
from law.wording import Text

REVIEW, PRODUCE = "review", "produce"

AT_ONCE: Moves = {
    (Status.DRAFT, Status.SUBMITTED): Party.APPLICANT,
    (Status.DRAFT, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.COMPLETED): Party.HANDLING,
}
REVIEWED: Moves = {
    (Status.DRAFT, Status.SUBMITTED): Party.APPLICANT,
    (Status.DRAFT, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Party.HANDLING,
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Party.APPLICANT,
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): Party.APPLICANT,
    (Status.SUBMITTED, Status.REFUSED): Party.HANDLING,
    (Status.SUBMITTED, Status.COMPLETED): Party.HANDLING,
    # The person has died: decided by two persons of the agency.
    (Status.SUBMITTED, Status.ENDED): Party.HANDLING,
    (Status.CORRECTION_ASKED, Status.ENDED): Party.HANDLING,
}
# What is granted has to be made: the case is over when the person has it.
PRODUCED: Moves = {
    **{move: who for move, who in REVIEWED.items() if move[1] is not Status.COMPLETED},
    (Status.SUBMITTED, Status.APPROVED): Party.HANDLING,
    (Status.APPROVED, Status.COMPLETED): Party.HANDLING,
    (Status.APPROVED, Status.ENDED): Party.HANDLING,
}
WHOSE = {
    Status.DRAFT: Party.APPLICANT,
    Status.SUBMITTED: Party.HANDLING,
    Status.CORRECTION_ASKED: Party.APPLICANT,
    Status.APPROVED: Party.HANDLING,
}
CLOCKS = {
    Status.DRAFT: UNSENT,
    Status.SUBMITTED: Clock(turn=REVIEW),
    Status.CORRECTION_ASKED: Clock(wait=CORRECTION),
}
CLOCKS_UNTIL_MADE = {**CLOCKS, Status.APPROVED: Clock(turn=PRODUCE)}
# An objection, and what follows from one, is decided even when nobody answers.
DECIDED_ANYWAY = {**CLOCKS, Status.CORRECTION_ASKED: Clock(wait=CORRECTION_THEN_DECIDED)}
AT_ONCE_BECAUSE = Text(
    "提交的同时即办结，不存在等候。", "It is done in the moment it is sent: nothing waits."
)
LABELS = {
    Status.DRAFT: Text("草稿", "Draft"),
    Status.SUBMITTED: Text("审核中", "Under review"),
    Status.CORRECTION_ASKED: Text("待补正", "Waiting for your correction"),
    Status.WITHDRAWN: Text("已撤回", "Withdrawn"),
    Status.REFUSED: Text("不予办理", "Refused"),
    Status.APPROVED: Text("已准予，办理中", "Granted, being made"),
    Status.COMPLETED: Text("已办结", "Completed"),
    Status.ENDED: Text("已终止", "Ended"),
}
# At the desk "your correction" would be the clerk's.
DESK_LABELS = {
    Status.CORRECTION_ASKED: Text("待申请人补正", "Waiting for the applicant's correction")
}
TASKS = {
    Status.SUBMITTED: Text("审核", "Review"),
    Status.CORRECTION_ASKED: Text("待补正", "Correction asked"),
    Status.APPROVED: Text("制作、交付", "Make it and hand it out"),
}
TITLES = {
    (Status.DRAFT, Status.SUBMITTED): Text("收到申请", "Application received"),
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Text("申请人已补正", "Applicant answered"),
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Text(
        "请申请人补正", "Correction asked of the applicant"
    ),
    (Status.SUBMITTED, Status.APPROVED): Text("已准予，开始制作", "Granted; it is being made"),
    (Status.APPROVED, Status.COMPLETED): Text("已制作并交付", "Made and handed out"),
}
PARTIES = {
    Party.APPLICANT: Text("您", "you"),
    Party.HANDLING: Text("经办机构", "the agency"),
}
DIED = Text(
    "申请人去世的，经两人核准后终止。", "If the applicant has died, two persons end the case."
)
SENTENCES = {
    (Status.DRAFT, Status.SUBMITTED): Text(
        "您填写并提交，立即收到回执和业务编号。",
        "You fill in the application and send it. You get a receipt with a case number at once.",
    ),
    (Status.DRAFT, Status.WITHDRAWN): Text(
        "您不想办了，可以删除草稿。", "You may discard a draft."
    ),
    (Status.SUBMITTED, Status.WITHDRAWN): Text(
        "作出决定之前，您随时可以撤回。", "Until it is decided, you may withdraw at any time."
    ),
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Text(
        "填写有误时，经办机构一次说清哪几项需要补正；等您期间不计时。",
        "If something is wrong, the agency points at every answer concerned, once; the clock stops "
        "until you have put it right.",
    ),
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Text(
        "您补正后，继续审核，剩余时间接着算。",
        "Once you have answered, the review goes on with the days that are left.",
    ),
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): Text(
        "不补正的，也可以撤回。", "Instead of correcting it you may withdraw."
    ),
    (Status.SUBMITTED, Status.REFUSED): Text(
        "不符合条件的，经两人核准后出具书面决定，写明理由、依据和您接下来可以怎么办。",
        "If the conditions are not met, two persons decide so, and you get the reasons in writing "
        "and what you can do.",
    ),
    (Status.SUBMITTED, Status.COMPLETED): Text(
        "经办机构审核；作出准予决定即生效，您收到书面决定。",
        "The agency reviews it; a decision in your favour takes effect at once, and you get it in "
        "writing.",
    ),
    (Status.SUBMITTED, Status.APPROVED): Text(
        "经办机构审核；准予的，您收到书面决定，随即开始制作。",
        "The agency reviews it. If it is granted you get the decision in writing, and what you "
        "asked for begins to be made.",
    ),
    (Status.APPROVED, Status.COMPLETED): Text(
        "制作完成并交到您手中，业务即办结。",
        "It is made and handed to you; with that the case is completed.",
    ),
    (Status.SUBMITTED, Status.ENDED): DIED,
    (Status.CORRECTION_ASKED, Status.ENDED): DIED,
    (Status.APPROVED, Status.ENDED): DIED,
}
MAKING = Text("制作、交付", "Making it and handing it out")
NO_OTHERS: Mapping[tuple[Status, Status], Text] = {}
DONE_AT_ONCE = Text(
    "提交后当场办结，您立即收到盖章的确认书。",
    "It is done as soon as you send it, and you get a sealed confirmation at once.",
)


def at_once(name: str, title: Text, *, insurance: str = "") -> Procedure:
    """Return the procedure of a service that is done within the request that asks for it."""
    return _procedure(
        name,
        title,
        insurance,
        AT_ONCE,
        {**SENTENCES, (Status.SUBMITTED, Status.COMPLETED): DONE_AT_ONCE},
        # It begins and ends with the sending; by it the agency sees what was done in its name.
        {REVIEW: Turn(title=Text("当场办结", "Done at once"), side="N", because=AT_ONCE_BECAUSE)},
        {Status.DRAFT: UNSENT, Status.SUBMITTED: Clock(because=AT_ONCE_BECAUSE)},
    )


def reviewed(
    name: str,
    title: Text,
    *,
    term: Rule,
    insurance: str = "",
    clocks: Mapping[Status, Clock] = CLOCKS,
) -> Procedure:
    """Return the procedure of a service that an agency reviews within a term.

    Whether one person grants it or two do says the service (`Deciding.ONE`, `Deciding.TWO`).
    """
    turns = {REVIEW: Turn(title=Text("审核", "Review"), side="N", term=term)}
    return _procedure(name, title, insurance, REVIEWED, SENTENCES, turns, clocks)


def produced(
    name: str,
    title: Text,
    *,
    term: Rule,
    produce: Rule,
    insurance: str = "",
    making: Text = MAKING,
    sentences: Mapping[tuple[Status, Status], Text] = NO_OTHERS,
) -> Procedure:
    """Return the procedure of a service whose yes is followed by something to make and hand out.

    `term` is for the review, `produce` for what comes after the decision: a rule whose places set
    their own numbers leaves the turn without a clock where no number is known. `making` is what
    that turn is called, `sentences` take the place of the usual ones. The case is completed by
    `applications.actions.completing.complete`.
    """
    turns = {
        REVIEW: Turn(title=Text("审核", "Review"), side="N", term=term),
        PRODUCE: Turn(title=making, side="N", term=produce),
    }
    said = {**SENTENCES, **sentences}
    return _procedure(name, title, insurance, PRODUCED, said, turns, CLOCKS_UNTIL_MADE)


def _procedure(
    name: str,
    title: Text,
    insurance: str,
    moves: Moves,
    sentences: dict[tuple[Status, Status], Text],
    turns: dict[str, Turn],
    clocks: Mapping[Status, Clock],
) -> Procedure:
    statuses = {status for move in moves for status in move}
    return Procedure(
        name=name,
        title=title,
        insurance=insurance,
        moves=moves,
        whose={status: party for status, party in WHOSE.items() if status in statuses},
        clocks=clocks,
        sentences={move: sentences[move] for move in moves},
        labels={status: text for status, text in LABELS.items() if status in statuses},
        desk_labels={status: text for status, text in DESK_LABELS.items() if status in statuses},
        tasks={status: text for status, text in TASKS.items() if status in statuses},
        titles={move: text for move, text in TITLES.items() if move in moves},
        parties=PARTIES,
        turns=turns,
    )
