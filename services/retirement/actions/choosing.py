"""The effect of a choice: one stands, the one before it is taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from applications.declaring import Deed
from applications.known import answers_of
from casework.errors import MoveNotPossible
from records.employers import LastEmployer, last_employer
from services.retirement.models import Choice


@transaction.atomic
def choose(deed: Deed) -> None:
    """Let a choice stand from this second on; what stood before is taken back by it."""
    case, answers = deed.application.case, answers_of(deed.application)
    Person.objects.select_for_update().get(pk=case.person_id)
    Choice.objects.standing().filter(person=case.person_id).update(withdrawn_at=deed.now)
    way, agency = answers.get("when"), deed.application.agency
    if way not in Choice.Way.values:
        return
    if agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    with_whom = last_employer(case.person_id) if way == Choice.Way.LATE else LastEmployer()
    Choice.objects.create(
        case=case,
        person_id=case.person_id,
        agency=agency,
        way=way,
        chosen_day=answers["day"],
        noticed_at=case.submitted_at or deed.now,
        agreed_on=answers.get("agreed_on"),
        employer_code=with_whom.code,
        employer_name=with_whom.name,
    )
