"""How long a search over a large library takes: in the processor's time, and over HTTP under load.

The library of the release is written again under other names, each copy with words of its own, so
that terms are as rare as in a library of that size.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench import load
from law.wording import Text
from services.advice.documents import traces
from services.advice.models import LONGEST_SLUG, Answer
from services.advice.rules.ranking import Index, Indexed, index_of, search
from services.advice.seeds import Seed, seeds

ANSWERS, ROUNDS = 3_000, 3
PER_SECOND, TIMES, WARM_UP = 50, 6, 32
GOAL = 50  # milliseconds, of 95 of 100 searches
ASKED = Path(__file__).resolve().parent.parent / "tests" / "advice" / "asked.txt"
SYLLABLES = "广州深圳杭州成都社区街道窗口业务通知公告办法细则补贴标准就业创业培训登记"


def show() -> None:
    """Measure it, and print a table."""
    began = time.process_time()
    index = index_of(_library())
    built = time.process_time() - began
    spent = sorted(_spent(index))
    middle, most = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    print(f"\n{'answers':>8} {'terms':>8} {'built, s':>9} {'median, ms':>11} {'p95, ms':>9}")
    row = f"{len(index.answers):>8} {len(index.postings):>8} {built:>9.1f}"
    print(f"{row} {middle:>11.2f} {most:>9.2f}", flush=True)
    print(f"(asked for: p95 under {GOAL} ms over {ANSWERS:,} answers)")


def under_load(port: int) -> None:
    """Search a large library over HTTP at a steady pace, by page and by program, and print it."""
    now = timezone.now()
    Answer.objects.bulk_create(_row(each, place, now) for place, each in enumerate(_seeds()))
    print(f"\n{connection.vendor}: {ANSWERS:,} answers, {PER_SECOND} searches a second")
    print(f"{'':>6} {'a second':>9} {'median, ms':>11} {'p95, ms':>9} {'failed':>7}")
    with load.server(port):
        for name, path in (("page", reverse("help")), ("API", "/api/v1/answers/")):
            requests = [_request(path, each) for each in _questions()] * TIMES
            load.measure(port, requests[:WARM_UP], warm_up=0)
            pace = load.measure_at(port, requests, PER_SECOND)
            row = f"{name:>6} {pace.per_second:>9.1f} {pace.median_ms:>11.1f} {pace.p95_ms:>9.1f}"
            print(f"{row} {pace.failed:>7}", flush=True)
    print(f"(asked for: p95 under {GOAL} ms at {PER_SECOND} a second on two cores)")


def _request(path: str, question: str) -> load.Request:
    headers = {"Accept-Language": "zh-Hans"}
    return load.Request("GET", f"{path}?{urlencode({'q': question[:100]})}", headers)


def _row(seed: Seed, place: int, now: datetime) -> Answer:
    return Answer(
        slug=seed.slug,
        chapter=seed.chapter,
        place=place,
        content=seed.content.kept,
        insurance=seed.insurance,
        state=Answer.State.CURRENT,
        written_at=now,
        approved_at=now,
        reviewed_on=timezone.localdate(now),
        cited_as=traces(seed.content.law),
    )


def _library() -> Iterator[Indexed]:
    for each in _seeds():
        said = each.content
        yield Indexed(
            slug=each.slug,
            title=(said.title.zh, said.title.en),
            words=said.words,
            body=(said.short.zh, said.short.en),
            insurance=each.insurance,
        )


def _seeds() -> Iterator[Seed]:
    known = seeds()
    for number in range(ANSWERS):
        yield _copy(known[number % len(known)], number)


def _copy(seed: Seed, number: int) -> Seed:
    said, chance = seed.content, random.Random(number)
    own = "".join(chance.choices(SYLLABLES, k=24))
    content = replace(
        said,
        title=Text(said.title.zh + own[:4], f"{said.title.en} {number}"),
        short=Text(said.short.zh + own, said.short.en),
    )
    slug = f"{seed.slug[: LONGEST_SLUG - 5]}-{number}"
    return Seed(slug=slug, chapter=seed.chapter, content=content, insurance=seed.insurance)


def _questions() -> list[str]:
    lines = ASKED.read_text(encoding="utf-8").splitlines()
    return [line.split(" | ")[0] for line in lines if " | " in line and not line.startswith("#")]


def _spent(index: Index) -> Iterator[float]:
    """Yield the milliseconds of each search; a search asks no database at all."""
    questions = _questions()
    today = date(2026, 11, 30)
    search(questions[0], index, on=today)
    for _round in range(ROUNDS):
        for question in questions:
            began = time.process_time()
            search(question, index, on=today)
            yield (time.process_time() - began) * 1000
