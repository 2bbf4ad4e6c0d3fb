"""Thousands of lives on paper: figures, leaving and merging by the real code, without the letters.

The suite plays a few; `make lives` plays ten thousand: `LIVES=` of them for each of `SEEDS=`.
"""

import os
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from random import Random

import pytest
from django.db import transaction

from casework.models import Case
from casework.rules.statuses import Status
from records import accounts
from records.rules.contributions import month_of
from tests.machines.lives import PLACES, Life, make_world, share_of
from transfers import conservation
from transfers.actions import merging
from transfers.figures import books
from transfers.figures.form import form_figures
from transfers.models import FormLine, InformationForm, Transfer
from transfers.rules.staying import Stay

LIVES = int(os.environ.get("LIVES", "40"))
SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "1")))
EVENTS = 7
LAST_YEAR = 2024
numbers = count(1)


def _pooled(bases):
    return int((sum(bases) * Decimal("0.12")).quantize(Decimal(1), ROUND_HALF_UP))


class PaperLife(Life):
    """A life whose transfers are written down at once as completed, with what they did."""

    def __init__(self, world, number, chance):
        super().__init__(world, number)
        self.chance, self.stays = chance, []

    def happen(self):
        """Let something happen."""
        kinds = (self.pay_somewhere, self.pay_somewhere, self.owe, self.rest, self.go, self.go)
        self.chance.choice(kinds)()

    def pay_somewhere(self):
        scheme = self.chance.choice(("employee", "employee", "resident"))
        unit = 123_457 if scheme == "employee" else 10_000
        months, rate = self.chance.randint(1, 9), None
        if scheme == "employee":
            rate = self.chance.choice((None, None, Decimal("0.05"), Decimal("0.11")))
        self.pay(self.place(), scheme, months, self.chance.randint(1, 9) * unit, rate=rate)

    def owe(self):
        self.pay(self.place(), "employee", self.chance.randint(1, 2), 400_000, owed=True)

    def rest(self):
        self.wait(self.chance.randint(1, 20))

    def place(self):
        return self.chance.choice(sorted(PLACES))

    def go(self):
        """Move what lies somewhere to somewhere else, now and then without some months of it."""
        full = sorted(where for where, months in self.lying.items() if months)
        if not full or self.year > LAST_YEAR:
            return
        origin, scheme = self.chance.choice(full)
        destination = self.chance.choice([each for each in sorted(PLACES) if each != origin])
        there = self.lying[origin, scheme]
        first = self.chance.choice(sorted(there))
        stays = [m for m in there if first <= m <= first + 2] if self.chance.random() < 0.3 else []
        if len(stays) == len(there):
            stays = []
        self.pay(destination, scheme, 1, 200_000)
        self.stays = [Stay(month_of(min(stays)), month_of(max(stays)))] if stays else []
        self.check_move(origin, destination, scheme, stays)

    def check_move(self, origin, destination, scheme, stays):
        there = self.lying[origin, scheme]
        moving = {m: b for m, b in there.items() if m not in stays}
        before, written = self.money(), self.written()
        kept = self.recorded(origin, scheme, stays)
        above = sum(
            max(self.recorded(origin, scheme, [m]) - share_of(b, scheme), 0)
            for m, b in moving.items()
        )
        excess = self.excess[origin, scheme] = self.excess.get((origin, scheme), 0) + above

        form = self.move_on_paper(origin, destination, scheme)

        self.lying[origin, scheme] = {m: there[m] for m in stays}
        here = self.lying.setdefault((destination, scheme), {})
        here.update(moving)
        assert form.months == len(moving)
        expected = _pooled(moving.values()) if scheme == "employee" else 0
        assert form.pooled_fen == expected
        assert self.money() - before == self.written() - written
        assert accounts.balance(self.relationship(origin, scheme)) == kept + excess
        for month in moving:
            self.rates.pop((destination, scheme, month), None)

    def move_on_paper(self, origin, destination, scheme):
        """Write a completed transfer with its form, and let the real code move what it names."""
        old, new = self.relationship(origin, scheme), self.relationship(destination, scheme)
        at = self.now
        case = Case.objects.create(
            number=f"L{next(numbers)}", service="pension-transfer", person=self.person,
            status=Status.COMPLETED.value, created_at=at, submitted_at=at, closed_at=at,
        )  # fmt: skip
        transfer = Transfer.objects.create(
            case=case, insurance="pension", original_region_id=PLACES[origin],
            new_region_id=PLACES[destination], original_agency=old.agency, new_agency=new.agency,
            original_relationship=old, new_relationship=new, from_scheme=scheme, to_scheme=scheme,
        )  # fmt: skip
        today = at.date()
        asked = books.years_without_rate(transfer, today=today)
        reckoned = form_figures(transfer, today=today, stated=dict.fromkeys(asked, 77))
        form = InformationForm.objects.create(
            transfer=transfer, transfer_on=today, prepared_at=at, interest=reckoned.interest,
            **reckoned.sums,
        )  # fmt: skip
        FormLine.objects.bulk_create(FormLine(form=form, **line) for line in reckoned.lines)
        form.refresh_from_db()
        merging.merge(transfer, form, now=at)
        self._next_month()
        return form


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_in_no_life_does_a_month_or_a_fen_get_lost_or_double(monkeypatch, seed):
    world = make_world()
    current = []
    monkeypatch.setattr("transfers.figures.form.stays_of", lambda transfer: current[0].stays)

    for number in range(LIVES):
        with transaction.atomic():
            life = PaperLife(world, number % 900, Random(f"{seed} {number}"))
            current[:] = [life]
            for _event in range(EVENTS):
                life.happen()
            assert life.months_lying() == life.should_lie(), number
            for holds in conservation.INVARIANTS:
                assert not list(holds()), number
            transaction.set_rollback(True)
