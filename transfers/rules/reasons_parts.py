"""Reasons why a part of an old-age insurance stays, or is said beside a transfer."""

from functools import partial

from agencies.rules.terms import Insurance
from casework.rules.reasons import ReasonClass, reason_for
from law import documents as law
from law.documents import cite
from law.wording import Text

P, NOTE = ReasonClass.PARTIAL, ReasonClass.NOTE
_pension = partial(reason_for, Insurance.PENSION)

PARTS = (
    _pension(
        "B01",
        P,
        Text(
            "2016年11月28日以后一次性补缴满3年的年限，缺少补缴前形成的法律文书，这部分不能转移。",
            "A one-off payment of three years or more after 28 November 2016 has no legal document "
            "from before the payment; this part cannot be moved.",
        ),
        Text(
            "其余部分照常转移。文书由原参保地经办机构提供，不由您提供；请联系补缴地解决。",
            "Everything else moves. The original agency must supply the document, not you; the "
            "place of payment has to settle this part.",
        ),
        cite(law.PENSION_NOTICE_94, "2"),
    ),
    _pension(
        "B02",
        P,
        Text(
            "2016年11月28日以前一次性补缴满3年的年限，缺少原参保地的书面承诺书，这部分不能转移。",
            "A one-off payment of three years or more before 28 November 2016 lacks the original "
            "agency's letter of commitment; this part cannot be moved.",
        ),
        Text(
            "其余部分照常转移。承诺书由原参保地经办机构出具，不由您提供。",
            "Everything else moves. The original agency issues the letter, not you.",
        ),
        cite(law.PENSION_NOTICE_94, "1"),
    ),
    _pension(
        "B03",
        P,
        Text(
            "按地方自定政策一次性补缴的年限和资金，不能跨省转移。",
            "Years and money paid in one sum under a purely local policy cannot move to another "
            "province.",
        ),
        Text(
            "其余部分照常转移；这部分由原参保地书面告知您，并协助补缴地解决。",
            "Everything else moves. The original agency tells you about this part in writing and "
            "helps the place of payment to settle it.",
        ),
        cite(law.PENSION_NOTICE_94, "3"),
    ),
    _pension(
        "B04",
        P,
        Text(
            "个人欠费的月份不计缴费年限，也不转移资金。",
            "Months for which you owe your own share do not count and move no money.",
        ),
        Text(
            "其余月份照常转移；需要这些月份的，请在转移前补缴。",
            "All other months move. If you want these to count, pay them before the transfer.",
        ),
        cite(law.PENSION_NOTICE_187, "2"),
    ),
    _pension(
        "B06",
        NOTE,
        Text(
            "有些月份是原单位欠缴的，不计缴费年限；这些月份不需要您作决定。",
            "For some months your former employer owes contributions. They do not count as months "
            "paid, and you have nothing to decide about them.",
        ),
        Text(
            "其余月份照常转移；需要追缴的，请联系原参保地经办机构。",
            "All other months move. The original agency can tell you how the employer is made to "
            "pay.",
        ),
        cite(law.PENSION_NOTICE_187, "2"),
    ),
    _pension(
        "B05",
        NOTE,
        Text(
            "您在两地有重复缴费的月份，先转移，再由新参保地清理。",
            "Some months were paid at both places. They are moved first and cleared by the new "
            "agency afterwards.",
        ),
        Text(
            "每个月只计算一次。转移完成后，新参保地请您选择保留哪一处的缴费；"
            "清理的月份，个人缴费部分退还到您本人的银行账户。",
            "Each month counts once. After the transfer the new agency asks you which payment is "
            "to stay; your own share of the other goes to a bank account of yours.",
        ),
        cite(law.PENSION_NOTICE_70, "10"),
    ),
)
