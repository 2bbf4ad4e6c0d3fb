"""What happens with each move of a transfer, in plain words for the insured person."""

from applications.rules.flows import SENTENCES as COMMON
from casework.rules.statuses import Status
from law.wording import Text
from transfers.rules.flow import MOVES

# What happens with each move, in plain words. A move without a sentence fails the tests.
SENTENCES = {
    (Status.DRAFT, Status.SUBMITTED): Text(
        "您填写并提交申请，立即收到受理回执和业务编号。",
        "You fill in the application and send it. You get a receipt with a case number at once.",
    ),
    (Status.DRAFT, Status.WITHDRAWN): COMMON[Status.DRAFT, Status.WITHDRAWN],
    (Status.SUBMITTED, Status.WITHDRAWN): Text(
        "接收之前，您随时可以撤回。", "Until it is accepted, you may withdraw at any time."
    ),
    (Status.SUBMITTED, Status.CORRECTION_ASKED): Text(
        "填写有误时，转入地指出具体哪一项，请您补正；等您期间不计时。",
        "If something is wrong, the new agency points at the exact answer; the clock stops until "
        "you have put it right.",
    ),
    (Status.CORRECTION_ASKED, Status.SUBMITTED): COMMON[Status.CORRECTION_ASKED, Status.SUBMITTED],
    (Status.CORRECTION_ASKED, Status.WITHDRAWN): COMMON[Status.CORRECTION_ASKED, Status.WITHDRAWN],
    (Status.SUBMITTED, Status.REFUSED): Text(
        "不符合条件的，出具书面说明，写明理由和您接下来可以怎么办。",
        "If the conditions are not met, you get the reasons in writing, and what you can do.",
    ),
    (Status.SUBMITTED, Status.LETTER_ISSUED): Text(
        "转入地审核通过，向转出地发出同意接收函。",
        "The new agency accepts and sends the original agency an acceptance letter.",
    ),
    (Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED): Text(
        "转出地有疑问时，可以请转入地说明；等待期间不计时。",
        "The original agency may ask the new agency a question; the clock stops meanwhile.",
    ),
    (Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED): Text(
        "转入地答复后，继续办理。", "Once it is answered, the hand-over goes on."
    ),
    (Status.LETTER_ISSUED, Status.SUBMITTED): Text(
        "转入地发现自己发出的联系函有误，经两人核准作废后，重新审核，您无需办理。",
        "If the new agency finds its own letter wrong, two persons void it and the review goes on;"
        " you need not do anything.",
    ),
    (Status.CLARIFICATION_ASKED, Status.SUBMITTED): Text(
        "转出地提出的疑问表明联系函有误的，转入地作废后重新审核。",
        "If the question shows the letter to be wrong, the new agency voids it and reviews again.",
    ),
    (Status.LETTER_ISSUED, Status.LETTER_RETURNED): Text(
        "联系函有误的，转出地说明理由后退回，由转入地改正，您无需办理。",
        "A wrong letter is returned with the reason; the new agency corrects it, not you.",
    ),
    (Status.LETTER_RETURNED, Status.LETTER_ISSUED): Text(
        "转入地改正后重新发函，或转发给正确的经办机构。",
        "The new agency issues it anew, to the same agency or to the right one.",
    ),
    (Status.LETTER_RETURNED, Status.CORRECTION_ASKED): Text(
        "需要您补充或更正的，请您补正；等待期间不计时。",
        "If you have to put something right first, you are asked; the clock stops meanwhile.",
    ),
    (Status.LETTER_RETURNED, Status.REFUSED): Text(
        "确实无法转移的，书面告知您理由。",
        "If the transfer turns out to be impossible, you get the reasons in writing.",
    ),
    (Status.LETTER_ISSUED, Status.HANDED_OVER): Text(
        "转出地把信息表和资金转给转入地，终止原关系。",
        "The original agency sends the information form and the money, and ends its part.",
    ),
    (Status.HANDED_OVER, Status.DISPUTED): Text(
        "信息表与到账资金不一致的，由两地核对，您无需办理。",
        "If form and money do not match, the two agencies sort it out, not you.",
    ),
    (Status.DISPUTED, Status.HANDED_OVER): Text(
        "核对清楚后继续接续。", "Once that is settled, the completion goes on."
    ),
    (Status.HANDED_OVER, Status.CLEARING): Text(
        "有月份在两处重复缴费的，转移照常完成，再由转入地与您商定保留哪一处，其余予以清理。",
        "If months were paid at two places, the transfer is done all the same; the new agency then "
        "agrees with you which payment stays and clears the other.",
    ),
    (Status.CLEARING, Status.COMPLETED): Text(
        "清理的月份，个人缴费部分退还到您本人的银行账户；法规没有规定办理期限。",
        "Your own share of the cleared months is paid to your bank account; the law names no term.",
    ),
    (Status.HANDED_OVER, Status.COMPLETED): Text(
        "转入地合并缴费月数，记入个人账户，通知您办结。",
        "The new agency adds your months, credits your account and tells you that it is done.",
    ),
    **{
        move: Text(
            "参保人去世的，经两人核准后终止；个人账户余额由家属依法继承。",
            "If the insured person has died, two persons end the case; the family inherits the "
            "balance of the personal account.",
        )
        for move in MOVES
        if move[1] == Status.ENDED
    },
}
