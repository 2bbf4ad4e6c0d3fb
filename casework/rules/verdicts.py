"""Questions put to the facts, and what their answers come to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from casework.rules.reasons import Reason, ReasonClass, gravest
from law.wording import Basis, Text

FactsT = TypeVar("FactsT")


class Outcome(StrEnum):
    """What an application comes to before anybody has looked at it."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    HOLD = "hold"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True)
class Verdict:
    """The outcome, and the reasons for it."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()

    @property
    def may_file(self) -> bool:
        """Whether nothing speaks against filing; otherwise a person may still ask a clerk."""
        return self.outcome == Outcome.ACCEPT


@dataclass(frozen=True)
class Condition(Generic[FactsT]):
    """One question of the law: the reason it gives when it is not met.

    `met` and `unmet` tell the clerk what the records show; the reason speaks to the person.
    `ends`: where it is not met, nothing else needs asking but what is said `beside` it. `hides`:
    reasons beside the point then.
    """

    reason: Reason
    question: Text
    met: Text
    unmet: Text
    fails: Callable[[FactsT], bool]
    ends: bool = False
    hides: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """The code of the reason given when the condition is not met."""
        return self.reason.code


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
    """Return what the reasons come to; parts that stay and notes do not stop one."""
    kind = gravest(reasons)
    return _OUTCOMES[kind] if kind else Outcome.ACCEPT


class CheckResult(StrEnum):
    """What a check found: in order, a thing to look at, or a reason against it."""

    OK = "ok"
    ATTENTION = "attention"
    NO = "no"


@dataclass(frozen=True)
class Check:
    """One question, what the records show, and where the question stands.

    `detail` speaks to the clerk; `reason` is what the person is told where it is not in order.
    """

    code: str
    question: Text
    result: CheckResult
    detail: Text
    reason: Reason | None
    basis: Basis
    # Whether a clerk who goes on all the same has to say why.
    stops: bool = False


def cleared_by(checks: Iterable[Check]) -> set[str]:
    """Return the codes of the reasons that the records speak against: asked, and in order."""
    return {each.code for each in checks if each.result == CheckResult.OK}


def check_of(condition: Condition[FactsT], facts: FactsT) -> Check:
    """Return what a question comes to, for the clerk's list."""
    reason = condition.reason
    if not condition.fails(facts):
        return Check(
            condition.code, condition.question, CheckResult.OK, condition.met, None, reason.basis
        )
    stops = reason.kind in {ReasonClass.REFUSE, ReasonClass.NOT_NEEDED}
    return Check(
        code=condition.code,
        question=condition.question,
        result=CheckResult.NO if stops else CheckResult.ATTENTION,
        detail=condition.unmet,
        reason=reason,
        basis=reason.basis,
        stops=stops or reason.kind == ReasonClass.HOLD,
    )
