"""The clerk's list of checks: every question of the law with its answer and its article."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from agencies.rules.terms import Insurance
from law.wording import Basis, Text
from transfers.rules import medical, pension
from transfers.rules.facts import Facts, MedicalFacts, PensionFacts
from transfers.rules.reasons import ReasonClass
from transfers.rules.verdicts import Condition

FactsT = TypeVar("FactsT")


class CheckResult(StrEnum):
    """What a check found: in order, a thing to look at, or a reason against the transfer."""

    OK = "ok"
    ATTENTION = "attention"
    NO = "no"


@dataclass(frozen=True)
class Check:
    """One question, its answer, and where the question stands."""

    code: str
    question: Text
    result: CheckResult
    detail: Text
    way_forward: Text | None
    basis: Basis
    # Whether a clerk who goes on all the same has to say why.
    stops: bool = False


def checks_for(insurance: Insurance, facts: Facts) -> list[Check]:
    """Return every check of a transfer of that insurance, in the order of the questions."""
    if insurance == Insurance.PENSION and isinstance(facts, PensionFacts):
        return [_answer(condition, facts) for condition in pension.CONDITIONS]
    if insurance == Insurance.MEDICAL and isinstance(facts, MedicalFacts):
        return [_answer(condition, facts) for condition in medical.CONDITIONS]
    raise TypeError(f"these are no facts for {insurance} insurance")


def _answer(condition: Condition[FactsT], facts: FactsT) -> Check:
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
        detail=reason.sentence,
        way_forward=reason.way_forward,
        basis=reason.basis,
        stops=stops or reason.kind == ReasonClass.HOLD,
    )
