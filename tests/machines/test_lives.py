"""Whatever a life brings, every month lies at one place and every fen is somewhere.

`LIVES=10000` plays as many lives as that; the suite plays a few every time.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.blank_letters import print_blank_letters
from tests.machines.lives import PLACES, TWISTS, Life, make_world, share_of
from tests.undone import undone
from transfers.management.commands.check_invariants import violations

MORE = int(os.environ.get("LIVES", "0"))
LAST_YEAR = 2024  # rates are published up to here; later the form is held (its own test)
some_place = st.sampled_from(sorted(PLACES))
some_scheme = st.sampled_from(["employee", "employee", "resident"])


some_two = st.lists(some_place, min_size=2, max_size=2, unique=True)
some_base = st.sampled_from([300_000, 500_000, 765_400])


class LifeMachine(RuleBasedStateMachine):
    """Paying, owing, moving, moving in part, returning, disputing, coming back."""

    world = None
    number = 0

    def __init__(self):
        super().__init__()
        self.kept = undone()
        self.kept.__enter__()

    def teardown(self):
        self.kept.__exit__(None, None, None)

    @initialize(place=some_place, scheme=some_scheme, months=st.integers(1, 15))
    def begin(self, place, scheme, months):
        LifeMachine.number = LifeMachine.number % 900 + 1
        self.life = Life(self.world, LifeMachine.number)
        self.held = set()
        self.life.pay(place, scheme, months, 500_000 if scheme == "employee" else 20_000)

    def is_early(self):
        return self.life.year < LAST_YEAR and not self.life.is_over

    @precondition(is_early)
    @rule(place=some_place, scheme=some_scheme, months=st.integers(1, 9), base=st.integers(1, 9))
    def pay(self, place, scheme, months, base):
        unit = 123_400 if scheme == "employee" else 10_000
        self.life.pay(place, scheme, months, base * unit)

    @precondition(is_early)
    @rule(places=some_two, months=st.integers(1, 3), bases=st.tuples(some_base, some_base))
    def pay_twice(self, places, months, bases):
        self.life.pay_twice(places, months, bases)

    @precondition(is_early)
    @rule(place=some_place, months=st.integers(1, 2))
    def owe(self, place, months):
        self.life.pay(place, "employee", months, 400_000, owed=True)

    @precondition(is_early)
    @rule(months=st.integers(1, 20))
    def nothing_is_paid(self, months):
        self.life.wait(months)

    @precondition(is_early)
    @rule(data=st.data(), twist=st.sampled_from(sorted(TWISTS)), partly=st.booleans())
    def move(self, data, twist, partly):
        life = self.life
        full = sorted(where for where, months in life.lying.items() if months)
        origin, scheme = data.draw(st.sampled_from(full))
        others = [each for each in sorted(PLACES) if each != origin]
        destination = data.draw(st.sampled_from(others))
        months = sorted(life.lying[origin, scheme])
        stay = None
        if partly and len(months) > 1:
            first = data.draw(st.sampled_from(months[:-1]))
            stay = (first, first + 2)
            if all(stay[0] <= month <= stay[1] for month in months):
                stay = None
        if life.year <= LAST_YEAR:
            life.pay(destination, scheme, 1, 300_000 if scheme == "employee" else 20_000)
        before, written, before_back = life.money(), life.written(), life.paid_back()
        form, moving, twice = life.move(origin, destination, scheme, twist, stay)

        assert life.money() - before == life.written() - written
        if form is not None:
            assert form.months == len(moving)
            pooled = round(sum(moving.values()) * 12 / 100) if scheme == "employee" else 0
            assert form.pooled_fen == pooled
            back = sum(share_of(base, scheme) for base in twice.values())
            assert life.paid_back() - before_back == back

    @precondition(lambda self: not self.is_early())
    @rule()
    def the_life_is_told(self):
        """Nothing more happens: the person has died, or the rates end."""

    @invariant()
    def every_month_lies_where_it_should(self):
        if hasattr(self, "life"):
            assert self.life.months_lying() == self.life.should_lie()

    @invariant()
    def what_must_be_true_is_true(self):
        if hasattr(self, "life"):
            assert not list(violations())


@pytest.mark.django_db
def test_no_life_loses_a_month_or_a_fen(monkeypatch):
    print_blank_letters(monkeypatch)
    LifeMachine.world = make_world()

    run_state_machine_as_test(
        LifeMachine,
        settings=settings(
            max_examples=MORE or 5,
            stateful_step_count=6,
            derandomize=not MORE,
            phases=(Phase.generate,),  # a life says more than the shortest one
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
