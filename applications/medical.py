"""Where somebody has medical insurance, and as whom: for every service that is about treatment."""

from dataclasses import replace

from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.fields import AgencyChoice, Answers, Known
from applications.rules.reasons import NO_RECORD
from applications.where import HELD
from records.models import Relationship


def medical(known: Known) -> tuple[Relationship, ...]:
    """Return the medical relationships of somebody that run, or else those that are held.

    Whoever is insured at two agencies has chosen one of them for a case: it is of that one alone.
    """
    held = [
        each
        for each in known.relationships
        if each.insurance == Insurance.MEDICAL and each.status in HELD
    ]
    running = [each for each in held if each.status != Relationship.Status.SUSPENDED]
    return _of_the_case(tuple(running or held), known)


def _of_the_case(found: tuple[Relationship, ...], known: Known) -> tuple[Relationship, ...]:
    """Leave those at the agency that was chosen for the case, where there are several."""
    if known.case is None or len({each.agency_id for each in found}) < 2:
        return found
    chosen = getattr(getattr(known.case, "application", None), "agency_id", None)
    return tuple(each for each in found if each.agency.in_office.pk == chosen) or found


def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return the agency where somebody has medical insurance; of several the person chooses."""
    everywhere = replace(known, case=None)  # another one can still be chosen
    found: tuple[Agency, ...] = tuple(
        dict.fromkeys(each.agency.in_office for each in medical(everywhere))
    )
    return AgencyChoice(agencies=found) if found else AgencyChoice(reason=NO_RECORD)


def insured_place(known: Known) -> str | None:
    """Return the code of the place where somebody has medical insurance."""
    found = medical(known)
    return str(found[0].agency.in_office.region_id) if found else None


def scheme_of(known: Known) -> str | None:
    """Return the scheme somebody is insured in."""
    found = medical(known)
    return str(found[0].scheme) if found else None


def is_retired(known: Known) -> bool | None:
    """Return whether somebody draws a pension, as far as the records say."""
    drawing = (each.status == Relationship.Status.DRAWING for each in known.relationships)
    return True if any(drawing) else None
