"""Plain questions and their answers, each with the article it stands on."""

from dataclasses import dataclass

from django.urls import reverse

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from law import documents as law
from law.documents import cite
from law.wording import Basis, Text


@dataclass(frozen=True)
class Question:
    """A question as people ask it."""

    asked: Text
    answer: Text
    basis: Basis | None = None


@dataclass(frozen=True)
class Chapter:
    """Questions that belong together."""

    key: str
    title: Text
    questions: tuple[Question, ...]


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

MEANWHILE = Chapter(
    "meanwhile",
    Text("办理期间", "While it is under way"),
    (
        Question(
            Text("多久能办完？", "How long does it take?"),
            Text(
                "养老保险：转入地审核、转出地办理、转入地接续，每个环节最多15个工作日。"
                "医疗保险：转出地最多10个工作日，转入地最多5个工作日。周末和节假日不算，"
                "调休上班的周末要算。"
                "每一环节的截止日期都写在您的业务页面上。",
                "Old-age insurance: review, hand-over and completion take at most 15 working days "
                "each. Medical insurance: at most 10 for the original agency and 5 for the new "
                "one. Weekends and holidays do not count, weekend days that are worked do. Your "
                "case page shows the last day of each turn.",
            ),
            cite(law.PENSION_TRANSFER, "8"),
        ),
        Question(
            Text("超过期限没有办怎么办？", "What happens if an agency is late?"),
            Text(
                "您不用做什么。系统会通知您、两地经办机构和上级经办机构，并由上级督办。"
                "办理记录中会一直保留这次逾期。",
                "You need not do anything. You, both agencies and the supervising agency are told, "
                "and the supervising agency follows it up. The delay stays on record.",
            ),
            cite(law.HANDLING_REGULATIONS, "16"),
        ),
        Question(
            Text("让我“补正”是什么意思？", "What does “please correct” mean?"),
            Text(
                "审核人员发现某一项需要您改一下。页面会直接指出是哪一项、为什么。"
                "等您补正期间不计时，改好提交后继续办理。",
                "The clerk found an answer that needs changing. The page points at it and says "
                "why. The clock stops until you have sent the correction.",
            ),
        ),
        Question(
            Text("提交以后还能撤回吗？", "Can I withdraw after sending?"),
            Text(
                "转入地发出同意接收函之前，可以随时撤回，以后还可以重新申请。",
                "Until the new agency has issued the acceptance letter, at any time. You can apply "
                "again later.",
            ),
        ),
        Question(
            Text("没有通过怎么办？", "What if it is refused?"),
            Text(
                "您会收到书面说明，写明理由、依据的条款和接下来可以怎么办。条件具备后可以再次申请；"
                "不同意的，可以依法申请行政复议或者提起行政诉讼。",
                "You get a letter with the reasons, the articles and what you can do now. Apply "
                "again once the conditions are met; if you disagree, you may ask for "
                "administrative review or go to court.",
            ),
            cite(law.SOCIAL_INSURANCE_LAW, "83"),
        ),
    ),
)

