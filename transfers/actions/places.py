"""Which agencies serve the places of a transfer, and which relationships they hold."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from agencies.models import Agency, Region, of_agency
from casework.errors import MoveNotPossible
from kit.errors import NotValid
from records.models import Relationship, Scheme
from transfers.models import Transfer


def find_agencies(transfer: Transfer, *, chosen: Collection[str]) -> None:
    """Set the agencies that serve the two places, and the relationships they hold."""
    transfer.original_agency = agency_for(transfer.original_region, transfer.insurance)
    transfer.new_agency = agency_for(transfer.new_region, transfer.insurance)
    if transfer.original_agency and transfer.original_agency == transfer.new_agency:
        raise NotValid({"new_region": _("Both places are the same. Change one of the two.")})
    find_relationships(transfer, chosen=chosen)


def find_relationships(transfer: Transfer, *, chosen: Collection[str] = ()) -> None:
    """Set the relationships that the two agencies hold today, and their schemes.

    An agency may hold one of each scheme. The one that was `chosen`, or found before and still
    open, is meant; else at the new place what is insured now, and at the original one what is
    still open, of the same scheme where there is one.
    """
    new = _meant(transfer, "new", chosen)
    transfer.new_relationship = new or min(
        _held(transfer, transfer.new_agency), key=_by_status, default=None
    )

    def by_fitness(each: Relationship) -> tuple[bool, bool, tuple[int, bool]]:
        new = transfer.new_relationship
        return _is_gone(each), new is not None and each.scheme != new.scheme, _by_status(each)

    original = _meant(transfer, "original", chosen)
    transfer.original_relationship = original or min(
        _held(transfer, transfer.original_agency), key=by_fitness, default=None
    )
    for side, scheme in SCHEME_OF.items():
        relationship = getattr(transfer, f"{side}_relationship")
        if relationship is not None:
            setattr(transfer, scheme, relationship.scheme)


def find_new_relationship(transfer: Transfer) -> None:
    """Keep the relationship at the new place that has come since it was accepted; raise if none.

    A clerk may accept somebody who is about to be enrolled. It has to be of the scheme that the
    letter named, since the form was reckoned for that one.
    """
    if transfer.new_relationship is not None:
        return
    held = _held(transfer, transfer.new_agency)
    of_scheme = (each for each in held if each.scheme == transfer.to_scheme)
    transfer.new_relationship = min(of_scheme, key=_by_status, default=None)
    if transfer.new_relationship is None:
        raise MoveNotPossible(
            _(
                "The person is not enrolled at the new agency yet. The money waits; the transfer "
                "is completed once they are."
            )
        )
    transfer.save(update_fields=["new_relationship"])


def _meant(transfer: Transfer, side: str, chosen: Collection[str]) -> Relationship | None:
    """Return the relationship of the scheme that was chosen, or the one found before."""
    held = _held(transfer, getattr(transfer, f"{side}_agency"))
    if SCHEME_OF[side] in chosen:
        scheme = getattr(transfer, SCHEME_OF[side])
        return next((each for each in held if each.scheme == scheme), None)
    found = getattr(transfer, f"{side}_relationship_id")
    return next((each for each in held if each.pk == found and not _is_gone(each)), None)


def _is_gone(relationship: Relationship) -> bool:
    return relationship.status in _LIVELINESS[-2:]


def agency_for(region: Region | None, insurance: str) -> Agency | None:
    """Return the nearest agency that handles the insurance for a place."""
    return Agency.objects.serving(region.code, insurance).first() if region else None


SCHEME_OF = {"new": "to_scheme", "original": "from_scheme"}
# From what is insured now to what is gone for good.
_LIVELINESS = (
    Relationship.Status.ACTIVE,
    Relationship.Status.SUSPENDED,
    Relationship.Status.DRAWING,
    Relationship.Status.MOVED,
    Relationship.Status.ENDED,
)


def _by_status(relationship: Relationship) -> tuple[int, bool]:
    is_resident = relationship.scheme != Scheme.EMPLOYEE
    return _LIVELINESS.index(Relationship.Status(relationship.status)), is_resident


def _held(transfer: Transfer, agency: Agency | None) -> list[Relationship]:
    if agency is None:
        return []
    held = Relationship.objects.of(transfer.case.person, transfer.insurance)
    return list(held.filter(of_agency(agency)))
