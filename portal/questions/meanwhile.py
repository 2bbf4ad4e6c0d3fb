"""Questions while a case is under way."""

from law import documents as law
from law.documents import cite
from law.wording import Text
from portal.questions.chapter import Chapter, Question

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
