"""Somebody else has paid after all: no more goes back than the fund paid, and two decide."""

from datetime import date
from decimal import Decimal

import pytest

from applications import known
from applications.actions import applying, drafting
from applications.registry import service_of
from casework.errors import MoveNotPossible
from casework.models import Case
from payouts.models import Recovery
from services.reimbursement.models import YearLine
from tests.applications.on_record import paid_claim
from tests.cast import MONDAY
from tests.papers import bring_papers, find_good
from tests.reimbursement.story import act, decide, fresh

SERVICE = "reimbursement-recovered"
SAID = {"claim": "R2026-PAID", "received": Decimal("30000.00"), "received_on": MONDAY.date()}


def sent(world, **more):
    by = {"by": world.applicant, "now": MONDAY}
    application = drafting.start(service_of(SERVICE), **by)
    drafting.save(application, {**SAID, **more}, **by)
    application = bring_papers(world, fresh(application))
    applying.submit(application, despite_checks=True, **by)
    find_good(fresh(application), world.people["beijing_a"], now=MONDAY)
    return fresh(application)


@pytest.mark.one_database
def test_what_the_fund_had_paid_goes_back_and_what_is_more_stays(world):
    paid_claim(world, world.agencies["beijing"])
    application = sent(world)
    found = known.rules_say(application, today=MONDAY.date())
    values = {each.label.en: each.value.en for each in found.figures}
    assert values["To go back to the fund"] == "24000.00"  # of 30,000 the fund had paid 24,000
    assert values["Stays with you of what was paid"] == "¥6,000.00"

    decide(world, application)

    debt = Recovery.objects.get()
    assert (debt.amount_fen, debt.reason, debt.person_id) == (
        2_400_000, "third-party-paid", world.person.pk,
    )  # fmt: skip
    assert debt.case_id == application.case.pk


@pytest.mark.one_database
def test_what_has_come_back_uses_nothing_of_the_ceiling_of_its_year(world):
    paid_claim(world, world.agencies["beijing"])
    claim = Case.objects.get(number="R2026-PAID")
    for year, fen in ((2025, 900_000), (2026, 1_500_000)):  # a stay over the end of a year
        YearLine.objects.create(
            case=claim, person=world.person, year=date(year, 1, 1), is_stay=True, at=MONDAY,
            covered_fen=fen, fund_fen=fen, own_fen=0,
        )  # fmt: skip
    decide(world, sent(world))

    def used():
        return [
            YearLine.objects.before(world.person, date(year, 1, 1), without=None).paid
            for year in (2025, 2026)
        ]

    assert used() == [Decimal(9000), Decimal(15000)]  # it is only owed
    Recovery.objects.update(back_fen=2_000_000)
    assert used() == [Decimal(4000), Decimal(0)]
    Recovery.objects.update(back_fen=2_400_000)
    assert used() == [Decimal(0), Decimal(0)]


@pytest.mark.one_database
def test_no_more_can_be_asked_back_than_was_paid(world):
    paid_claim(world, world.agencies["beijing"])
    application = sent(world, received=Decimal("500.00"))
    act("correct-figure", application, world.people["beijing_a"], figure="back", value="24000.01",
        reason="按判决书")  # fmt: skip
    with pytest.raises(MoveNotPossible):
        decide(world, application)


@pytest.mark.one_database
def test_whoever_was_paid_nothing_is_told_so(world):
    who = known.known_of(world.person, today=MONDAY.date())
    service = service_of(SERVICE)
    found = known.pre_check(service, known.asked(service, {}, who, today=MONDAY.date()))
    assert [each.code for each in found.verdict.reasons] == ["MED17"]
