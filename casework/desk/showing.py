"""How cases and turns look at the desk: the name of a status, what is left of a term."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from agencies import work_calendar
from casework.models import Case, Step
from casework.rules.statuses import TONES, Status
from kit.spelling import wording
from law.workdays import workdays_left


def tone(status: str) -> str:
    """Return the tone in which a status is shown."""
    return TONES.get(Status(status), "brand")


def status_label(case: Case) -> str:
    """Return the status in the words of the desk."""
    said = case.procedure.desk_labels.get(case.state)
    return wording(said) if said else case.status_label


def task(step: Step) -> str:
    """Return in a word what a turn is about, for a row of the queue."""
    if step.is_beside:
        return step.title
    status = step.case.state
    if status == Status.HANDED_OVER and step.due_on is None:
        return _("Money not here yet")
    said = step.case.procedure.tasks.get(status)
    return wording(said) if said else step.case.status_label


def days_left(steps: Iterable[Step], today: date) -> dict[int, int]:
    """Return the working days left of each turn whose clock runs, negative when it is late."""
    calendars = work_calendar.known()
    return {
        step.pk: workdays_left(today, step.due_on, calendars.at(step.agency.region_id))
        for step in steps
        if step.due_on is not None and step.paused_on is None
    }
