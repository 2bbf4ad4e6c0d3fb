"""A believable settlement of medical costs, for previews of its template and for tests."""

from typing import Any

from applications import letter_samples as samples
from applications.documents import Decision, FigureLine, Line
from law.wording import Text
from services.reimbursement.letters import NOT_WHOLE, OPENING
from services.reimbursement.rules.reasons import BY_PLACE, SHEET

ROWS = (
    Line(
        label=Text("医院", "Hospital"),
        value=Text("示例市第一人民医院", "First People's Hospital of Sample City"),
    ),
    Line(
        label=Text("就医时间", "Treated"),
        value=Text("2026年9月1日至2026年9月9日", "1 September 2026 to 9 September 2026"),
    ),
    Line(
        label=Text("示例注射液", "示例注射液 (XA01)"),
        heading=NOT_WHOLE,
        value=Text(
            "620.00元中计入450.00元：超过限价500.00元的部分；乙类先行自付10%",
            "450.00 of 620.00 yuan: above its limit price of 500.00 yuan; class B: the first 10% "
            "is your own",
        ),
    ),
)
SHEET_ROWS = (
    ("总费用", "The whole bill", "¥51,370.00",
     "范围内 48,600.00 + 先行自付 130.00 + 超限价 120.00 + 自费 2,520.00",
     "covered 48,600.00 + first share 130.00 + over limit 120.00 + own 2,520.00"),
    ("起付标准", "Deductible", "¥1,300.00", "本年度第1次住院", "stay 1 of the year"),
    ("统筹基金支付", "Paid by the fund", "¥41,565.00",
     "(30,000.00 − 1,300.00) × 85% + 10,000.00 × 90% + 8,600.00 × 95%",
     "(30,000.00 − 1,300.00) × 85% + 10,000.00 × 90% + 8,600.00 × 95%"),
    ("支付给您的金额", "What is paid to you", "¥41,565.00",
     "统筹基金和大病保险支付之和", "the fund and serious-illness insurance together"),
    ("由您负担", "Left to you", "¥9,805.00", "总费用减去各方支付", "the bill less what is paid"),
)  # fmt: skip


def settlement(insurance: str = "pension", **facts: Any) -> Decision:
    """Return the settlement of a first stay in hospital."""
    figures = tuple(
        FigureLine(
            label=Text(zh, en),
            value=Text(amount, amount),
            formula=Text(formula, formula_en),
            basis=(SHEET if number == 0 else BY_PLACE).label,
            is_sure=number == 0,
        )
        for number, (zh, en, amount, formula, formula_en) in enumerate(SHEET_ROWS)
    )
    service = Text("住院费用手工报销", "Claim for a stay in hospital")
    usual = {"service": service, "opening": OPENING, "decided": ROWS, "figures": figures}
    return samples.decision(insurance, **{**usual, **facts})
