"""A death that two persons have found proven in a case of the family: known everywhere at once."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import Actor
from applications.models import Application
from casework.actions import deaths
from casework.errors import MoveNotPossible


def know(
    application: Application, person: Person, died_on: date, *, by: Actor, now: datetime
) -> None:
    """Let a death count by the decision of a case; call it where the decision takes effect.

    Raises `MoveNotPossible` where a system has prepared it: two persons decide about a death.
    """
    decision, agency = application.case.decisions.last(), application.agency
    prepared_by = decision.prepared_by if decision else None
    approved_by = decision.approved_by if decision else None
    if prepared_by is None or approved_by is None or agency is None:
        raise MoveNotPossible(_("Two persons of an agency decide about a death."))
    found = deaths.Decided(application.case, agency, prepared_by, approved_by)
    source = f"{application.service.title.zh} {application.case.number}"
    deaths.know(person, died_on, decided=found, source=source, by=by, now=now)
