"""How far an order of a card has come: forwards only, and by itself nowhere."""

from enum import StrEnum

from law.wording import Text


class Made(StrEnum):
    """What an order is, in the order in which it becomes so."""

    ORDERED = "ordered"
    MADE = "made"
    SENT = "sent"
    AT_COUNTER = "at-counter"
    HANDED_OUT = "handed-out"
    RETURNED = "returned"  # nobody came for it


MADE = {
    Made.ORDERED: Text("已向制卡单位下单", "Ordered from the maker"),
    Made.MADE: Text("已制成", "Made"),
    Made.SENT: Text("已寄出", "Sent"),
    Made.AT_COUNTER: Text("已到领卡点，等您领取", "At the counter, waiting for you"),
    Made.HANDED_OUT: Text("已领取", "Handed out"),
    Made.RETURNED: Text("无人领取，已退回", "Nobody came for it: returned"),
}
_RANK = {each: place for place, each in enumerate(Made)}
ENDS = frozenset({Made.HANDED_OUT})
# What the maker can know; who has received a card is known where it was handed out.
OF_MAKER = (Made.MADE, Made.SENT, Made.AT_COUNTER, Made.RETURNED)


class Delivery(StrEnum):
    """How somebody wishes to get the card."""

    COUNTER = "counter"
    BRANCH = "branch"
    POST = "post"


DELIVERIES = {
    Delivery.COUNTER: Text("到经办窗口领取", "Collect it at the agency's counter"),
    Delivery.BRANCH: Text("到银行网点领取", "Collect it at a branch of the bank"),
    Delivery.POST: Text("邮寄", "By post"),
}


def may_become(now: str, wanted: str) -> bool:
    """Whether an order can become that: forwards, and back from `returned` to where it waits anew.

    What is said a second time, or arrives late, changes nothing and is no mistake.
    """
    at, to = Made(now), Made(wanted)
    if at in ENDS:
        return False
    if at is Made.RETURNED:
        return to in (Made.SENT, Made.AT_COUNTER, Made.HANDED_OUT)
    if to is Made.RETURNED:
        return at in (Made.SENT, Made.AT_COUNTER)
    return _RANK[to] > _RANK[at]
