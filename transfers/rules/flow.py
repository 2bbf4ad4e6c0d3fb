"""The moves of a transfer, with all their words.

国办发〔2009〕66号 art. 8; 医保办发〔2021〕43号 for medical insurance. What is told to a person
names the two agencies: `%(new)s` and `%(original)s` are filled with the names they had.
"""

from dataclasses import dataclass

from applications.rules.flows import SENTENCES as COMMON
from casework.rules.statuses import Moves, Party, Status
from law.wording import Text
from transfers.rules.stages import STAGES


@dataclass(frozen=True, kw_only=True)
class Step:
    """A move: by whom, what happens with it in plain words, and how the history tells it.

    `title` is the line of the desk, where the new status does not say it all; `told` is the
    sentence of the person.
    """

    by: Party
    sentence: Text
    told: Text
    title: Text | None = None


_DIED = Step(
    by=Party.HANDLING,
    sentence=Text(
        "参保人去世的，经两人核准后终止；个人账户余额由家属依法继承。",
        "If the insured person has died, two persons end the case; the family "
        "inherits the balance of the personal account.",
    ),
    told=Text("%(new)s终止了转移", "%(new)s ended the transfer"),
)

STEPS: dict[tuple[Status, Status], Step] = {
    (Status.DRAFT, Status.SUBMITTED): Step(
        by=Party.APPLICANT,
        sentence=Text(
            "您填写并提交申请，立即收到受理回执和业务编号。",
            "You fill in the application and send it. You get a receipt with a case "
            "number at once.",
        ),
        told=Text("您提交了申请", "You sent the application"),
        title=Text("收到申请", "Application received"),
    ),
    (Status.DRAFT, Status.WITHDRAWN): Step(
        by=Party.APPLICANT,
        sentence=COMMON[Status.DRAFT, Status.WITHDRAWN],
        told=Text("您放弃了草稿", "You discarded the draft"),
    ),
    (Status.SUBMITTED, Status.WITHDRAWN): Step(
        by=Party.APPLICANT,
        sentence=Text(
            "接收之前，您随时可以撤回。", "Until it is accepted, you may withdraw at any time."
        ),
        told=Text("您撤回了申请", "You withdrew the application"),
    ),
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "填写有误时，转入地指出具体哪一项，请您补正；等您期间不计时。",
            "If something is wrong, the new agency points at the exact answer; the "
            "clock stops until you have put it right.",
        ),
        told=Text("%(new)s请您补正", "%(new)s asked you to correct something"),
        title=Text("请申请人补正", "Correction asked of the applicant"),
    ),
    (Status.CORRECTION_ASKED, Status.SUBMITTED): Step(
        by=Party.APPLICANT,
        sentence=COMMON[Status.CORRECTION_ASKED, Status.SUBMITTED],
        told=Text("您提交了补正内容", "You sent your correction"),
        title=Text("申请人已补正", "Applicant answered"),
    ),
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): Step(
        by=Party.APPLICANT,
        sentence=COMMON[Status.CORRECTION_ASKED, Status.WITHDRAWN],
        told=Text("您撤回了申请", "You withdrew the application"),
    ),
    (Status.SUBMITTED, Status.REFUSED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "不符合条件的，出具书面说明，写明理由和您接下来可以怎么办。",
            "If the conditions are not met, you get the reasons in writing, and what you can do.",
        ),
        told=Text("%(new)s不予受理", "%(new)s refused the application"),
    ),
    (Status.SUBMITTED, Status.LETTER_ISSUED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "转入地审核通过，向转出地发出同意接收函。",
            "The new agency accepts and sends the original agency an acceptance letter.",
        ),
        told=Text(
            "%(new)s同意接收，已开具联系函",
            "%(new)s accepted the application and issued the acceptance letter",
        ),
        title=Text("同意接收，发出联系函", "Accepted, acceptance letter issued"),
    ),
    # The letter was voided and none takes its place: the application is under review again.
    (Status.LETTER_ISSUED, Status.SUBMITTED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "转入地发现自己发出的联系函有误，经两人核准作废后，重新审核，您无需办理。",
            "If the new agency finds its own letter wrong, two persons void it and the "
            "review goes on; you need not do anything.",
        ),
        told=Text("%(new)s重新审核您的申请", "%(new)s reviews the application again"),
        title=Text("函件作废，继续审核", "Letter voided, review goes on"),
    ),
    (Status.CLARIFICATION_ASKED, Status.SUBMITTED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "转出地提出的疑问表明联系函有误的，转入地作废后重新审核。",
            "If the question shows the letter to be wrong, the new agency voids it and "
            "reviews again.",
        ),
        told=Text("%(new)s重新审核您的申请", "%(new)s reviews the application again"),
        title=Text("函件作废，继续审核", "Letter voided, review goes on"),
    ),
    (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED): Step(
        by=Party.OTHER,
        sentence=Text(
            "转出地有疑问时，可以请转入地说明；等待期间不计时。",
            "The original agency may ask the new agency a question; the clock stops meanwhile.",
        ),
        told=Text("%(original)s请%(new)s说明情况", "%(original)s asked %(new)s a question"),
        title=Text("请转入地说明", "Question to the new agency"),
    ),
    (Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED): Step(
        by=Party.HANDLING,
        sentence=Text("转入地答复后，继续办理。", "Once it is answered, the hand-over goes on."),
        told=Text("%(new)s已说明情况", "%(new)s answered the question"),
        title=Text("转入地已说明", "Question answered"),
    ),
    (Status.LETTER_ISSUED, Status.LETTER_RETURNED): Step(
        by=Party.OTHER,
        sentence=Text(
            "联系函有误的，转出地说明理由后退回，由转入地改正，您无需办理。",
            "A wrong letter is returned with the reason; the new agency corrects it, not you.",
        ),
        told=Text("%(original)s退回了联系函", "%(original)s returned the acceptance letter"),
        title=Text("联系函退回", "Acceptance letter returned"),
    ),
    (Status.LETTER_RETURNED, Status.LETTER_ISSUED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "转入地改正后重新发函，或转发给正确的经办机构。",
            "The new agency issues it anew, to the same agency or to the right one.",
        ),
        told=Text("%(new)s重新开具了联系函", "%(new)s issued a corrected acceptance letter"),
        title=Text("重新发出联系函", "Acceptance letter issued anew"),
    ),
    (Status.LETTER_RETURNED, Status.CORRECTION_ASKED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "需要您补充或更正的，请您补正；等待期间不计时。",
            "If you have to put something right first, you are asked; the clock stops meanwhile.",
        ),
        told=Text("%(new)s请您补正", "%(new)s asked you to correct something"),
        title=Text("请申请人补正", "Correction asked of the applicant"),
    ),
    (Status.LETTER_RETURNED, Status.REFUSED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "确实无法转移的，书面告知您理由。",
            "If the transfer turns out to be impossible, you get the reasons in writing.",
        ),
        told=Text(
            "%(new)s无法更正联系函，申请已终止",
            "%(new)s could not correct the letter and closed the application",
        ),
    ),
    (Status.LETTER_ISSUED, Status.HANDED_OVER): Step(
        by=Party.OTHER,
        sentence=Text(
            "转出地把信息表和资金转给转入地，终止原关系。",
            "The original agency sends the information form and the money, and ends its part.",
        ),
        told=Text(
            "%(original)s已转出参保信息和资金", "%(original)s sent your record and the money"
        ),
        title=Text("发出信息表并划转资金", "Information form and money sent"),
    ),
    (Status.HANDED_OVER, Status.DISPUTED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "信息表与到账资金不一致的，由两地核对，您无需办理。",
            "If form and money do not match, the two agencies sort it out, not you.",
        ),
        told=Text(
            "%(new)s请%(original)s核对信息和资金",
            "%(new)s asked %(original)s to check record and money",
        ),
        title=Text("提出信息表或资金差异", "Form or money disputed"),
    ),
    (Status.DISPUTED, Status.HANDED_OVER): Step(
        by=Party.OTHER,
        sentence=Text("核对清楚后继续接续。", "Once that is settled, the completion goes on."),
        told=Text("%(original)s已更正信息和资金", "%(original)s has put record and money right"),
        title=Text("转出地已答复差异", "Original agency answered the difference"),
    ),
    (Status.HANDED_OVER, Status.COMPLETED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "转入地合并缴费月数，记入个人账户，通知您办结。",
            "The new agency adds your months, credits your account and tells you that it is done.",
        ),
        told=Text(
            "%(new)s已把年限和资金记入您的账户", "%(new)s added months and money to your account"
        ),
    ),
    # Months were paid twice: 人社部发〔2010〕70号 art. 10, they move first and are cleared then.
    (Status.HANDED_OVER, Status.CLEARING): Step(
        by=Party.HANDLING,
        sentence=Text(
            "有月份在两处重复缴费的，转移照常完成，再由转入地与您商定保留哪一处，其余予以清理。",
            "If months were paid at two places, the transfer is done all the same; the "
            "new agency then agrees with you which payment stays and clears the other.",
        ),
        told=Text(
            "%(new)s已将月数和资金记入您的账户；有月份重复缴费",
            "%(new)s added months and money to your account; some months were paid twice",
        ),
        title=Text("已合并；有月份重复缴费", "Merged; months were paid twice"),
    ),
    (Status.CLEARING, Status.COMPLETED): Step(
        by=Party.HANDLING,
        sentence=Text(
            "清理的月份，个人缴费部分退还到您本人的银行账户；法规没有规定办理期限。",
            "Your own share of the cleared months is paid to your bank account; the "
            "law names no term.",
        ),
        told=Text("%(new)s已清理重复缴费", "%(new)s settled the months paid twice"),
        title=Text("已清理重复月份", "Double months cleared"),
    ),
    # The insured person has died (社会保险法 art. 14): decided by two persons of the new agency.
    **{
        (status, Status.ENDED): _DIED
        for status, stage in STAGES.items()
        if stage.whose and status not in (Status.DRAFT, Status.CLEARING)
    },
}
MOVES: Moves = {move: step.by for move, step in STEPS.items()}
