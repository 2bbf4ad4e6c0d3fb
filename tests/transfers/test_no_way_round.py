"""What one act forbids, no other lets through: death, second persons, money written down once."""

from datetime import date, timedelta

import pytest

from accounts.models import Person
from casework.actions import after_death, deaths
from casework.errors import MoveNotPossible
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import BankEntry, Posting
from tests.blank_letters import print_blank_letters
from tests.cast import insure, make_clerk, make_world
from tests.story import HANDED_OVER, Story, at_stage
from tests.transfers.test_bank import read
from tests.transfers.test_deaths import died, report
from tests.transfers.test_merged_agencies import merge
from transfers.actions import allotting, arriving, banking, bouncing, taking_away
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    """What a letter looks like is tested elsewhere."""
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    """Regions, agencies, people."""
    return make_world()


def given(story):
    """Return what stands of the case's money."""
    found = story.transfer.allotments.standing()
    return found.select_related("entry", "transfer__case", "remittance").get()


def take_away(story):
    """Take the case's money from it, as two persons do."""
    taking_away.ask_to_take_away(given(story), reason="认领有误", **story.by("new_a"))
    taking_away.take_away(given(story), **story.by("new_b"))


def send_back(story, reference):
    """Send what is left of the only line back, as two persons do."""
    entry, day = BankEntry.objects.get(), story.now.date()
    banking.ask_to_send_back(entry, reason="不明来款", **story.by("new_a"))
    banking.send_back(entry, reference=reference, returned_on=day, **story.by("new_b"))


def unmatched():
    """Return, in fen, what lies with agencies for no case."""
    return sum(each.amount_fen for each in Posting.objects.filter(side="unmatched"))


# --- After a death -------------------------------------------------------------------------------
def test_what_the_bank_returned_is_not_sent_anew_after_a_death(world):
    story = at_stage(world, "handed over")
    sent = story.transfer.remittances.last()
    entry = read(story, (sent.amount_fen, "退汇", "R-1"), who="original_a").entries.get()
    bouncing.bounce(entry, sent, **story.by("original_a"))
    report(story)

    again = {"reference": "B-2", "sent_on": story.now.date()}
    with pytest.raises(MoveNotPossible):
        bouncing.send_anew(story.transfer, **again, **story.by("original_b"))


def test_money_of_double_months_is_not_paid_to_somebody_who_has_died(world):
    third = make_clerk("new-c", world.agency("pension", "guangzhou"))
    world.people["pension_new_c"] = third
    story = at_stage(world, "clearing")
    story.note_answer()
    story.prepare_clearing("new_b")
    story.approve_clearing("new_c")
    Person.objects.filter(pk=world.person.pk).update(deceased_on=story.now.date())
    account = {"bank_name": "示例银行", "account_number": "6222000000001234"}
    story.note_answer(holder="王小燕", **account)

    with pytest.raises(MoveNotPossible):
        story.prepare_payment("new_b")


def test_a_clearing_does_not_end_by_a_death_for_its_money_has_moved(world):
    story = died(at_stage(world, "clearing"))

    with pytest.raises(NotValid):
        after_death.propose(story.case, goes_on=False, reason="去世", **story.by("new_a"))

    after_death.propose(story.case, goes_on=True, reason="已转入", **story.by("new_a"))
    after_death.approve(story.case, **story.by("new_b"))
    story.tell("wait note_answer")
    story.prepare_clearing()
    world.people["pension_new_c"] = make_clerk("new-c", world.agency("pension", "guangzhou"))
    story.approve_clearing("new_c" if story.transfer.clearing.prepared_by else "new_b")
    assert story.case.state == Status.COMPLETED
    assert not list(violations())


def test_money_too_much_goes_back_whatever_has_happened_to_the_person(world):
    story = at_stage(world, "completed")
    entry = read(story, (100, "", "L-1")).entries.get()
    allotting.match(entry, story.transfer, amount_fen=100, **story.by("new_a"))
    Person.objects.filter(pk=world.person.pk).update(deceased_on=story.now.date())

    story.return_surplus()

    assert not list(violations())


