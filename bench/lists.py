"""Every list of cases for every kind of reader, with few and with many cases, in processor time.

A list that answers in the time of its own rows keeps it at any size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from allauth.idp.oidc.adapter import get_adapter
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import User
from agencies.models import Agency, ApiClient, Post
from bench import goals, world
from bench.pages import BARE, MOST_GROWTH
from bench.spending import beside, whose

ROUNDS, RUNS = 5, 4
API = "/api/v1/"
API_LISTS = {
    "API cases": f"{API}cases/",
    "API cases, oldest first": f"{API}cases/?ordering=created_at",
    "API cases, open": f"{API}cases/?open=true&status=submitted",
    "API notices": f"{API}notices/",
}
API_QUEUE = {
    "API queue": f"{API}queue/",
    "API queue, newest first": f"{API}queue/?ordering=-opened_at",
}
OF_A_PERSON = {
    "my page": reverse("my_page"),
    "my cases": reverse("case_list"),
    "my notices": reverse("notice_list"),
    "who looked": reverse("access_log"),
}
OF_A_DESK = {
    "today": reverse("desk_today"),
    "queue": reverse("desk_queue"),
    "queue, waiting for others": f"{reverse('desk_queue')}?whose=waiting",
    "queue, late": f"{reverse('desk_queue')}?due=late",
    "queue, finished": f"{reverse('desk_queue')}?whose=finished",
    "queue, of a place, by clerk": f"{reverse('desk_queue')}?place=510000&sort=clerk",
    "queue, a hundred rows": f"{reverse('desk_queue')}?rows=100",
    "notices": reverse("desk_notices"),
    "escalations": reverse("desk_escalations"),
}


@dataclass(frozen=True)
class Asked:
    """One list as one reader asks for it."""

    name: str
    ask: Callable[[], int]
    expected: int = 200


@dataclass(frozen=True)
class Cost:
    """Queries, processor time in milliseconds, and that as bare answers of the same moments."""

    queries: int
    ms: float
    whole: float


def readers(new: Agency, person: User) -> dict[str, list[Asked]]:
    """Make a reader of each kind; a quiet agency stands beside the busy one."""
    quiet = world.quiet_agency()
    staff = {
        "clerk": world.staff(new, Post.Role.CLERK),
        "clerk of a quiet agency": world.staff(quiet, Post.Role.CLERK),
        "supervisor": world.staff(new.supervisor, Post.Role.SUPERVISOR),
        "auditor": world.staff(new.supervisor, Post.Role.AUDITOR),
    }
    asked = {"person": list(_of(person, OF_A_PERSON, API_LISTS))}
    asked |= {name: list(_of_desk(user)) for name, user in staff.items()}
    asked["program"] = list(_of_program(new))
    return asked


def _of_desk(user: User) -> Iterator[Asked]:
    yield from _of(user, OF_A_DESK, API_LISTS | API_QUEUE)
    client = Client()
    client.force_login(user)
    typed = {"q": "2026-ABCD-EFGH"}
    if Post.objects.get(user=user).role == Post.Role.AUDITOR:
        typed["reason"] = "bench"
    path = reverse("desk_search")
    yield Asked("search by number", lambda: client.post(path, typed).status_code)


def _of(user: User, pages: dict[str, str], api: dict[str, str]) -> Iterator[Asked]:
    client, program = Client(), Client()
    client.force_login(user)
    headers = {"authorization": f"Bearer {AuthToken.objects.create(user)[1]}"}
    for name, path in pages.items():
        yield Asked(name, lambda path=path: client.get(path).status_code)
    for name, path in api.items():
        yield Asked(name, lambda path=path: program.get(path, headers=headers).status_code)


def _of_program(agency: Agency) -> Iterator[Asked]:
    oauth = OAuthClient.objects.create(
        id="bench", name="bench", grant_types=OAuthClient.GrantType.CLIENT_CREDENTIALS
    )
    ApiClient.objects.create(client=oauth, agency=agency)
    token = Token(
        client=oauth,
        type=Token.Type.ACCESS_TOKEN,
        hash=get_adapter().hash_token("bench"),
        expires_at=timezone.now() + timedelta(days=1),
    )
    token.set_scopes(["cases.read"])
    token.save()
    program, headers = Client(), {"authorization": "Bearer bench"}
    for name, path in (API_LISTS | API_QUEUE).items():
        yield Asked(name, lambda path=path: program.get(path, headers=headers).status_code)


def costs(asked: dict[str, list[Asked]]) -> dict[tuple[str, str], Cost]:
    """Measure each list for each reader."""
    return {(reader, each.name): _cost(each) for reader, lists in asked.items() for each in lists}


def _cost(asked: Asked) -> Cost:
    asked.ask()
    with CaptureQueriesContext(connection) as queries:
        status = asked.ask()
    if status != asked.expected:
        raise RuntimeError(f"{asked.name} answers {status}")
    bare = Client()
    spent, least = beside(asked.ask, lambda: bare.get(BARE), rounds=ROUNDS, runs=RUNS)
    return Cost(len(queries), spent.ms, spent.ms / least)


def show(
    few: dict[tuple[str, str], Cost], many: dict[tuple[str, str], Cost], cases: tuple[int, int]
) -> None:
    """Print what each list costs before and after."""
    print(f"\n{'reader':<24} {'list':<26} {'queries':>10} {'processor ms':>18} {'ratio':>7}")
    for (reader, name), cost in few.items():
        more = many[reader, name]
        counts, times = f"{cost.queries} → {more.queries}", f"{cost.ms:.1f} → {more.ms:.1f}"
        ratio = more.whole / cost.whole
        holds = goals.verdict(f"{reader}: {name}", (ratio, MOST_GROWTH))
        print(f"{reader:<24} {name:<26} {counts:>10} {times:>18} {ratio:>7.2f} {holds}")
    worst = max(many[key].whole / few[key].whole for key in few)
    print(f"({cases[0]} → {cases[1]:,} cases; asked for: ratio at most 1.15; worst {worst:.2f})")
    print(f"(processor time of this process and of {whose()})", flush=True)
