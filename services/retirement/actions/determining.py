"""The effect of a granted pension: findings confirmed, sum determined, entitlement begun."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from agencies.actors import Actor
from agencies.models import Agency
from applications.declaring import Deed
from casework.errors import MoveNotPossible
from casework.models import Case
from kit import wall
from law.money import to_fen
from payouts import standing
from payouts.actions import entitling
from payouts.models import Entitlement
from payouts.rules.amounts import Line
from records.models import Relationship
from records.rules.contributions import month_number, month_of
from records.standing import draw
from services.retirement.actions.judging import confirm
from services.retirement.facts import DISABILITY, PENSION, UNEMPLOYMENT, RetireFacts, facts_of
from services.retirement.letters import asked_of
from services.retirement.models import Determination
from services.retirement.rules.pension import PensionLine


@transaction.atomic
def determine(deed: Deed) -> None:
    """Determine the pension and begin to pay it; raises `MoveNotPossible` without a sum."""
    application, case, now = deed.application, deed.application.case, deed.now
    Person.objects.select_for_update().get(pk=case.person_id)
    confirm(case, by=deed.by.user, now=now)
    facts, agency = facts_of(asked_of(application)), application.agency
    if agency is None or not facts.lines:
        raise MoveNotPossible(
            _("The rules cannot work out this pension. Judge the missing facts, or enter the sum.")
        )
    first = facts.first.month
    _end_what_it_follows(case.person, first, now, by=deed.by)
    entitlement = entitling.entitle(
        case,
        benefit=PENSION,
        person=case.person,
        agency=agency,
        from_month=first,
        until_month=None,
        lines=[line_of(each) for each in facts.lines],
        at=now,
        by=deed.by,
    )
    write_down(case, entitlement, facts, agency=agency, from_month=first, at=now)
    _stop_contributions(facts, case, now)


def line_of(line: PensionLine) -> Line:
    """Return a line of the pension as the room that pays keeps it."""
    return Line(
        name=line.name,
        title=line.title,
        amount=line.amount,
        formula=line.formula.zh,
        basis=line.basis,
    )


def write_down(
    case: Case,
    entitlement: Entitlement,
    facts: RetireFacts,
    *,
    agency: Agency,
    from_month: date,
    at: datetime,
    follows: Determination | None = None,
) -> Determination:
    """Keep a pension with every number it came from."""
    found = facts.determination()
    base_year = facts.month.year
    if found is not None and found.is_provisional:
        base_year = found.base_year
    return Determination.objects.create(
        case=case,
        person_id=case.person_id,
        agency=agency,
        entitlement=entitlement,
        follows=follows,
        from_month=from_month,
        total_fen=sum(to_fen(line.amount) for line in facts.lines),
        facts=kept(facts),
        region=facts.region,
        base_year=base_year,
        for_year=facts.month.year,
        at=at,
    )


def kept(facts: RetireFacts) -> dict[str, object]:
    """Return what a pension was reckoned from, as it is reckoned again with another base."""
    return {
        "born": facts.born.isoformat() if facts.born else None,
        "retires": facts.month.isoformat(),
        "paid": facts.counted.paid,
        "deemed": facts.counted.deemed,
        "index": str(facts.index),
        "account": str(facts.account),
        "transition_index": None if facts.transition_index is None else str(facts.transition_index),
        "by_hand": facts.judged.by_hand is not None,
    }


def _end_what_it_follows(person: Person, first: date, now: datetime, *, by: Actor) -> None:
    """End unemployment benefit and disability allowance with the month before the pension."""
    with wall.as_house("end what a pension follows"):
        for benefit in (UNEMPLOYMENT, DISABILITY):
            drawn = standing.draws(person, benefit)
            if drawn is not None:
                before = month_of(month_number(first) - 1)
                entitling.end(drawn, last_month=before, reason="pension", at=now, by=by)


def _stop_contributions(facts: RetireFacts, case: Case, now: datetime) -> None:
    """Let the relationship that pays stand as drawn from the first month on."""
    if facts.career is None:
        return
    for each in facts.career.places:
        if each.status in (Relationship.Status.ACTIVE, Relationship.Status.SUSPENDED):
            draw(each, from_month=facts.first.month, case_number=case.number, now=now)
            return
