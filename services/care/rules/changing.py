"""Whether a registration may be changed or cancelled on a day."""

from dataclasses import dataclass
from datetime import date

from casework.rules.verdicts import Outcome, Verdict
from services.care.rules import reasons
from services.care.rules.registering import Span, is_locked


@dataclass(frozen=True)
class Registered:
    """What counts of a registration when it is to change."""

    span: Span
    locked_until: date | None = None
    is_active: bool = True


def may_change(registered: Registered | None, on: date) -> Verdict:
    """Return whether it may be changed or cancelled by oneself; if not, a clerk may allow it."""
    if registered is None or not registered.is_active:
        return Verdict(Outcome.REFUSE, (reasons.NOTHING_THERE,))
    until = registered.span.until
    if until is not None and until < on:
        return Verdict(Outcome.REFUSE, (reasons.NOTHING_THERE,))
    if is_locked(registered.locked_until, on):
        return Verdict(Outcome.HOLD, (reasons.LOCKED,))
    return Verdict(Outcome.ACCEPT)
