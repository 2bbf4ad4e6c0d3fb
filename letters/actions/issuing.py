"""Issuing and delivering letters: decided in one transaction, rendered and delivered as a duty."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from typing import Any, Literal, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import SYSTEM, Actor
from agencies.models import Agency
from casework.actions import following
from casework.actions.halting import check_may_issue
from casework.actions.history import record
from casework.actions.moving import turn_page
from casework.actions.owing import Owed, owe
from casework.actions.steps import open_step
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Duty, Event
from casework.rules.clocks import LETTER_UNOPENED
from kit.printing import check_printable
from letters.actions.sealing import sealed
from letters.actions.templates import version_in_force
from letters.models import Letter, LetterDelivery, LetterFile, LetterTranslation, LetterVoiding
from letters.rules.codes import RANDOM_BYTES, code_of
from letters.rules.numbers import LetterNumber
from sealing.characters import in_lines
from sealing.signers import SigningFailed

# Letters of a step that tells its person by itself: one step, one message.
TOLD_BY_ITS_STEP = {
    Letter.Kind.RECEIPT,
    Letter.Kind.REFUSAL,
    Letter.Kind.COMPLETION,
    Letter.Kind.CONFIRMATION,
    Letter.Kind.DECISION,
    Letter.Kind.REFUSED,
}

File = TypeVar("File", LetterFile, LetterTranslation)


@transaction.atomic(savepoint=False)
def issue(
    case: Case,
    kind: str,
    *,
    agency: Agency,
    number: LetterNumber,
    content: dict[str, Any],
    by: Actor,
    now: datetime,
    to_agency: Agency | None = None,
    to_person: bool = False,
    replaces: Letter | None = None,
    owed: Owed | None = None,
) -> Letter:
    """Write down a letter as decided, and owe its rendering and delivery.

    Raises `NotValid` when it holds a character that cannot be printed: no letter goes out with a
    box in place of a name.
    """
    if kind != Letter.Kind.RECEIPT:  # the receipt of an application waits for its delivery alone
        check_may_issue(agency)
    to = ToBeIssued(case, number, content, to_agency, to_person=to_person, replaces=replaces)
    letter = _letter(to, kind, agency, by, now)
    letter.save(force_insert=True)
    owe([_delivery_of(letter, agency, now)], owed)
    return letter


@dataclass(frozen=True)
class ToBeIssued:
    """One letter: in which case, under which number, with which facts, to whom."""

    case: Case
    number: LetterNumber
    content: dict[str, Any]
    to_agency: Agency | None = None
    to_person: bool = False
    replaces: Letter | None = None


@transaction.atomic(savepoint=False)
def issue_all(
    letters: Iterable[ToBeIssued], kind: str, *, agency: Agency, by: Actor, now: datetime
) -> list[Letter]:
    """Write down very many letters of an agency by few statements, as `issue` does one."""
    check_may_issue(agency)
    made = Letter.objects.bulk_create(_letter(each, kind, agency, by, now) for each in letters)
    owe((_delivery_of(each, agency, now) for each in made), None)
    return made


def _letter(of: ToBeIssued, kind: str, agency: Agency, by: Actor, now: datetime) -> Letter:
    code = code_of(token_bytes(RANDOM_BYTES))
    return Letter(
        case=of.case,
        kind=kind,
        number=of.number.identifier,
        official_number=of.number.official,
        code=code,
        to_person=of.to_person,
        replaces=of.replaces,
        template_version=version_in_force(kind, timezone.localdate(now)),
        issued_at=now,
        issued_by=by.user,
        content=_printed(of.content, code),
        **_named("agency", agency),
        **_named("to_agency", of.to_agency),
    )


def _named(side: str, agency: Agency | None) -> dict[str, Any]:
    """Return an agency with the names that it has today: a letter keeps them."""
    name, name_en = (agency.name, agency.name_en) if agency else ("", "")
    return {side: agency, f"{side}_name": name, f"{side}_name_en": name_en}


def _printed(content: dict[str, Any], code: str) -> str:
    """Return what is printed, with the code by which anybody can check it; all can be printed."""
    whole = in_lines(content | {"code": code, "verify_url": f"{settings.PORTAL_URL}/verify/"})
    check_printable(whole)
    return json.dumps(whole, ensure_ascii=False)


def _delivery_of(letter: Letter, agency: Agency, now: datetime) -> Duty:
    return Duty(
        key=f"deliver:{letter.number}",
        kind=Duty.Kind.DELIVER,
        case=letter.case,
        subject=letter.number,
        issuer=agency,
        due_at=now,
    )


def end_letter(letter: Letter, *, now: datetime, reason: str) -> None:
    """Let a letter count no longer; ending it twice changes nothing."""
    LetterVoiding.objects.get_or_create(letter=letter, defaults={"at": now, "reason": reason})


@transaction.atomic
def render_file(letter: Letter, *, now: datetime) -> LetterFile:
    """Render, seal and sign the letter once; a second call returns the file that is stored."""
    stored = LetterFile.objects.filter(letter=letter).first()
    return stored or _store(LetterFile.objects.all(), letter, "zh", now)


@transaction.atomic
def render_translation(letter: Letter, *, now: datetime) -> LetterTranslation:
    """Make the letter with English beneath, once; a second call returns what is stored."""
    stored = LetterTranslation.objects.filter(letter=letter).first()
    return stored or _store(LetterTranslation.objects.all(), letter, "bilingual", now)


def in_language(
    letter: Letter, language: str | None, *, now: datetime
) -> LetterFile | LetterTranslation:
    """Return the file that was asked for: the letter, or with `bilingual` its translation."""
    if language != "bilingual":
        return letter.file
    try:
        return render_translation(letter, now=now)
    except SigningFailed as error:
        raise MoveNotPossible(_("This cannot be sealed at the moment. Try again later.")) from error


def _store(
    files: QuerySet[File], letter: Letter, language: Literal["zh", "bilingual"], now: datetime
) -> File:
    """Keep the document with its signature; whoever was faster has made it already."""
    document = sealed(letter, language, now=now)
    kept = {"pdf": document.pdf, "sha256": document.sha256, "rendered_at": now}
    file, is_new = files.get_or_create(letter=letter, defaults=kept)
    if is_new and document.signature:
        document.signature.save()
    return file


def do_delivery(duty: Duty, now: datetime) -> None:
    """Deliver the letter that a duty names."""
    deliver(Letter.objects.get(number=duty.subject), by=SYSTEM, now=now)


@transaction.atomic
def deliver(letter: Letter, *, by: Actor, now: datetime) -> None:
    """Put the letter before its addressee: for an agency this starts its clock."""
    render_file(letter, now=now)
    # Whoever voids it holds the case too: a void letter opens no turn that waits for a new one.
    Case.objects.select_for_update().only("pk").get(pk=letter.case_id)
    if LetterVoiding.objects.filter(letter=letter).exists():
        return  # voided before it went out: nobody has to hear of it
    _delivery, is_new = LetterDelivery.objects.get_or_create(
        letter=letter, defaults={"delivered_at": now}
    )
    if not is_new:
        return
    case = letter.case
    data = {"letter": letter.number, "printed": letter.printed_number, "kind": letter.kind}
    record(case, Event.Kind.DELIVERED, by=by, now=now, data=data)
    addressed = letter.to_agency and letter.to_agency.in_office
    told = [Told("letter", addressed, data)] if addressed else []
    is_sent = bool(letter.replaces_id) or letter.kind not in TOLD_BY_ITS_STEP
    told += [Told("letter", None, data, is_sent=is_sent)] if letter.to_person else []
    tell(case, told, now=now, occasion=f"letter:{letter.number}")
    if addressed:
        following.follow(LETTER_UNOPENED, case, letter.pk, agency=addressed, now=now)
        _open_turns(case, addressed, now=now)


def _open_turns(case: Case, agency: Agency, *, now: datetime) -> None:
    """Open what waited for the letter: whose turn it is has changed, and so has the version."""
    turns = list(case.steps.filter(agency=agency, opened_at=None, closed_at=None))
    for step in turns:
        open_step(step, now=now)
    if turns:
        turn_page(case)
