"""The places of treatment: told who is registered there, by an adapter that each installation sets.

What is handed over is what hospitals need in order to settle: whose, from when until when, of which
kind. Neither address nor diagnosis goes out.
"""

import json
from collections.abc import Callable
from enum import StrEnum

from django.conf import settings

from kit import gateways
from services.care.models import Registration

TIMEOUT_SECONDS = 5
# By these places anybody can try out each answer of the sandbox: it answers later, or never.
SANDBOX_ANSWERS_LATER, SANDBOX_REFUSES = "3101", "5401"


class Answer(StrEnum):
    """What a place of treatment said."""

    TAKEN = "taken"
    NOT_YET = "not-yet"
    NOT_TAKEN = "not-taken"


def announce(registration: Registration, number: int) -> Answer:
    """Tell the places of a registration, at the `number`th try; raises `OSError` out of reach."""
    return CHANNELS[settings.TREATMENT_PLACES_CHANNEL](registration, number)


def _sandbox(registration: Registration, number: int) -> Answer:
    """Answer as invented places: Lhasa never takes it over, Shanghai at the second try."""
    if any(place.startswith(SANDBOX_REFUSES) for place in registration.places):
        return Answer.NOT_TAKEN
    later = any(place.startswith(SANDBOX_ANSWERS_LATER[:2]) for place in registration.places)
    return Answer.NOT_YET if later and number == 0 else Answer.TAKEN


def _ask(registration: Registration, _number: int) -> Answer:
    person, span = registration.person, registration.span
    told = {
        "registration": registration.pk,
        "document_type": person.document_type,
        "number": str(person.number),
        "name": str(person.name),
        "kind": registration.kind,
        "insured_area": registration.insured_area_id,
        "places": registration.places,
        "from": span.from_.isoformat(),
        "until": span.until.isoformat() if span.until else None,
        "state": registration.state,
    }
    address = settings.TREATMENT_PLACES_GATEWAY_URL
    token = settings.TREATMENT_PLACES_GATEWAY_TOKEN
    return read_answer(gateways.ask(address, token, told, seconds=TIMEOUT_SECONDS))


def read_answer(body: bytes) -> Answer:
    """Return what was said; whatever is no answer is not taken over yet."""
    try:
        return Answer(json.loads(body)["answer"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Answer.NOT_YET


def _nobody(_registration: Registration, _number: int) -> Answer:
    """Nobody is told by this portal: the national platform reads it elsewhere."""
    return Answer.TAKEN


CHANNELS: dict[str, Callable[[Registration, int], Answer]] = {
    "sandbox": _sandbox,
    "gateway": _ask,
    "none": _nobody,
}
