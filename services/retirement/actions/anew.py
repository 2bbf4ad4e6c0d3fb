"""The effect of working a pension out anew: findings confirmed, another rate, the difference."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies import rule_book
from applications.declaring import Deed
from casework.errors import MoveNotPossible
from payouts.actions import entitling
from services.retirement.actions import rising
from services.retirement.actions.determining import line_of, write_down
from services.retirement.actions.judging import confirm
from services.retirement.again import anew_facts
from services.retirement.letters import asked_of


@transaction.atomic
def determine_anew(deed: Deed) -> None:
    """Let the new sum count from the first month; what was too much is demanded, never set off."""
    application, case, now = deed.application, deed.application.case, deed.now
    Person.objects.select_for_update().get(pk=case.person_id)
    confirm(case, by=deed.by.user, now=now)
    facts = anew_facts(asked_of(application))
    before, retiring = facts.before, facts.retiring
    if before is None or application.agency is None or not retiring.lines:
        raise MoveNotPossible(_("There is no pension that could be worked out anew."))
    years = rising.years_of(before.entitlement)
    entitling.new_rate(
        before.entitlement,
        from_month=before.from_month,
        lines=[line_of(each) for each in retiring.lines],
        decided_in=case,
        at=now,
        by=deed.by,
    )
    write_down(
        case,
        before.entitlement,
        retiring,
        agency=application.agency,
        from_month=before.from_month,
        at=now,
        follows=before,
    )
    rising.raise_again(before.entitlement, years, book=rule_book.current(), now=now)
