"""Cards reported lost by programs, many at once, and how soon the card is refused everywhere."""

import json
import secrets
import statistics
import time
from collections.abc import Iterable
from http.client import HTTPConnection

from django.utils import timezone
from knox.models import AuthToken

from accounts.models import User
from agencies.actors import SYSTEM
from agencies.models import Agency
from bench import load, world
from services.cards.actions import making, showing
from services.cards.models import Card, CardEvent
from services.cards.rules.codes import Answer
from services.cards.rules.states import State

PEOPLE, FIRST = 400, 60_000_000
A_SECOND = 100
WATCHED = 40  # of which it is measured when their codes stop


def measure(port: int, original: Agency, new: Agency) -> None:
    """Print how long a report takes, and from the report until the card is refused."""
    held = [_holder(FIRST + number, new) for number in range(PEOPLE)]
    fresh = [_holder(FIRST + PEOPLE + number, new) for number in range(PEOPLE)]
    print(f"\n{2 * PEOPLE:,} cards of so many people")
    print(f"{'card':<28} {'asked/s':>9} {'p95 ms':>8} {'failed':>8}")
    with load.server(port):
        _tell("my cards", load.measure(port, _asked(held[WATCHED:])))
        _tell("reported lost", load.measure(port, _reports(held[WATCHED:])))
        _tell("the same again", load.measure(port, _reports(held[WATCHED:])))
        _tell(
            f"lost, {A_SECOND} a second",
            load.measure_at(port, _reports(fresh) * 2, A_SECOND),
        )
        _show_stopped(port, held[:WATCHED])
    events = CardEvent.objects.count()
    print(f"{events:,} events of {2 * PEOPLE:,} cards (asked for: one each, below 100 ms)")


def _holder(number: int, agency: Agency) -> tuple[Card, dict[str, str]]:
    """Make somebody with a card, and the token of their program."""
    insured = world.person(number)
    insured.save()
    user = User.objects.create_user(
        f"c{number}@bench.example", "bench", person=insured, identity_verified_at=world.NOW
    )
    card = making.issue(
        insured,
        secrets.token_hex(4).upper(),
        bank="icbc",
        issuer=agency,
        issued_on=world.NOW.date(),
        state=State.NORMAL,
    )
    _token, value = AuthToken.objects.create(user)
    return card, {"Authorization": f"Bearer {value}", "Content-Type": "application/json"}


Held = Iterable[tuple[Card, dict[str, str]]]


def _asked(held: Held) -> list[load.Request]:
    return [load.Request("GET", "/api/v1/cards/", headers) for _card, headers in held]


def _reports(held: Held) -> list[load.Request]:
    return [_report(card, headers) for card, headers in held]


def _report(card: Card, headers: dict[str, str]) -> load.Request:
    body = json.dumps({"kind": "temporary"})
    return load.Request("POST", f"/api/v1/cards/{card.key}/loss/", headers, body)


def _show_stopped(port: int, held: Held) -> None:
    """Print the milliseconds from sending a report until a code made before it is refused."""
    took, wrong = [], 0
    for card, headers in held:
        code = showing.code_for(card, now=timezone.now())
        began = time.perf_counter()
        load.ask(HTTPConnection("127.0.0.1", port), _report(card, headers))
        found = showing.check(code, by=SYSTEM, now=timezone.now())
        took.append((time.perf_counter() - began) * 1000)
        wrong += found.answer is not Answer.NOT_USABLE
    pace = sorted(took)
    median, p95 = statistics.median(pace), pace[int(len(pace) * 0.95)]
    print(f"{'from report to refused':<28} {'':>9} {p95:>8.1f} {wrong:>8} (median {median:.1f})")


def _tell(name: str, pace: load.Pace) -> None:
    print(f"{name:<28} {pace.per_second:>9.0f} {pace.p95_ms:>8.1f} {pace.failed:>8}", flush=True)
