"""When medical cover ends at one place and begins at the other."""

from datetime import date

from agencies import rule_book
from agencies.rules.terms import Insurance
from records import fetching
from records.models import Relationship
from records.rules import cover, cover_gaps
from records.rules.contributions import month_number
from records.rules.cover import Advice
from records.rules.months import Segment
from transfers.facts.judging import INSURED
from transfers.facts.periods import distinct, segments_of
from transfers.models import Transfer


def cover_of(transfer: Transfer, *, today: date) -> Advice | None:
    """Return what a move of medical insurance means for cover: when it ended, when it began.

    None for a pension, and where the record does not tell.
    """
    if transfer.insurance != Insurance.MEDICAL:
        return None
    held = fetching.record_of(transfer.case.person, transfer.insurance)
    segments = distinct(segment for each in held for segment in segments_of(each))
    places = {each.pk: _own_months(each) for each in held}
    stopped_in = max(places.get(transfer.original_relationship_id or 0, []), default=None)
    begins_in = min(places.get(transfer.new_relationship_id or 0, []), default=None)
    if begins_in is not None and not any(each.status in INSURED for each in held):
        # They were insured at the new place and are so nowhere today.
        return _lasting(segments, today) or _judged(segments, stopped_in, begins_in, today)
    return _judged(segments, stopped_in, begins_in, today)


def _lasting(segments: list[Segment], today: date) -> Advice | None:
    """Return what a gap means that began after the last month paid anywhere and lasts."""
    lasts = cover_gaps.gap_that_lasts(segments)
    if lasts is None or lasts.stopped_in >= today.replace(day=1):
        return None
    return cover.advise(lasts, on=today, book=rule_book.current())


def _own_months(relationship: Relationship) -> list[date]:
    """Return the first and last months paid at a place itself, wherever they lie now."""
    every = fetching.every_period_of(relationship)
    own = [each for each in every if each.came_from_id is None]
    return [month for each in own if each.is_paid for month in (each.first_month, each.last_month)]


def _judged(
    segments: list[Segment], stopped_in: date | None, begins_in: date | None, today: date
) -> Advice | None:
    book = rule_book.current()
    if stopped_in is None:
        return None
    if begins_in is None:
        return _lasting(segments, today)
    gap = cover_gaps.last_gap(segments)
    if gap is not None and gap.begins_in == begins_in:
        return cover.advise(gap, on=begins_in, book=book)
    follows = month_number(begins_in) <= month_number(stopped_in) + 1
    return cover.went_on(stopped_in, begins_in) if follows else None
