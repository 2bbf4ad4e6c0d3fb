"""What is measured, and how it is told."""

import argparse
import secrets
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from accounts.models import User
from agencies.actors import actor_of
from agencies.models import Agency, Post
from bench import (
    calculators,
    cards,
    duties,
    errands,
    figures,
    goals,
    importing,
    letters,
    lifetimes,
    lists,
    load,
    pages,
    papers,
    paying,
    payouts,
    retiring,
    rooms,
    searching,
    sizes,
    systems,
    verification,
    walls,
    world,
)
from casework.models import Case, Step
from demo import world as world_of_demo

FEW, MOST_OF_A_SUBMIT = 100, 15
PORT = 8190


def main() -> None:
    """Measure everything and print one table after the other."""
    options = _options()
    if options.only_search:
        searching.show()  # asks no database
    elif options.search_load:
        call_command("migrate", run_syncdb=True, verbosity=0)
        searching.under_load(PORT)
    elif options.run:
        be_the_application()
        payouts.go_on(options.run)
    else:
        _measure(options)
        goals.end()


def _measure(options: argparse.Namespace) -> None:
    call_command("migrate", run_syncdb=True, verbosity=0)
    be_the_application()
    if options.demo_pages or options.wall:
        _measure_the_demo(wall=options.wall)
        return
    if not _is_narrowed(options):
        calculators.show()
    if options.only_calculators:
        return
    original, new = world.prepare()
    if _is_one(options):
        _measure_one(options, original, new)
        return
    _measure_growth(options, original, new)


def _measure_growth(options: argparse.Namespace, original: Agency, new: Agency) -> None:
    """Measure pages and lists with few and with many cases, then what goes on beside them."""
    clerk = world.clerk(new)
    user, case = world.reader(new, original)
    wants_pages = options.only_pages or not options.only_lists
    wants_lists = options.only_lists or not options.only_pages
    asked = lists.readers(new, user) if wants_lists else {}
    world.fill(FEW, original, new)
    world.analyze()
    measured = pages.of_readers(user, case, clerk, _at_desk(clerk))
    measured.append(pages.wizard(*world.drafts(1, original, new, start=94_000_000)[0]))
    head = world.staff(new, Post.Role.SUPERVISOR, "head@bench.example")
    measured += rooms.of_readers(user, clerk, head) if wants_pages else []
    measured.append(pages.record(lifetimes.long_insured(original, new)))
    light = pages.costs(measured) if wants_pages else {}
    few_lists = lists.costs(asked)
    _say(f"filling in {options.cases:,} cases …")
    world.fill_many(options.cases - FEW, original, new, start=FEW)
    world.analyze()
    if wants_pages:
        _show_growth(measured, light, options.cases)
    if wants_lists:
        lists.show(few_lists, lists.costs(asked), (FEW, options.cases))
    if wants_pages:
        _print_submit(original, new)
    if options.only_pages or options.only_lists:
        return
    _print_load(clerk, user, case, original, new, options.requests)
    letters.measure(options.letters, original, new)
    verification.measure(PORT, original, new)
    papers.measure(user, PORT)
    cards.measure(PORT, original, new)


def _is_narrowed(options: argparse.Namespace) -> bool:
    """Whether only one table is wanted that is not the calculators'."""
    return _is_one(options) or options.only_lists or options.only_pages


def _is_one(options: argparse.Namespace) -> bool:
    """Whether one table is wanted that needs nothing but two agencies."""
    wanted = (options.only_letters, options.only_verification, options.only_papers, options.imports)
    return any(wanted) or options.duties or options.figures or options.sizes or _is_money(options)


def _is_money(options: argparse.Namespace) -> bool:
    narrowed = (options.only_cards, options.only_payouts, options.only_paying)
    narrowed += (options.only_retiring, options.only_errands, options.only_systems)
    return any(narrowed)


