"""What an application is about, so that somebody asks for the same thing once at a time.

A draft knows no matter yet: it follows from the answers, and counts from the moment of sending.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from applications import known
from applications.models import Application
from casework.errors import MoveNotPossible
from casework.models import Case
from kit.once import once_a_page


def matter_of(application: Application) -> str:
    """Return what it is about: another case, or what the answers say as the service declares."""
    if application.case.about is not None:
        return application.case.about.number
    return application.service.matter(known.answers_of(application))


@once_a_page
def under_way(application: Application) -> Case | None:
    """Return the open case in which the same person has asked for the same, if there is one."""
    case = application.case
    about = {"service": case.service, "matter": matter_of(application)}
    same = Case.objects.open().filter(person=case.person_id, **about)
    return same.exclude(pk=case.pk).first()


def keep(application: Application) -> None:
    """Write down what the application is about; raises `MoveNotPossible` where that is under way.

    Call it in the transaction that sends the answers.
    """
    there = under_way(application)
    if there is not None:
        raise _asked_already(there.number)
    try:
        with transaction.atomic():
            Case.objects.filter(pk=application.case_id).update(matter=matter_of(application))
    except IntegrityError as error:  # the other one was sent at the same moment
        raise _asked_already() from error


def _asked_already(number: str = "") -> MoveNotPossible:
    if not number:
        return MoveNotPossible(_("An application of this kind is already under way."))
    said = _("You have asked for this already: case %(number)s. You can ask again when it ends.")
    return MoveNotPossible(said % {"number": number})
