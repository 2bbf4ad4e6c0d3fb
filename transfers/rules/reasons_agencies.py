"""Reasons for which letters, forms and money go back between agencies."""

from functools import partial

from agencies.rules.terms import Insurance
from casework.rules.reasons import ReasonClass, Use, reason_for
from law import documents as law
from law.documents import cite
from law.wording import Text

B = ReasonClass.BOUNCE
_LETTER = Use.RETURN_OF_LETTER
_pension = partial(reason_for, Insurance.PENSION)
_either = partial(reason_for, None)

BETWEEN_AGENCIES = (
    _either(
        "F01",
        B,
        Text(
            "原参保地没有查到您，或联系函发错了经办机构。",
            "The original agency cannot find you, or the letter went to the wrong agency.",
        ),
        Text(
            "新参保地核对后重新发函，或转发给正确的经办机构，无需您重新申请；需要您补充时会另行通知。",
            "The new agency checks and sends the letter again, or on to the right agency; you need "
            "not apply again. If something is needed from you, it asks.",
        ),
        cite(law.PENSION_TRANSFER, "8(3)"),
        _LETTER,
    ),
    _either(
        "F02",
        B,
        Text(
            "联系函上的银行账户或机构信息不全。",
            "The bank or agency data in the letter are incomplete.",
        ),
        Text(
            "新参保地补全后重新发函，无需您办理。",
            "The new agency completes and re-issues the letter; you need not do anything.",
        ),
        cite(law.PENSION_STANDARD, verified=False),
        _LETTER,
        verified=False,
    ),
    _either(
        "F03",
        B,
        Text(
            "到账金额与信息表上的转移总额不一致。",
            "The money received differs from the total on the information form.",
        ),
        Text(
            "由两地经办机构核对，无需您办理。",
            "The two agencies compare their figures; you need not do anything.",
        ),
        cite(law.PENSION_TRANSFER, "8(4)"),
        Use.DISPUTE,
    ),
    _pension(
        "F04",
        B,
        Text(
            "只收到信息表没有收到资金，或只收到资金没有收到信息表。",
            "The information form came without the money, or the money without the form.",
        ),
        Text(
            "由原参保地补发，无需您办理。",
            "The original agency sends what is missing; you need not do anything.",
        ),
        cite(law.PENSION_TRANSFER, "8(4)"),
        Use.DISPUTE,
    ),
    _either(
        "F05",
        B,
        Text(
            "信息表上的合计、月数或记账比例前后不符。",
            "The sums, months or recording rates on the information form do not agree.",
        ),
        Text(
            "由原参保地更正信息表，无需您办理。",
            "The original agency corrects the form; you need not do anything.",
        ),
        cite(law.PENSION_STANDARD, verified=False),
        Use.DISPUTE,
        verified=False,
    ),
    _either(
        "F06",
        B,
        Text("联系函没有送达或已遗失。", "The letter was lost or never arrived."),
        Text("由新参保地重新发函。", "The new agency sends it again."),
        cite(law.PENSION_TRANSFER, "8(3)"),
        _LETTER,
    ),
)
