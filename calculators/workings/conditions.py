"""Conditions that are met, and reasons with their ways forward."""

from typing import Any

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.eligibility import TEMPORARY_ACCOUNT
from calculators.workings.working import Working, drawn
from casework.rules.verdicts import Condition
from kit.spelling import wording
from records.rules.benefit_place import TEMPORARY
from transfers.rules import medical, pension
from transfers.rules.facts import Facts, PensionFacts
from transfers.rules.verdicts import Verdict

# What the questions of the page decide; the rest only the agencies' records can tell.
ASKED = {
    "E02", "A01", "A02", "A04", "A15", "A03", "A06", "A07", "B04", "B05", "B06", "A11",
    "DECEASED", "RETIREE", "SAME_POOLING_AREA", "OUT_NOT_STOPPED", "IN_NOT_ENROLLED",
    "RESIDENT_SAME_YEAR", "IN_HOSPITAL", "ACCOUNT_NEGATIVE", "ARREARS", "OPEN_TRANSFER",
}  # fmt: skip


def verdict(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the reasons with their ways forward, and what else was checked."""
    facts, found = answer.found
    told = {text for each in found.reasons for text in (each.sentence, each.way_forward)}
    if found.account_at_new == TEMPORARY and found.reasons:
        told.add(TEMPORARY_ACCOUNT)  # A03 says so at length
    return drawn(
        "verdict",
        told=False,
        outcome=found.outcome.value,
        reasons=found.reasons,
        met=[wording(each.met) for each in _met(facts, found)],
        notes=[wording(each) for each in answer.explanation[1:] if each not in told],
    )


def _met(facts: Facts, found: Verdict) -> list[Condition[Any]]:
    """Return the conditions that are met; where one ends the matter, no other was looked at."""
    conditions: tuple[Condition[Any], ...] = (
        pension.CONDITIONS if isinstance(facts, PensionFacts) else medical.CONDITIONS
    )
    standing = {reason.code for reason in found.reasons}
    if any(each.ends and each.code in standing for each in conditions):
        return []
    return [each for each in conditions if each.code in ASKED and not each.fails(facts)]