AFTERWARDS = Chapter(
    "afterwards",
    Text("月数和金额", "Months and money"),
    (
        Question(
            Text(
                "两个地方重复缴费的月份怎么算？", "What if I paid at two places in the same month?"
            ),
            Text(
                "重复的月份只计算一次。先办理转移，再由转入地请您选择保留哪一处的缴费，并清理其余部分，"
                "个人缴纳的部分退还到您本人的银行账户。"
                "重复缴费不影响您申请。",
                "A month counts once. The transfer comes first; the new agency then asks you which "
                "payment is to stay, clears the other and pays your own share of it to your bank "
                "account. It is no obstacle to applying.",
            ),
            cite(law.PENSION_NOTICE_70, "10"),
        ),
        Question(
            Text("转过来的是多少钱？", "How much money moves?"),
            Text(
                "养老保险：个人账户的全部储存额，以及1998年以来各年缴费工资的12%（统筹基金）。"
                "医疗保险：个人账户余额。每一项都列在信息表上，您可以查看。",
                "Old-age insurance: everything in your personal account and, from the pooled fund, "
                "12% of your contribution bases since 1998. Medical insurance: the balance of your "
                "account. Every amount is on the information form, which you can read.",
            ),
            cite(law.PENSION_TRANSFER, "4"),
        ),
        Question(
            Text("将来在哪里领养老金？", "Where will I draw my pension?"),
            Text(
                "户籍地参保的，在户籍地领；不在户籍地的，在累计缴费满10年的最后一个参保地领；"
                "每个地方都不满10年的，回户籍地领。临时缴费账户的年限不作为领取地的依据。",
                "Where your household registration is, if you are insured there; otherwise at the "
                "last place with ten years of contributions; without such a place, at the place of "
                "your household registration. Years in a temporary account do not make a place the "
                "one where you draw.",
            ),
            cite(law.PENSION_TRANSFER, "6"),
        ),
        Question(
            Text(
                "满50岁（男）或40岁（女）后换地方，为什么不能转？",
                "Why can I not move it at 50 (men) or 40 (women)?",
            ),
            Text(
                "年满50周岁的男性、40周岁的女性到户籍地以外的省首次参保，新参保地建立临时缴费账户，"
                "原来的关系留在原参保地，将来再一并归集，缴费一分不少。",
                "Men of 50 and women of 40 who are first insured in a province other than that of "
                "their household registration get a temporary account there. The earlier "
                "relationship stays, and both are joined later. Nothing is lost.",
            ),
            cite(law.PENSION_TRANSFER, "5(2)"),
        ),
    ),
)

USING = Chapter(
    "using",
    Text("使用本网站", "Using this portal"),
    (
        Question(
            Text("填到一半可以先停下吗？", "Can I stop half-way?"),
            Text(
                "可以。每填一页都会自动保存，下次登录后接着填。",
                "Yes. Each page is kept as you go; sign in again later and carry on.",
            ),
        ),
        Question(
            Text("收不到验证码怎么办？", "The code does not arrive. What can I do?"),
            Text(
                "等一分钟后点“重新发送验证码”。档案里的手机号已经停用的，请到任何一家经办机构更新，"
                "或拨打12333。",
                "Wait a minute and choose “Send a new code”. If the number on record is no longer "
                "yours, have it changed at any agency or call 12333.",
            ),
        ),
        Question(
            Text("家里老人不会用，可以帮他办吗？", "Can I help an elderly relative?"),
            Text(
                "可以陪老人一起，用老人自己的账号办理；页面右上角可以切换长者版。"
                "也可以到就近的经办机构窗口办理，或拨打12333。",
                "Yes: sit with them and use their own account. “Larger text” is at the top of "
                "every page. The agencies' counters and the hotline 12333 help as well.",
            ),
            cite(law.HANDLING_REGULATIONS, "30"),
        ),
        Question(
            Text("谁看过我的信息？", "Who has looked at my data?"),
            Text(
                "登录后在“谁看过我的信息”中可以看到每一次查看：哪个机构、什么时间、看了什么。",
                "After signing in, “Who looked at my data” lists every look: which agency, when, "
                "and at what.",
            ),
            cite(law.PERSONAL_INFORMATION_LAW, "45"),
        ),
    ),
)

CHAPTERS = (BEFORE, MEANWHILE, AFTERWARDS, USING)
ENTRY = Entry(
    name="questions",
    title=Text("常见问题", "Plain questions and answers"),
    errand=Text("我想问一个问题", "I have a question about social insurance"),
    event=LifeEvent.QUESTION,
    guide=lambda: reverse("help"),
    needs=(NOTHING,),
    at_once=ANSWERED,
    questions=tuple(each.asked for chapter in CHAPTERS for each in chapter.questions),
)
