"""Checking a page that was sent: by the scanner, by looking into it, and by a clerk."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.actors import SYSTEM, Actor
from applications import inspecting, paper_files, scanning
from applications.actions import reviewing, signing
from applications.inspecting import Found
from applications.models import Application
from applications.models.kept_files import KeptFile
from applications.models.paper_pages import PaperPage
from applications.rules.papers import LONGEST_NOTE, Fault, FileKind, Mark, State
from applications.scanning import Scan
from casework.actions import moving
from casework.actions.history import record_locked
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Case, Duty, Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid

log = logging.getLogger(__name__)
BEFORE_THE_NEXT_TRY = timedelta(seconds=30)
ALARM_AFTER = timedelta(minutes=15)


# --- By the portal --------------------------------------------------------------------------------
def judge(duty: Duty, now: datetime) -> None:
    """Check a file; while the scanner gives no clear answer, it waits and is asked again.

    What it belongs to is held for what is found and not while it is looked for: the next may come.
    """
    waiting = _waiting(duty.subject)
    page = waiting.first() if waiting is not None else None
    if waiting is None or page is None:
        return  # removed meanwhile
    found = _found(page)
    if found is None:
        _ask_again(duty, page, now=now)
        return
    belonging = TABLES[type(page)]
    owner = belonging.hold(page)
    if not waiting.exists():
        return
    if found.fault is None:
        _keep(page, found, now=now)
    else:
        _refuse(page, found.fault, now=now)
        belonging.is_refused(page, owner, now)


@dataclass(frozen=True)
class Belonging:
    """What the files of a table belong to: how it is held, and what follows where one is refused.

    `hold` keeps every other change waiting and returns what is held.
    """

    hold: Callable[[Any], Any]
    is_refused: Callable[[Any, Any, datetime], None]


def _waiting(key: str) -> QuerySet[Any] | None:
    """Return the file that waits under a key, of whichever table it is."""
    found = (table.objects.filter(key=key, state=State.WAITING.value) for table in TABLES)
    return next((each for each in found if each.exists()), None)


def _found(page: KeptFile) -> Found | None:
    """Return what a page is found to be; nothing while nobody can say whether it is dangerous."""
    said = scanning.scan(paper_files.read(page.file))
    if said is Scan.UNCLEAR:
        return None
    if said is Scan.DANGEROUS:
        return Found(fault=Fault.DANGEROUS)
    return inspecting.in_a_room(FileKind(page.kind), b"".join(paper_files.read(page.file)))


def _ask_again(duty: Duty, page: KeptFile, *, now: datetime) -> None:
    """Owe it again, however often: a page is never passed because nobody could be asked."""
    waits = now - page.added_at
    tell = log.error if waits >= ALARM_AFTER else log.warning
    tell("page %s waits for the scanner since %s", page.pk, waits)
    again = {"done_at": None, "claimed_until": None, "attempts": 0}
    Duty.objects.filter(pk=duty.pk).update(due_at=now + BEFORE_THE_NEXT_TRY, **again)


def _keep(page: KeptFile, found: Found, *, now: datetime) -> None:
    """Keep what was looked into; a picture takes the place of the file as it arrived."""
    old = page.file
    if found.clean:
        page.file, page.size = paper_files.keep([found.clean]), len(found.clean)
        paper_files.erase(old)
    if found.thumbnail:
        page.thumbnail = paper_files.keep([found.thumbnail])
    page.state, page.sheets = State.CLEAN.value, found.sheets
    page.judged_at, page.scanner = now, settings.SCANNER
    page.save()


def _refuse(page: KeptFile, fault: Fault, *, now: datetime) -> None:
    """Refuse a page and delete its file."""
    paper_files.erase(page.file)
    page.file, page.state, page.fault = "", State.REFUSED.value, fault.value
    page.judged_at, page.scanner = now, settings.SCANNER
    page.save()


def _hold_case(page: PaperPage) -> Case:
    return Case.objects.select_for_update().get(pk=page.case_id)


def _ask_in_its_place(page: PaperPage, case: Case, now: datetime) -> None:
    """Ask for another page where this one was sent already."""
    if page.slot == signing.SIGNED_FORM:
        signing.say_unusable(case, now=now)
    elif case.state == Status.SUBMITTED:
        application = Application.objects.get(pk=case.pk)
        application.case = case
        reviewing.ask_for_papers(application, by=SYSTEM, now=now)


TABLES: dict[type[Any], Belonging] = {PaperPage: Belonging(_hold_case, _ask_in_its_place)}


# --- By a clerk -----------------------------------------------------------------------------------
@transaction.atomic
def mark(
    application: Application,
    page: str = "",
    mark: str = "",
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> PaperPage:
    """Say of a page whether it is good, or what is wrong with it (row 51); it goes into history."""
    case = application.case
    moving.take_up(case, Action.JUDGE_PAPER, by=by, version=version, at=(Status.SUBMITTED,))
    found = PaperPage.objects.filter(case=case, key=page).counting().first()
    if found is None:
        raise MoveNotPossible(_("This page is no longer there."))
    if not found.is_clean:
        raise not_at_this_stage()
    if mark not in set(Mark):
        raise NotValid({"mark": _("Say whether the page is good.")})
    said = Mark(mark)
    words = "" if said is Mark.GOOD else note.strip()[:LONGEST_NOTE]
    if said is Mark.OTHER and not words:
        raise NotValid({"note": _("Say what is wrong with the page.")})
    if (found.mark, found.mark_note) != (said.value, words):
        _write_down(found, said, words, case, by=by, now=now)
    return found


def _write_down(
    page: PaperPage, mark: Mark, note: str, case: Case, *, by: Actor, now: datetime
) -> None:
    page.mark, page.mark_note = mark.value, note
    page.marked_at, page.marked_by = now, by.user
    page.save(update_fields=["mark", "mark_note", "marked_at", "marked_by"])
    data = {"paper": page.slot, "place": page.place, "mark": mark.value}
    record_locked(case, Event.Kind.PAPER_JUDGED, by=by, now=now, note=note, data=data)
