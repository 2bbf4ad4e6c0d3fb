"""The filled form that somebody at a counter reads, and signs: large print, on paper."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from agencies.models import Agency
from applications.actions.signing import short
from applications.filings import Filing
from law.wording import Text
from letters.data import Filed
from letters.parties import agency_name, person_facts
from letters.render import TEMPLATES
from sealing.typesetting import inputs_of, set_type

SHEET = TEMPLATES / "forms" / "counter-form.typ"


def form_of(filing: Filing, *, agency: Agency, now: datetime) -> bytes:
    """Return the form as PDF; the same answers give the same form."""
    person = person_facts(filing.case.person)
    facts = {
        "title": _pair(filing.title),
        "case_number": filing.case.number,
        "agency": _pair(agency_name(agency)),
        "phone": agency.phone,
        "name": person.name,
        "document_type": _pair(person.document_type),
        "identity_number": person.identity_number,
        "filed": [_row(each) for each in filing.filed],
        "mark": short(filing.mark),
        "printed_on": timezone.localdate(now).isoformat(),
    }
    pdf, _places = set_type(SHEET, inputs_of(facts, "bilingual", None), now, root=TEMPLATES)
    return pdf


def _row(filed: Filed) -> dict[str, Any]:
    said = filed.value
    return {
        "label": _pair(filed.label),
        "value": _pair(said) if isinstance(said, Text) else {"zh": said, "en": said},
    }


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
