"""The code of an electronic card: what is said of it to whoever checks one."""

from datetime import datetime
from enum import StrEnum

from law.wording import Text
from services.cards.rules.numbers import CODE_LIVES


class Answer(StrEnum):
    """What a check of a code comes to."""

    VALID = "valid"
    EXPIRED = "expired"
    USED = "used"
    NOT_USABLE = "not-usable"
    UNKNOWN = "unknown"


ANSWERS = {
    Answer.VALID: Text("有效。", "Valid."),
    Answer.EXPIRED: Text(
        "此码已超过60秒，请持卡人刷新后再出示。",
        "This code is older than 60 seconds. Ask the holder to show a new one.",
    ),
    Answer.USED: Text(
        "此码已用过一次，请持卡人刷新后再出示。",
        "This code has been used once. Ask the holder to show a new one.",
    ),
    Answer.NOT_USABLE: Text(
        "这张卡已挂失、未激活或已停用，不能使用。",
        "The card is lost, not active or ended, and cannot be used.",
    ),
    Answer.UNKNOWN: Text("不是有效的电子社保卡码。", "This is not the code of a card."),
}


def is_fresh(made_at: datetime, now: datetime) -> bool:
    """Whether a code still counts: sixty seconds, and none that would come from the future."""
    return made_at <= now <= made_at + CODE_LIVES
