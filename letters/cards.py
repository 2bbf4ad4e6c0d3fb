"""Letters as cards on the page of whoever may read them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from letters.checking import telling
from letters.models import Letter
from letters.rules.codes import grouped
from letters.showing import why_it_counts_no_longer


def letter_cards(letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Return the letters as cards, the newest first."""
    return [_card(letter) for letter in reversed(list(letters))]


def _card(letter: Letter) -> dict[str, Any]:
    why_void = why_it_counts_no_longer(letter)
    return {
        "title": letter.get_kind_display(),
        "number": letter.printed_number,
        "issued_on": timezone.localdate(letter.issued_at),
        "from_name": letter.issuer.local_name,
        "is_own": letter.to_person,
        "to_name": _("You") if letter.to_person else letter.addressee.local_name,
        "href": letter.get_absolute_url(),
        "translation_href": letter.get_translation_url(),
        "is_void": bool(why_void),
        "void_reason": why_void,
        "code": grouped(letter.code),
        "verify_href": reverse("verify_letter", args=[letter.code]) if letter.code else "",
        **telling.checks_of(letter),
    }
