"""A registration as its holder carries it: where, from when until when, what may be done now."""

from dataclasses import dataclass
from datetime import date

from law.wording import Text
from services.care.models import Registration
from services.care.rules.registering import Span, is_locked
from services.care.wording import places_text

TONES = {"active": "ok", "void": "alert"}


@dataclass(frozen=True)
class Pass:
    """What a page shows of one registration on a day."""

    registration: Registration
    places: Text
    span: Span
    is_current: bool
    is_locked: bool
    tone: str

    @property
    def starts_later(self) -> bool:
        """Whether it counts only from a later day on."""
        return self.is_current and not self.span.holds(self.today)

    today: date = date.min


def pass_of(registration: Registration, today: date) -> Pass:
    """Return a registration as it stands on a day."""
    span = registration.span
    is_current = span.until is None or span.until >= today
    active = registration.state == Registration.State.ACTIVE
    return Pass(
        registration=registration,
        places=places_text(registration.places),
        span=span,
        is_current=is_current and (active or span.holds(today)),
        is_locked=is_locked(registration.locked_until, today),
        tone=TONES.get(registration.state, ""),
        today=today,
    )
