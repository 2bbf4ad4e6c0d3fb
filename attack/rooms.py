"""What the rooms of the services are asked: each address of what somebody owns, with what fits it.

Which addresses there are is read from the portal; what is sent is what their forms ask for, once as
one would mean it and once gone wrong.
"""

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode

from attack.belongings import Places, named_in
from attack.files import as_form, files
from attack.people import Visitor, World
from attack.questions import FORM, JSON, Question
from tests.authorisation.doors import ROUTES

BIDI = "\u202e\u2066假的\u2069"
ROOMS = (
    *("my/", "dues/", "pay/", "cards/", "care/", "help/", "publications/", "retirement/"),
    *("employer", "listed/", "desk/payouts/", "desk/questions/", "desk/library/"),
    *("desk/differences/", "desk/records/", "desk/bank/", "desk/employers/", "desk/counter/"),
    *("api/v1/benefits", "api/v1/entitlements", "api/v1/batches", "api/v1/orders", "api/v1/dues"),
    *("api/v1/questions", "api/v1/desk-questions", "api/v1/answers", "api/v1/sharing"),
    *("api/v1/inheritances", "api/v1/accounts", "api/v1/cards", "api/v1/card-orders"),
    *("api/v1/record", "api/v1/bank", "api/v1/payments", "api/v1/mandates", "api/v1/invoice"),
    *("privacy/", "my-data/", "settings/", "api/v1/hospital", "api/v1/pension", "api/v1/retire"),
)
# What forms ask for, as one would mean it; a form takes what it knows.
MEANT = dict(
    parse_qsl(
        "do=release&what=settle&agree=yes&agrees=yes&sure=on&yes=1&answer=1&way=at-once&parts=3"
        "&amount=77131.19&reference=R-1&fund=unemployment&month=2026-09-01&state=held&reason=抽查"
        "&note=x&text=请问&explanation=x&version=1&number=1&name=王小燕&code=000000&ticket=x&mark=x"
        "&due=1&provider=sandbox&manner=pay&kind=loss&region=440100&rating=yes&about=pension"
        "&situation=other&may_publish=on&language=zh"
    )
)
DOS = ("release", "dissolve", "withdraw", "answer", "claim", "hand-on", "rate", "stop", "approve")
WRONG = ("", "-1", "9" * 40, "１", "\0", BIDI, "<script>alert(1)</script>", "1e400", "x" * 70_000)
QUERIES = (
    *("q=", "month=", "month=2026-13-01", "state=%00", "batch=", "page=2", "cursor=AAAA", "use="),
    *("question=", "answer=", "form=iso20022", "form=x", "growth=1e9", "on=9999-99-99", "path="),
    *("by=", "year=0", "fund=x", "code=", "ordering=-person", "format=csv"),
)
BANK_ANSWERS = (b"", b"\xff\xfe", b"1|2|3\n", b"<Document/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")


def rooms(visitor: Visitor, world: World) -> Iterator[Question]:
    """Yield what one visitor asks at each address of the rooms."""
    scene = Places(world.story, world.belongings)
    for place, route in enumerate(each for each in ROUTES if each.startswith(ROOMS)):
        path = scene.address(route)
        yield from _written(visitor, route, path, place)
        yield from _queries(visitor, route, path, place, world)
        if route.endswith(("answer/", "invoice-files/", "records/", "record-files/", "list/")):
            yield from _files(visitor, route, path)
    yield from _neighbours(visitor, scene)


def _written(visitor: Visitor, route: str, path: str, place: int) -> Iterator[Question]:
    kind = JSON if route.startswith("api/") else FORM
    for number, do in enumerate(DOS):
        if (number + place) % 3 == 0:
            yield Question(visitor, "POST", path, route, _body(MEANT | {"do": do}, kind), kind)
    wrong = dict.fromkeys(MEANT, WRONG[place % len(WRONG)])
    yield Question(visitor, "POST", path, route, _body(wrong, kind), kind)
    for method in ("PUT", "PATCH", "DELETE") if kind == JSON else ():
        yield Question(visitor, method, path, route, _body(MEANT, kind), kind)


def _body(said: dict[str, str], kind: str) -> bytes:
    return json.dumps(said).encode() if kind == JSON else urlencode(said).encode()


def _queries(
    visitor: Visitor, route: str, path: str, place: int, world: World
) -> Iterator[Question]:
    """Filters with the names of what is another's."""
    foreign = list(world.belongings.names)
    for number in range(3):
        query = QUERIES[(place * 3 + number) % len(QUERIES)]
        name = foreign[(place + number) % len(foreign)]
        asked = f"{query}{quote(name)}" if query.endswith("=") else query
        yield Question(visitor, "GET", f"{path}?{asked}", route)


def _files(visitor: Visitor, route: str, path: str) -> Iterator[Question]:
    small = [(name, data) for name, data in files() if len(data) < 200_000]
    for name, data in (*small[::4], *(("answer.txt", each) for each in BANK_ANSWERS)):
        for field in ("file", "files"):
            kind, body = as_form(name, data, field=field)
            yield Question(visitor, "POST", path, route, body, kind)
        yield Question(visitor, "POST", path, route, data, "application/octet-stream")


def _neighbours(visitor: Visitor, scene: Places) -> Iterator[Question]:
    """The same addresses with the name next to it, and with what is no name."""
    for route in ROUTES:
        begins = named_in(route)
        if begins is None:
            continue
        own = scene.address(route)
        name = scene.names[begins]
        for other in _beside(name):
            yield Question(visitor, "GET", own.replace(f"/{name}/", f"/{other}/"), route)


def _beside(name: str) -> tuple[str, ...]:
    if name.isdigit():
        return str(int(name) + 1), "0", str(2**63), str(2**31)
    return name[:-1] + ("0" if name[-1] != "0" else "1"), name.lower(), name[:-1], name + "%00"
