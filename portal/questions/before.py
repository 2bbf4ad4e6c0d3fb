"""Questions before one applies."""

from law import documents as law
from law.documents import cite
from law.wording import Text
from portal.questions.chapter import Chapter, Question

BEFORE = Chapter(
    "before",
    Text("办理之前", "Before you begin"),
    (
        Question(
            Text("什么时候需要转移养老保险？", "When do I have to move my old-age insurance?"),
            Text(
                "您到另一个省工作，并且新单位已经为您缴纳养老保险时，"
                "可以把原来的养老保险关系转过来。"
                "在同一个省内换工作，不需要转移，只变更登记。",
                "When you work in another province and your new employer has begun to pay for you, "
                "you can have your earlier insurance moved there. A change of job within one "
                "province needs no transfer, only a change of registration.",
            ),
            cite(law.PENSION_TRANSFER, "3"),
        ),
        Question(
            Text("医疗保险什么时候需要转移？", "When do I have to move my medical insurance?"),
            Text(
                "到另一个统筹区就业或居住，在转出地已经停保，并且在转入地已经参保时，可以申请转移。"
                "退休人员不再转移。",
                "When you work or live in another pooling area, your insurance at the old place "
                "has been stopped and you are enrolled at the new one. Retired people no longer "
                "move theirs.",
            ),
            cite(law.MEDICAL_TRANSFER, "2"),
        ),
        Question(
            Text("不转移，以前的缴费会作废吗？", "Do I lose what I paid if I do not move it?"),
            Text(
                "不会。原来的记录和个人账户一直保留，个人账户继续计息。您以后任何时候都可以办理。",
                "No. The record and your personal account stay where they are, and the account "
                "goes on earning interest. You can have them moved at any later time.",
            ),
            cite(law.PENSION_TRANSFER, "9"),
        ),
        Question(
            Text("需要带哪些材料？", "Which papers do I need?"),
            Text(
                "在这里办理，只需要核验您的身份。缴费记录由经办机构提供，不要求您开具证明。",
                "Here you only have to prove who you are. The agencies hold your records; you are "
                "not asked for certificates.",
            ),
            cite(law.HANDLING_REGULATIONS, "31"),
        ),
        Question(
            Text("要收费吗？", "Does it cost anything?"),
            Text(
                "不收费。任何人以代办为名收费，请拨打12333核实。",
                "No. If anybody asks you for a fee, call 12333.",
            ),
        ),
    ),
)
