"""A believable sheet of a pension, for previews of its template and for tests."""

from typing import Any

from applications import letter_samples as samples
from applications.documents import Decision, FigureLine, Line
from law.wording import Text
from services.retirement.rules.values import FORMULA

ROWS = (
    ("退休类别", "Kind", "弹性提前退休", "earlier by choice"),
    ("人员类别", "Whose age", "女职工（原55岁）", "woman (formerly 55)"),
    ("出生年月", "Born", "1971年4月（依据人事档案）", "April 1971 (by the personal file)"),
    ("退休时间", "Retires", "2026年9月", "September 2026"),
    ("待遇起始", "Paid from", "2026年10月", "October 2026"),
    ("视同缴费年限", "Deemed period", "1990年1月至1993年12月，示例厂，档案第3页",
     "January 1990 to December 1993, 示例厂, file, 第3页"),
    ("实际缴费月数", "Months paid", "248个月", "248 months"),
    ("视同缴费月数", "Deemed months", "48个月", "48 months"),
    ("合计", "In all", "296个月", "296 months"),
    ("个人账户储存额", "Personal account", "¥106,200.00", "¥106,200.00"),
    ("计发月数（年龄）", "Divisor (age)", "167.5（55岁5个月）", "167.5 (55 y 5 m)"),
    ("预发标志", "Provisional", "是，基数公布后重新核定",
     "yes: worked out anew once the base is published"),
)  # fmt: skip
SUMS = (
    ("计发基数", "Base of the pension", "¥9,493.00", "2025年的基数", "the base of 2025"),
    ("基础养老金", "Basic pension", "¥2,107.45",
     "（9493.00＋9493.00×0.8）÷2×24.6667年×1%",
     "(9493.00 + 9493.00 × 0.8) ÷ 2 × 24.6667 years × 1%"),
    ("个人账户养老金", "Account pension", "¥634.03", "储存额106200.00÷计发月数167.5",
     "account 106200.00 ÷ divisor 167.5"),
    ("每月养老金", "Pension of a month", "¥2,741.48", "2,107.45＋634.03", "2,107.45 + 634.03"),
)  # fmt: skip


def sheet(insurance: str = "pension", **facts: Any) -> Decision:
    """Return the sheet of a woman who went earlier by choice."""
    rows = tuple(
        Line(label=Text(zh, en), value=Text(said, said_en)) for zh, en, said, said_en in ROWS
    )
    figures = tuple(
        FigureLine(
            label=Text(zh, en),
            value=Text(amount, amount),
            formula=Text(formula, formula_en),
            basis=FORMULA.label,
            is_sure=False,
        )
        for zh, en, amount, formula, formula_en in SUMS
    )
    service = Text("养老金申领（退休审批）", "Pension")
    usual = {"service": service, "decided": rows, "figures": figures}
    return samples.decision(insurance, **{**usual, **facts})
