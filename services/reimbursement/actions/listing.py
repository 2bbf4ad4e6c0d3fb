"""Entering the cost list of a claim: whole, or not at all; each list stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.known import answers_of
from applications.models import Application
from casework.actions import moving, preparing
from casework.errors import MoveNotPossible
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid
from kit.spelling import wording
from services.reimbursement.models import CostList
from services.reimbursement.questions import named_in
from services.reimbursement.rules.lines import CostLine, Fault, faults
from services.reimbursement.rules.reading_lists import ListNotUnderstood, read_csv

FIELD = "lines"
MOST_FAULTS = 20


@transaction.atomic
def enter(
    application: Application,
    *,
    lines: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> CostList:
    """Enter a list as a text of comma-separated values; raises `NotValid` with its faults."""
    _take_up(application, by, version)
    try:
        found = read_csv(lines.encode())
    except ListNotUnderstood as error:
        raise NotValid({FIELD: said(error.faults)}) from error
    return _write(application, found, by=by, now=now)


@transaction.atomic
def enter_lines(
    application: Application,
    lines: tuple[CostLine, ...],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> CostList:
    """Put a list in the place of the one before; what was prepared with that is sent back first."""
    _take_up(application, by, version)
    return _write(application, lines, by=by, now=now)


def _take_up(application: Application, by: Actor, version: int | None) -> None:
    """Raise before anything is read where this agency may not, or a decision waits."""
    case = application.case
    moving.take_up(case, Action.CORRECT_FIGURE, by=by, version=version, at=(Status.SUBMITTED,))
    if preparing.waiting_in(case, application.agency) is not None:
        raise MoveNotPossible(
            _("A decision is prepared with these figures. Send it back before you correct them.")
        )


def _write(
    application: Application, lines: tuple[CostLine, ...], *, by: Actor, now: datetime
) -> CostList:
    case = application.case
    claimed = frozenset(each.number for each in named_in(answers_of(application)))
    wrong = tuple(faults(lines, claimed))
    if wrong:
        raise NotValid({FIELD: said(wrong)})
    made = CostList.objects.create(case=case, rows=CostList.written(lines), by=by.user, at=now)
    moving.turn_page(case)
    return made


def said(wrong: Iterable[Fault]) -> str:
    """Return what is wrong in one text, line by line, the first ones."""
    found = list(wrong)
    texts = [
        wording(each.text)
        if not each.place
        else _("Line %(n)s: %(text)s") % {"n": each.place, "text": wording(each.text)}
        for each in found[:MOST_FAULTS]
    ]
    if len(found) > MOST_FAULTS:
        texts.append(_("… and %(n)s more.") % {"n": len(found) - MOST_FAULTS})
    return " ".join(texts)
