"""The holiday notices, copied from the texts; the older ones as a package has them."""

from collections.abc import Iterator
from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays

EPOCH = date(1970, 1, 1)
# 国务院办公厅关于2024、2025、2026年部分节假日安排的通知: off from, off until; then the days worked.
OFF = """
2024-01-01 2024-01-01   2024-02-10 2024-02-17   2024-04-04 2024-04-06   2024-05-01 2024-05-05
2024-06-10 2024-06-10   2024-09-15 2024-09-17   2024-10-01 2024-10-07
2025-01-01 2025-01-01   2025-01-28 2025-02-04   2025-04-04 2025-04-06   2025-05-01 2025-05-05
2025-05-31 2025-06-02   2025-10-01 2025-10-08
2026-01-01 2026-01-03   2026-02-15 2026-02-23   2026-04-04 2026-04-06   2026-05-01 2026-05-05
2026-06-19 2026-06-21   2026-09-25 2026-09-27   2026-10-01 2026-10-07
"""
WORKED = """
2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
"""
FIRST_YEAR, FIRST_COPIED, LAST_YEAR = 2004, 2024, 2026


def number(day: date) -> int:
    """Return a day as the days since 1970 began."""
    return (day - EPOCH).days


def notice_rows() -> Iterator[tuple[int, int]]:
    """Return each day a notice speaks of, and whether it is worked."""
    older = date(FIRST_COPIED, 1, 1)
    yield from ((number(day), 0) for day in holidays if day < older)
    yield from ((number(day), 1) for day in workdays if day < older)
    ends = OFF.split()
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        yield from ((day, 0) for day in range(_read(first), _read(last) + 1))
    yield from ((_read(day), 1) for day in WORKED.split())


def covered_rows() -> Iterator[tuple[int, int]]:
    """Return the first and the last day of each year with a notice."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        yield number(date(year, 1, 1)), number(date(year, 12, 31))


def day_of(days: int) -> date:
    """Return the day that a number stands for."""
    return EPOCH + timedelta(days)


def _read(written: str) -> int:
    return number(date.fromisoformat(written))
