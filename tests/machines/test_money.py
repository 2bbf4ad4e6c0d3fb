"""However money goes wrong: in the end nothing is under way, or somebody has a turn for it.

`MONEY_GAMES=200` plays more of them than the suite does every time.
"""

import os
from random import Random

import pytest
from django.db.models import Sum

from casework.models import Step
from casework.rules.statuses import Status
from kit.errors import Refusal
from records.models import BankEntry, Posting
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import Story, at_stage
from tests.undone import all_or_nothing, undone
from transfers.actions import allotting, arriving, bouncing, left_over, restating
from transfers.management.commands.check_invariants import violations
from transfers.rules.procedures import BESIDE

GAMES = int(os.environ.get("MONEY_GAMES", "3"))
MOVES = 10


class Money(Story):
    """A story whose money goes wrong."""

    def __init__(self, story, chance):
        vars(self).update(vars(story))
        self.chance, self.lines = chance, 0

    def line(self, agency, fen):
        """Return a new line of this agency's bank."""
        self.lines += 1
        by = self.by("new_a" if agency == self.transfer.new_agency else "original_a")
        entry = BankEntry.objects.create(
            agency=agency, account=agency.bank_account, day=self.now.date(), amount_fen=fen,
            reference=f"L-{self.lines}", made_by=by["by"].user, made_at=self.now,
        )  # fmt: skip
        arriving.credit([entry], now=self.now)
        return entry

    # --- What may happen -----------------------------------------------------------------------
    def something_arrives(self):
        awaited = self.money_under_way
        whole = awaited.amount_fen if awaited else 500
        fen = self.chance.choice([whole, whole - 300, whole + 200, 100])
        line = self.line(self.transfer.new_agency, fen)
        allotting.match(line, self.transfer, amount_fen=fen, **self.by("new_a"))

    def it_comes_back_whole(self):
        line = self.line(self.transfer.original_agency, self.money_under_way.amount_fen)
        bouncing.own_money_back(line, self.transfer, note="户名不符", **self.by("original_a"))

    def a_part_comes_back(self):
        line = self.line(self.transfer.original_agency, self.chance.choice([100, 300]))
        bouncing.come_back(line, self.transfer, note="手续费退回", **self.by("original_a"))

    def it_is_sent_anew(self):
        self.references += 1
        told = {"reference": f"ANEW-{self.references}", "sent_on": self.now.date()}
        bouncing.send_anew(self.transfer, **told, **self.by("original_b"))

    def it_is_disputed(self):
        self.dispute()

    def the_dispute_is_answered(self):
        self.tell("prepare_form wait send_form")

    def the_surplus_goes_back(self):
        self.return_surplus()

    def it_is_completed(self):
        self.tell("prepare_settlement complete")

    def it_is_explained(self):
        self.explain(self.chance.choice([1, 2]))

    def the_rest_is_explained(self):
        self.explain(1)

    def explain(self, parts):
        fen = restating.to_explain(self.transfer)
        found = self.chance.choice(restating.findings(fen)).value if fen else ""
        told = {"finding": found, "amount_fen": abs(fen) // parts, "note": "银行对账单"}
        restating.explain(self.transfer, **told, **self.by("original_a"))
        restating.confirm(self.transfer, **self.by("original_b"))

    HAPPENS = (
        "something_arrives", "it_comes_back_whole", "a_part_comes_back", "it_is_sent_anew",
        "it_is_disputed", "the_dispute_is_answered", "the_surplus_goes_back",
        "it_is_completed", "it_is_completed", "it_is_explained",
    )  # fmt: skip

    def try_to(self, name):
        """Let it happen if it can; return whether it did."""
        before = self.now, self.references
        try:
            with all_or_nothing():
                getattr(self, name)()
        except (Refusal, AttributeError):  # nothing is under way, or it is not its moment
            self.now, self.references = before
            return False
        self.wait()
        return True

    def come_to_an_end(self):
        """Let everybody do what is theirs to do, until the case is over and nothing is left."""
        for _time in range(12):
            if self.case.state == Status.COMPLETED and not self.turns():
                return
            self.try_to("it_is_sent_anew")
            if self.money_under_way:
                fen = self.money_under_way.amount_fen
                line = self.line(self.transfer.new_agency, fen)
                allotting.match(line, self.transfer, amount_fen=fen, **self.by("new_a"))
            self.try_to("the_dispute_is_answered")
            self.try_to("the_surplus_goes_back")
            if not self.try_to("it_is_completed") and self.case.state == Status.HANDED_OVER:
                self.try_to("it_is_disputed")
            self.try_to("the_rest_is_explained")

    def turns(self):
        """Return the turns that are open beside the case."""
        kinds = [each.value for each in BESIDE]
        return list(Step.objects.open().filter(case=self.pk, kind__in=kinds))


def fund(agency):
    mine = Posting.objects.filter(agency=agency, side=Posting.Side.FUND)
    return mine.aggregate(sum=Sum("amount_fen"))["sum"] or 0


@pytest.mark.django_db
@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_in_the_end_no_money_is_under_way_or_somebody_looks_for_it(monkeypatch, insurance):
    print_blank_letters(monkeypatch)
    story = at_stage(make_world(), "handed over", insurance)
    total = story.transfer.remittances.get().amount_fen

    for game in range(GAMES):
        with undone():
            money, played = Money(story, Random(f"{insurance} {game}")), []
            for _move in range(MOVES):
                name = money.chance.choice(Money.HAPPENS)
                played += [name] if money.try_to(name) else []
                assert not list(violations()), (game, played)
            money.come_to_an_end()

            transfer = money.transfer
            assert not list(violations()), (game, played)
            assert money.case.state == Status.COMPLETED, (game, played)
            assert not money.turns(), (game, played)
            assert left_over.in_transit(transfer) == 0, (game, played)
            gained = fund(transfer.new_agency), fund(transfer.original_agency)
            assert gained == (total, -total), (game, played)