# --- A second person -----------------------------------------------------------------------------
def test_nobody_who_recorded_some_of_the_money_sends_the_surplus_back(world):
    story = at_stage(world, "handed over")
    owed = story.transfer.remittances.last().amount_fen
    lines = read(story, (owed + 5000, "", "L-1"), (1, "", "L-2")).entries
    first, second = lines.get(reference="L-1"), lines.get(reference="L-2")
    allotting.match(first, story.transfer, amount_fen=owed + 5000, **story.by("new_a"))
    allotting.match(second, story.transfer, amount_fen=1, **story.by("new_b"))

    for who in ("new_a", "new_b"):
        with pytest.raises(NotPermitted):
            story.return_surplus(who)


# --- Money is written down once ------------------------------------------------------------------
def test_a_line_that_another_case_lives_on_is_not_struck_out(world):
    story = at_stage(world, "handed over")
    for place, years, more in (
        ("chengdu", range(2014, 2025), {}),
        ("guangzhou", range(2025, 2027), {"status": "active", "last_month": 8}),
    ):
        insure(world.stranger, world.agency("pension", place), "pension", years, **more)
    world.people["applicant"] = world.people["other_person"]
    other = Story(world, now=story.now).tell(HANDED_OVER)
    story.now = other.now
    mine, theirs = story.transfer.remittances.get(), other.transfer.remittances.get()
    both = {"amount_fen": mine.amount_fen + theirs.amount_fen, "arrived_on": story.now.date()}
    arriving.record_arrival(mine, **both, **story.by("new_a"))
    take_away(story)
    for each, money in ((other, theirs), (story, mine)):
        line = BankEntry.objects.get()
        allotting.match(line, each.transfer, amount_fen=money.amount_fen, **story.by("new_a"))

    nothing = {"amount_fen": 0, "arrived_on": None, "note": "录入有误"}
    with pytest.raises(MoveNotPossible):
        arriving.correct_arrival(story.transfer.remittances.get(), **nothing, **story.by("new_a"))

    assert unmatched() == 0


def test_a_correction_takes_the_line_that_the_statement_says_and_makes_none(world):
    story = at_stage(world, "handed over")
    sent, day = story.transfer.remittances.last(), story.now.date()
    wrong = {"amount_fen": sent.amount_fen - 9, "arrived_on": day}
    arriving.record_arrival(sent, **wrong, **story.by("new_a"))
    read(story, (sent.amount_fen, f"养老转移 {sent.reference}", "L-1"))

    right = {"amount_fen": sent.amount_fen, "arrived_on": day, "note": "录入有误"}
    arriving.correct_arrival(story.transfer.remittances.last(), **right, **story.by("new_a"))

    assert unmatched() == 0
    story.tell("prepare_settlement complete")
    assert not list(violations())


def test_a_reference_within_another_confirms_nothing(world):
    story = at_stage(world, "handed over")
    sent = story.transfer.remittances.last()
    story.record_arrival()

    read(story, (sent.amount_fen, f"养老转移 {sent.reference}2", "L-12"))

    assert BankEntry.objects.count() == 2


def test_a_line_sent_back_in_part_is_sent_back_whole_later(world):
    story = at_stage(world, "handed over")
    entry = read(story, (1000, "", "L-1")).entries.get()
    allotting.match(entry, story.transfer, amount_fen=600, **story.by("new_a"))
    send_back(story, "Z-1")
    take_away(story)

    send_back(story, "Z-2")

    assert BankEntry.objects.get().sent_back_fen == 1000
    assert not list(violations())


# --- While double months are paid back -----------------------------------------------------------
def test_the_money_of_a_merged_transfer_stays_with_it_while_months_are_cleared(world):
    story = at_stage(world, "clearing")

    with pytest.raises(MoveNotPossible):
        taking_away.ask_to_take_away(given(story), reason="认领有误", **story.by("new_a"))


