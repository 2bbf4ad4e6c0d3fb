"""Questions when a case has ended."""

from law import documents as law
from law.documents import cite
from law.wording import Text
from portal.questions.chapter import Chapter, Question

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
