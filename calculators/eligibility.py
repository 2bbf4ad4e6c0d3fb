"""May the insurance move: the verdict, every reason with its code, and the way forward."""

from typing import Any

from calculators.answers import Answer, Known
from calculators.reading import readers, shapes
from calculators.reading.refusing import BadInput
from calculators.reading.shapes import Shape, optional
from casework.rules.verdicts import Outcome
from law.wording import Text
from records.rules.benefit_place import GENERAL, TEMPORARY
from transfers.rules import medical, pension
from transfers.rules.facts import EMPLOYEE, RESIDENT, Facts, MedicalFacts, PensionFacts
from transfers.rules.verdicts import Verdict

SEX = ("male", "female")
SCHEMES = (EMPLOYEE, RESIDENT)
ACCOUNTS = (GENERAL, TEMPORARY)
YEARS = (1990, 2100)
OUTCOMES = {
    Outcome.ACCEPT: Text("可以办理转移。", "The insurance can be moved."),
    Outcome.REFUSE: Text("不能办理转移。", "The insurance cannot be moved."),
    Outcome.HOLD: Text("先办好下面的事，再办理转移。", "Something has to be settled first."),
    Outcome.NOT_NEEDED: Text("不需要办理转移。", "No transfer is needed."),
}
TEMPORARY_ACCOUNT = Text(
    "新参保地建立临时账户（男满50岁、女满40岁，且不在户籍省）。",
    "The new place keeps a temporary account (men from 50, women from 40, away from the hukou).",
)


def _usually(read: shapes.Reader, default: Any) -> shapes.Field:
    """Return a field that may be left out."""
    return shapes.Field(read, required=False, default=default)


PENSION = Shape(
    {
        "sex": shapes.choice_of(SEX),
        "born_on": readers.day,
        "applied_on": readers.day,
        "hukou_region": shapes.Field(readers.region, may_be_null=True),
        "new_region": readers.region,
        "original_region": readers.region,
        "enrolled_and_paid_at_new": readers.yes_or_no,
        "active_at_original": readers.yes_or_no,
        "arrears_months_at_original": readers.whole_number(0, readers.MOST_MONTHS),
        "arrears_waived": readers.yes_or_no,
        "drawing_benefit": readers.yes_or_no,
        "first_enrolment_at_new": optional(readers.day),
        "approved_move": readers.yes_or_no,
        "deceased": readers.yes_or_no,
        # What only records tell; left out, the ordinary is meant.
        "from_scheme": _usually(shapes.choice_of(SCHEMES), "employee"),
        "to_scheme": _usually(shapes.choice_of(SCHEMES), "employee"),
        "employee_months": optional(readers.whole_number(0, readers.MOST_MONTHS)),
        "drawing_resident_pension": _usually(readers.yes_or_no, False),
        "suspended_at_new": _usually(readers.yes_or_no, False),
        "closed_at_new": _usually(readers.yes_or_no, False),
        "employer_arrears_months_at_original": _usually(
            readers.whole_number(0, readers.MOST_MONTHS), 0
        ),
        "enrolment_day_known": _usually(readers.yes_or_no, True),
        "recorded_account_at_new": optional(shapes.choice_of(ACCOUNTS)),
        "approval_seen": _usually(readers.yes_or_no, True),
        "account_found": _usually(readers.yes_or_no, True),
        "identity_matches": _usually(readers.yes_or_no, True),
        "open_transfer": _usually(readers.yes_or_no, False),
        "overlapping_months": _usually(readers.whole_number(0, readers.MOST_MONTHS), 0),
    }
)
MEDICAL = Shape(
    {
        "applied_on": readers.day,
        "from_scheme": shapes.choice_of(SCHEMES),
        "to_scheme": shapes.choice_of(SCHEMES),
        "original_area": readers.region,
        "new_area": readers.region,
        "stopped_at_original": readers.yes_or_no,
        "enrolled_at_new": readers.yes_or_no,
        "medical_retiree": readers.yes_or_no,
        "in_hospital": readers.yes_or_no,
        "account_balance": readers.amount(may_be_negative=True),
        "open_transfer": readers.yes_or_no,
        "deceased": readers.yes_or_no,
        "enrolled_for_year": optional(readers.whole_number(*YEARS)),
        "last_year_at_original": optional(readers.whole_number(*YEARS)),
        "original_cover_ends_on": optional(readers.day),
        "identity_matches": _usually(readers.yes_or_no, True),
        "record_found": _usually(readers.yes_or_no, True),
        "ended_at_original": _usually(readers.yes_or_no, False),
        "arrears": _usually(readers.yes_or_no, False),
    }
)


def pension_eligibility(asked: dict[str, Any], known: Known) -> Answer:
    """Judge an old-age insurance transfer before anybody files it."""
    for name in ("applied_on", "first_enrolment_at_new"):
        if asked[name] and asked[name] < asked["born_on"]:
            raise BadInput("before_birth", name)
    facts = PensionFacts(**asked, book=known.book)
    verdict = pension.check_eligibility(facts)
    answer = _spelled(verdict, facts, pension.BASIS)
    temporary = (TEMPORARY_ACCOUNT,) if verdict.account_at_new == TEMPORARY else ()
    return Answer(
        {**answer.result, "account_at_new": verdict.account_at_new},
        answer.basis,
        (*answer.explanation, *temporary),
        (facts, verdict),
    )


def medical_eligibility(asked: dict[str, Any], known: Known) -> Answer:
    """Judge a medical insurance transfer before anybody files it."""
    facts = MedicalFacts(**asked)
    return _spelled(medical.check_eligibility(facts), facts, medical.BASIS)


def _spelled(verdict: Verdict, facts: Facts, basis: tuple[Any, ...]) -> Answer:
    reasons = [
        {"code": each.code, "sentence": each.sentence, "way_forward": each.way_forward}
        for each in verdict.reasons
    ]
    said = [text for each in verdict.reasons for text in (each.sentence, each.way_forward)]
    return Answer(
        {"outcome": verdict.outcome.value, "reasons": reasons},
        (*basis, *(each.basis for each in verdict.reasons)),
        (OUTCOMES[verdict.outcome], *said),
        (facts, verdict),
    )