def be_the_application() -> None:
    """Go on as the role that is bound by the wall, as the portal works: it is measured as well."""
    here, role = connection.settings_dict, settings.APPLICATION_ROLE
    if connection.vendor == "postgresql" and role != here["USER"]:
        connection.close()
        here["OPTIONS"]["options"] += f" -c role={role}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--letters", type=int, default=1000, help="how many two workers deliver")
    parser.add_argument("--only-letters", action="store_true", help="measure nothing else")
    parser.add_argument("--only-verification", action="store_true", help="only checks by anybody")
    parser.add_argument("--only-pages", action="store_true", help="what each page costs")
    parser.add_argument("--demo-pages", action="store_true", help="the same in the demo world")
    parser.add_argument("--wall", action="store_true", help="what the wall costs each of these")
    parser.add_argument("--only-lists", action="store_true", help="every list for every reader")
    parser.add_argument("--only-papers", action="store_true", help="a page of 10 MB")
    parser.add_argument("--only-cards", action="store_true", help="cards reported lost")
    parser.add_argument("--only-errands", action="store_true", help="checks, registrations")
    parser.add_argument("--only-systems", action="store_true", help="the feed, webhooks")
    parser.add_argument("--only-paying", action="store_true", help="call-backs and a night")
    parser.add_argument("--only-payouts", action="store_true", help="a month of payments")
    parser.add_argument("--only-retiring", action="store_true", help="pensions worked out anew")
    parser.add_argument("--kills", type=int, default=0, help="how often the run is killed")
    parser.add_argument("--run", type=int, help="only go on with this run")
    parser.add_argument("--only-calculators", action="store_true")
    parser.add_argument("--search-load", action="store_true", help="50 searches a second, by HTTP")
    parser.add_argument("--only-search", action="store_true", help="the library of answers")
    parser.add_argument("--duties", action="store_true", help="only what is due, by two drivers")
    parser.add_argument("--sizes", action="store_true", help="only how large each table is")
    parser.add_argument("--figures", action="store_true", help="only the head's board")
    parser.add_argument("--import", dest="imports", action="store_true", help="only records")
    parser.add_argument("--kinds", default="", help="only these files of records, with --import")
    parser.add_argument("--rows", type=int, default=100_000, help="how many of each kind come in")
    parser.add_argument("--due", type=int, default=2000, help="how many of them are due")
    parser.add_argument("--moved", type=int, default=2000, help="how many a notice moves")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


def _measure_one(options: argparse.Namespace, original: Agency, new: Agency) -> None:
    wanted: list[tuple[bool, Callable[[], None]]] = [
        (options.imports, lambda: importing.show(options.rows, new, _say, options.kinds)),
        (
            options.sizes,
            lambda: sizes.measure(options.cases, original, new),
        ),
        (
            options.duties,
            lambda: duties.measure(options.cases, options.due, original, new, moved=options.moved),
        ),
        (options.only_cards, lambda: cards.measure(PORT, original, new)),
        (options.only_errands, lambda: errands.show(options.rows, new, _say)),
        (options.only_systems, lambda: systems.measure(options.cases, original, new, _say)),
        (options.only_paying, lambda: paying.measure(options.rows, new, _say)),
        (options.only_payouts, lambda: payouts.measure(options.rows, new, kills=options.kills)),
        (options.only_retiring, lambda: retiring.measure(options.rows, new)),
        (options.figures, lambda: figures.measure(options.cases, original, new)),
        (options.only_papers, lambda: papers.measure(world.drafts(1, original, new)[0][0], PORT)),
        (options.only_letters, lambda: letters.measure(options.letters, original, new)),
    ]
    others = (measure for is_wanted, measure in wanted if is_wanted)
    next(others, lambda: verification.measure(PORT, original, new))()


