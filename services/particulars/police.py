"""The police's population register: asked whether particulars are as it holds them.

It answers the same, other, or not at all; no data of the register ever reach the portal.
"""

import json

from django.conf import settings

from kit import gateways
from services.particulars.rules.identity import Identity
from services.particulars.rules.ways import Police

TIMEOUT_SECONDS = 5
# By these characters in a name anybody can try out each answer of the sandbox.
SANDBOX_SAYS_OTHER, SANDBOX_IS_SILENT = "异", "默"


def compare(identity: Identity) -> Police:
    """Ask the register; raises `OSError` when it cannot be reached."""
    return CHANNELS[settings.POLICE_CHANNEL](identity)


def _sandbox(identity: Identity) -> Police:
    """Answer as an invented register: other for a name with 异, out of reach for one with 默."""
    if SANDBOX_IS_SILENT in identity.name:
        raise TimeoutError("the sandbox is silent")
    return Police.OTHER if SANDBOX_SAYS_OTHER in identity.name else Police.SAME


def _ask(identity: Identity) -> Police:
    told = {
        "name": identity.name,
        "document_type": identity.document_type,
        "issued_in": identity.issued_in,
        "number": identity.number,
        "born_on": identity.born_on.isoformat(),
        "sex": identity.sex,
    }
    address, token = settings.POLICE_GATEWAY_URL, settings.POLICE_GATEWAY_TOKEN
    return read_answer(gateways.ask(address, token, told, seconds=TIMEOUT_SECONDS))


def read_answer(body: bytes) -> Police:
    """Return what the register said; whatever it says beside same and other is no answer."""
    try:
        said = json.loads(body)["answer"]
        return Police(said)
    except (ValueError, KeyError, TypeError, RecursionError):
        return Police.NO_ANSWER


def _nobody(_identity: Identity) -> Police:
    """Nobody can be asked here: a clerk compares."""
    return Police.NO_ANSWER


CHANNELS = {"sandbox": _sandbox, "gateway": _ask, "none": _nobody}
