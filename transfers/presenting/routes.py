"""From where to where an insurance goes, and what stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from casework.rules.statuses import Status
from kit.spelling import wording
from letters.models import Letter
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from records.models import Scheme
from transfers.models import Transfer
from transfers.rules.reasons import REASONS


@dataclass(frozen=True)
class Route:
    """From where to where, and what travels, as `route_strip.html` shows it."""

    from_place: str
    to_place: str
    from_agency: str
    to_agency: str
    months: int
    amount: int | None
    state: str
    schemes: str


def route(
    transfer: Transfer, *, months: int, amount: int | None, names_schemes: bool = False
) -> Route:
    """Return the way of the insurance; the line is solid once months and money have moved.

    The schemes are named where a resident's is concerned, or the person is in both.
    """
    is_named = names_schemes or Scheme.RESIDENT in (transfer.from_scheme, transfer.to_scheme)
    return Route(
        from_place=name_of(transfer.original_region),
        to_place=name_of(transfer.new_region),
        from_agency=name_of(transfer.original_agency),
        to_agency=name_of(transfer.new_agency),
        months=months,
        amount=amount,
        state="moved" if Status(transfer.case.status) in HAS_MOVED else "asked",
        schemes=" → ".join((transfer.get_from_scheme_display(), transfer.get_to_scheme_display()))
        if is_named
        else "",
    )


# The transfer is done when months are still being paid back.
HAS_MOVED = (Status.COMPLETED, Status.CLEARING)


def name_of(place: Any) -> str:
    return place.local_name if place else ""


def what_stays(transfer: Transfer, letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Return the months the person was told cannot be moved, why, and the letter that says so."""
    by_key = {letter.pk: letter for letter in letters}
    if not any(letter.kind == Letter.Kind.NOT_TRANSFERABLE for letter in by_key.values()):
        return []
    parts = list(transfer.parts_that_stay.all())
    return [
        {
            "first_month": part.first_month,
            "last_month": part.last_month,
            "sentence": wording(REASONS[part.reason].sentence),
            "forward": wording(REASONS[part.reason].way_forward),
            "href": by_key[part.letter_id].get_absolute_url(),
        }
        for part in parts
    ]