def _measure_the_demo(*, wall: bool) -> None:
    with override_settings(DEMO=True):  # its payers and banks play, as in the demo
        world_of_demo.load(now=timezone.now(), say=_say)
    world.analyze()
    person, clerk, measured = pages.of_the_demo()
    measured += rooms.of_readers(person, clerk, pages.head_of(clerk))
    if wall:
        walls.measure(measured)
        return
    pages.show(measured, pages.costs(measured), "demo world")


def _at_desk(clerk: User) -> Case:
    """Return the most urgent case at a desk."""
    steps = Step.objects.visible_to(actor_of(clerk)).open().order_by("due_on", "pk")
    return steps.select_related("case")[0].case


def _show_growth(measured: list[pages.Page], few: dict[str, pages.Cost], cases: int) -> None:
    many = pages.costs(measured)
    pages.show(measured, few, f"{FEW} cases")
    pages.show(measured, many, f"{cases:,} cases")
    pages.show_growth(few, many, (FEW, cases))


def _print_submit(original: Agency, new: Agency) -> None:
    counts = []
    for user, transfer in world.drafts(3, original, new, start=97_000_000):
        client = Client()
        client.force_login(user)
        path = reverse("transfer_check", args=[transfer.case.number])
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(path, {"declared": "on"})
        if answer.status_code != 302:
            raise RuntimeError(f"a submit answers {answer.status_code}")
        counts.append(sum(each["sql"] not in ("BEGIN", "COMMIT") for each in queries))
    holds = goals.verdict("submit", (min(counts), MOST_OF_A_SUBMIT))
    _say(f"\nsubmit: {min(counts)} queries (asked for: at most {MOST_OF_A_SUBMIT}) {holds}")


def _print_load(
    clerk: User, user: User, case: Case, original: Agency, new: Agency, number: int
) -> None:
    _say(f"\n{'request':<12} {'requests/s':>12} {'of the floor':>14} {'p95 ms':>9} {'failed':>8}")
    token = AuthToken.objects.create(user)[1]
    api = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    asked = {
        "floor": [load.Request("GET", "/healthz", {})] * number,
        "desk queue": [load.Request("GET", reverse("desk_queue"), _signed_in(clerk))] * number,
        "timeline": [
            load.Request("GET", reverse("case", args=[case.number]), _signed_in(user))
        ] * number,
        "API list": [load.Request("GET", "/api/v1/cases/", api)] * number,
        "submit": [_submission(*each) for each in world.drafts(number // 2, original, new)],
    }  # fmt: skip
    with load.server(PORT) as process:
        floor = 0.0
        for name, requests in asked.items():
            pace = load.measure(PORT, requests)
            floor = floor or pace.per_second
            _say(
                f"{name:<12} {pace.per_second:>12.0f} {pace.per_second / floor:>14.2f} "
                f"{pace.p95_ms:>9.1f} {pace.failed:>8}"
            )
        memory = [load.peak_memory_mb(pid) for pid in load.children(process.pid)]
    _say(f"\nweb: peak {', '.join(f'{each:.0f} MB' for each in memory)} for each process")
    _say(f"sweep: peak {_sweep_memory():.0f} MB after all that the submissions left to do")


def _signed_in(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={_session(client)}"}


def _session(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _submission(user: User, transfer: object) -> load.Request:
    """Return the POST that sends a draft, with the token that protects the form."""
    token = secrets.token_hex(16)
    cookie = f"{_signed_in(user)['Cookie']}; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    path = reverse("transfer_check", args=[transfer.case.number])
    body = f"csrfmiddlewaretoken={token}&declared=on"
    return load.Request("POST", path, headers, body, expected=302)


def _sweep_memory() -> float:
    """Let a process of its own do what is due, and return the most memory it used, in MB."""
    script = (
        "import django; django.setup(); import resource; from django.core.management import "
        "call_command; from kit import wall\nwith wall.as_house('bench'): call_command('sweep')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=load.environment(), capture_output=True, check=True
    )
    return int(done.stdout.split()[-1]) / 1024
