"""What a promise says, in the words that are signed, and what follows from a wrong one.

江苏省异地就医经办服务规程 annex 1: living there for six months or more; who promises wrongly is
noted for their credit, and online settlement stops.
"""

from law.wording import Text

VERSION = "2023-01"
PROMISE = Text(
    "本人承诺：本人在就医地居住（工作）已满或将满6个月，所填内容真实。承诺不实的，愿承担"
    "记入信用记录、停止直接结算等后果。",
    "I promise that I live (work) in that place for six months or more, and that what I have "
    "filled in is true. If it is not, this may be noted against me and direct settlement may stop.",
)
NOTICE = Text(
    "我已了解：药品和项目目录按就医地，起付标准、支付比例和限额按参保地；备案到城市或省，"
    "不限定医院；变更或取消可能有时间限制。",
    "I understand: what is payable follows the catalogue there; deductible, share and ceiling "
    "follow my own place; I register for a city or province and not for a hospital; changing or "
    "cancelling may have to wait.",
)
