"""Identity numbers: whether one can be right, and what it says."""

from typing import Any

from accounts.rules.documents import IDENTITY_NUMBER_STANDARD, cite
from accounts.rules.identity_number import DocumentType, check_identity_number
from accounts.rules.wording import Text
from portal.calculators import reading
from portal.calculators.answers import Answer, Known, filled, say_day
from portal.calculators.reading import Shape

FORM_IS_RIGHT = Text(
    "号码符合该证件的编码规则；这不证明证件真实有效。",
    "The number keeps the rules of this document; that does not prove the document to be genuine.",
)
BORN = Text("出生日期：{day}。", "Date of birth: {day}.")
SEXES = {"male": Text("性别：男。", "Sex: male."), "female": Text("性别：女。", "Sex: female.")}
BASIS = (cite(IDENTITY_NUMBER_STANDARD),)

IDENTITY_NUMBER = Shape({"document_type": reading.choice_of(DocumentType), "number": reading.text})


def identity_number(asked: dict[str, Any], known: Known) -> Answer:
    """Check a number by the rule of its document."""
    found = check_identity_number(asked["document_type"], asked["number"], known.today)
    explanation = [found.message or FORM_IS_RIGHT]
    if found.born_on:
        explanation.append(filled(BORN, day=say_day(found.born_on)))
    if found.sex:
        explanation.append(SEXES[found.sex])
    result = {
        "valid": found.valid,
        "reason": found.reason or None,
        "born_on": found.born_on,
        "sex": found.sex,
    }
    return Answer(result, BASIS, tuple(explanation))
