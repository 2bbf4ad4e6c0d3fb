"""The banks an account may be with, by the first three digits of their payment-system number."""

from law.wording import Text

BANKS = {
    "102": Text("中国工商银行", "Industrial and Commercial Bank of China"),
    "103": Text("中国农业银行", "Agricultural Bank of China"),
    "104": Text("中国银行", "Bank of China"),
    "105": Text("中国建设银行", "China Construction Bank"),
    "301": Text("交通银行", "Bank of Communications"),
    "302": Text("中信银行", "China CITIC Bank"),
    "303": Text("中国光大银行", "China Everbright Bank"),
    "304": Text("华夏银行", "Hua Xia Bank"),
    "305": Text("中国民生银行", "China Minsheng Bank"),
    "306": Text("广发银行", "China Guangfa Bank"),
    "307": Text("平安银行", "Ping An Bank"),
    "308": Text("招商银行", "China Merchants Bank"),
    "309": Text("兴业银行", "Industrial Bank"),
    "310": Text("上海浦东发展银行", "Shanghai Pudong Development Bank"),
    "313": Text("城市商业银行", "A city commercial bank"),
    "314": Text("农村商业银行", "A rural commercial bank"),
    "402": Text("农村信用社", "A rural credit cooperative"),
    "403": Text("中国邮政储蓄银行", "Postal Savings Bank of China"),
}


def bank_title(code: str) -> Text:
    """Return what a bank is called; the code itself where it is known no longer."""
    return BANKS.get(code, Text(code, code))
