"""A thousand transfers of both insurances by program, while one side crashes at random.

Told by `make carry` alone (CARRIED=1000): nothing is lost, nothing moves twice, nothing is made by
hand. People file by their own programs; what they bring along are the records of their agencies.
"""

import os
import random
import time
from collections import Counter
from datetime import date, timedelta

import pytest

from casework.actions.duties import do_what_is_due
from casework.models import Case
from letters.models import Letter
from records.models import Relationship
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_person, make_verified_user, make_world
from tests.integrating.offices import Net, open_offices
from transfers.management.commands.check_invariants import violations
from transfers.models import InformationForm, Remittance

CARRIED = int(os.environ.get("CARRIED", "1000"))
INSURANCES = ("pension", "medical")
ROUNDS = 200
CRASHES = 0.05  # of the calls of one side are not sent, or their answers never read

pytestmark = pytest.mark.long


def file_one(world, number, insurance):
    """Let somebody file by a program of their own; return the number of the case."""
    person = make_person(f"申请{number}", date(1990, 6, 1) + timedelta(days=number))
    new, old = world.agency(insurance, "guangzhou"), world.agency(insurance, "chengdu")
    insure(person, old, insurance, range(2014, 2025), base=500_000 + number)
    active = Relationship.Status.ACTIVE
    insure(person, new, insurance, range(2025, 2027), status=active, last_month=8)
    program = program_of(make_verified_user(f"applicant-{number}", person))
    case = program.post("cases", {"insurance": insurance}).json()["number"]
    answers = {"original_region": "510100", "new_region": "440100"}
    answers |= {"employer_name": "广州示例科技有限公司", "contact_phone": "13800000000"}
    assert program.patch(f"cases/{case}/answers", answers).status_code == 200
    assert program.post(f"cases/{case}/submit").status_code == 200
    return case


def test_two_agencies_carry_them_all_and_every_fen_arrives_once(db, time_machine, monkeypatch):
    time_machine.move_to(MONDAY, tick=False)
    print_blank_letters(monkeypatch)
    # How often one may call is another matter: a system with a thousand cases a day waits a minute.
    monkeypatch.setattr("kit.api.limits.CallerThrottle.allow_request", lambda *_asked: True)
    world, chance, begun = make_world(), random.Random(11), time.perf_counter()
    filed = [file_one(world, number, INSURANCES[number % 2]) for number in range(CARRIED)]
    crashing, offices = Net(chance, loses=CRASHES), []
    for insurance in INSURANCES:
        offices += open_offices(world, insurance, [crashing, Net(chance, loses=0.0)])

    for number in range(ROUNDS):
        now = MONDAY + timedelta(seconds=number)
        while do_what_is_due(now=now):
            pass
        for office in offices:
            office.work()
        if not Case.objects.filter(closed_at=None).exists():
            break

    took = time.perf_counter() - begun
    print(f"\n{CARRIED} transfers, {crashing.lost} crashes, {number + 1} rounds, {took:.0f} s")  # noqa: T201
    cases = Case.objects.filter(number__in=filed)
    assert Counter(cases.values_list("status", flat=True)) == {"completed": CARRIED}
    assert crashing.lost > CARRIED / 10
    letters = Counter(Letter.objects.values_list("case__number", "kind"))
    assert set(letters.values()) == {1}, "a letter was issued twice"
    sent = InformationForm.objects.exclude(sent_at=None)
    assert sorted(sent.values_list("transfer__case__number", flat=True)) == sorted(filed)
    for each in Remittance.objects.select_related("form"):
        assert each.amount_fen == each.arrived_fen == each.form.total_fen
    references = Counter(Remittance.objects.values_list("reference", flat=True))
    assert set(references.values()) == {1}
    assert not list(violations())
