"""What the rules come to for a transfer: the verdict of every service, and the account it means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from casework.rules import verdicts
from casework.rules.verdicts import Condition
from law.wording import Text
from transfers.rules.reasons import REASONS

FactsT = TypeVar("FactsT")


@dataclass(frozen=True)
class Verdict(verdicts.Verdict):
    """The outcome, the reasons for it, and the account that the new place keeps (pension only)."""

    account_at_new: str | None = None


def condition(
    code: str,
    question: Text,
    met: Text,
    unmet: Text,
    fails: Callable[[FactsT], bool],
    **how: Any,
) -> Condition[FactsT]:
    """Return one question of the law with the reason of this code."""
    return Condition(REASONS[code], question, met, unmet, fails, **how)
