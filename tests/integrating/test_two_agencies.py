"""Two agencies by their systems and the published client: what the line loses loses nothing."""

import random
from datetime import timedelta

import pytest
from django.test import Client
from portal_client import Answer, NotGenuine, Portal, Problem, of_person, of_system, verify

from casework.actions.duties import do_what_is_due
from casework.models import Case
from feeds.rules import signing
from letters.models import Letter
from tests.api.calling import ALL_SCOPES, SECRET, program_of, register
from tests.cast import MONDAY, make_draft, make_world
from transfers.actions import applying
from transfers.management.commands.check_invariants import violations

AT_MOST = 60  # rounds of everybody


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


@pytest.mark.parametrize("loses", [0.0, 0.25])
def test_two_agencies_carry_a_transfer_by_program(db, time_machine, loses):
    time_machine.move_to(MONDAY, tick=False)
    world = make_world()
    draft = make_draft(world, "pension")
    applying.submit(draft, by=world.applicant, now=MONDAY)
    net = Net(random.Random(7), loses)
    offices = []
    sides = (("new", "guangzhou"), ("original", "chengdu"))
    for side, place in sides:
        clerk = f"pension_{side}_b"
        register(world.agency("pension", place), place)
        token = program_of(getattr(world, clerk)).headers["authorization"].split()[1]
        offices.append(Office(net, f"{side}-agency", place, token))

    for number in range(AT_MOST):
        do_what_is_due(now=MONDAY + timedelta(seconds=number))
        for office in offices:
            office.work()
        if Case.objects.get(pk=draft.pk).state.is_end:
            break

    assert Case.objects.get(pk=draft.pk).status == "completed"
    assert (net.lost > 0) is (loses > 0)
    kinds = list(Letter.objects.values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds)), "no letter was issued twice"
    assert not list(violations())


def test_the_client_verifies_what_the_portal_signs():
    secret, body = signing.new_secret(), b'{"type": "trial"}'
    headers = signing.headers([signing.new_secret(), secret], "msg_1", MONDAY, body)
    at = MONDAY.timestamp()

    assert verify(secret, headers, body, now=at) == {"type": "trial"}
    wrong = ((secret, body + b" ", at), (signing.new_secret(), body, at), (secret, body, at + 301))
    for key, said, now in wrong:
        with pytest.raises(NotGenuine):
            verify(key, headers, said, now=now)
