"""What may be done with a card in which state: one table, which pages, API, counter and tasks ask.

A loss can be reported of every card that could still be misused; what was asked for in its place
ends all of it; a cancelled card leads nowhere.
"""

from enum import StrEnum

from casework.rules.reasons import Reason
from casework.rules.verdicts import Outcome, Verdict
from law.wording import Text
from services.cards.rules import reasons


class State(StrEnum):
    """What a card is; `REPLACING` follows from an open application and stands in no row."""

    SEALED = "sealed"  # made and handed out, its social function not yet activated
    NORMAL = "normal"
    LOCKED = "locked"  # the PIN was wrong too often
    TEMPORARY = "temp-lost"
    FORMAL = "formal-lost"
    CANCELLED = "cancelled"
    REPLACING = "replacing"


STATES = {
    State.SEALED: Text("未激活", "Not activated yet"),
    State.NORMAL: Text("正常", "In use"),
    State.LOCKED: Text("密码已锁定", "PIN locked"),
    State.TEMPORARY: Text("已临时挂失", "Reported lost for the time being"),
    State.FORMAL: Text("已正式挂失", "Reported lost"),
    State.CANCELLED: Text("已注销", "Cancelled"),
    State.REPLACING: Text("已申请补换卡", "A new card has been asked for"),
}
# In each of them the card, its chip and its electronic twin are refused everywhere.
USABLE = frozenset({State.NORMAL})


class Wish(StrEnum):
    """What somebody wants of a card, or what time does to it (`LAPSE`)."""

    LOSE_FOR_NOW = "temporary"
    LOSE = "formal"
    FIND = "found"
    LAPSE = "lapse"
    REPLACE = "replace"
    ACTIVATE = "activate"
    RESET_PIN = "reset-pin"
    SHOW = "show"
    CANCEL = "cancel"  # handed out in its place: no wish of a person, the effect of the new card


YES = Verdict(Outcome.ACCEPT)
# State and wish -> nothing stands against it, or the reason that does. What is in no row is no.
_TABLE: dict[State, dict[Wish, Reason | None]] = {
    State.SEALED: {
        Wish.LOSE_FOR_NOW: None,
        Wish.LOSE: None,
        Wish.ACTIVATE: None,
        Wish.REPLACE: None,
    },
    State.NORMAL: {
        Wish.LOSE_FOR_NOW: None,
        Wish.LOSE: None,
        Wish.REPLACE: None,
        Wish.RESET_PIN: None,
        Wish.SHOW: None,
    },
    State.LOCKED: {
        Wish.LOSE_FOR_NOW: None,
        Wish.LOSE: None,
        Wish.REPLACE: None,
        Wish.RESET_PIN: None,
        Wish.SHOW: reasons.PIN_LOCKED,
    },
    State.TEMPORARY: {
        Wish.LOSE_FOR_NOW: None,  # reported twice it is one report
        Wish.LOSE: None,
        Wish.FIND: None,
        Wish.LAPSE: None,
        Wish.REPLACE: reasons.FORMAL_FIRST,
        Wish.SHOW: reasons.IS_LOST,
    },
    State.FORMAL: {
        Wish.LOSE_FOR_NOW: reasons.IS_FORMAL,
        Wish.LOSE: None,
        Wish.FIND: None,
        Wish.REPLACE: None,
        Wish.SHOW: reasons.IS_LOST,
    },
    State.REPLACING: {
        # An old card that is in use until the new one comes can still be lost.
        Wish.LOSE_FOR_NOW: None,
        Wish.LOSE: None,
        Wish.LAPSE: None,
        Wish.FIND: reasons.NOT_AFTER_REPLACEMENT,
        Wish.REPLACE: reasons.CARD_IN_THE_MAKING,
        Wish.SHOW: None,
        Wish.RESET_PIN: None,
        Wish.CANCEL: None,
    },
    State.CANCELLED: {},
}
_ELSE = {
    State.CANCELLED: reasons.IS_CANCELLED,
    State.REPLACING: reasons.CARD_IN_THE_MAKING,
}
_NOTHING_TO = {
    Wish.FIND: reasons.NOT_LOST,
    Wish.LAPSE: reasons.NOT_LOST,
    Wish.ACTIVATE: reasons.IS_ACTIVE,
    Wish.SHOW: reasons.NOT_ACTIVE,
}


def may(state: str, wish: str) -> Verdict:
    """Return whether something can be done with a card in this state, and the reason if not."""
    at, wanted = State(state), Wish(wish)
    row = _TABLE[at]
    if wanted in row:
        return _verdict(row[wanted])
    return _verdict(_ELSE.get(at) or _NOTHING_TO.get(wanted) or reasons.NOT_NOW)


def _verdict(reason: Reason | None) -> Verdict:
    return YES if reason is None else Verdict(Outcome.REFUSE, (reason,))


def allows(state: str, wish: str) -> bool:
    """Whether nothing stands against it."""
    return may(state, wish).may_file


def states_that_allow(wish: str) -> tuple[str, ...]:
    """Return the states of a row from which it can be done, for the one statement that does it."""
    return tuple(each.value for each in State if each is not State.REPLACING and allows(each, wish))


def may_now(state: str, wish: str, *, is_replacing: bool) -> Verdict:
    """Return whether something can be done with a card for which a new one may be under way.

    A card that is still in use until the new one comes can be lost like any other.
    """
    if is_replacing and not allows(State.REPLACING, wish):
        return may(State.REPLACING, wish)
    return may(state, wish)


# What a state becomes. Whoever finds a card again, or whose report has lapsed, has it as it was.
BECOMES = {
    Wish.LOSE_FOR_NOW: State.TEMPORARY,
    Wish.LOSE: State.FORMAL,
    Wish.ACTIVATE: State.NORMAL,
    Wish.RESET_PIN: State.NORMAL,
    Wish.CANCEL: State.CANCELLED,
}
LOST = frozenset({State.TEMPORARY, State.FORMAL})
