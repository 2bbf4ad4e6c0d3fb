"""What a page costs: processor time as a multiple of the bare answer of the same process.

The bare answer is `/healthz`, through the same middleware. A multiple is of this process alone;
the time of the database's own process stands beside it, and both count where pages are compared
with few and with many cases.
"""

from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from knox.models import AuthToken

from accounts.models import User
from agencies.actors import actor_of
from agencies.models import Post
from bench import goals
from bench.spending import Spent, beside, whose
from casework.models import Case, Step
from transfers.models import Transfer

ROUNDS, RUNS = 10, 4
WARMING = 3
API, BARE, BARE_ANSWER = "/api/v1/", "/healthz", "bare answer"
MOST_GROWTH = 1.15  # of 100,000 cases to 100


@dataclass(frozen=True)
class Page:
    """A kind of page: who opens it, where it is, and what it may cost at most."""

    name: str
    path: str
    reader: User | None = None
    most: float | None = None  # times the bare answer
    queries: int = 8
    headers: dict[str, str] = field(default_factory=dict)  # of a program; it has no session


@dataclass(frozen=True)
class Cost:
    """What a page spends, and its queries."""

    spent: Spent
    queries: int
    bare: float  # milliseconds of the bare answer beside it

    @property
    def multiple(self) -> float:
        """How many bare answers this process spends on it."""
        return self.spent.own / self.bare

    @property
    def whole(self) -> float:
        """How many bare answers it costs, the database's part as well."""
        return self.spent.ms / self.bare


def of_readers(person: User, case: Case, clerk: User, at_desk: Case) -> list[Page]:
    """Return every kind of page, with what is asked of it."""
    program = {"authorization": f"Bearer {AuthToken.objects.create(clerk)[1]}"}
    at_api = f"{API}cases/{at_desk.number}/"
    return [
        Page(BARE_ANSWER, BARE),
        Page("home", reverse("home"), most=8),
        Page("calculator", reverse("calculator", args=["deadline"]), most=10),
        Page("my page", reverse("my_page"), person, most=28),
        Page("case", reverse("case", args=[case.number]), person, most=26),
        Page("desk today", reverse("desk_today"), clerk, most=30),
        Page("queue", reverse("desk_queue"), clerk, most=45),
        Page("desk case", reverse("desk_case", args=[at_desk.number]), clerk, 55, 12),
        Page("API case", at_api, clerk, 12, 12, headers=program),
        Page("API list of 50", f"{API}cases/?page_size=50", clerk, 40, 12, headers=program),
    ]


def wizard(user: User, transfer: Transfer) -> Page:
    """Return a page of somebody's draft."""
    at = reverse("transfer_page", args=[transfer.case.number, "places"])
    return Page("wizard", at, user, most=20)


def record(user: User) -> Page:
    """Return the record of somebody insured for 45 years in four places."""
    return Page("record, 45 years", reverse("my_contributions"), user, most=30, queries=15)


def of_the_demo() -> tuple[User, User, list[Page]]:
    """Return somebody whose case is under way, the demo's busiest clerk, and their pages."""
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
    return person, clerk, of_readers(person, case, clerk, step.case)


def head_of(clerk: User) -> User:
    """Return who supervises a clerk's agency."""
    agency = Post.objects.current().get(user=clerk).agency
    return Post.objects.current().filter(agency=agency, role=Post.Role.SUPERVISOR)[0].user


def costs(pages: list[Page]) -> dict[str, Cost]:
    """Measure each page."""
    return {page.name: _cost(page) for page in pages}


def _cost(page: Page) -> Cost:
    client = Client(headers={"accept-language": "zh-hans", **page.headers})
    if page.reader is not None and not page.headers:
        client.force_login(page.reader)
    for _run in range(WARMING):
        answer = client.get(page.path)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.name} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(page.path)
    asked = len(queries)  # before the next request empties the log
    bare = Client()
    spent, bare_ms = beside(
        lambda: client.get(page.path), lambda: bare.get(BARE), rounds=ROUNDS, runs=RUNS
    )
    return Cost(spent, asked, bare_ms)


def show(pages: list[Page], found: dict[str, Cost], title: str) -> None:
    """Print the table: multiple and queries, each with what is asked for and whether it holds."""
    bare = found[BARE_ANSWER].spent.own
    print(f"\n{title}: processor time, bare answer {bare:.2f} ms, best of {ROUNDS} rounds at most")
    print(f"{'page':<18} {'ms':>8} {'multiple':>9} {'asked':>6} {'database ms':>12} {'queries':>8}")
    for page in pages:
        cost = found[page.name]
        most = f"{page.most:g}" if page.most else ""
        holds = goals.verdict(
            f"{page.name}, {title}",
            (cost.multiple, page.most),
            (cost.queries, page.queries),
        )
        print(
            f"{page.name:<18} {cost.spent.own:>8.2f} {cost.multiple:>9.1f} {most:>6}"
            f" {cost.spent.database:>12.2f} {cost.queries:>8} of {page.queries:<3} {holds}",
            flush=True,
        )


def show_growth(few: dict[str, Cost], many: dict[str, Cost], cases: tuple[int, int]) -> None:
    """Print by how much each page costs more with many cases, with the time of the database.

    Compared are bare answers, since a machine is not as fast at every moment.
    """
    print()
    ratios = {name: many[name].whole / cost.whole for name, cost in few.items()}
    for name, ratio in ratios.items():
        most = None if name == BARE_ANSWER else MOST_GROWTH  # it asks no database
        holds = goals.verdict(f"{name}, growth", (ratio, most))
        before, after = few[name].spent.ms, many[name].spent.ms
        print(f"{name:<18} {before:>8.2f} → {after:>7.2f} {ratio:>7.2f} {holds}")
    worst = max(ratios.values())
    print(f"({cases[0]} → {cases[1]:,} cases; asked for: ratio at most 1.15; worst {worst:.2f})")
    print(f"(processor time of this process and of {whose()})", flush=True)
