"""What is known of an insurance, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from agencies.models import Agency
from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from records.models import Relationship, Scheme
from records.rules.months import GridYear, MonthCount, MonthState
from transfers.facts.record import KnownRecord


def kind_of_record(held: Relationship) -> str:
    """Return how a record stands; a resident's is named as such, for it is counted by itself."""
    status = held.get_status_display()
    return f"{held.get_scheme_display()} · {status}" if held.scheme == Scheme.RESIDENT else status


STATES = {
    MonthState.OUTSIDE: "none",
    MonthState.INSURED: "paid",
    MonthState.DOUBLE: "overlap",
    MonthState.OWED: "arrears",
    MonthState.GAP: "gap",
}
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class History:
    """Contributions month by month, as `history_grid.html` shows them."""

    months: list[dict[str, Any]]
    places: list[dict[str, Any]]


def history(known: KnownRecord) -> History:
    """Return the grid of what is known; each place has a letter."""
    agencies = [place.agency for place in known.places]
    return history_of(known.grid, known.count, agencies)


def history_of(grid: Iterable[GridYear], count: MonthCount, agencies: Iterable[Agency]) -> History:
    """Return a grid of months; the agencies lend their regions' names."""
    return history_named(
        grid, count, {agency.region_id: agency.region.local_name for agency in agencies}
    )


def history_named(grid: Iterable[GridYear], count: MonthCount, names: Mapping[str, str]) -> History:
    """Return a grid of months with the places by their names."""
    counted = {each.region: each.months for each in count.by_region}
    squares = [month for year in grid for month in year.months]
    regions = list(dict.fromkeys(region for month in squares for region in month.regions))
    letter = dict(zip(regions, LETTERS, strict=False))
    return History(
        months=[
            {
                "month": month.month,
                "state": STATES[month.state],
                "places": sorted(letter[region] for region in month.regions if region in letter),
            }
            for month in squares
        ],
        places=[
            {"letter": sign, "name": names.get(region, region), "months": counted.get(region, 0)}
            for region, sign in letter.items()
        ],
    )
