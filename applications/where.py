"""Which agency handles what is about a record: that of the place where somebody is insured."""

from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.fields import AgencyChoice, Answers, Known
from applications.rules.reasons import ANOTHER_COUNTER, NO_RECORD
from records.models import Relationship

HELD = {
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
}


def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return who handles it: where contributions run or a benefit is drawn, pension before medical.

    Where nothing runs, the latest relationship decides; of several, the person chooses.
    """
    held = [each for each in known.relationships if each.status in HELD]
    running = [each for each in held if each.status != Relationship.Status.SUSPENDED]
    found = _of_one_insurance(running) or _of_one_insurance(_latest(held))
    agencies = tuple(dict.fromkeys(each.agency.in_office for each in found))
    return AgencyChoice(agencies=agencies) if agencies else AgencyChoice(reason=NO_RECORD)


def _of_one_insurance(held: list[Relationship]) -> list[Relationship]:
    for insurance in (Insurance.PENSION, Insurance.MEDICAL):
        if found := [each for each in held if each.insurance == insurance]:
            return found
    return []


def _latest(held: list[Relationship]) -> list[Relationship]:
    month = max((each.opened_month for each in held), default=None)
    return [each for each in held if each.opened_month == month]


def agencies_of(known: Known) -> tuple[Agency, ...]:
    """Return every agency that holds a record of the person today."""
    held = (each.agency.in_office for each in known.relationships if each.status in HELD)
    return tuple(dict.fromkeys(held))


def choice_at_counter(choice: AgencyChoice, who: Actor) -> AgencyChoice:
    """Return what is left of the agencies where a clerk files: their own, or none and why."""
    own = tuple(each for each in choice.agencies if each.in_office == who.agency)
    if own or not choice.agencies:
        return AgencyChoice(agencies=own, reason=choice.reason)
    return AgencyChoice(reason=ANOTHER_COUNTER)
