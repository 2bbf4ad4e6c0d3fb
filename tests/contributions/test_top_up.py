"""Months that an employer pays after all: what they take, and two persons who decide."""

from datetime import date
from decimal import Decimal

import pytest

from applications import known
from applications.actions import applying, drafting
from applications.models import Application
from applications.registry import service_of
from services.contributions.top_up import TOP_UP
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, make_world_online
from tests.particulars.story import act, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROW = {"first": date(2026, 4, 1), "last": date(2026, 5, 1), "base": Decimal("8000.00")}
SAID = {
    "employer": "广州样例有限公司", "insurance": "pension", "ground": "not-declared",
    "months": [ROW], "reach": "six-months",
}  # fmt: skip


@pytest.fixture
def world(db, monkeypatch):
    print_blank_letters(monkeypatch)
    return make_world_online(TOP_UP)


def begun(world):
    """Begin an application."""
    return drafting.start(TOP_UP, by=world.other_person, now=MONDAY)


def found_by(world, **said):
    """Return what the rules say of an application with these answers."""
    today, service = MONDAY.date(), service_of(TOP_UP.name)
    of = known.known_for(begun(world).case, today=today)
    return known.pre_check(service, known.asked(service, {**SAID, **said}, of, today=today))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, []),
        ({"months": [{**ROW, "first": date(2026, 3, 1)}]}, ["CON23"]),  # March has arrived
        ({"months": [{**ROW, "first": date(2026, 3, 1)}], "ground": "too-low"}, []),
        ({"months": [{**ROW, "first": date(2025, 7, 1), "last": date(2025, 8, 1)}]}, ["CON24"]),
        (
            {
                "months": [{**ROW, "first": date(2022, 7, 1), "last": date(2022, 8, 1)}],
                "reach": "longer", "legal_paper": "none",
            },
            ["CON06"],
        ),
    ],
)  # fmt: skip
def test_the_months_decide_what_it_takes(world, held, said, codes):
    found = found_by(world, **said)

    assert [each.code for each in found.verdict.reasons] == codes


def test_what_the_employer_would_pay_is_shown_before_it_is_sent(world, held):
    shown = {each.label.en: each.value for each in found_by(world).figures}

    assert shown["To be paid (both shares)"] == "¥3840.00"
    assert shown["Late fee (the employer's, to yesterday)"].startswith("¥")


def test_two_persons_grant_it_and_the_record_stays_until_the_money_arrives(world, held):
    edge = {"by": world.other_person, "now": MONDAY}
    application = begun(world)
    drafting.save(application, SAID, **edge)
    applying.submit(fresh(application), **edge)
    before = list(held.periods.values())

    assert fresh(application).case.matter == "pension:2026-04"
    act("prepare-decision", application, world.pension_new_a, outcome="granted")
    act("approve-decision", application, world.pension_new_b)

    assert fresh(application).case.status == "completed"
    assert list(held.periods.values()) == before
    assert Application.objects.count() == 1
