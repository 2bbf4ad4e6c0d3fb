"""The statuses of a transfer, with all their words.

国办发〔2009〕66号 art. 8; 医保办发〔2021〕43号 for medical insurance. What is told to a person
names the two agencies: `%(new)s` and `%(original)s` are filled with the names they had.
"""

from dataclasses import dataclass

from agencies.rules.terms import TermKind
from casework.rules.clocks import CLEARING, CORRECTION, UNSENT, Clock
from casework.rules.statuses import Party, Status
from law.wording import Text


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A status of a transfer: what it is called, who moves by which clock, what is read of it.

    `task` is what a row of the queue says, `comes` what comes next, `first` what has to happen
    before the straight way goes on; `behind` counts what lies behind of review, hand-over and
    completion.
    """

    label: Text
    whose: Party | None = None
    clock: Clock | None = None
    task: Text | None = None
    comes: Text | None = None
    first: Text | None = None
    behind: int = 0


CLEARING_BECAUSE = Text(
    "法规没有规定清退重复缴费的办理期限；两次询问参保人之后，转入地即可按建议办理。",
    "The law names no term for paying back double months; once the person was asked twice, the "
    "new agency goes on as proposed.",
)
STAGES: dict[Status, Stage] = {
    Status.DRAFT: Stage(label=Text("草稿", "Draft"), whose=Party.APPLICANT, clock=UNSENT),
    Status.SUBMITTED: Stage(
        label=Text("转入地审核中", "Under review by the new agency"),
        whose=Party.HANDLING,
        clock=Clock(turn=TermKind.REVIEW),
        task=Text("审核", "Review"),
        comes=Text(
            "由%(original)s转出您的参保信息和资金。",
            "%(original)s is asked to send your record and the money.",
        ),
    ),
    Status.CORRECTION_ASKED: Stage(
        label=Text("待补正", "Waiting for your correction"),
        whose=Party.APPLICANT,
        clock=Clock(wait=CORRECTION),
        task=Text("待补正", "Correction asked"),
        first=Text("您答复经办机构", "You answer the agency"),
    ),
    Status.WITHDRAWN: Stage(label=Text("已撤回", "Withdrawn")),
    Status.REFUSED: Stage(label=Text("不予受理", "Refused")),
    Status.LETTER_ISSUED: Stage(
        label=Text("转出地办理中", "With the original agency"),
        whose=Party.OTHER,
        clock=Clock(turn=TermKind.HAND_OVER),
        task=Text("转出办理", "Hand-over"),
        comes=Text(
            "由%(new)s把年限和资金记入您的账户。",
            "%(new)s adds your months and the money to your account.",
        ),
        behind=1,
    ),
    Status.CLARIFICATION_ASKED: Stage(
        label=Text("待转入地说明", "Waiting for the new agency's clarification"),
        whose=Party.HANDLING,
        clock=Clock(turn=TermKind.ANSWER_QUESTION),
        task=Text("待说明", "Question to answer"),
        comes=Text("%(original)s继续办理。", "%(original)s goes on with your record."),
        first=Text(
            "%(new)s答复%(original)s提出的问题", "%(new)s answers the question of %(original)s"
        ),
        behind=1,
    ),
    Status.LETTER_RETURNED: Stage(
        label=Text("联系函已退回", "Letter returned to the new agency"),
        whose=Party.HANDLING,
        clock=Clock(turn=TermKind.REVIEW),
        task=Text("联系函退回", "Letter returned"),
        comes=Text(
            "由%(new)s更正联系函；不能继续的，会告诉您原因。",
            "%(new)s corrects the letter, or tells you why it cannot go on.",
        ),
        first=Text("%(new)s更正联系函", "%(new)s corrects the acceptance letter"),
        behind=1,
    ),
    Status.HANDED_OVER: Stage(
        label=Text("转入地接续中", "Being completed by the new agency"),
        whose=Party.HANDLING,
        clock=Clock(turn=TermKind.SETTLE),
        task=Text("转入接续", "Completion"),
        comes=Text(
            "您会收到通知，写明记入您账户的全部内容。",
            "you get a notice with everything that was added to your account.",
        ),
        behind=2,
    ),
    Status.DISPUTED: Stage(
        label=Text("信息与资金核对中", "Form and money being checked"),
        whose=Party.OTHER,
        clock=Clock(turn=TermKind.HAND_OVER),
        task=Text("待核对差异", "Difference to answer"),
        comes=Text(
            "由%(new)s把年限和资金记入您的账户。",
            "%(new)s adds your months and the money to your account.",
        ),
        first=Text("%(original)s核对信息和资金", "%(original)s checks record and money"),
        behind=2,
    ),
    Status.CLEARING: Stage(
        label=Text("重复缴费清退中", "Paying back months paid twice"),
        whose=Party.HANDLING,
        clock=Clock(wait=CLEARING),
        task=Text("重复月份", "Double months"),
        comes=Text(
            "%(new)s将重复月份的个人缴费退还给您。",
            "%(new)s pays your share of the double months back to you.",
        ),
        first=Text("%(new)s退还重复缴费", "%(new)s pays back what was paid twice"),
        behind=3,
    ),
    Status.COMPLETED: Stage(label=Text("已办结", "Completed")),
    Status.ENDED: Stage(label=Text("已终止", "Ended")),
}

# Who has to move next, by status; nobody has when a case has ended.
TURN: dict[Status, Party] = {status: stage.whose for status, stage in STAGES.items() if stage.whose}

# Where the original agency owes form and money: at first, and after a difference.
HANDING_OVER = (Status.LETTER_ISSUED, Status.DISPUTED)
# Where form and money lie side by side at the new agency.
COMPARING = (Status.HANDED_OVER, Status.DISPUTED)
# Where record and money have been joined to what the new agency holds.
MERGED = (Status.CLEARING, Status.COMPLETED)
