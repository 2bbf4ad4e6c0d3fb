"""Identity numbers: whether one can be right, and what it says."""

from typing import Any

from calculators.answers import Answer, Known
from calculators.reading import readers, shapes
from calculators.reading.shapes import Shape
from law.documents import HANDLING_REGULATIONS, IDENTITY_NUMBER_STANDARD, cite
from law.identity_number import DocumentType, check_identity_number, is_too_old
from law.wording import Text, filled, say_day

FORM_IS_RIGHT = Text(
    "号码符合该证件的编码规则；这不证明证件真实有效。",
    "The number keeps the rules of this document; that does not prove the document to be genuine.",
)
BORN = Text("出生日期：{day}。", "Date of birth: {day}.")
LONG_AGO = Text(
    "出生日期在130多年以前：号码本身符合规则，但办理业务时不接受。",
    "That is more than 130 years ago: the number keeps the rules, but nobody can register with it.",
)
SEXES = {"male": Text("性别：男。", "Sex: male."), "female": Text("性别：女。", "Sex: female.")}
EIGHTEEN = (
    DocumentType.RESIDENT_ID,
    DocumentType.HMT_RESIDENCE_PERMIT,
    DocumentType.FOREIGN_PERMANENT_RESIDENT,
)
# Which documents an agency accepts, and how a number of eighteen characters is made.
ACCEPTED, MADE = cite(HANDLING_REGULATIONS, "7"), cite(IDENTITY_NUMBER_STANDARD)

IDENTITY_NUMBER = Shape({"document_type": shapes.choice_of(DocumentType), "number": readers.text})


def identity_number(asked: dict[str, Any], known: Known) -> Answer:
    """Check a number by the rule of its document, which knows no age."""
    found = check_identity_number(
        asked["document_type"], asked["number"], known.today, of_the_living=False
    )
    explanation = [found.message or FORM_IS_RIGHT]
    if found.born_on:
        explanation.append(filled(BORN, day=say_day(found.born_on)))
    if is_too_old(found, known.today):
        explanation.append(LONG_AGO)
    if found.sex:
        explanation.append(SEXES[found.sex])
    result = {
        "valid": found.valid,
        "reason": found.reason or None,
        "born_on": found.born_on,
        "sex": found.sex,
    }
    basis = (MADE,) if asked["document_type"] in EIGHTEEN else (ACCEPTED,)
    return Answer(result, basis, tuple(explanation))
