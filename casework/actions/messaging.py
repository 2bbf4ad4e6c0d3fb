"""Writing and reading the messages of a case, and the sentences an agency keeps for them."""

import re
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor, Position
from agencies.models import Agency
from casework.actions import awaiting, mandated
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Message, StandingSentence, Thread
from casework.models.case import is_of_applicant
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import all_pass, limit

LONGEST_MESSAGE = 2000
LONGEST_TITLE, LONGEST_SENTENCE = 60, 500
FURTHEST_ANSWER = 90  # days
MARKUP = re.compile(r"<\s*/?[A-Za-z!][^>]*>")


def may_write(case: Case) -> bool:
    """Whether the thread of a case is open: an ended case is only read, and objected to."""
    return case.submitted_at is not None and case.is_open


def write(
    case: Case,
    text: str,
    *,
    by: Actor,
    now: datetime,
    is_internal: bool = False,
    answer_due_on: date | None = None,
) -> Message:
    """Write to the other side, or with `is_internal` a note that only agencies read.

    What is written counts against the limit of the case even if it is refused.
    """
    check_may(by, Action.MESSAGES, case)
    if not all_pass([limit("message.case", f"{case.pk}|{'a' if by.agency else 'p'}", now=now)]):
        raise TooOften(_("Very many messages were written in this case today. Call instead."))
    return _write(case, _checked(text), by, now, is_internal, answer_due_on)


def _checked(text: str) -> str:
    said = text.strip()
    if not said:
        raise NotValid({"text": _("Write your message.")})
    if len(said) > LONGEST_MESSAGE:
        most = {"n": LONGEST_MESSAGE}
        raise NotValid({"text": _("Please write at most %(n)d characters.") % most})
    if MARKUP.search(said):
        raise NotValid({"text": _("Write plain words: this looks like code of a web page.")})
    return said


@transaction.atomic
def _write(
    case: Case, text: str, by: Actor, now: datetime, is_internal: bool, due_on: date | None
) -> Message:
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    if not may_write(case):
        raise MoveNotPossible(_("This case has ended: nothing more is written in it."))
    mandate = mandated.still_counts(case, by=by, now=now)
    is_of_agency = not is_of_applicant(by, case)
    if is_internal and not is_of_agency:
        raise NotPermitted
    _check_day(due_on, timezone.localdate(now), is_asked=is_of_agency and not is_internal)
    message = Message.objects.create(
        case=case,
        agency=by.agency if is_of_agency else None,
        author=by.user,
        mandate=mandate,
        is_internal=is_internal,
        text=text,
        at=now,
    )
    if not is_internal:
        _count(case, is_of_agency=is_of_agency, due_on=due_on)
        reader = _reader(case)
        told = Told("message") if is_of_agency else Told("message", reader)
        tell(case, [told], now=now, occasion=f"message:{message.pk}")
        if due_on is not None or not is_of_agency:
            awaiting.expect(message, reader, now=now)
    said = f"message:{message.pk}"
    mandated.tell_whose_it_is(case, by=by, mandate=mandate, occasion=said, now=now)
    return message


def _check_day(due_on: date | None, today: date, *, is_asked: bool) -> None:
    if due_on is None:
        return
    if not is_asked:
        raise NotValid({"answer_due_on": _("Only an agency names a day for the answer.")})
    if not today < due_on or (due_on - today).days > FURTHEST_ANSWER:
        text = _("Name a day after today and within %(n)d days.")
        raise NotValid({"answer_due_on": text % {"n": FURTHEST_ANSWER}})


def _count(case: Case, *, is_of_agency: bool, due_on: date | None) -> None:
    """Count it as unread by the other side; the person's answer ends the waiting for one."""
    Thread.objects.get_or_create(case=case)
    changes: dict[str, Any]
    if is_of_agency:
        changes = {"unread_by_person": F("unread_by_person") + 1}
        changes |= {"answer_due_on": due_on} if due_on else {}
    else:
        changes = {"unread_by_agency": F("unread_by_agency") + 1, "answer_due_on": None}
    Thread.objects.filter(case=case).update(**changes)


def _reader(case: Case) -> Agency:
    """Return the agency whose turn it is, or was last: it answers."""
    reader = awaiting.reader_of(case)
    if reader is None:
        raise MoveNotPossible(_("No agency handles this case yet."))
    return reader


def mark_read(case: Case, *, by: Actor) -> None:
    """Note that one side has read the thread: the person, or the agency whose turn it is."""
    if is_of_applicant(by, case):
        Thread.objects.filter(case=case, unread_by_person__gt=0).update(unread_by_person=0)
    elif by.agency is not None and by.agency == _reader(case):
        Thread.objects.filter(case=case, unread_by_agency__gt=0).update(unread_by_agency=0)


# --- Sentences that an agency keeps ---------------------------------------------------------------
def sentences_of(by: Actor) -> list[StandingSentence]:
    """Return the sentences that the actor's agency keeps."""
    kept = StandingSentence.objects.filter(agency=by.agency, ended_at=None)
    return list(kept) if by.agency else []


def keep_sentence(title: str, text: str, *, by: Actor) -> StandingSentence:
    """Keep a sentence for one's agency; its supervisor does."""
    agency = _supervised(by)
    given = {"title": (title.strip(), LONGEST_TITLE), "text": (text.strip(), LONGEST_SENTENCE)}
    for name, (said, longest) in given.items():
        if not said or len(said) > longest or MARKUP.search(said):
            most = {"n": longest}
            raise NotValid({name: _("Write plain words, at most %(n)d characters.") % most})
    try:
        with transaction.atomic():
            return StandingSentence.objects.create(
                agency=agency, title=title.strip(), text=text.strip()
            )
    except IntegrityError as error:
        raise NotValid({"title": _("There is a sentence of this title already.")}) from error


def drop_sentence(pk: int, *, by: Actor, now: datetime) -> None:
    """Keep a sentence no longer; dropping it twice changes nothing."""
    kept = StandingSentence.objects.filter(pk=pk, agency=_supervised(by), ended_at=None)
    kept.update(ended_at=now)


def _supervised(by: Actor) -> Agency:
    if by.position != Position.SUPERVISOR or by.agency is None:
        raise NotPermitted
    return by.agency
