"""What a page costs: processor time as a multiple of the bare answer of the same process.

The bare answer is `/healthz`, through the same middleware. Multiples are of the machine they are
taken on as little as they can be; time on a clock would say who else was using it.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from agencies.actors import actor_of
from agencies.models import Post
from casework.models import Case, Step

RUNS = 30
WARMING = 3


@dataclass(frozen=True)
class Page:
    """A kind of page: who opens it, where it is, and what it may cost at most."""

    name: str
    path: str
    reader: User | None = None
    most: float | None = None  # times the bare answer
    queries: int = 8


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds, and queries."""

    ms: float
    queries: int


def of_readers(person: User, case: Case, clerk: User, at_desk: Case) -> list[Page]:
    """Return every kind of page, with what is asked of it."""
    return [
        Page("bare answer", "/healthz"),
        Page("home", reverse("home"), most=8),
        Page("calculator", reverse("calculator", args=["deadline"]), most=10),
        Page("my page", reverse("my_page"), person, most=28),
        Page("case", reverse("case", args=[case.number]), person, most=26),
        Page("desk today", reverse("desk_today"), clerk, most=30),
        Page("queue", reverse("desk_queue"), clerk, most=45),
        Page("desk case", reverse("desk_case", args=[at_desk.number]), clerk, 55, 12),
    ]


def of_the_demo() -> list[Page]:
    """Return the pages of the demo's busiest clerk, and of somebody whose case is under way."""
    people = User.objects.filter(
        person__cases__submitted_at__isnull=False, person__cases__closed_at=None
    )
    person = people.order_by("pk").first()
    clerks = [post.user for post in Post.objects.current().filter(role=Post.Role.CLERK)]
    waiting = {user: Step.objects.visible_to(actor_of(user)).open() for user in clerks}
    clerk = max(clerks, key=lambda user: waiting[user].count())
    step = waiting[clerk].first()
    if person is None or step is None:
        raise RuntimeError("the demo world has no cases under way")
    case = Case.objects.open().filter(person=person.person).latest("submitted_at")
    return of_readers(person, case, clerk, step.case)


def costs(pages: list[Page]) -> dict[str, Cost]:
    """Measure each page."""
    return {page.name: _cost(page) for page in pages}


def _cost(page: Page) -> Cost:
    client = Client(headers={"accept-language": "zh-hans"})
    if page.reader is not None:
        client.force_login(page.reader)
    for _run in range(WARMING):
        answer = client.get(page.path)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.name} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(page.path)
    asked = len(queries)  # before the next request empties the log
    return Cost(_median_ms(lambda: client.get(page.path)), asked)


def _median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        began = time.process_time()
        ask()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1000


def show(pages: list[Page], found: dict[str, Cost], title: str) -> None:
    """Print the table: multiple, what is asked, queries."""
    bare = found["bare answer"].ms
    print(f"\n{title}: processor time of a page, bare answer {bare:.2f} ms, median of {RUNS}")
    print(f"{'page':<14} {'ms':>8} {'multiple':>9} {'asked':>6} {'queries':>8} {'asked':>6}")
    for page in pages:
        cost = found[page.name]
        most = f"{page.most:g}" if page.most else ""
        print(
            f"{page.name:<14} {cost.ms:>8.2f} {cost.ms / bare:>9.1f} {most:>6}"
            f" {cost.queries:>8} {page.queries:>6}",
            flush=True,
        )
