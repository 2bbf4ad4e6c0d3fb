"""The one gate for what has to be proven of who asks: pages, actions and programs pass it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from accounts.rules.levels import WHY, Level
from kit.errors import NotPermitted

if TYPE_CHECKING:
    from agencies.actors import Actor


class LevelNeeded(NotPermitted):
    """Something is open only to whoever has proven more; the reason says why in a sentence."""

    code = "level_needed"

    def __init__(self, needed: Level) -> None:
        super().__init__(WHY[needed].in_language(get_language() or "zh-hans"))
        self.needed = needed

    @property
    def members(self) -> dict[str, str]:
        """What a program reads of it: which level, and where a person raises it."""
        prove_at = f"{settings.PORTAL_URL}{reverse('ways_to_prove')}?level={self.needed}"
        return {"needed_level": self.needed.value, "prove_at": prove_at}


def check_level(who: "Actor", needed: Level) -> None:
    """Raise `LevelNeeded` unless it is proven as far as this who asks; a system proves nothing."""
    if who.user is None:
        raise NotPermitted
    if not who.level.reaches(needed):
        raise LevelNeeded(needed)
