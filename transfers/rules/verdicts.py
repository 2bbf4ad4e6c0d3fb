"""Questions put to the facts, and what their answers come to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from law.wording import Text
from transfers.rules.reasons import REASONS, Reason, ReasonClass, gravest

FactsT = TypeVar("FactsT")


class Outcome(StrEnum):
    """What a transfer comes to before anybody has looked at it."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    HOLD = "hold"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True)
class Verdict:
    """The outcome, the reasons for it, and the account that the new place keeps (pension only)."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    account_at_new: str | None = None

    @property
    def may_file(self) -> bool:
        """Whether nothing speaks against filing; otherwise a person may still ask a clerk."""
        return self.outcome == Outcome.ACCEPT


@dataclass(frozen=True)
class Condition(Generic[FactsT]):
    """One question of the law: the reason it gives when it is not met.

    `ends`: where it is not met, nothing else needs asking but what is said `beside` it. `hides`:
    reasons beside the point then.
    """

    code: str
    question: Text
    met: Text
    fails: Callable[[FactsT], bool]
    ends: bool = False
    hides: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def reason(self) -> Reason:
        """The reason given when the condition is not met."""
        return REASONS[self.code]


_OUTCOMES = {
    ReasonClass.REFUSE: Outcome.REFUSE,
    ReasonClass.NOT_NEEDED: Outcome.NOT_NEEDED,
    ReasonClass.HOLD: Outcome.HOLD,
}


def reasons_against(conditions: Iterable[Condition[FactsT]], facts: FactsT) -> tuple[Reason, ...]:
    """Return the reasons that stand, in the order of the questions."""
    failed = [condition for condition in conditions if condition.fails(facts)]
    ending = next((condition for condition in failed if condition.ends), None)
    if ending:
        told = (each for each in failed if each.code in ending.beside)
        return (ending.reason, *(each.reason for each in told))
    hidden = frozenset[str]().union(*(condition.hides for condition in failed))
    return tuple(c.reason for c in failed if c.code not in hidden)


def outcome_of(reasons: Iterable[Reason]) -> Outcome:
    """Return what the reasons come to; partial transfers and notes do not stop one."""
    kind = gravest(reasons)
    return _OUTCOMES[kind] if kind else Outcome.ACCEPT