def test_late_money_is_written_down_and_goes_back_while_months_are_cleared(world):
    story = at_stage(world, "clearing")
    entry = read(story, (100, "", "L-1")).entries.get()
    allotting.match(entry, story.transfer, amount_fen=100, **story.by("new_a"))
    assert not list(violations())
    world.people["pension_new_c"] = make_clerk("new-c", world.agency("pension", "guangzhou"))

    story.return_surplus("new_c")

    assert not list(violations())


def test_where_all_months_stay_the_form_of_nothing_completes(world):
    story = Story(world).tell("submit wait accept wait")
    story.prepare_notice(codes=["B03"], first_month=date(2014, 1, 1), last_month=date(2024, 12, 1))
    story.tell_what_stays()

    story.tell("prepare_form send_form wait prepare_settlement complete")

    assert not list(violations())


# --- A death that was none -----------------------------------------------------------------------
@pytest.fixture
def mistaken(world):
    """A case was ended by a death after the money had arrived; the record of it was wrong."""
    story = died(at_stage(world, "money arrived"))
    after_death.propose(story.case, goes_on=False, reason="去世", **story.by("new_a"))
    after_death.approve(story.case, **story.by("new_b"))
    story.wait()
    report(story, is_taken_back=True)
    deaths.confirm(story.case, **story.by("new_b"))
    return story


def test_after_a_mistaken_death_the_person_can_apply_again_and_no_money_goes_twice(world, mistaken):
    again = Story(world, now=mistaken.now).tell("submit wait accept wait")

    with pytest.raises(MoveNotPossible):
        again.prepare_form()


def test_when_the_money_has_come_back_it_can_go_again(world, mistaken):
    sent = mistaken.transfer.remittances.get()
    take_away(mistaken)
    send_back(mistaken, "Z-1")
    line = read(mistaken, (sent.amount_fen, "退回", "R-1"), who="original_a").entries.get()
    bouncing.bounce(line, mistaken.transfer.remittances.get(), **mistaken.by("original_a"))

    again = Story(world, now=mistaken.now)
    again.references = 5
    again.tell(f"{HANDED_OVER} record_arrival prepare_settlement complete")

    assert again.case.state == Status.COMPLETED
    assert not list(violations())


def test_what_has_been_sent_back_is_not_said_never_to_have_arrived(world):
    story = at_stage(world, "handed over")
    story.record_arrival(less=-100)
    story.return_surplus()

    with pytest.raises(MoveNotPossible):
        story.correct_arrival(less=None)


# --- After agencies have merged ------------------------------------------------------------------
def taken_over(world, story):
    """Let Guangdong take Guangzhou over, with clerks of its own."""
    old, into = world.agency("pension", "guangzhou"), world.agency("pension", "guangdong")
    into = merge(world, old, into, story.now)
    for letter in "ab":
        world.people[f"pension_new_{letter}"] = make_clerk(f"into-{letter}", into)
    story.now += timedelta(hours=1)
    return story


def test_an_open_line_of_the_old_agency_is_matched_by_its_successor(world):
    story = at_stage(world, "handed over")
    sent = story.transfer.remittances.last()
    read(story, (sent.amount_fen, sent.reference, "L-1"))
    taken_over(world, story)
    line = BankEntry.objects.visible_to(world.people["pension_new_a"]).get()

    allotting.match(line, story.transfer, amount_fen=sent.amount_fen, **story.by("new_a"))

    assert not list(violations())


def test_the_successors_statement_confirms_what_the_old_agency_typed(world):
    story = at_stage(world, "money arrived")
    sent = story.transfer.remittances.last()
    taken_over(world, story)

    read(story, (sent.amount_fen, f"养老转移 {sent.reference}", "L-1"))

    assert BankEntry.objects.count() == 1


def test_a_completed_case_between_agencies_that_merged_rings_no_alarm(world):
    story = at_stage(world, "completed")

    merge(
        world, world.agency("pension", "chengdu"), world.agency("pension", "guangzhou"), story.now
    )

    assert not list(violations())
