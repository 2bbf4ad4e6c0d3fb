"""The effect of a granted allowance: findings confirmed, and money each month until its end."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from applications.declaring import Deed
from casework.errors import MoveNotPossible
from law.values import ValueNotInForce
from payouts.actions import entitling
from services.retirement.actions.determining import line_of
from services.retirement.actions.judging import confirm
from services.retirement.actions.publishing import check_published
from services.retirement.disability_facts import disability_facts
from services.retirement.facts import DISABILITY
from services.retirement.letters import asked_of


@transaction.atomic
def begin(deed: Deed) -> None:
    """Pay the allowance from the month after the application; raises `MoveNotPossible`."""
    application, case = deed.application, deed.application.case
    Person.objects.select_for_update().get(pk=case.person_id)
    check_published(case, deed.now, is_needed=False)
    confirm(case, by=deed.by.user, now=deed.now)
    facts = disability_facts(asked_of(application))
    try:
        lines = facts.lines()
    except ValueNotInForce:
        lines = ()
    if application.agency is None or not lines:
        raise MoveNotPossible(
            _("The rules cannot work out this sum. Judge the missing facts, or enter the sum.")
        )
    entitling.entitle(
        case,
        benefit=DISABILITY,
        person=case.person,
        agency=application.agency,
        from_month=facts.from_month,
        until_month=facts.found.until if facts.found else None,
        lines=[line_of(each) for each in lines],
        at=deed.now,
        by=deed.by,
    )
