"""What follows an objection that was upheld where the case itself is over: it is put right anew.

An application that two persons decided is decided once more, in a case of its service about the
first one. Everything else is put right by a case of the service `correction`: its lines change the
record, and the room of the first case adds what follows there (`after`).
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import SYSTEM, Actor
from agencies.models import Agency
from applications import corrections
from applications.declaring import Deciding, Deed
from applications.models import Application
from applications.registry import service_of
from applications.rules.flows import REVIEW
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Event
from casework.rules.procedures import UnknownService
from casework.rules.statuses import Status
from kit import wall
from kit.errors import NotPermitted
from letters.actions.issuing import end_letter
from letters.models import Letter
from records import correcting
from records.models import RecordCorrection

CORRECTION = "correction"
After = Callable[[Deed, Case, list[RecordCorrection]], None]
_AFTER: dict[str, After] = {}


def after(follow: After, *services: str) -> None:
    """Say what else follows when a correction about a case of these services is carried out."""
    _AFTER.update(dict.fromkeys(services, follow))


# --- Opened by an objection that was upheld -------------------------------------------------------
def is_corrected_anew(about: Case) -> bool:
    """Whether a case that is over is put right by another one, if an objection is upheld."""
    if about.state is not Status.COMPLETED or about.person.deceased_on is not None:
        return False
    return not is_done_at_once(about)


def is_done_at_once(about: Case) -> bool:
    """Whether whose case it is does it anew at once, and nobody has to open anything for them."""
    try:
        return service_of(about.service).deciding is Deciding.AT_ONCE
    except UnknownService:
        return False


def _is_decided_again(about: Case) -> bool:
    """Whether the case is an application that people decide, so that they decide it anew."""
    try:
        found = service_of(about.service)
    except UnknownService:
        return False
    by_itself = found.opens_by_itself or found.procedure.decided_by_others
    return found.deciding.is_reviewed and not by_itself


@wall.as_house("open what puts a case right, before anybody has a turn in it")
def open_for(objection: Application, about: Case, *, what: str, now: datetime) -> Case:
    """Open what puts a case right that an objection has shown to be wrong; the person need not ask.

    `what` is what the decision on the objection says in words. Its term begins now.
    """
    again = _is_decided_again(about)
    there = _under_way(about, about.service if again else CORRECTION)
    if there is not None:
        _add_to(there, what)
        return there.case
    kept = about.application.kept_answers if again else _said(objection, what)
    service = about.service if again else CORRECTION
    application = _start(about, service, objection.agency, kept, now=now)
    case = application.case
    data = {"correction": case.number, "objection": objection.case.number}
    record(about, Event.Kind.CORRECTING, by=SYSTEM, now=now, data=data)
    told = [Told("correction-opened"), Told("correction-opened", application.agency)]
    tell(case, told, now=now, occasion="correction-opened")
    return case


def _start(
    about: Case, service: str, agency: Agency | None, kept: str, *, now: datetime
) -> Application:
    if agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    case = moving.start(about.person, service, by=SYSTEM, now=now, about=about)
    application = Application.objects.create(case=case, agency=agency, kept_answers=kept)
    moving.move(case, Status.SUBMITTED, by=SYSTEM, now=now)
    application.service.kept(application, now)
    steps.begin_step(case, REVIEW, agency.in_office, now=now)
    return application


def _under_way(about: Case, service: str) -> Application | None:
    """Return the correction of a case that is not decided yet: a second objection adds to it."""
    open_ones = Case.objects.open().filter(service=service, matter=about.number)
    return Application.objects.whole().filter(case__in=open_ones, case__about=about).first()


def _add_to(application: Application, what: str) -> None:
    kept = application.raw_answers
    if application.case.service == CORRECTION:
        said = {**kept, "what": f"{kept['what']}\n{what}"}
        application.kept_answers = json.dumps(said, ensure_ascii=False)
        application.save(update_fields=["kept_answers"])
    moving.turn_page(application.case)


def _said(objection: Application, what: str) -> str:
    said = {"objection": objection.case.number, "what": what}
    return json.dumps(said, ensure_ascii=False)


# --- Carried out, by the second person ------------------------------------------------------------
def carry_out(deed: Deed) -> None:
    """Let the lines of a correction count, in the transaction of its decision."""
    application, case = deed.application, deed.application.case
    lines = corrections.lines_of(case.number)
    _check_second(lines, deed.by)
    correcting.carry_out(lines, now=deed.now, year=timezone.localdate(deed.now).year)
    done = RecordCorrection.objects.filter(pk__in=[each.pk for each in lines])
    done.update(approved_by=deed.by.user, applied_at=deed.now)
    for about in _line_of_cases(case):
        data = {"correction": case.number}
        record(about, Event.Kind.RECORD_CORRECTED, by=deed.by, now=deed.now, data=data)
    first = case.about
    follow = _AFTER.get(first.service) if first is not None else None
    if first is not None and follow is not None:
        follow(deed, first, corrections.lines_of(application.case.number))


def _check_second(lines: Iterable[RecordCorrection], by: Actor) -> None:
    if any(each.written_by_id == (by.user and by.user.pk) for each in lines):
        raise NotPermitted(_("A second person has to approve what you prepared."))


def _line_of_cases(case: Case) -> Iterable[Case]:
    """Yield what a correction is about, and what that one was about, up to the first."""
    about = case.about
    while about is not None:
        yield about
        about = about.about


def end_what_it_replaces(deed: Deed) -> None:
    """Let the letters count no longer that said what was decided anew; call it with the decision.

    Only of an application that is decided a second time: a transfer's papers say what moved, and
    that stays true.
    """
    about = deed.application.case.about
    if about is None or about.service != deed.application.case.service:
        return
    for letter in Letter.objects.valid().filter(case=about, kind__in=REPLACED):
        end_letter(letter, now=deed.now, reason=deed.application.case.number)


REPLACED = (Letter.Kind.DECISION, Letter.Kind.CONFIRMATION)
