"""The clerk's list of checks: every question of the law with its answer and its article."""

from agencies.rules.terms import Insurance
from casework.rules.verdicts import Check, check_of
from transfers.rules import medical, pension
from transfers.rules.facts import Facts, MedicalFacts, PensionFacts


def checks_for(insurance: Insurance, facts: Facts) -> list[Check]:
    """Return every check of a transfer of that insurance, in the order of the questions."""
    if insurance == Insurance.PENSION and isinstance(facts, PensionFacts):
        return [check_of(condition, facts) for condition in pension.CONDITIONS]
    if insurance == Insurance.MEDICAL and isinstance(facts, MedicalFacts):
        return [check_of(condition, facts) for condition in medical.CONDITIONS]
    raise TypeError(f"these are no facts for {insurance} insurance")
