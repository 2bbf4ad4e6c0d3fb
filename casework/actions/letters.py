"""Issuing and delivering letters: decided in one transaction, rendered and delivered as a duty."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import NotValid
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.history import record
from casework.actions.owing import owe
from casework.actions.steps import open_step
from casework.actions.telling import Told, tell
from casework.letters.characters import MissingGlyph, refuse_missing_glyphs
from casework.letters.render import render
from casework.models import (
    Case,
    Counter,
    Duty,
    Event,
    Letter,
    LetterDelivery,
    LetterFile,
    LetterVoiding,
)

TEMPLATE_VERSION = 1


def next_number(agency: Agency, now: datetime) -> str:
    """Return the agency's next letter number of the year; no number is skipped or given twice.

    The counter moves in the caller's transaction: a rolled-back letter gives its number back.
    """
    year = timezone.localdate(now).year
    series = f"letter:{agency.code}:{year}"
    Counter.objects.get_or_create(series=series)
    counter = Counter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{agency.code}-{year}-{counter.last:06d}"


@transaction.atomic(savepoint=False)
def issue(
    case: Case,
    kind: str,
    *,
    agency: Agency,
    number: str,
    content: dict[str, Any],
    by: Actor,
    now: datetime,
    to_agency: Agency | None = None,
    to_person: bool = False,
    replaces: Letter | None = None,
    owed: list[Duty] | None = None,
) -> Letter:
    """Write down a letter as decided, and owe its rendering and delivery.

    Raises `NotValid` when it holds a character that cannot be printed: no letter goes out with a
    box in place of a name.
    """
    _check_printable(content)
    letter = Letter.objects.create(
        case=case,
        kind=kind,
        number=number,
        agency=agency,
        to_agency=to_agency,
        to_person=to_person,
        replaces=replaces,
        template_version=TEMPLATE_VERSION,
        issued_at=now,
        issued_by=by.user,
        content=json.dumps(content, ensure_ascii=False),
    )
    key = f"deliver:{letter.number}"
    duty = Duty(key=key, kind=Duty.Kind.DELIVER, case=case, letter=letter, due_at=now)
    owe([duty], owed)
    return letter


def _check_printable(content: dict[str, Any]) -> None:
    try:
        refuse_missing_glyphs(content)
    except MissingGlyph as error:
        text = _("The letter cannot be printed: its typeface lacks %(characters)s.")
        raise NotValid({"": text % {"characters": error.characters}}) from error


def end_letter(letter: Letter, *, now: datetime, reason: str) -> None:
    """Let a letter count no longer; ending it twice changes nothing."""
    LetterVoiding.objects.get_or_create(letter=letter, defaults={"at": now, "reason": reason})


def render_file(letter: Letter, *, now: datetime) -> LetterFile:
    """Render the letter once; a second call returns the file that is stored."""
    stored = LetterFile.objects.filter(letter=letter).first()
    if stored:
        return stored
    pdf = render(
        letter.kind, letter.template_version, json.loads(letter.content), timestamp=letter.issued_at
    )
    fresh = {"pdf": pdf, "sha256": sha256(pdf).hexdigest(), "rendered_at": now}
    return LetterFile.objects.get_or_create(letter=letter, defaults=fresh)[0]


@transaction.atomic
def deliver(letter: Letter, *, by: Actor, now: datetime) -> None:
    """Put the letter before its addressee: for an agency this starts its clock."""
    render_file(letter, now=now)
    _delivery, is_new = LetterDelivery.objects.get_or_create(
        letter=letter, defaults={"delivered_at": now}
    )
    if not is_new:
        return
    case = letter.case
    data = {"letter": letter.number, "kind": letter.kind}
    record(case, Event.Kind.DELIVERED, by=by, now=now, data=data)
    told = [Told("letter", letter.to_agency, data)] if letter.to_agency else []
    told += [Told("letter", None, data)] if letter.to_person else []
    tell(case, told, now=now, occasion=f"letter:{letter.number}")
    if letter.to_agency and not LetterVoiding.objects.filter(letter=letter).exists():
        for step in case.steps.filter(agency=letter.to_agency, opened_at=None, closed_at=None):
            open_step(step, now=now)
