"""Going through a file: read row by row, compared part by part, and where it is to be, written."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from intake import reading
from intake.models import RecordFile, RowFault
from intake.rules.faults import Wrong
from intake.rules.layouts import KINDS, Layout, read_rows
from intake.takers import TAKERS, Taker
from intake.takers.base import Numbered
from kit import collecting
from kit.clock import day_of

AT_ONCE = 5_000
MOST_FAULTS_KEPT = 1_000  # more are counted: nobody mends a thousand rows by hand


@dataclass
class Tally:
    """What a file holds, counted."""

    read: int = 0
    new: int = 0
    same: int = 0
    changed: int = 0
    wrong: int = 0
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def refuse(self, found: list[tuple[int, str, str]]) -> None:
        """Count rows that are wrong, and keep the first of them."""
        self.wrong += len({row for row, _field, _code in found})
        self.faults += found[: MOST_FAULTS_KEPT - len(self.faults)]


def nothing(_tally: Tally) -> None:
    """Tell nobody how far it is."""


def go_through(
    record_file: RecordFile,
    *,
    now: datetime,
    writes: bool,
    so_far: Callable[[Tally], None] = nothing,
) -> Tally:
    """Go through a file and return what it holds; raises `Wrong` where it cannot be read.

    Where it `writes`, call it in a transaction and undo that if the tally has anything wrong.
    """
    layout, today = KINDS[record_file.kind], day_of(now)
    taker = TAKERS[record_file.kind](record_file, today=today)
    tally = Tally()
    rows = reading.rows_of(record_file.file, record_file.encoding, layout)
    while True:
        with collecting.held_back():
            part = list(islice(rows, AT_ONCE))
            if not part:
                break
            tally.read += len(part)
            _take(taker, _good(part, layout, today, tally), tally, now=now, writes=writes)
            del part
        so_far(tally)
    if not tally.read:
        raise Wrong("empty")
    return tally


def _good(part: list[reading.Row], layout: Layout, today: Any, tally: Tally) -> list[Numbered]:
    tally.refuse([(number, "", fault) for number, cells, fault in part if cells is None])
    legible = [(number, cells) for number, cells, _fault in part if cells is not None]
    good = []
    read = read_rows(layout, [cells for _number, cells in legible], today)
    for (number, _cells), (row, wrong) in zip(legible, read, strict=True):
        if wrong:
            tally.refuse([(number, column, code) for column, code in wrong])
        else:
            good.append((number, row))
    return good


def _take(taker: Taker, rows: list[Numbered], tally: Tally, *, now: datetime, writes: bool) -> None:
    compared = taker.compare(rows, holds=writes)
    tally.new += len(compared.new)
    tally.same += compared.same
    tally.changed += len(compared.changed)
    tally.refuse(compared.wrong)
    if writes and not tally.wrong:
        taker.write_new(compared.new, now=now)
        taker.write_changed(compared.changed, now=now)


# --- What is kept of it ---------------------------------------------------------------------------
@transaction.atomic
def keep(record_file: RecordFile, tally: Tally, state: str, *, now: datetime) -> None:
    """Write down what a file holds and what is wrong with it."""
    record_file.state = state
    record_file.rows_read, record_file.rows_new = tally.read, tally.new
    record_file.rows_same, record_file.rows_changed = tally.same, tally.changed
    record_file.rows_wrong = tally.wrong
    record_file.ended_at = None if state == RecordFile.State.READY else now
    record_file.save()
    record_file.faults.all().delete()
    rows = (
        RowFault(record_file=record_file, row=r, field=f, code=c)
        for r, f, c in sorted(tally.faults)
    )
    RowFault.objects.bulk_create(rows)


class Progress:
    """Writes down now and then how many rows were read, and lets whoever works hold on."""

    EVERY_SECONDS = 2.0

    def __init__(self, record_file: RecordFile, hold_on: Callable[[float], None]) -> None:
        self._file, self._hold_on = record_file, hold_on
        self._begun = self._told = time.monotonic()

    def __call__(self, tally: Tally) -> None:
        """Note how far it is."""
        passed = time.monotonic()
        if passed - self._told < self.EVERY_SECONDS:
            return
        self._told = passed
        RecordFile.objects.filter(pk=self._file.pk).update(rows_read=tally.read)
        self._hold_on(passed - self._begun)
