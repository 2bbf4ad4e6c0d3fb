"""Random lives of payments: what is owed is what was paid and what is held, to the fen.

Rates up and down, pauses, ends, deaths, banks that send back, answers that never come: at the end
each month is worth what the rules say, whatever happened on the way.
"""

from datetime import date

from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from payouts import invariants
from payouts.actions import answering, entitling, preparing, releasing, running
from payouts.actions.reckoning import booked
from payouts.models import Batch, Entitlement, Finding, Payable
from payouts.rules.drawing import months
from payouts.rules.states import Drawn
from tests.payouts.story import FUND, answer_of, give, lines, make_paying, moment, pay_to

MONTHS = list(months(date(2026, 9, 1), date(2027, 2, 1)))
DEEDS = st.one_of(
    st.tuples(st.just("rate"), st.integers(0, 5), st.integers(1, 3000)),
    st.tuples(st.just("suspend"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("resume"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("end"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("die"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("nothing"), st.just(0), st.booleans()),
)
LIVES = st.lists(st.lists(DEEDS, max_size=2), min_size=6, max_size=6)


def do(entitlement, deed, at):
    what, number, how = deed
    month = MONTHS[number]
    if what == "rate":
        entitling.new_rate(entitlement, from_month=month, lines=lines(f"{how}.37"), at=at)
    elif what == "suspend":
        entitling.suspend(entitlement, from_month=month, reason="own-wish", at=at)
    elif what == "resume":
        entitling.resume(entitlement, from_month=month, at=at, pays_back=how)
    elif what == "end":
        entitling.end(entitlement, last_month=month, reason="work", at=at)
    elif what == "die":
        entitlement.person.deceased_on = month.replace(day=9)
        entitlement.person.save()


def run_and_pay(world, month, *, is_killed):
    """Run a month as it is run: killed once on the way, everything looked at, paid or sent back."""
    at, agency = moment(month), world.agency("pension", "hangzhou")
    run = running.open_run(agency, FUND, month, now=at)
    if is_killed:
        running.insert(run, after=0, until=10**9, now=at)
    running.work_off(run, now=at)
    Finding.objects.update(cleared_at=at, cleared_by=world.payer_b.user)
    for batch in preparing.prepare(FUND, by=world.payer_a, now=at).made():
        releasing.release(batch, by=world.payer_b, now=at)
        batch.refresh_from_db()
        later = moment(month, day=20)
        answering.take(batch, answer_of(batch, later), by=None, now=later)


class Lives(TestCase):
    """Each life in a database of its own, which is left as it was found."""

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(LIVES, st.sampled_from(["100", "901", "904", "906", "907", "908", ""]))
    def test_what_is_owed_is_paid_or_held_to_the_fen(self, life, suffix):
        world = make_paying()
        drawn = give(world)
        if suffix:
            pay_to(world.person, f"622202123456789{suffix}")

        for number, (month, deeds) in enumerate(zip(MONTHS, life, strict=True)):
            for deed in deeds:
                do(Entitlement.objects.get(pk=drawn.pk), deed, moment(month, day=2))
            run_and_pay(world, month, is_killed=number % 2 == 0)

        held = Entitlement.objects.get(pk=drawn.pk)
        worth = {month: held.span.due_fen(month) for month in MONTHS}
        found = booked(held, MONTHS[0])
        assert {month: found.get(month, 0) for month in MONTHS} == worth
        assert held.state in list(Drawn)
        paid_out = Batch.objects.aggregate(fen=Sum("paid_fen"))["fen"] or 0
        states = Payable.objects.filter(state="paid").aggregate(fen=Sum("amount_fen"))
        assert (states["fen"] or 0) == paid_out
        assert [text for check in invariants.INVARIANTS for text in check()] == []
