"""What the portal told before sending, kept with the sending, and held against what came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.models import Agency
from casework.models import Event
from casework.rules.statuses import Status
from kit.clock import day_of
from records import fetching
from records.rules.months import count_months
from transfers.facts.periods import distinct, months_of, segments_of
from transfers.figures.form import sums_today
from transfers.models import Remittance, Transfer

SUMS = ("months", "account_fen", "pooled_fen", "total_fen")


def at_sending(transfer: Transfer, *, today: date) -> dict[str, int] | None:
    """Return months and sums, in fen, as the books stand today; None where nobody can tell yet."""
    person, insurance = transfer.case.person, transfer.insurance
    held = fetching.record_of(person, insurance)
    here = [each for each in held if each.pk == transfer.original_relationship_id]
    months = sum(map(months_of, here))
    sums = sums_today(transfer, months=months, original=next(iter(here), None), today=today)
    if sums is None:
        return None
    said = {name: int(sums[name]) for name in SUMS}
    counted = count_months(distinct(segment for each in held for segment in segments_of(each)))
    return said | {"overlapping_months": counted.overlapping_months}


@dataclass(frozen=True)
class Sums:
    """Months and money that move, in fen; ④ the account, ⑤ pooled, ⑥ together."""

    months: int
    account_fen: int
    pooled_fen: int
    total_fen: int


@dataclass(frozen=True)
class Kept:
    """What was said before sending, and what came of it, each with its day and its agency."""

    said: Sums
    said_on: date
    overlapping_months: int
    came: Sums
    sent_by: Agency
    sent_on: date | None
    credited_by: Agency
    credited_on: date | None

    @property
    def difference_fen(self) -> int:
        """By how much more came than was said; what came to be paid or earned since is in it."""
        return self.came.total_fen - self.said.total_fen


def kept(
    transfer: Transfer,
    events: Iterable[Event],
    sums: Mapping[str, int] | None,
    arrivals: Iterable[Remittance],
) -> Kept | None:
    """Return what was said and what came, once it has moved; None where nothing had been said.

    `sums` are those of the form that was sent, `arrivals` the money that came with it.
    """
    events = list(events)
    sending = next((each for each in events if each.data.get("promised")), None)
    if sending is None or sums is None:
        return None
    said: dict[str, Any] = sending.data["promised"]
    original, new = transfer.sides
    sent = max((each.sent_on for each in arrivals), default=None)
    ended = [e.at for e in events if e.moved_to in (Status.COMPLETED, Status.CLEARING)]
    return Kept(
        said=Sums(**{name: said[name] for name in SUMS}),
        said_on=day_of(sending.at),
        overlapping_months=said["overlapping_months"],
        came=Sums(**{name: sums[name] for name in SUMS}),
        sent_by=original,
        sent_on=sent,
        credited_by=new,
        credited_on=day_of(min(ended)) if ended else None,
    )
