"""Numbering letters: gap-free for each agency and year, and no number twice, whatever is restored.

The counter is a row of the database, so a restored backup sets it back. What it cannot set back is
the number book: a file beside the database in which every given number is a line. It and the
letters themselves are looked at before a number is given.
"""

import logging
import os
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Agency
from kit import wall
from letters.models import Counter, DocumentMark, Letter, LostNumbers
from letters.rules.numbers import LetterNumber, Series, letter_number, marks_for, series_of

log = logging.getLogger(__name__)

# Enough of the book's end to see over lines that two processes wrote in turned order.
_LAST_LINES = 4096


def next_number(agency: Agency, now: datetime, *, of: Series = Series.MOVES) -> LetterNumber:
    """Return the agency's next number of the year in a series; none is skipped or given twice.

    The counter moves in the caller's transaction: a rolled-back letter gives its number back.
    """
    return next_numbers(agency, 1, now, of=of)[0]


def next_numbers(
    agency: Agency, count: int, now: datetime, *, of: Series = Series.MOVES
) -> list[LetterNumber]:
    """Return the agency's next numbers in a series, in their order; the same holds for them."""
    year = timezone.localdate(now).year
    series = series_of(agency.code, year, of)
    key = f"letter:{series.removesuffix(f'-{year}')}:{year}"
    Counter.objects.get_or_create(series=key)
    counter = Counter.objects.select_for_update().get(series=key)
    first = _after_a_restore(series, counter.last, now=now) + 1
    counter.last = first + count - 1
    counter.save(update_fields=["last"])
    numbers = range(first, first + count)
    _write_into_book(series, numbers)
    mark = mark_of(agency)
    return [letter_number(agency.code, mark, year, each, of) for each in numbers]


def mark_of(agency: Agency) -> str:
    """Return the characters the agency's numbers begin with; the first letter settles them."""
    settled = DocumentMark.objects.filter(agency=agency).first()
    if settled is not None:
        return settled.mark
    line = "社保" if agency.handles_pension else "医保"
    marks = marks_for(agency.code, agency.region_id, agency.region.name, line)
    return next(mark for mark in marks if _settle(agency, mark))


def _settle(agency: Agency, mark: str) -> bool:
    """Take a mark unless another agency has it."""
    try:
        with transaction.atomic():
            DocumentMark.objects.create(agency=agency, mark=mark)
    except IntegrityError:
        return False
    return True


def _after_a_restore(series: str, counted: int, *, now: datetime) -> int:
    """Return the last number that was ever given; note the numbers that a restore has lost."""
    issued, booked = _last_issued(series), _last_in_book(series)
    if max(issued, booked) <= counted:
        return counted
    if booked > max(issued, counted):
        first = max(issued, counted) + 1
        LostNumbers.objects.create(series=series, first=first, last=booked, found_at=now)
        log.error("letters %s-%06d to %06d are not in this database", series, first, booked)
    return max(issued, booked)


@wall.as_house("give no number twice, whoever's letter bears it")
def _last_issued(series: str) -> int:
    """Return the highest number of the series that a letter here bears."""
    bounds = {"number__gte": f"{series}-000000", "number__lte": f"{series}-999999"}  # the index
    numbers = Letter.objects.filter(number__startswith=f"{series}-", **bounds)
    last = numbers.order_by("-number").values_list("number", flat=True).first()
    return int(last.rpartition("-")[2]) if last else 0


def _book(series: str) -> Path | None:
    """Return the file of a series, or None where no book is kept."""
    folder = settings.LETTER_NUMBER_BOOK
    return Path(folder) / f"{quote(series, safe='')}.txt" if folder else None


def _last_in_book(series: str) -> int:
    book = _book(series)
    if book is None or not book.exists():
        return 0
    with book.open("rb") as lines:
        lines.seek(max(0, book.stat().st_size - _LAST_LINES))
        whole = lines.read().split(b"\n")[:-1]
    return max((int(line) for line in whole if line.isdigit()), default=0)


def _write_into_book(series: str, numbers: range) -> None:
    """Write the numbers down once they are given for good; a full disk stops no letter."""
    book = _book(series)
    if book is not None:
        transaction.on_commit(lambda: _append(book, numbers))


def _append(book: Path, numbers: range) -> None:
    """Add a line for each; they are written in one piece, whoever else writes."""
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(book, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(file, "".join(f"{each}\n" for each in numbers).encode())
        finally:
            os.close(file)
    except OSError:
        log.exception("the number book cannot be written")
