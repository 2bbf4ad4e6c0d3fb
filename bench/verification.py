"""Checking of letters by anybody, at a steady hundred a second, and as fast as it goes."""

import os
import secrets
from itertools import cycle, islice

from django.db import connection

from agencies.models import Agency
from bench import load, world
from casework.models import Case
from letters.models import Letter, LetterCheck
from letters.rules.codes import RANDOM_BYTES, code_of

LETTERS, FIRST_CASE = 20_000, 70_000_000
PER_SECOND, SECONDS = 100, 20
FAST = 1_000


def measure(port: int, original: Agency, new: Agency) -> None:
    """Print how long a check takes while a hundred others are asked for in the same second."""
    codes = _letters(original, new)
    print(f"\nchecks of {len(codes):,} letters, load {os.getloadavg()[0]:.1f} before")
    print(f"{'check':<16} {'asked/s':>9} {'median ms':>10} {'p95 ms':>8} {'failed':>8}")
    with load.server(port):
        load.measure(port, _pages(codes, 200))
        for name, requests in _asked(codes).items():
            pace = load.measure_at(port, requests, PER_SECOND)
            _tell(name, pace)
        floor = load.measure_at(port, _healthz(PER_SECOND * SECONDS), PER_SECOND)
        _tell("floor (/healthz)", floor)
        fast = load.measure(port, _pages(codes, FAST))
        print(f"as fast as it goes: {fast.per_second:.0f} pages/s, p95 {fast.p95_ms:.0f} ms")
    print(f"{LetterCheck.objects.count():,} checks kept, load {os.getloadavg()[0]:.1f} after")
    print(f"(asked for: p95 below 50 ms at {PER_SECOND} a second)")


def _tell(name: str, pace: load.Pace) -> None:
    print(
        f"{name:<16} {pace.per_second:>9.0f} {pace.median_ms:>10.1f} {pace.p95_ms:>8.1f} "
        f"{pace.failed:>8}",
        flush=True,
    )


def _asked(codes: list[str]) -> dict[str, list[load.Request]]:
    """Return the pages of letters, the same by program, and codes that nobody issued."""
    number = PER_SECOND * SECONDS
    unknown = [code_of(secrets.token_bytes(RANDOM_BYTES)) for _code in range(number)]
    return {
        "page": _pages(codes, number),
        "API": [
            load.Request("GET", f"/api/v1/letters/verify/?code={code}", {})
            for code in islice(cycle(codes), number)
        ],
        "page, unknown": _pages(unknown, number),
    }


def _pages(codes: list[str], number: int) -> list[load.Request]:
    return [load.Request("GET", f"/verify/{code}/", {}) for code in islice(cycle(codes), number)]


def _healthz(number: int) -> list[load.Request]:
    return [load.Request("GET", "/healthz", {})] * number


def _letters(original: Agency, new: Agency) -> list[str]:
    """Issue letters, each with a code, and return the codes."""
    world.fill(LETTERS, original, new, start=FIRST_CASE)
    cases = Case.objects.filter(number__startswith=f"B0{FIRST_CASE // 10**6}")
    made = Letter.objects.bulk_create(
        (
            Letter(
                case=case,
                kind=Letter.Kind.ACCEPTANCE,
                number=f"{case.number}-V",
                code=code_of(secrets.token_bytes(RANDOM_BYTES)),
                agency=new,
                to_agency=original,
                template_version=1,
                issued_at=world.NOW,
                content="{}",
            )
            for case in cases.iterator(1000)
        ),
        batch_size=500,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [letter.code for letter in made]
