"""An employer's list: each line waits for its person, who alone begins anything with it.

Nobody is looked up while a list is taken in, so its answer says nothing of anybody: it is the same
whether a person is known, has an account or a case, and whether they have decided.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, QuerySet
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import sms
from accounts.models import Person, User, document_index
from agencies.actors import Actor
from applications.employee_files import CannotBeRead, Line
from applications.fields import Answers
from applications.models import Employer, ListedPerson
from applications.registry import declared_of
from casework.errors import MoveNotPossible
from casework.models import Duty
from casework.rules.procedures import procedure_of
from kit import crypto, wall
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import limit
from kit.questions import question
from kit.spelling import wording
from law.countries import COUNTRIES
from law.identity_number import (
    DOCUMENT_TYPES,
    DocumentType,
    IdentityDocument,
    check_identity_number,
    fault_of_country,
    normalise_typed,
)
from law.names import check_name, is_same_name
from law.phone import check_phone
from law.wording import Text

KEPT_FOR = timedelta(days=30)
AT_ONCE = 500
TOLD_AT_ONCE = 100
MOST_WRONG_SHOWN = 200
MOST_SHOWN = 20  # to one person; more employers than that list nobody at once
BETWEEN_CODES = timedelta(seconds=60)
LISTS = "keep what an employer lists, whoever it names"


@dataclass
class Taken:
    """What came of a list: how many lines are good, and each other one with its number and why."""

    good: int = 0
    wrong: list[tuple[int, str]] = field(default_factory=list)
    broken: str = ""  # why nothing after the last good line could be read

    @property
    def shown(self) -> list[tuple[int, str]]:
        """As many wrong lines as a page shows."""
        return self.wrong[:MOST_WRONG_SHOWN]


# --- Taking it in ---------------------------------------------------------------------------------
def take_in(
    employer: Employer, service: str, lines: Iterable[Line], *, by: User, now: datetime
) -> Taken:
    """Keep the good lines and say what is wrong with each other one; the same file changes nothing.

    Where the file breaks off, what was good before is kept.
    """
    if employer.user_id != by.pk or not employer.is_live:
        raise NotPermitted
    if not limit("employer.list", employer.pk, now=now).passes():
        raise TooOften(_("You have sent very many lists today. Try again tomorrow."))
    taken, seen = Taken(), dict[str, int]()
    good = _good(_readable(lines, taken), taken, seen, read_answers(service), now=now)
    while some := list(islice(good, AT_ONCE)):
        _keep(employer, service, some, now=now)
        taken.good += len(some)
    if taken.good:
        _owe_telling(employer, now=now)
    return taken


def _readable(lines: Iterable[Line], taken: Taken) -> Iterator[Line]:
    """Yield lines as long as the file can be read."""
    try:
        yield from lines
    except CannotBeRead as refusal:
        taken.broken = wording(refusal.why)


@dataclass(frozen=True)
class _Good:
    name: str
    index: str
    phone: str
    answers: Answers


ReadAnswers = Callable[[Mapping[str, str]], Answers | Text]


def read_answers(service: str) -> ReadAnswers:
    """Return what reads the further cells of a line: nothing, where a service names none."""
    declared = declared_of(service)
    listed = declared.listed if declared else None
    return listed.answers if listed else lambda _cells: {}


def _good(
    lines: Iterable[Line],
    taken: Taken,
    seen: dict[str, int],
    answers: ReadAnswers,
    *,
    now: datetime,
) -> Iterator[_Good]:
    for line in lines:
        found = _read(line, answers, now=now)
        if isinstance(found, str):
            taken.wrong.append((line.number, found))
        elif found.index in seen:
            text = _("The same number stands in line %(n)d already.")
            taken.wrong.append((line.number, text % {"n": seen[found.index]}))
        else:
            seen[found.index] = line.number
            yield found


def _read(line: Line, answers: ReadAnswers, *, now: datetime) -> _Good | str:
    """Return a line as it is kept, or the sentence that says what is wrong with it."""
    language = get_language() or "zh-hans"
    kind = _document_type(line.cells.get("document_type", ""))
    number = normalise_typed(line.cells["number"])
    if "e+" in number.lower():
        return _("The number was kept as a figure and has lost digits: set the column to text.")
    name = check_name(line.cells["name"])
    told = check_identity_number(kind, number, timezone.localdate(now))
    phone = check_phone(line.cells["phone"])
    for checked in (name, told, phone):
        if checked.message is not None:
            return checked.message.in_language(language)
    document = IdentityDocument(kind, told.number, _country(line.cells.get("issued_in", "")))
    if missing := fault_of_country(document.kind, document.issued_in):
        return missing.in_language(language)
    said = answers(line.cells)
    if isinstance(said, Text):
        return said.in_language(language)
    return _Good(name.name, document_index(document), phone.number, said)


def _document_type(said: str) -> str:
    """Return the kind of document that a cell names, by its code or in either language."""
    if not said:
        return DocumentType.RESIDENT_ID.value
    for kind, words in DOCUMENT_TYPES.items():
        if said.lower() in (kind.value, words.zh, words.en.lower()):
            return kind.value
    return said


def _country(said: str) -> str:
    """Return the country that a cell names, by its three letters or in either language."""
    for code, words in COUNTRIES.items():
        if said.lower() in (code.lower(), words.zh, words.en.lower()):
            return code
    return ""


@wall.as_house(LISTS)
def _keep(employer: Employer, service: str, some: list[_Good], *, now: datetime) -> None:
    rows = [
        ListedPerson(
            employer=employer,
            service=service,
            key=secrets.token_hex(16),
            name=each.name,
            document_index=each.index,
            phone=each.phone,
            answers=each.answers,
            listed_at=now,
            expires_at=now + KEPT_FOR,
        )
        for each in some
    ]
    ListedPerson.objects.bulk_create(rows, ignore_conflicts=True)


@wall.as_house(LISTS)
def _owe_telling(employer: Employer, *, now: datetime) -> None:
    key = f"listed:{employer.pk}:{secrets.token_hex(8)}"
    kind = Duty.Kind.TELL_LISTED
    Duty.objects.create(key=key, kind=kind, subject=str(employer.pk), due_at=now)


# --- Telling whom it names ------------------------------------------------------------------------
@wall.as_house(LISTS)
def tell(duty: Duty, now: datetime) -> None:
    """Send some of the messages that are owed; the rest is owed anew. Called by the worker.

    A message names the employer and the errand, and not its person: phones lie about.
    """
    waiting = ListedPerson.objects.filter(employer=int(duty.subject), told_at=None)
    some = list(waiting.select_related("employer").order_by("pk")[:TOLD_AT_ONCE])
    for each in some:
        ListedPerson.objects.filter(pk=each.pk).update(told_at=now)
        with translation.override("zh-hans"):
            sms.send(str(each.phone), _said_to(each), key=each.key)
    if len(some) == TOLD_AT_ONCE:
        again = {"done_at": None, "claimed_until": None, "attempts": 0, "due_at": now}
        Duty.objects.filter(pk=duty.pk).update(**again)


def _said_to(listed: ListedPerson) -> str:
    said = {
        "employer": listed.employer.name,
        "title": wording(procedure_of(listed.service).title),
        "address": settings.PORTAL_URL,
    }
    return (
        _(
            "[Social Insurance Online] %(employer)s has prepared for you: %(title)s. If you want "
            "it, sign in at %(address)s within 30 days. If not, you need do nothing."
        )
        % said
    )


# --- By its person --------------------------------------------------------------------------------
@wall.as_house(LISTS)
def waiting_for(person: Person, *, now: datetime) -> list[ListedPerson]:
    """Return what employers have prepared for somebody who has proven who they are."""
    found = _listed(index=person.document_index, now=now)
    return [each for each in found if is_same_name(str(each.name), str(person.name))]


def anything_for(index: str, *, now: datetime) -> Exists:
    """Return the question whether anything may wait under a document, to stand in a statement."""
    return Exists(_live(index=index, now=now))


def _live(*, index: str, now: datetime) -> QuerySet[ListedPerson]:
    rows = ListedPerson.objects.filter(document_index=index, settled_at=None, expires_at__gt=now)
    return rows.filter(employer__ended_at=None)


@question
def _listed(*, index: str, now: datetime) -> QuerySet[ListedPerson]:
    return _live(index=index, now=now).select_related("employer").order_by("pk")[:MOST_SHOWN]


def one_of(key: str, *, by: Actor, now: datetime) -> ListedPerson | None:
    """Return what was prepared for this person under a key; every other one is none."""
    if by.person is None:
        return None
    return next((each for each in waiting_for(by.person, now=now) if each.key == key), None)


@wall.as_house(LISTS)
@transaction.atomic
def new_code(listed: ListedPerson, *, now: datetime) -> tuple[str, str]:
    """Return the phone of the list and the code to be sent there."""
    held = ListedPerson.objects.select_for_update(of=("self",)).get(pk=listed.pk)
    if held.code_sent_at and now < held.code_sent_at + BETWEEN_CODES:
        raise TooOften(_("A code was sent less than a minute ago. Please wait for it."))
    if not limit("listed.code", held.pk, now=now).passes():
        raise TooOften(_("No more codes can be sent today. Try again tomorrow."))
    code = f"{secrets.randbelow(10**6):06d}"
    held.code_hash, held.code_sent_at, held.code_tries = _hash(held, code), now, 0
    held.save(update_fields=["code_hash", "code_sent_at", "code_tries"])
    return str(held.phone), code


@wall.as_house(LISTS)
def check_code(listed: ListedPerson, code: str, *, now: datetime) -> None:
    """Raise `NotValid` unless it is the code that was sent; each try is counted before."""
    lifetime = timedelta(seconds=settings.CODE_LIFETIME_SECONDS)
    sent = ListedPerson.objects.filter(pk=listed.pk, settled_at=None).first()
    if sent is None:
        raise MoveNotPossible(_("You have decided about this already."))
    if sent.code_sent_at is None or now > sent.code_sent_at + lifetime:
        raise NotValid({"code": _("This code is too old. Ask for a new one.")})
    left = ListedPerson.objects.filter(pk=sent.pk, code_tries__lt=settings.CODE_TRIES)
    if not left.update(code_tries=F("code_tries") + 1):
        raise NotValid({"code": _("This was tried too often. Ask for a new code.")})
    if not constant_time_compare(_hash(sent, code), sent.code_hash):
        raise NotValid({"code": _("This code is not right. Check the last message you received.")})


@wall.as_house(LISTS)
def settle(listed: ListedPerson, *, now: datetime) -> None:
    """Note that its person has decided; with yes or no is said nowhere. Again changes nothing."""
    ListedPerson.objects.filter(pk=listed.pk, settled_at=None).update(settled_at=now)


@wall.as_house(LISTS)
def forget_old(*, now: datetime) -> None:
    """Erase what is older than thirty days, and what comes from employers that have ended."""
    ListedPerson.objects.filter(expires_at__lte=now).delete()
    ListedPerson.objects.filter(employer__ended_at__lte=now).delete()


def _hash(listed: ListedPerson, code: str) -> str:
    return crypto.blind_index(f"{listed.pk}:{code}", context="listed.code")
