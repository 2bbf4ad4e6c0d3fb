"""Knocking at every address as everybody: what stands in the address, and what an answer means."""

import re
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from portal.claims import claim_of
from tests.api.calling import Program, ask_for_token, program_of
from tests.authorisation.expected import COLUMN
from tests.routes import views_of

VIEWS = dict(reversed([*views_of(get_resolver())]))  # of two at one address the first answers
ROUTES = list(VIEWS)
METHODS = ("get", "post", "patch", "put", "delete")
ON_PAGES = ("get", "post")
OF_A_CASE = ("<str:number>", "<str:letter>", "<int:pk>", "<slug:key>")
OF_NO_CASE = (
    *("account/", "desk/employers/", "desk/differences/"),
    *("desk/payouts/", "my/benefits/", "my/recoveries/", "api/v1/reconciliation/"),
)
BODY = {"reason": "抽查", "what": "number", "note": "x", "outcome": "x"}
# A reason, percent-encoded, for those of whom the table asks one.
REASON = {"access-reason": "%E6%8A%BD%E6%9F%A5"}


def is_of_a_case(route):
    """Whether the address names one case or something in it, and no passkey, employer, payment."""
    return any(each in route for each in OF_A_CASE) and not route.startswith(OF_NO_CASE)


def without_a_door(route):
    """Return the methods that an address of the API has no handler for, whoever asks.

    Elsewhere a page says so by itself, before it asks who comes.
    """
    view = getattr(VIEWS[route], "cls", None)
    if view is None:
        return set()
    known = getattr(VIEWS[route], "actions", None) or {m for m in METHODS if hasattr(view, m)}
    return {*METHODS} - {*known}


@dataclass
class Answer:
    """What somebody was answered at an address."""

    name: str
    method: str
    route: str
    status: int
    body: str
    where_to: str

    def __str__(self):
        return f"{self.name} {self.method} {self.route} → {self.status} {self.where_to}"

    @property
    def means(self):
        """Return in a word what the answer says."""
        if self.status >= 500:
            return "broken"
        if "/login/" in self.where_to:
            return "sign in"
        if self.where_to.startswith("/identity/"):
            return "verify"
        return {401: "sign in", 403: "denied", 404: "hidden"}.get(self.status, "in")


# Nobody was listed, stands there, has a card or an answer written; a late case has no day ahead.
NOT_THERE = ("listed/", "desk/counter/", "cards/", "desk/library/", "my/calendar/")


class Scene:
    """A case and what stands in the addresses of it, looked up once."""

    def __init__(self, story):
        case = story.case
        self.number, self.version = case.number, case.version
        self.letter = getattr(case.letters.last(), "number", "")
        self.money = getattr(story.transfer.remittances.last(), "pk", 0)
        self.escalation = getattr(case.escalations.order_by("rung").last(), "pk", 0)
        # Methods that an address does not know, whoever asks.
        self.closed = {(method, route) for route in ROUTES for method in without_a_door(route)}

    def has_what_it_names(self, route):
        """Whether there is what the address names beside the case."""
        if route.endswith(("<str:number>/<slug:act>/", "/draft/")):
            return False  # of an application; this case is a transfer
        if "papers/" in route or route.endswith("cost-list/"):  # of an application, too
            return False
        if "letters/" in route:
            return bool(self.letter)
        if route.startswith("apply/"):  # the draft of a declared service; a transfer has its own
            return False
        if route.startswith(NOT_THERE):
            return False
        if "<int:pk>" in route:
            return bool(self.escalation if "escalations" in route else self.money)
        return True

    def address(self, route):
        """Return the route with this case, its letter and its money in it."""
        is_letter = route.startswith("letters/") and self.letter
        filled = {
            "<str:number>": self.letter if is_letter else self.number,
            "<str:letter>": self.letter or "none",
            "<slug:page>": "places",
            "<slug:field>": "code",
            "<slug:slot>": "household-register-page",
            "<slug:wish>": "temporary",
            "<slug:card>": "none",
            "<slug:slug>": "none",
            "<str:question>": "none",
            "<str:order>": self.number,
            "<slug:key>": "none",
            "<slug:file>": "none",
            "<int:pk>": str(self.escalation if "escalations" in route else self.money),
            "<int:statement>": "1",
            "<int:key>": "1",
            "<int:relationship>": "1",
            "<int:line>": "1",
            "<int:entitlement>": "1",
            "<slug:batch>": "none",
            "<slug:name>": "none",
            "<slug:client>": "none",
            "<int:arrival>": "1",
            "<str:day>": "2026-09-04",
            "<int:allotment>": "1",
            "<slug:act>": "set-aside",
            "<int:year>": "2026",
            "<int:sequence>": "1",
            "<str:code>": "440100" if "regions" in route else "P440100",
            "<str:mandate>": "W00-0000-0000",
            "<str:service>": "pension-transfer",
            "<str:name>": "pension.interest-rate",
            "<str:insurance>": "pension",
            "<str:calculator>": "deadline",
            "<path:object_id>": "1",
            "<path:content_type_id>": "1",
            "(?P<url>.*)$": "nothing-here",
        }
        route = re.sub(r"\^\(\?P<app_label>[^)]*\)/\$", "agencies/", route)
        for placeholder, value in filled.items():
            route = route.replace(placeholder, value)
        if "(?P<app_label>" in route:
            route = f"{route[: route.index('^')]}agencies/"
        return f"/{route}"


class Visitor:
    """One of the cast, with a browser and a program."""

    def __init__(self, world, name):
        self.name, who = name, getattr(world, name)
        self.browser = Client(raise_request_exception=False)
        self.program = Program()
        if who.user:
            self.browser.force_login(who.user)
            self.program = program_of(who)
        elif who.client:
            self.browser = None
            self.program = Program(ask_for_token(who.client.client_id).json()["access_token"])
        self.program.client.raise_request_exception = False

    def knocks(self, route, scene):
        """Yield the answers to reading and to writing; nothing that is done is kept."""
        for method in METHODS:
            if (method, route) in scene.closed:
                continue
            with transaction.atomic():
                answer = self._answer(method, route, scene)
                transaction.set_rollback(True)
            if answer is not None and answer.status == 405:
                scene.closed.add((method, route))
            elif answer is not None:
                yield answer

    def asks(self, route, scene):
        """Yield the answers to reading and to posting, with what either has written."""
        answers = (self._answer(method, route, scene) for method in ("get", "post"))
        return filter(None, answers)

    def _answer(self, method, route, scene):
        path = scene.address(route)
        if route.startswith("api/v1/"):
            return self._call(method, route, path)
        if self.browser is None or method not in ON_PAGES:
            return None
        data = BODY | {"version": scene.version} if method == "post" else {}
        response = getattr(self.browser, method)(path, data)
        return self._read(method, route, response)

    def _call(self, method, route, path):
        path = path.removeprefix("/api/v1/")
        if method == "get":
            response = self.program.get(path, **REASON)
        else:
            response = self.program.send(method, path, '{"reason": "x"}', **REASON)
        return self._read(method, route, response)

    def _read(self, method, route, response):
        # A stream is read to its end, which closes the file it comes from.
        body = b"".join(response) if response.streaming else response.content
        return Answer(
            self.name,
            method,
            route,
            response.status_code,
            body.decode(errors="replace"),
            response.headers.get("Location", ""),
        )


@cache
def claimed(route):
    """Return the door and the row of a route."""
    found = claim_of(route)
    assert found, f"no row of the table claims {route}"
    return found


def role_of(name):
    """Return the column somebody stands in."""
    return COLUMN[name][0]
