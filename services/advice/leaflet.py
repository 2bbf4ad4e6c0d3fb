"""An answer on one sheet: both languages, its articles, and a square code that leads to it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from agencies.models import Region
from sealing.typesetting import inputs_of, set_type
from services.advice.library import Read

TEMPLATES = Path(__file__).parent / "leaflets"


def print_leaflet(read: Read, place: Region | None, *, address: str, now: datetime) -> bytes:
    """Return the PDF of an answer as it reads today; the same facts give the same bytes."""
    inputs = inputs_of(facts(read, place, address, now), "bilingual", None)
    pdf, _seals = set_type(TEMPLATES / "leaflet.typ", inputs, now, root=TEMPLATES)
    return pdf


def facts(read: Read, place: Region | None, address: str, now: datetime) -> dict[str, Any]:
    """Return what stands on the sheet. A letter is sealed; this is information, and says so."""
    title = read.entry.content.title
    return {
        "title_zh": title.zh,
        "title_en": title.en,
        "short_zh": read.short.zh,
        "short_en": read.short.en,
        "steps_zh": [each.zh for each in read.steps],
        "steps_en": [each.en for each in read.steps],
        "law_zh": [each.label.zh for each in read.bases],
        "law_en": [each.label.en for each in read.bases],
        "place_zh": place.name if place else "全国",
        "place_en": place.name_en if place else "whole country",
        "day": timezone.localdate(now).isoformat(),
        "address": address,
        # The square code leads to the page of the answer.
        "code": read.entry.slug,
        "verify_url": address.removesuffix(f"{read.entry.slug}/"),
        "is_verified": read.entry.is_verified,
    }
