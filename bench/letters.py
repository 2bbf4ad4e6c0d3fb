"""Setting, sealing and signing letters: one by one on one core, and many through two workers."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from agencies.models import Agency
from bench import load, world
from casework.models import Case, Duty
from letters.actions import certificates, issuing
from letters.models import Certificate, Letter, LetterFile, LetterSignature
from letters.render import latest_version
from letters.verifying import check
from transfers.letter_samples import table

WORKERS = 2
TIMED = 40
FIRST_CASE = 85_000_000
KIND = "acceptance-letter"
MANY = 10_000
# What `manage.py sweep` does, telling its memory after the first letters and at the end.
WORKER = """
import django; django.setup()
import resource, time
from kit import wall
from bench import world
from casework.actions import duties
from letters.actions.issuing import render_file
from casework.models import Letter
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
early, done = 0, 0
with wall.as_house("bench"):
    while more := duties.do_what_is_due(now=world.NOW, driver="bench", most=100):
        done += more
        early = early or (peak() if done >= 200 else 0)
print(early or peak(), peak(), int(time.process_time()))
"""


def measure(number: int, original: Agency, new: Agency) -> None:
    """Print how long a letter takes and how many a minute two workers make."""
    certificates.the_one_for(new, Certificate.Algorithm.P256, now=world.NOW)
    first = _decided(range(TIMED), original, new)
    made = [_timed(_made, letter) for letter in first]
    judged = [_timed(_judged, bytes(file.pdf)) for file in LetterFile.objects.all()]
    print(f"\nset, seal and sign a letter: {_median(made)}")
    print(f"check a letter that somebody brings: {_median(judged)}")
    _owe(_decided(range(TIMED, TIMED + number), original, new))
    took, peaks = _through_workers(number)
    print(
        f"{number:,} letters delivered by {WORKERS} workers in {took:.0f} s: "
        f"{number / took:.0f} a second, {MANY:,} in {MANY * took / number / 60:.1f} minutes"
    )
    for early, most, worked in peaks:
        print(
            f"worker: {early} MB after its first letters, {most} MB at the most, "
            f"{worked} s of processor"
        )


def _decided(numbers: range, original: Agency, new: Agency) -> list[Letter]:
    """Write letters down as decided, each of a case of its own."""
    world.fill(len(numbers), original, new, start=FIRST_CASE + numbers.start)
    cases = Case.objects.filter(number__in=[f"B{FIRST_CASE + each:09d}" for each in numbers])
    facts = table.SAMPLES[KIND]().as_json()
    return Letter.objects.bulk_create(
        (_letter(case, facts, original, new) for case in cases.iterator(1000)), batch_size=500
    )


def _letter(case: Case, facts: dict[str, Any], original: Agency, new: Agency) -> Letter:
    content = facts | {"case_number": case.number, "number": case.number}
    return Letter(
        case=case,
        kind=KIND,
        number=f"{case.number}-L",
        agency=new,
        to_agency=original,
        template_version=latest_version(KIND),
        issued_at=world.NOW,
        content=json.dumps(content, ensure_ascii=False),
    )


def _owe(waiting: list[Letter]) -> None:
    Duty.objects.bulk_create(
        (
            Duty(
                key=f"deliver:{each.number}",
                kind=Duty.Kind.DELIVER,
                case_id=each.case_id,
                letter=each,
                due_at=world.NOW,
            )
            for each in waiting
        ),
        batch_size=1000,
    )


def _made(letter: Letter) -> None:
    issuing.render_file(letter, now=world.NOW)


def _judged(pdf: bytes) -> None:
    if not check(pdf).is_good:
        raise RuntimeError("a letter is not good")


def _timed(act: Callable[[Any], None], on: object) -> tuple[float, float]:
    """Return the milliseconds it took, and those of them that this process was working."""
    began, worked = time.perf_counter(), time.process_time()
    act(on)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _median(times: list[tuple[float, float]]) -> str:
    took, worked = (statistics.median(each) for each in zip(*times, strict=True))
    return f"median {took:.0f} ms, of them {worked:.0f} ms of processor"


def _through_workers(number: int) -> tuple[float, list[list[int]]]:
    """Let processes deliver what is owed; return seconds; of each, memory and work."""
    signed = LetterSignature.objects.count()
    began = time.perf_counter()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER], env=load.environment(), stdout=subprocess.PIPE
        )
        for _worker in range(WORKERS)
    ]
    said = [worker.communicate()[0].split() for worker in started]
    took = time.perf_counter() - began
    if LetterSignature.objects.count() - signed != number:
        raise RuntimeError("not every letter was signed")
    return took, [[int(word) for word in words] for words in said]
