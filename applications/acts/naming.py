"""Acts by their names, and who may do them now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from agencies.actors import Actor
from applications.act import Act
from casework.models import Case
from casework.policies import is_party, may

GRANT, PROPOSE_REFUSAL, PREPARE, APPROVE, SEND_BACK, CORRECT = (
    "grant",
    "propose-refusal",
    "prepare-decision",
    "approve-decision",
    "send-back-decision",
    "ask-correction",
)


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The acts of some services by their names, and how what they are done to is fetched."""

    subject: Callable[[Case], Any]
    by_name: dict[str, Act]


def named(acts: Iterable[Act]) -> dict[str, Act]:
    """Return acts by their names; no name stands for two."""
    found: dict[str, Act] = {}
    for act in acts:
        if found.setdefault(act.name, act) is not act:
            raise ValueError(f"{act.name}: two acts have this name")
    return found


def may_now(act: Act, case: Case, who: Actor) -> bool:
    """Whether the table of authorisation and the procedure let this actor do this now."""
    if act.only_for and case.service != act.only_for:
        return False
    if case.state in act.aside:
        return may(who, act.row, case)
    turn = case.whose_turn
    is_turn = case.state in act.at and turn is not None and is_party(who, turn, case)
    return is_turn and may(who, act.row, case)
