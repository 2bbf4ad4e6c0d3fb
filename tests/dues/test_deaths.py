"""A death in the middle of paying: nothing is credited or goes back before two have looked."""

from datetime import date, timedelta

import pytest

from accounts.models import Person
from casework.errors import MoveNotPossible
from casework.models import DeathReport, Notice
from payments.actions import asking, settling
from payments.models import Difference, Payment, Refund
from records.models import Posting
from services.dues.actions import lapsing
from tests.api.calling import program_of, program_of_agency
from tests.cast import MONDAY, make_clerk
from tests.dues.story import MINUTE, dues, fresh, make_owing, order, pay, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_owing()


def die(world):
    Person.objects.filter(pk=world.person.pk).update(deceased_on=date(2026, 8, 30))


def report(world):
    DeathReport.objects.create(
        person=world.person, agency=world.agency("pension", "hangzhou"), source="登记",
        died_on=date(2026, 8, 30), proposed_by=world.pension_new_a.user, proposed_at=MONDAY,
    )  # fmt: skip


@pytest.mark.parametrize("becomes_known", [die, report])
def test_what_arrives_after_a_death_waits_for_two_persons(world, becomes_known):
    made = order(world)
    pay(made)
    becomes_known(world)

    asking.ask(made.number, now=MONDAY + MINUTE)

    assert (fresh(made).state, Difference.objects.get().kind) == ("disputed", "died")
    assert not Posting.objects.exists()
    assert not Refund.objects.exists()
    two = {"now": MONDAY + MINUTE}
    settling.explain(Difference.objects.get(), "家属已联系", by=world.pension_new_a, **two)
    settling.settle(Difference.objects.get(), by=world.pension_new_b, **two)
    work(MONDAY + 3 * MINUTE)
    assert Payment.objects.get().state == "sent-back"


def test_programs_of_two_persons_settle_a_difference_and_a_system_settles_none(world):
    made = order(world)
    pay(made)
    die(world)
    asking.ask(made.number, now=MONDAY + MINUTE)
    at = f"reconciliation/{Difference.objects.get().pk}"
    there = world.agency("pension", "hangzhou")
    one = program_of(world.pension_stranger)
    two = program_of(make_clerk("pension-hangzhou-b", there))
    system = program_of_agency(there)

    told = {"explanation": "家属已联系"}
    refused = [
        system.post(f"{at}/explain", told), two.post(f"{at}/settle"),
        one.post(f"{at}/explain", {"explanation": " "}),
    ]  # fmt: skip
    explained = one.post(f"{at}/explain", told)
    alone = one.post(f"{at}/settle")
    done, again = two.post(f"{at}/settle"), two.post(f"{at}/settle")

    assert [each.status_code for each in refused] == [403, 409, 422]
    assert explained.json()["explanation"] == "家属已联系"
    assert alone.status_code == 403
    assert done.json()["is_settled"] is again.json()["is_settled"] is True
    assert program_of(world.applicant).post(f"{at}/settle").status_code == 403
    assert program_of(world.pension_original_a).post(f"{at}/settle").status_code == 404


def test_a_second_payment_of_somebody_who_has_died_goes_nowhere_by_itself(world):
    made = order(world)
    pay(made)
    asking.ask(made.number, now=MONDAY + MINUTE)
    pay(made, now=MONDAY + MINUTE)
    die(world)

    asking.ask(made.number, now=MONDAY + 2 * MINUTE)

    assert (fresh(made).state, Difference.objects.get().kind) == ("paid", "died")
    assert not Refund.objects.exists()


def test_nobody_reminds_somebody_who_has_died_of_what_is_due(world):
    last = dues(world)[0].last_day
    die(world)

    lapsing.remind(last - timedelta(days=3), now=MONDAY)
    lapsing.lapse(last + timedelta(days=1), now=MONDAY)

    assert {each.state for each in dues(world)} == {"lapsed"}
    assert not Notice.objects.filter(to_person=world.person, kind__startswith="due-").exists()


def test_nothing_more_is_ordered_for_somebody_who_has_died(world):
    die(world)

    with pytest.raises(MoveNotPossible) as refusal:
        order(world)

    assert any(said in str(refusal.value.reason) for said in ("已去世", "has died"))
