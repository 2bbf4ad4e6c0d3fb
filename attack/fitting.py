"""Requests that fit: what each newer address is meant for, asked by everybody about another's."""

import base64
import json
import random
from collections.abc import Iterator
from urllib.parse import urlencode

from attack.belongings import SLOT, Belongings
from attack.files import as_form, files
from attack.people import Visitor, World
from attack.questions import FORM, JSON, Question
from attack.rooms import BIDI, rooms

API = "/api/v1/cases"
HEAVY = 1024 * 1024  # bytes; such a page is brought to one case alone
KINDS = ("application/pdf", "image/png", "application/octet-stream", "text/html", JSON)
TEXTS = (
    "请问什么时候办好？",
    "x" * 1024 * 1024,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    f"{BIDI} 您的申请已经批准",
    "\0\x07\x1b[31m",
    "\ud83d\ude00" * 3000,
    "{{ 7*7 }} ${7*7} %s %(n)d {0}",
    "110105194912310020 的号码",
    "",
    "\n" * 5000,
)  # fmt: skip
CREDENTIALS = (
    "{}",
    "[" * 9999,
    '{"a":' * 1600,
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AA" * 900,
                "signature": "AA",
                "userHandle": "MQ",
            },
        }
    ),
    '{"rawId": 1e400}',
    "\ud800",
)  # fmt: skip


