"""The banks whose accounts are on cards, with the line on which each takes a loss day and night.

The lines are those that the banks publish for all customers.
"""

from dataclasses import dataclass

from law.wording import Text


@dataclass(frozen=True)
class Bank:
    """A bank by its short code, and its line."""

    code: str
    name: Text
    phone: str


BANKS = {
    each.code: each
    for each in (
        Bank("icbc", Text("中国工商银行", "Industrial and Commercial Bank of China"), "95588"),
        Bank("abc", Text("中国农业银行", "Agricultural Bank of China"), "95599"),
        Bank("boc", Text("中国银行", "Bank of China"), "95566"),
        Bank("ccb", Text("中国建设银行", "China Construction Bank"), "95533"),
        Bank("bcm", Text("交通银行", "Bank of Communications"), "95559"),
        Bank("psbc", Text("中国邮政储蓄银行", "Postal Savings Bank of China"), "95580"),
        Bank("cmb", Text("招商银行", "China Merchants Bank"), "95555"),
    )
}
HOTLINE = "12333"
