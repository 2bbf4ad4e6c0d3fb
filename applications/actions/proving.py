"""Proving a contact: a code goes to the phone or address that was typed, and nowhere else."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from applications.declaring import Service
from applications.fields import Answers, Field, Kind
from applications.models import Application, ContactProof
from kit import crypto
from kit.errors import NotValid, TooOften

MOST_CODES = 5  # of one application a day
BETWEEN_CODES = timedelta(seconds=60)
A_DAY = timedelta(hours=24)


def codes_in(service: Service, answers: Mapping[str, Any]) -> list[str]:
    """Return the names of the answers that are codes."""
    return [
        name for name in answers if service.field_named(name).kind is Kind.CODE and answers[name]
    ]


def contact_of(field: Field, answers: Mapping[str, Any]) -> str:
    """Return the contact that a code proves, as it was answered; empty while there is none."""
    return str(answers.get(field.proves) or "")


@transaction.atomic
def new_code(
    application: Application, name: str, answers: Mapping[str, Any], *, now: datetime
) -> tuple[str, str]:
    """Return a contact that a question names, and the code to be sent there and nowhere else.

    Raises `NotValid` without a contact, `TooOften` within a minute and after five codes a day.
    """
    field = application.service.field_named(name)
    contact = contact_of(field, answers)
    if not contact:
        raise NotValid({field.proves: _("Enter it first; then we can send a code there.")})
    # Held, so that of many requests at once only as many as allowed come through.
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    lately = application.proofs.filter(sent_at__gt=now - A_DAY)
    if lately.count() >= MOST_CODES:
        raise TooOften(_("No more codes can be sent today. Try again tomorrow."))
    if lately.filter(sent_at__gt=now - BETWEEN_CODES).exists():
        raise TooOften(_("A code was sent less than a minute ago. Please wait for it."))
    code = f"{secrets.randbelow(10**6):06d}"
    proof = ContactProof(application=application, field=field.proves, sent_at=now)
    proof.contact_index = _index(contact)
    proof.code_hash = _hash(proof, code)
    proof.save()
    return contact, code


def confirm(
    application: Application, name: str, code: str, answers: Mapping[str, Any], *, now: datetime
) -> None:
    """Prove the contact with the code that was sent there; raises `NotValid`.

    Each try is counted before it is judged, so that many at once do not get more than allowed.
    """
    field = application.service.field_named(name)
    contact = contact_of(field, answers)
    proof = application.proofs.filter(field=field.proves, contact_index=_index(contact)).last()
    lifetime = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    if proof is None or now > proof.sent_at + lifetime:
        raise NotValid({name: _("This code is too old. Ask for a new one.")})
    if proof.proven_at is not None:
        return
    counted = ContactProof.objects.filter(pk=proof.pk, tries__lt=settings.CODE_TRIES)
    if not counted.update(tries=F("tries") + 1):
        raise NotValid({name: _("This was tried too often. Ask for a new code.")})
    if not constant_time_compare(_hash(proof, code), proof.code_hash):
        raise NotValid({name: _wrong(settings.CODE_TRIES - proof.tries - 1)})
    ContactProof.objects.filter(pk=proof.pk).update(proven_at=now)


def _wrong(left: int) -> str:
    """Return that a code is wrong, and how often one may still try."""
    if left <= 0:
        return _("This was tried too often. Ask for a new code.")
    return ngettext(
        "This code is not right. You can try once more; check the last message you received.",
        "This code is not right. You can try %(n)s more times; check the last message you "
        "received.",
        left,
    ) % {"n": left}


def last_sent(
    application: Application, field: Field, answers: Answers, *, now: datetime
) -> ContactProof | None:
    """Return the code that can still be entered for a contact, if one was sent."""
    lifetime = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    sent = application.proofs.filter(field=field.proves, proven_at=None, sent_at__gt=now - lifetime)
    return sent.filter(contact_index=_index(contact_of(field, answers))).last()


def is_proven(application: Application, field: Field, answers: Answers) -> bool:
    """Whether the contact as it is answered now was proven in this application."""
    index = _index(contact_of(field, answers))
    proven = application.proofs.filter(field=field.proves, contact_index=index)
    return proven.exclude(proven_at=None).exists()


def has_proven(person: Person, contact: str) -> bool:
    """Whether somebody has proven a contact as theirs, in whichever application."""
    proven = ContactProof.objects.exclude(proven_at=None)
    return proven.filter(application__case__person=person, contact_index=_index(contact)).exists()


def check_proven(application: Application, answers: Answers) -> None:
    """Raise `NotValid` unless every contact that needs a proof has one."""
    asked = application.service.fields_for(answers)
    missing = {
        field.name: _("Enter the code that we sent there.")
        for field in asked
        if field.kind is Kind.CODE and field.required(answers)
        if not is_proven(application, field, answers)
    }
    if missing:
        raise NotValid(missing)


def _index(contact: str) -> str:
    return crypto.blind_index(contact, context="application.contact")


def _hash(proof: ContactProof, code: str) -> str:
    """Return the keyed hash of a code: six digits could be guessed from any other."""
    sent_at = proof.sent_at.astimezone(UTC).isoformat()  # as the database gives it back
    said = f"{proof.application_id}:{proof.contact_index}:{sent_at}:{code}"
    return crypto.blind_index(said, context="application.code")
