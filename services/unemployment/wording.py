"""Days and reasons of unemployment in words."""

from law.wording import Text
from services.unemployment.rules.endings import ENDINGS, Ending


def ending_text(code: str) -> Text:
    """Return how work has ended, in words."""
    return ENDINGS[Ending(code)].title if code else Text("—", "—")
