"""What a reason is, and at which moment a clerk may choose it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from agencies.rules.terms import Insurance
from law.wording import Basis, Text


class ReasonClass(StrEnum):
    """What a reason does to an application."""

    NOT_NEEDED = "not-needed"
    REFUSE = "refuse"
    HOLD = "hold"
    PARTIAL = "partial"
    BOUNCE = "bounce"
    NOTE = "note"


class Use(StrEnum):
    """The moment at which a clerk may choose a reason."""

    REFUSAL = "refusal"
    CORRECTION = "correction"
    RETURN_OF_LETTER = "return-of-letter"
    DISPUTE = "dispute"
    NOT_TRANSFERABLE = "not-transferable"


@dataclass(frozen=True)
class Reason:
    """One ground: a sentence for the person, what to do now, and where it stands.

    `leads_to` is the page on which the way forward goes on: the name of an address, or a service as
    `service:<its name>`; where none is named, the agencies' counters.
    """

    code: str
    insurance: Insurance | None
    kind: ReasonClass
    sentence: Text
    way_forward: Text
    basis: Basis
    uses: frozenset[Use]
    verified: bool
    leads_to: str = ""


# What each class is for; a reason may add uses of its own.
_USES = {
    ReasonClass.NOT_NEEDED: {Use.REFUSAL},
    ReasonClass.REFUSE: {Use.REFUSAL},
    ReasonClass.HOLD: {Use.CORRECTION},
    ReasonClass.PARTIAL: {Use.NOT_TRANSFERABLE},
    ReasonClass.BOUNCE: set[Use](),
    ReasonClass.NOTE: set[Use](),
}


def reason_for(
    insurance: Insurance | None,
    code: str,
    kind: ReasonClass,
    sentence: Text,
    way_forward: Text,
    basis: Basis,
    *also: Use,
    verified: bool = True,
    leads_to: str = "",
) -> Reason:
    """Return a reason with the uses of its class and those of its own."""
    uses = frozenset(_USES[kind] | set(also))
    return Reason(code, insurance, kind, sentence, way_forward, basis, uses, verified, leads_to)


def service_reason(
    code: str,
    kind: ReasonClass,
    sentence: Text,
    way_forward: Text,
    basis: Basis,
    *also: Use,
    leads_to: str = "",
) -> Reason:
    """Return a reason of a service that belongs to no insurance, as sure as its text is."""
    return reason_for(
        None,
        code,
        kind,
        sentence,
        way_forward,
        basis,
        *also,
        verified=basis.verified,
        leads_to=leads_to,
    )


def gravest(reasons: Iterable[Reason]) -> ReasonClass | None:
    """Return what decides among several reasons: a refusal first, then no need, then a hold."""
    kinds = {reason.kind for reason in reasons}
    order = (ReasonClass.REFUSE, ReasonClass.NOT_NEEDED, ReasonClass.HOLD)
    return next((kind for kind in order if kind in kinds), None)
