"""To which agencies an acceptance letter may go."""

from dataclasses import dataclass

from agencies.models import Agency, Region, places_above
from records.models import Relationship
from transfers.models import Transfer

GONE = (Relationship.Status.MOVED, Relationship.Status.ENDED)


@dataclass(frozen=True)
class Addressee:
    """An agency that may be asked for the record, and the record it holds if the portal knows."""

    agency: Agency
    relationship: Relationship | None


def addressees(transfer: Transfer) -> list[Addressee]:
    """Return to whom the letter may go: the agency it went to, and those that hold a record.

    Where the portal knows no record, any agency may be asked that serves the place the person
    names; nobody guesses another place.
    """
    held = _held(transfer)
    found = {
        each.agency.in_office.pk: Addressee(each.agency.in_office, each) for each in reversed(held)
    }
    if not held and transfer.original_region is not None:
        serving = Agency.objects.serving(transfer.original_region.code, transfer.insurance)
        found = {each.pk: Addressee(each, None) for each in serving}
    found.pop(transfer.new_agency_id or 0, None)
    if transfer.original_agency is None:
        return list(found.values())
    now = Addressee(transfer.original_agency, transfer.original_relationship)
    here = found.pop(transfer.original_agency.pk, now)
    return [here, *found.values()]


def _held(transfer: Transfer) -> list[Relationship]:
    """Return records of the person elsewhere; at one agency that of the scheme asked for first."""
    known = Relationship.objects.of(transfer.case.person, transfer.insurance)
    elsewhere = known.exclude(agency=transfer.new_agency).exclude(status__in=GONE)
    held = [each for each in elsewhere if each.agency.in_office.is_active]
    return sorted(held, key=lambda each: each.scheme != transfer.from_scheme)


def address(transfer: Transfer, chosen: Addressee) -> None:
    """Let the transfer come from this agency; record, scheme and place follow. Saves nothing."""
    transfer.original_agency = chosen.agency
    transfer.original_relationship = chosen.relationship
    if chosen.relationship is not None:
        transfer.from_scheme = chosen.relationship.scheme
    transfer.original_region = _place(transfer.original_region, chosen.agency)


def _place(named: Region | None, agency: Agency) -> Region:
    """Return the place the person names if the agency serves it, else the agency's own."""
    if named is not None and agency.region_id in places_above(named.code):
        return named
    return agency.region