def fitting(world: World, number: int, chance: random.Random) -> Iterator[Question]:
    """Yield so many of them, of every kind and every visitor, in a mixed order.

    Half of them are about what the rooms of the services keep.
    """
    every = [each for visitor in world.visitors for each in _of(visitor, world)]
    chance.shuffle(every)
    yield from every[: number // 2]
    yield from of_rooms(world, number // 2, chance)


def of_rooms(world: World, number: int, chance: random.Random) -> Iterator[Question]:
    """Yield so many of those that are about what the rooms of the services keep."""
    every = [each for visitor in world.visitors for each in rooms(visitor, world)]
    chance.shuffle(every)
    yield from every[:number]


def _of(visitor: Visitor, world: World) -> Iterator[Question]:
    named: Belongings = world.belongings
    for case in (*named.cases, world.transfer, world.draft.number, "2026-AAAA-AAAA"):
        yield from _papers(visitor, case, named)
        yield from _messages(visitor, case)
        yield from _acts(visitor, case, named)
    yield from _looking(visitor, named, world)
    yield from _searching(visitor, world)
    yield from _ways_in(visitor, named)


def _asks(
    visitor: Visitor, method: str, path: str, said: object = None, kind: str = FORM
) -> Question:
    """One of them; of a form each value is a text, of JSON anything."""
    if said is None:
        return Question(visitor, method, path, path)
    if kind == JSON:
        body = json.dumps(said).encode()
    else:
        body = urlencode(said, errors="surrogatepass").encode()  # type: ignore[arg-type]
    return Question(visitor, method, path, path, body, kind)


# --- Papers ---------------------------------------------------------------------------------------
def _papers(visitor: Visitor, case: str, named: Belongings) -> Iterator[Question]:
    page = f"/apply/{case}/papers/page/{named.page}/"
    for place, (name, data) in enumerate(files()):
        if len(data) > HEAVY and case != named.open:
            continue
        kind, body = as_form(name, data, whole="1")
        where = f"/apply/{case}/papers/add/{SLOT}/" if place % 3 else page
        yield Question(visitor, "POST", where, where, body, kind)
        where = f"{API}/{case}/papers/{SLOT}/"
        if place % 2:
            kind, body = as_form(name, data, field="file")
        else:
            kind, body = KINDS[place % len(KINDS)], data
        yield Question(visitor, "POST", where, where, body, kind)
        if place % 5 == 0:
            where = f"{API}/{case}/papers/{SLOT}/{named.page}/"
            yield Question(visitor, "PUT", where, where, body, kind)
    for act in ("remove", "up", "down", "../x"):
        yield _asks(visitor, "POST", page, {"do": act})
    yield _asks(visitor, "POST", f"/apply/{case}/papers/held/{SLOT}/", {"page": named.page})
    yield _asks(visitor, "DELETE", f"{API}/{case}/papers/{SLOT}/{named.page}/")
    yield _asks(visitor, "GET", f"{API}/{case}/papers/{SLOT}/{named.page}/file/")
    yield _asks(visitor, "GET", f"{API}/{case}/papers/")
    yield _asks(visitor, "GET", f"/apply/{case}/papers/")
    yield _asks(visitor, "GET", f"/desk/cases/{case}/papers/?page={named.page}")
    judged = {"page": named.page, "mark": "good", "note": "x", "version": "1"}
    yield _asks(visitor, "POST", f"/desk/cases/{case}/papers/", judged)
    yield _asks(visitor, "POST", f"{API}/{case}/judge-paper/", judged | {"version": 1}, JSON)


# --- Messages, objections, lawsuits ---------------------------------------------------------------
def _messages(visitor: Visitor, case: str) -> Iterator[Question]:
    for text in TEXTS:
        yield _asks(visitor, "POST", f"/cases/{case}/messages/", {"text": text})
        said = {"text": text, "is_internal": "on", "answer_due_on": "9999"}
        yield _asks(visitor, "POST", f"/desk/cases/{case}/messages/", said)
        whole = {"text": text, "is_internal": len(text) % 2 == 0, "answer_due_on": "2026-09-31"}
        yield _asks(visitor, "POST", f"{API}/{case}/messages/", whole, JSON)
        yield _asks(visitor, "POST", f"{API}/{case}/messages/", {"text": text}, JSON)
    yield _asks(visitor, "GET", f"{API}/{case}/messages/?cursor={_cursor(1)}")
    yield _asks(visitor, "POST", "/desk/sentences/", {"title": BIDI, "text": TEXTS[2]})


def _acts(visitor: Visitor, case: str, named: Belongings) -> Iterator[Question]:
    yield _asks(visitor, "GET", f"/cases/{case}/object/")
    yield _asks(visitor, "POST", f"/cases/{case}/object/", {})
    yield _asks(visitor, "POST", f"{API}/{case}/object/", {"version": 1}, JSON)
    answers = {"what": "decision", "why": TEXTS[2], "which": "1", "wanted": BIDI, "version": 1}
    yield _asks(visitor, "POST", f"/apply/{case}/what/", answers)
    yield _asks(visitor, "PATCH", f"{API}/{case}/answers/", answers, JSON)
    yield _asks(visitor, "POST", f"{API}/{case}/submit/", {"version": 1}, JSON)
    yield _asks(visitor, "POST", f"/apply/{case}/check/", {"declared": "on"})
    filed = {"kind": "lawsuit", "body": BIDI, "number": "1", "filed_on_0": "2026"}
    where = f"/desk/cases/{case}/proceedings/"
    filed |= {"filed_on_1": "9", "filed_on_2": "1", "stops": TEXTS[3]}
    yield _asks(visitor, "POST", where, filed)
    for key in (str(named.proceeding), "0", "-1", "9" * 30, "１", "x"):
        yield _asks(visitor, "POST", where, {"yes": key})
        yield _asks(visitor, "POST", where, {"no": key})
        yield _asks(visitor, "GET", f"{where}?{urlencode({'ended': key})}")
        ended = {"outcome": "changed", "ended_on_0": "2026", "ended_on_1": "2", "ended_on_2": "30"}
        yield _asks(visitor, "POST", f"{where}?{urlencode({'ended': key})}", ended)
    for act in ("prepare-decision", "approve-decision", "ask-correction", "hold"):
        said = {"outcome": "refused", "reasons": "PAR01", "note": TEXTS[4], "version": "1"}
        yield _asks(visitor, "POST", f"/desk/cases/{case}/{act}/", said)
        yield _asks(visitor, "POST", f"{API}/{case}/{act}/", said | {"version": 1}, JSON)


# --- Looking for what is another's ----------------------------------------------------------------
def _looking(visitor: Visitor, named: Belongings, world: World) -> Iterator[Question]:
    for what in ("", "picture/", "thumbnail/"):
        yield _asks(visitor, "GET", f"/papers/{named.page}/{what}")
        yield _asks(visitor, "GET", f"/papers/{named.page[:-1]}0/{what}")
    for case in (*named.cases, world.transfer):
        for route in (
            "cases",
            "queue",
            "notices",
            "bank-lines",
            "cases/{}/events",
            "cases/{}/letters",
        ):
            where = f"/api/v1/{route.format(case)}/"
            for cursor in (_cursor(1), _cursor(None), _cursor("x"), _cursor(2**70)):
                yield _asks(visitor, "GET", f"{where}?cursor={cursor}")
            for name in ("number", "case", "about", "service", "person", "ordering", "status"):
                yield _asks(visitor, "GET", f"{where}?{urlencode({name: case})}")
        for where in ("/desk/search/", "/desk/cases/", "/cases/", "/notices/"):
            yield _asks(visitor, "GET", f"{where}?{urlencode({'q': case, 'case': case})}")
        yield _asks(visitor, "POST", "/desk/search/", {"q": case, "reason": "x"})


def _searching(visitor: Visitor, world: World) -> Iterator[Question]:
    for kind, country in (("resident-id", ""), ("passport", "USA"), ("passport", ""), ("x", "X")):
        said = {"document_type": kind, "issued_in": country, "reason": "x"}
        for number in (world.number, "123456789", "x" * 41, "\0"):
            yield _asks(visitor, "POST", "/api/v1/search/", said | {"number": number}, JSON)


def _cursor(key: object) -> str:
    """A place in a list that the portal never gave to anybody."""
    written = json.dumps(["2026-09-07T00:00:00+00:00", key]).encode()
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


# --- Ways in, and what is proven of whom ----------------------------------------------------------
def _ways_in(visitor: Visitor, named: Belongings) -> Iterator[Question]:
    for credential in CREDENTIALS:
        said = {"credential": credential, "name": BIDI}
        yield _asks(visitor, "POST", "/account/login/passkey/", said)
        yield _asks(visitor, "POST", "/account/second-factor/webauthn/add/", said)
        yield _asks(visitor, "POST", "/account/second-factor/webauthn/reauthenticate/", said)
        yield _asks(visitor, "POST", "/account/second-factor/authenticate/", said)
    for act in ("edit", "remove"):
        for key in (named.passkey, 0, 2**63):
            where = f"/account/second-factor/webauthn/keys/{key}/{act}/"
            yield _asks(visitor, "GET", where)
            yield _asks(visitor, "POST", where, {"name": BIDI})
    yield _asks(visitor, "GET", "/identity/provider/go/?next=//evil.example")
    for state in ("", "x", "a" * 5000, "\0", "%s"):
        for answer in ({"code": "x"}, {"error": "access_denied"}, {"iss": "https://evil.example"}):
            back = urlencode({"state": state, **answer})
            yield _asks(visitor, "GET", f"/identity/provider/back/?{back}")
    for kind in ("resident-id", "passport", "other", "x"):
        said = {"name": "王小燕", "document_type": kind, "number": "x" * 30, "issued_in": "ZZZ"}
        yield _asks(visitor, "POST", "/identity/", said)
        yield _asks(visitor, "POST", "/desk/identity/", said | {"code": "00-000-000"})
    yield _asks(visitor, "POST", "/desk/identity/confirm/", {"seen": "on"})
    yield _asks(visitor, "POST", "/settings/sign-ins/end-one/", {"mark": named.sign_in})
    yield _asks(visitor, "POST", "/settings/tokens/revoke/", {"token_key": "x" * 8})
    words = {"address": f"/cases/{named.application}/messages/", "text": TEXTS[1]}
    yield _asks(visitor, "POST", "/words/keep/", words)
    report = {"csp-report": {"blocked-uri": BIDI, "document-uri": "x" * 9000}}
    yield _asks(visitor, "POST", "/csp-report/", report, JSON)
