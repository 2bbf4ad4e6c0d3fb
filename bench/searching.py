"""How long a search over a large library takes, in the processor's time, and how long it is built.

The library of the release is written again under other names, each copy with words of its own, so
that terms are as rare as in a library of that size.
"""

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from services.advice.rules.ranking import Index, Indexed, index_of, search
from services.advice.seeds import Seed, seeds

ANSWERS, ROUNDS = 3_000, 3
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


def _library() -> Iterator[Indexed]:
    known = seeds()
    for number in range(ANSWERS):
        yield _copy(known[number % len(known)], number)


def _copy(seed: Seed, number: int) -> Indexed:
    said, chance = seed.content, random.Random(number)
    own = "".join(chance.choices(SYLLABLES, k=24))
    return Indexed(
        slug=f"{seed.slug}-{number}",
        title=(said.title.zh + own[:4], f"{said.title.en} {number}"),
        words=said.words,
        body=(said.short.zh + own, said.short.en),
        insurance=seed.insurance,
    )


def _spent(index: Index) -> Iterator[float]:
    """Yield the milliseconds of each search; a search asks no database at all."""
    lines = ASKED.read_text(encoding="utf-8").splitlines()
    questions = [line.split(" | ")[0] for line in lines if " | " in line]
    today = date(2026, 11, 30)
    search(questions[0], index, on=today)
    for _round in range(ROUNDS):
        for question in questions:
            began = time.process_time()
            search(question, index, on=today)
            yield (time.process_time() - began) * 1000
