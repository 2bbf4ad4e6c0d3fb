"""The code of an electronic card as a picture that a scanner reads."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(code: str) -> SafeString:
    """Return the code as a QR drawing, dark on white in every colour scheme."""
    made = segno.make(code, error="m", micro=False)
    drawn = made.svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(drawn)  # noqa: S308 -- drawn by the library from the code alone
