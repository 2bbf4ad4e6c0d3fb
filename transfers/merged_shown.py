"""What the new agency holds after a transfer, and what stayed behind, as people see it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from records.models import InsuredPeriod, Scheme
from records.rules.contributions import month_number
from records.rules.months import MonthCount, count_months, history_grid
from transfers.facts.periods import segment_of
from transfers.figures import moving
from transfers.models import Transfer
from transfers.presenting import grids
from transfers.rules.staying import Stay


@dataclass(frozen=True)
class PlaceInRecord:
    """Months of one place and scheme in the merged record, and how they came into it."""

    name: str
    note: str
    months: int
    first_month: date
    last_month: date


@dataclass(frozen=True)
class StaysBehind:
    """Months that could not be moved and lie at the original place."""

    first_month: date
    last_month: date
    months: int


@dataclass(frozen=True)
class MergedRecord:
    """What the new agency holds at the end: months counted once, money that came, per place.

    `is_mixed`: it has resident months too, which are not counted with those of an employee.
    `has_pooled`: pooled money came too; it moves between employee schemes only.
    """

    months: int
    overlapping_months: int
    is_mixed: bool
    has_pooled: bool
    arrived_fen: int
    arrivals: list[Any]
    returns: list[Any]
    places: list[PlaceInRecord]
    stays: list[StaysBehind]
    history: grids.History


def merged_record(transfer: Transfer) -> MergedRecord | None:
    """Return the record at the new place after the transfer: five queries."""
    held = transfer.new_relationship
    if held is None:
        return None
    periods = list(held.periods.lying_there())
    home = transfer.new_agency
    segments = list(dict.fromkeys(segment_of(held, period) for period in periods))
    count = count_months(segments, into=held.scheme)
    agencies = [home, *(each.came_from for each in periods if each.came_from)]
    arrivals = list(transfer.remittances.exclude(arrived_on=None))
    returns = list(transfer.returns.all())
    return MergedRecord(
        months=count.months,
        overlapping_months=count.overlapping_months,
        is_mixed=_is_mixed(count, held.scheme),
        has_pooled={transfer.from_scheme, transfer.to_scheme} == {Scheme.EMPLOYEE.value},
        arrived_fen=sum(each.arrived_fen for each in arrivals)
        - sum(each.amount_fen for each in returns),
        arrivals=arrivals,
        returns=returns,
        places=_places(periods, home, transfer.case.number),
        stays=stays_behind(transfer),
        history=grids.history_of(history_grid(segments), count, agencies),
    )


def _is_mixed(count: MonthCount, scheme: str) -> bool:
    return scheme == Scheme.EMPLOYEE and Scheme.RESIDENT in count.by_scheme


def _places(periods: list[InsuredPeriod], home: Agency, number: str) -> list[PlaceInRecord]:
    grouped: dict[tuple[Agency, str, bool], list[InsuredPeriod]] = {}
    for period in periods:
        if period.is_paid:
            key = (period.came_from or home, period.scheme, period.case_number == number)
            grouped.setdefault(key, []).append(period)
    names_schemes = len({scheme for _agency, scheme, _now in grouped}) > 1
    return [
        PlaceInRecord(
            name=agency.region.local_name,
            note=_note(here, agency, came_now=came_now, names_scheme=names_schemes),
            months=sum(each.months for each in here),
            first_month=min(each.first_month for each in here),
            last_month=max(each.last_month for each in here),
        )
        for (agency, _scheme, came_now), here in grouped.items()
    ]


def _note(here: list[InsuredPeriod], agency: Agency, *, came_now: bool, names_scheme: bool) -> str:
    note = _("came with this transfer") if came_now else agency.local_name
    return f"{here[0].get_scheme_display()} · {note}" if names_scheme else note


def stays_behind(transfer: Transfer) -> list[StaysBehind]:
    """Return the months of which the person was told that they stay, as far as they lie there."""
    told, original = moving.stays_of(transfer), transfer.original_relationship
    if not told or original is None:
        return []
    paid = original.periods.lying_there().filter(is_paid=True)
    lying = {number for each in paid for number in _numbers(each)}
    found = [(stay, len(lying.intersection(_numbers(stay)))) for stay in told]
    return [StaysBehind(s.first_month, s.last_month, months) for s, months in found if months]


def _numbers(stretch: InsuredPeriod | Stay) -> range:
    return range(month_number(stretch.first_month), month_number(stretch.last_month) + 1)
