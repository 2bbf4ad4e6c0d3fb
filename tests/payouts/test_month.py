"""A month from the run to the last answer of the bank: nothing doubled, nothing missing."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db.models import Sum

from agencies.actors import SYSTEM
from casework.actions import halting
from casework.actions.duties import do_what_is_due
from casework.errors import IssuingStopped
from casework.models import Duty, Notice
from kit.errors import NotPermitted
from payouts.actions import answering, comparing, entitling, picking, preparing, releasing, running
from payouts.errors import FileRefused, NotNow
from payouts.invariants import INVARIANTS
from payouts.models import Batch, Entitlement, Finding, Payable, Preparation, Run
from payouts.rules.bank_answer import Result, write
from payouts.rules.bank_file import orders_in
from records.models import Posting
from tests.cast import MONDAY
from tests.payouts.story import (
    FUND,
    OCTOBER,
    PAY_DAY,
    SEPTEMBER,
    answer_of,
    lines,
    make_paying,
    moment,
    pay_to,
    run_month,
    sent,
    somebody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_paying()


def states():
    return [each.state for each in Payable.objects.order_by("pk")]


def test_a_run_that_is_killed_and_begun_anew_owes_each_once(world, monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 2)
    for number in range(5):
        somebody(world, number, since=OCTOBER)
    Entitlement.objects.update(reckon_from=None)
    run = running.open_run(world.agency("pension", "hangzhou"), FUND, OCTOBER, now=MONDAY)
    running.work_off(run, now=MONDAY, chunks=1)
    assert Payable.objects.count() == 2
    Run.objects.update(reached=0)  # the piece is lost, and its payments are there

    run_month(world, OCTOBER)
    run_month(world, OCTOBER)

    assert Payable.objects.count() == 5
    done = Run.objects.get()
    assert (done.state, done.owed_lines, done.owed_fen) == ("compared", 5, 5 * 184000)


def test_a_rate_changed_backwards_while_a_run_is_under_way_is_in_it(world, monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 1)
    for number in range(2):
        somebody(world, number, since=OCTOBER)
    Entitlement.objects.update(reckon_from=None)
    run = running.open_run(world.agency("pension", "hangzhou"), FUND, OCTOBER, now=MONDAY)
    running.work_off(run, now=MONDAY, chunks=1)

    first = Entitlement.objects.order_by("pk").first()
    entitling.new_rate(first, from_month=OCTOBER, lines=lines("1700.00"), at=MONDAY)
    done = run_month(world, OCTOBER)

    owed = Payable.objects.counting().order_by("entitlement")
    assert list(owed.values_list("gross_fen", flat=True)) == [170000, 184000]
    assert (done.state, done.owed_lines, done.owed_fen) == ("compared", 2, 354000)


def test_a_late_answer_says_nothing_of_a_payment_that_was_sent_again(world):
    person, _silent = somebody(world, 1, suffix="901"), somebody(world, 2, suffix="908")
    run_month(world)
    (batch,) = sent(world)
    answering.take(batch, answer_of(batch), by=None, now=PAY_DAY)  # nobody was told yet
    person.payment_accounts.update(state="replaced")
    pay_to(person, "6222021234560100", since=date(2026, 9, 10))
    (again,) = sent(world, now=PAY_DAY)

    silent = Payable.objects.order_by("pk").last()
    result = Result(2, silent.pk, "00", "X1", PAY_DAY.date())
    late = write(batch.number, [result], {2: silent.amount_fen}, PAY_DAY)
    answering.take(batch, late, by=None, now=PAY_DAY)

    assert states() == ["sent", "paid"]
    assert (again.lines, Batch.objects.get(pk=batch.pk).state) == (1, "answered")


def test_a_month_is_paid_told_and_closed(world):
    somebody(world, 1)
    run_month(world)

    (batch,) = sent(world)
    assert answering.take(batch, answer_of(batch), by=world.payer_a, now=PAY_DAY) == 1
    assert answering.take(batch, answer_of(batch), by=world.payer_a, now=PAY_DAY) == 0
    do_what_is_due(now=PAY_DAY)

    assert states() == ["paid"]
    assert Batch.objects.get().state == "answered"
    assert Run.objects.get().state == "closed"
    assert Notice.objects.filter(kind="benefit-paid").count() == 1
    by_side = Posting.objects.order_by("side").values_list("side").annotate(n=Sum("amount_fen"))
    assert dict(by_side) == {"fund": -184000, "transit": 0, "person": 184000}


def test_the_duties_do_all_of_it_by_the_clock(world):
    somebody(world, 1, since=SEPTEMBER)
    for day in (1, 4):
        do_what_is_due(now=moment(SEPTEMBER, day=day))
        do_what_is_due(now=moment(SEPTEMBER, day=day) + timedelta(minutes=5))
    assert Run.objects.get().state == "compared"
    sent(world)

    do_what_is_due(now=PAY_DAY + timedelta(hours=3))

    assert states() == ["paid"]


@pytest.mark.parametrize(
    ("suffix", "state", "why"),
    [("901", "returned", "R01"), ("904", "returned", "R04"), ("906", "held", "R06")],
)
def test_what_comes_back_is_told_the_same_day_and_goes_to_the_fund(world, suffix, state, why):
    somebody(world, 1, suffix=suffix)
    run_month(world)
    (batch,) = sent(world)

    answering.take(batch, answer_of(batch), by=None, now=PAY_DAY)
    do_what_is_due(now=PAY_DAY)

    payable = Payable.objects.get()
    assert (payable.state, payable.returned_because) == (state, why)
    assert Notice.objects.get(kind="benefit-returned").data == {"code": why}
    assert Posting.objects.aggregate(n=Sum("amount_fen", filter=None))["n"] == 0
    assert Posting.objects.filter(side="fund").aggregate(n=Sum("amount_fen"))["n"] == 0


def test_a_large_month_fills_its_batches_behind_the_request_and_goes_on_where_it_stopped(
    world, monkeypatch
):
    people = [somebody(world, number) for number in range(1, 8)]
    run_month(world)
    monkeypatch.setattr(picking, "CHUNK", 2)
    monkeypatch.setattr(preparing, "IN_REQUEST", 1)
    monkeypatch.setattr(preparing, "MOST_LINES", SimpleNamespace(count=lambda *_asked: 3))

    asked = preparing.prepare(FUND, by=world.payer_a, now=MONDAY)
    again = preparing.prepare(FUND, by=world.payer_b, now=MONDAY)
    (first,) = asked.made()
    assert (again.pk, asked.done_at, first.state, first.lines) == (asked.pk, None, "filling", 2)
    with pytest.raises(NotNow):
        releasing.release(first, by=world.payer_b, now=MONDAY)
    with monkeypatch.context() as broken:
        broken.setattr(Preparation, "save", lambda *_args, **_more: raise_(RuntimeError))
        with pytest.raises(RuntimeError):
            preparing.work_off(asked, now=MONDAY)
    assert [each.lines for each in asked.made()] == [2]
    # What comes to be owed meanwhile waits for the next one.
    late = somebody(world, 9)
    running.reckon(Entitlement.objects.get(person=late).pk, SEPTEMBER, now=MONDAY)
    do_what_is_due(now=MONDAY)

    assert [(each.state, each.lines) for each in asked.made()] == [
        ("prepared", 3), ("prepared", 3), ("prepared", 1),
    ]  # fmt: skip
    assert [each.sequence for each in first.entries.order_by("sequence")] == [1, 2, 3]
    batched = Payable.objects.filter(state="batched")
    assert {each.person_id for each in batched} == {each.pk for each in people}
    assert Payable.objects.get(person=late).state == "owed"
    assert [said for each in INVARIANTS for said in each()] == []


def raise_(error):
    raise error


def test_another_account_mends_what_came_back(world):
    person = somebody(world, 1, suffix="901")
    run_month(world)
    (batch,) = sent(world)
    answering.take(batch, answer_of(batch), by=None, now=PAY_DAY)
    assert preparing.prepare(FUND, by=world.payer_a, now=PAY_DAY).made() == []

    person.payment_accounts.update(state="replaced")
    pay_to(person, "6222021234560100", since=date(2026, 9, 10))
    (again,) = sent(world, now=PAY_DAY)
    answering.take(again, answer_of(again), by=None, now=PAY_DAY + timedelta(days=2))

    assert states() == ["paid"]
    assert Payable.objects.get().attempts == 2
    assert Posting.objects.filter(side="fund").aggregate(n=Sum("amount_fen"))["n"] == -184000


def test_a_payment_without_an_account_waits_and_says_why_once(world):
    somebody(world, 1, suffix="")
    run_month(world)

    for _twice in range(2):
        assert preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made() == []

    assert Payable.objects.get().held_because == "no-account"
    assert Notice.objects.filter(kind="benefit-held").count() == 1


def test_whoever_dies_between_batch_and_release_is_left_out(world):
    person, _other = somebody(world, 1), somebody(world, 2)
    run_month(world)
    (batch,) = preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made()
    person.deceased_on = date(2026, 9, 6)
    person.save()

    releasing.release(batch, by=world.payer_b, now=MONDAY)

    assert states() == ["held", "sent"]
    batch.refresh_from_db()
    assert (batch.lines, batch.total_fen) == (1, 184000)


def test_nobody_releases_what_they_prepared_and_a_stop_holds_it(world):
    somebody(world, 1)
    run_month(world)
    (batch,) = preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made()

    with pytest.raises(NotPermitted):
        releasing.release(batch, by=world.payer_a, now=MONDAY)
    halting.stop(None, reason="为何", by=SYSTEM, now=MONDAY)
    with pytest.raises(IssuingStopped):
        releasing.release(batch, by=world.payer_b, now=MONDAY)

    assert Batch.objects.get().state == "prepared"


def test_of_two_releases_at_once_the_second_is_told_and_the_money_leaves_once(world):
    somebody(world, 1)
    run_month(world)
    (batch,) = preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made()
    seen_by_both = Batch.objects.get(pk=batch.pk)

    releasing.release(batch, by=world.payer_b, now=MONDAY, version=batch.version)
    with pytest.raises(NotNow):
        releasing.release(seen_by_both, by=world.payer_b, now=MONDAY, version=seen_by_both.version)

    assert batch.files.count() == 1
    assert Posting.objects.filter(movement="paid-out", amount_fen__gt=0).count() == 1


def test_a_batch_taken_back_leaves_its_payments_owed(world):
    somebody(world, 1)
    run_month(world)
    (batch,) = preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made()

    preparing.dissolve(batch, by=world.payer_a, now=MONDAY)
    with pytest.raises(NotNow):
        releasing.release(batch, by=world.payer_b, now=MONDAY)

    assert states() == ["owed"]
    assert len(preparing.prepare(FUND, by=world.payer_a, now=MONDAY).made()) == 1


def test_a_payment_unlike_last_month_is_held_until_somebody_has_looked(world):
    somebody(world, 1)
    run_month(world)
    sent(world)
    entitling.new_rate(
        Entitlement.objects.get(), from_month=OCTOBER, lines=lines("3000.00"), at=moment(OCTOBER)
    )
    run_month(world, OCTOBER)
    assert preparing.prepare(FUND, by=world.payer_a, now=moment(OCTOBER, day=9)).made() == []
    finding = Finding.objects.get()
    assert (finding.kind, finding.before_fen) == ("changed", 184000)

    comparing.clear(finding, by=world.payer_b, now=moment(OCTOBER, day=9))

    assert len(preparing.prepare(FUND, by=world.payer_a, now=moment(OCTOBER, day=9)).made()) == 1


def test_an_answer_of_another_batch_is_refused_whole(world):
    somebody(world, 1)
    run_month(world)
    (batch,) = sent(world)
    content = answer_of(batch)
    orders = list(orders_in(bytes(batch.files.get(kind="order").content)))

    for wrong in (
        content[:-1],
        content.replace(batch.number.encode(), b"B9999"),
        content.replace(b"1840.00", b"1840.01"),
        content.replace(f"|{orders[0].payable}|".encode(), b"|999999|"),
        "付款".encode("gbk"),
    ):
        with pytest.raises(FileRefused):
            answering.take(batch, wrong, by=None, now=PAY_DAY)

    assert states() == ["sent"]
    assert not Duty.objects.filter(kind="tell-paid").exists()
