"""The effect of changed plain particulars."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.declaring import Deed
from applications.known import answers_of
from casework.errors import MoveNotPossible
from services.particulars.actions import versions
from services.particulars.models import plain_of
from services.particulars.plain_facts import wanted
from services.particulars.rules.plain import changed


@transaction.atomic
def change_plain(deed: Deed) -> None:
    """Write what has changed on the record, beside what it was."""
    case = deed.application.case
    person = versions.held(case)
    changes = changed(plain_of(person), wanted(answers_of(deed.application)))
    if not changes:
        raise MoveNotPossible(_("The record says this already: nothing has been changed."))
    today = timezone.localdate(deed.now)
    versions.change_plain(person, changes, case=case, effective_on=today, now=deed.now)
