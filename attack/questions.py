"""What is asked: every address by every method, and then addresses, bodies and heads gone wrong."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from attack.belongings import Places
from attack.people import Visitor, World
from tests.authorisation.doors import ROUTES

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# They end what everybody needs, or speak a protocol of their own.
LEFT_OUT = ("account/logout/", "admin/logout/")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
SEED = 20260907

ODD_NAMES = (
    *("..%2f..%2fetc%2fpasswd", "%00", "%ff%fe", "%c0%ae%c0%ae", "' OR 1=1 --", "1;SELECT 1"),
    *("{{7*7}}", "${7*7}", "%0d%0aX-Injected: 1", "a" * 3000, "-1", "0", "９９９", "1e9"),
    *("9" * 40, "null", "<script>alert(1)</script>", "%u0041", "%E2%80%AE", "\U0001f4a9"),
)  # fmt: skip
ODD_QUERIES = (
    *("page=0", "page=-1", "page=99999999999999999999", "cursor=AAAA", "cursor=%00", "q=%00"),
    *("ordering=person__number", "ordering=-person", "page_size=100000", "status[]=1", "q=" + "a" * 3000),
    *("format=api", "next=https://evil.example/", "next=//evil.example", "lang=xx", "date=2026-13-40"),
    *("person__name__startswith=%E7%8E%8B", "search=%27%22%3E", "year=99999", "month=%EF%BC%91"),
)  # fmt: skip
ODD_BODIES = (
    (JSON, b'{"reason": '), (JSON, b"[]"), (JSON, b"\xff\xfe"), (JSON, b'{"a": NaN}'), (JSON, b"0"),
    (JSON, b'{"version": 1e400}'), (JSON, b'{"version": "1"}'), (JSON, b"[" * 5000), (JSON, b""),
    (JSON, b'{"number": "\\ud800"}'), (JSON, b'{"a": 1, "a": 2}'), ("", b"x=1"),
    (f"{JSON}; charset=utf-16", "{}".encode("utf-16")), (f"{FORM}; charset=utf-7", b"a=+ADw-"),
    (f"{FORM}; charset=nonsense", b"a=b"), (FORM, b"a=%00"), (FORM, b"%ff=%ff"), (FORM, b"&" * 3000),
    (FORM, b"version=99999999999999999999"), ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("multipart/form-data", b"--x"), ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="letter"; filename="../../a"\r\n\r\n%PDF\r\n--x--'),
    ("multipart/form-data; boundary=" + "x" * 500, b""), ("application/octet-stream", b"\0" * 500),
    ("application/pdf", b"%PDF-1.7 no more"), ("a/b; c", b"x"), (f"{JSON}\t;", b"{}"),
)  # fmt: skip
ODD_HEADS = (
    {"Accept": "text/turtle"}, {"Accept-Language": "xx-" + "y" * 200}, {"Content-Encoding": "gzip"},
    {"If-Match": '"999999999999999999"'}, {"If-None-Match": "*"}, {"X-HTTP-Method-Override": "DELETE"},
    {"Cookie": "__Host-session=%00; __Host-csrf=x"}, {"Authorization": "Bearer \x01"},
    {"Authorization": "Basic !!!"}, {"Authorization": "Bearer sit_" + "a" * 500}, {"Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example"}, {"Access-Reason": "%00%ff"}, {"Idempotency-Key": "x" * 300},
    {"Range": "bytes=0-1,0-1"}, {"Expect": "100-continue"}, {"X-Original-URL": "/admin/"},
)  # fmt: skip


Knock = tuple[Visitor, str, str]  # who, by which method, at which address


@dataclass(frozen=True)
class Question:
    """One request of one visitor."""

    visitor: Visitor
    method: str
    path: str
    route: str
    body: bytes = b""
    kind: str = ""
    head: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = (self.visitor.name, self.method, self.path[:120], self.kind[:40], self.head or "")
        return " ".join(map(str, said))


def questions(world: World, at_least: int) -> Iterator[Question]:
    """Yield the whole matrix, and as many more gone wrong; of fewer than it, some of both."""
    scene = Places(world.story, world.belongings)
    chance = random.Random(SEED)
    matrix = [
        (visitor, method, route)
        for visitor in world.visitors
        for route in ROUTES
        for method in METHODS
        if route not in LEFT_OUT
    ]
    if at_least < len(matrix):
        matrix = _every_address(matrix, chance, at_least * 3 // 4)
    for visitor, method, route in matrix:
        yield _plain(visitor, method, route, scene)
    for _more in range(max(at_least - len(matrix), at_least // 6)):
        yield _gone_wrong(chance, world, scene)


def _every_address(matrix: list[Knock], chance: random.Random, most: int) -> list[Knock]:
    """Choose so many of them that each address is asked by each method, and by all visitors."""
    chance.shuffle(matrix)
    first: dict[object, Knock] = {}
    for visitor, method, route in matrix:
        first.setdefault((method, route), (visitor, method, route))
    by_visitor = {
        (visitor.name, route): (visitor, method, route)
        for visitor, method, route in matrix
        if method == "GET"
    }
    chosen = [*first.values(), *by_visitor.values()]
    return chosen if most >= len(chosen) else chance.sample(chosen, most)


def _plain(visitor: Visitor, method: str, route: str, scene: Places) -> Question:
    """The address with the foreign case in it, and a body that could be meant."""
    body, kind = b"", ""
    if method in ("POST", "PUT", "PATCH"):
        meant = {"version": scene.version, "reason": "抽查", "note": "x", "case": scene.number}
        kind = JSON if route.startswith("api/") else FORM
        body = json.dumps(meant).encode() if kind == JSON else _form(meant)
    return Question(visitor, method, scene.address(route), route, body, kind)


def _form(meant: dict[str, object]) -> bytes:
    return "&".join(f"{name}={quote(str(value))}" for name, value in meant.items()).encode()


def _gone_wrong(chance: random.Random, world: World, scene: Places) -> Question:
    visitor, route = chance.choice(world.visitors), chance.choice(ROUTES)
    while route in LEFT_OUT:
        route = chance.choice(ROUTES)
    method = chance.choice(METHODS)
    path = scene.address(route)
    foreign = chance.choice(
        (scene.number, scene.letter, world.draft.number, *world.belongings.cases)
    )
    kind, body, head = "", b"", {}
    what = chance.randrange(5)
    if what == 0:
        path = _with_odd_name(chance, route, scene)
    elif what == 1:
        query = chance.choice(
            (*ODD_QUERIES, f"q={foreign}", f"case={foreign}", f"number={foreign}")
        )
        path = f"{path}?{query}"
    elif what == 2:
        method = chance.choice(("POST", "PUT", "PATCH"))
        kind, body = chance.choice(ODD_BODIES)
    elif what == 3:
        head = chance.choice(ODD_HEADS)
    else:
        method, kind = "POST", JSON if route.startswith("api/") else FORM
        names = ("case", "number", "case_number", "letter", "code", "id", "person", "pk", "agency")
        meant = dict.fromkeys(chance.sample(names, 4), foreign)
        body = json.dumps(meant).encode() if kind == JSON else _form(meant)
    return Question(visitor, method, path, route, body, kind, head)


def _with_odd_name(chance: random.Random, route: str, scene: Places) -> str:
    """Put something odd where an address names a thing."""
    odd = quote(chance.choice(ODD_NAMES), safe="%")
    parts = route.split("/")
    named = [place for place, part in enumerate(parts) if "<" in part]
    if not named:
        return f"{scene.address(route)}{odd}/"
    place = chance.choice(named)
    before, after = "/".join(parts[:place]), "/".join(parts[place + 1 :])
    filled = [scene.address(each).lstrip("/") for each in (before, after)]
    return "/" + "/".join(part for part in (filled[0], odd, filled[1]) if part)
