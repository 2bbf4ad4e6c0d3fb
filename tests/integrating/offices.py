"""Two agencies as their systems work: by the published client, over a line that may break."""

import random

from django.test import Client
from portal_client import Answer, Portal, Problem, of_person, of_system

from tests.api.calling import ALL_SCOPES, SECRET, program_of, register
from tests.cast import MONDAY

SIDES = (("new", "guangzhou"), ("original", "chengdu"))


class LostLine(OSError):
    """The line broke, before the request came or before its answer was back."""


class Net:
    """Sends by the portal's own door, and loses some requests and some answers."""

    def __init__(self, chance: random.Random, loses: float) -> None:
        self.chance, self.loses, self.lost = chance, loses, 0

    def send(self, method, url, headers, body):
        if self.chance.random() < self.loses:
            self.lost += 1
            raise LostLine
        path = url.removeprefix("http://portal.example")
        kind = headers.get("Content-Type", "application/json")
        answer = Client().generic(method, path, body or b"", content_type=kind, headers=headers)
        if self.chance.random() < self.loses:
            self.lost += 1
            raise LostLine
        return Answer(answer.status_code, dict(answer.headers), answer.content)


class Office:
    """An agency's system and its second person; after a crash only `kept` is there."""

    def __init__(self, net, side, client, person):
        self.net, self.side, self.client, self.person = net, side, client, person
        self.kept = {"after": "0"}
        self.start()

    def start(self):
        """Begin anew with nothing in memory."""
        address = "http://portal.example"
        system = of_system(self.client, SECRET, ALL_SCOPES)
        self.portal = Portal(address, system, send=self.net.send)
        self.second = Portal(address, of_person(self.person), send=self.net.send)
        for each in (self.portal, self.second):
            each.transport.sleep = lambda _seconds: None

    def work(self):
        """Read what has happened, do what is to be done, and keep how far one has come."""
        try:
            for event in self.portal.happened(self.kept["after"]):
                self.look_at(event["case"])
                self.kept["after"] = event["place"]
        except Problem as problem:
            if problem.code != "move_not_possible":  # somebody was faster: look again
                raise
        except LostLine:
            self.start()

    def look_at(self, number):
        case = self.portal.one_case(number)
        version, key = case["version"], f"{number}-{case['version']}"
        if case["turn"] != self.side:
            return
        match case["status"]:
            case "submitted":
                self.portal.accept(number, {"note": ""}, version=version, key=f"accept-{key}")
            case "letter-issued":
                self.hand_over(case, number, version, key)
            case "handed-over":
                self.settle(case, number, version, key)

    def hand_over(self, case, number, version, key):
        waits = any(form["sent_at"] is None for form in case["forms"])
        if not waits:
            self.portal.prepare_form(number, {}, version=version, key=f"prepare-{key}")
            version, key = version + 1, f"{number}-{version + 1}"
        money = {"reference": f"B-{number}", "sent_on": f"{MONDAY:%Y-%m-%d}"}
        self.second.send_form(number, money, version=version, key=f"send-{key}")

    def settle(self, case, number, version, key):
        if case["remittances"][-1]["arrived_on"] is None:
            total = case["forms"][-1]["total"]
            arrival = {"reference": f"B-{number}", "amount": total}
            arrival["arrived_on"] = f"{MONDAY:%Y-%m-%d}"
            self.portal.record_arrival(number, arrival, version=version, key=f"arrive-{key}")
        elif case["settlement"] is None:
            self.portal.prepare_settlement(number, {}, version=version, key=f"settle-{key}")
        else:
            self.second.complete(number, {}, version=version, key=f"complete-{key}")


def open_offices(world, insurance, nets):
    """Return the offices of both sides; `nets` are their lines, the new agency's first."""
    return [
        _office(world, insurance, side, place, net)
        for (side, place), net in zip(SIDES, nets, strict=True)
    ]


def _office(world, insurance, side, place, net):
    name = f"{insurance}-{place}"
    register(world.agency(insurance, place), name)
    token = program_of(getattr(world, f"{insurance}_{side}_b")).headers["authorization"].split()[1]
    return Office(net, f"{side}-agency", name, token)
