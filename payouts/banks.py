"""Asking a bank whether an account works and whose name it is in; no balance, no movements."""

import json
from dataclasses import dataclass

from django.conf import settings

from kit import crypto, gateways
from law.canonical import canonical
from payouts.rules.accounts import Answer

TIMEOUT_SECONDS = 5
# By the last digits of a number anybody can try out each answer of the sandbox.
SANDBOX_SAYS = {"001": Answer.OTHER_NAME, "003": Answer.INACTIVE, "004": Answer.LIMITED}
SANDBOX_IS_SILENT = "002"


@dataclass(frozen=True)
class Question:
    """Whose account it is said to be, with which bank, under which number."""

    name: str
    bank: str
    number: str

    @property
    def index(self) -> str:
        """The keyed hash of what is asked."""
        said = canonical([self.name, self.bank, self.number]).decode()
        return crypto.blind_index(said, context="payouts.check")


def check(question: Question) -> Answer:
    """Ask the bank; raises `OSError` when it cannot be reached."""
    return CHANNELS[settings.ACCOUNT_CHECK_CHANNEL](question)


def _sandbox(question: Question) -> Answer:
    if question.number.endswith(SANDBOX_IS_SILENT):
        raise TimeoutError("the sandbox is silent")
    return SANDBOX_SAYS.get(question.number[-3:], Answer.SAME)


def _ask(question: Question) -> Answer:
    told = {"name": question.name, "bank": question.bank, "account": question.number}
    address, token = settings.ACCOUNT_CHECK_URL, settings.ACCOUNT_CHECK_TOKEN
    return read_answer(gateways.ask(address, token, told, seconds=TIMEOUT_SECONDS))


def read_answer(body: bytes) -> Answer:
    """Return what the bank said; whatever it says beside the known answers is no answer."""
    try:
        return Answer(json.loads(body)["answer"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Answer.NO_ANSWER


def _nobody(_question: Question) -> Answer:
    """No bank can be asked here: a clerk compares."""
    return Answer.NO_ANSWER


CHANNELS = {"sandbox": _sandbox, "gateway": _ask, "none": _nobody}
