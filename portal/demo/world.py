"""Loading the whole demo world in order."""

from collections.abc import Callable
from datetime import datetime

from agencies.actions import reference
from portal.demo import agencies


def load(*, now: datetime, say: Callable[[str], object]) -> None:
    """Load every part that is missing; each part is loaded whole or not at all."""
    reference.load(now=now)
    agencies.load()
    say("The demo world is loaded.")
