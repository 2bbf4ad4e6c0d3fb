"""How cases and turns look at the desk: the name of a status, what is left of a term."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from agencies import work_calendar
from agencies.rules.workdays import workdays_left
from casework.models import Case, Step
from casework.rules.statuses import Status

# At the desk "your correction" would be the clerk's.
DESK_LABELS = {Status.CORRECTION_ASKED: lambda: _("Waiting for the applicant's correction")}


def status_label(case: Case) -> str:
    """Return the status in the words of the desk."""
    spoken = DESK_LABELS.get(case.state)
    return spoken() if spoken else case.status_label


def days_left(steps: Iterable[Step], today: date) -> dict[int, int]:
    """Return the working days left of each turn whose clock runs, negative when it is late."""
    calendar = work_calendar.current()
    return {
        step.pk: workdays_left(today, step.due_on, calendar)
        for step in steps
        if step.due_on is not None and step.paused_on is None
    }
