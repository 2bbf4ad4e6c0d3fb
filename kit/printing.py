"""Whether words can be printed: asked where somebody has just typed them."""

from typing import Any

from django.utils.translation import gettext as _

from kit.errors import NotValid
from sealing.characters import MissingGlyph, refuse_missing_glyphs


def check_printable(content: dict[str, Any]) -> None:
    """Raise `NotValid` with the characters that the typeface of the letters lacks."""
    try:
        refuse_missing_glyphs(content)
    except MissingGlyph as error:
        text = _("The letter cannot be printed: its typeface lacks %(characters)s.")
        raise NotValid({"": text % {"characters": error.named}}) from error
