"""Money that goes wrong: an arrival written down wrongly, and more than the form states."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from casework.errors import MoveNotPossible
from casework.models import Event, Notice
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from records.models import Posting
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from transfers.actions import arriving, differences, remitting
from transfers.actions.surplus import return_surplus
from transfers.management.commands.check_invariants import violations

pytestmark = pytest.mark.django_db
# 100 fen are found missing, asked for and sent; then the first arrival turns out mistyped.
ANSWERED = "dispute wait prepare_form send_form wait record_arrival"


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    """What a letter looks like is tested elsewhere."""
    print_blank_letters(monkeypatch)


@pytest.fixture
def world():
    """Regions, agencies, people."""
    return make_world()


@pytest.fixture
def short(world):
    """Return a story where 100 fen less were written down than had been sent."""
    story = at_stage(world, "handed over")
    story.record_arrival(less=100)
    return story


@pytest.fixture
def surplus(short):
    """Return a story where 100 fen more arrived than the form states."""
    short.tell(ANSWERED)
    short.correct_arrival(less=0)
    return short


def fund(agency):
    """Return what an agency's fund has gained."""
    return Posting.objects.filter(agency=agency).aggregate(sum=Sum("amount_fen"))["sum"]


# --- An arrival is corrected ---------------------------------------------------------------------
def test_a_mistyped_arrival_is_written_down_anew_and_then_matches(short):
    assert differences.difference(short.transfer) == -100

    short.correct_arrival(less=0)

    assert differences.difference(short.transfer) == 0
    short.tell("prepare_settlement complete")
    assert short.case.state == Status.COMPLETED
    assert not list(violations())


def test_the_ledger_keeps_the_wrong_entry_beside_its_reversal(short):
    before = list(Posting.objects.order_by("pk").values())
    total = short.money_arrived.amount_fen

    short.correct_arrival(less=0)

    assert list(Posting.objects.order_by("pk").values())[: len(before)] == before
    added = [each for each in Posting.objects.order_by("pk")[len(before) :] if each.case_number]
    assert [(each.movement, each.side, each.amount_fen) for each in added] == [
        ("reversed", "fund", 100 - total),
        ("reversed", "transit", total - 100),
        ("arrived", "fund", total),
        ("arrived", "transit", -total),
    ]


def test_the_history_says_what_it_was_and_what_it_is(short):
    money = short.money_arrived

    short.correct_arrival(less=0)

    event = short.case.events.get(kind=Event.Kind.CORRECTED)
    assert event.data == {
        "reference": money.reference,
        "was_fen": money.amount_fen - 100,
        "was_on": money.arrived_on.isoformat(),
        "is_fen": money.amount_fen,
        "is_on": money.arrived_on.isoformat(),
    }
    assert event.note == "录入有误"


def test_an_arrival_can_be_corrected_twice_and_a_day_alone_changes_no_sum(short):
    short.correct_arrival(less=0)
    short.correct_arrival(less=7)
    fund_before = fund(short.transfer.new_agency)
    short.now += timedelta(days=1)

    money = short.money_arrived
    day = {"arrived_on": money.arrived_on - timedelta(days=1), "note": "日期有误"}
    arriving.correct_arrival(money, amount_fen=money.arrived_fen, **day, **short.by("new_a"))

    assert fund(short.transfer.new_agency) == fund_before
    assert differences.difference(short.transfer) == -7
    assert not list(violations())


def test_a_confirmed_match_has_to_be_confirmed_anew(world):
    story = at_stage(world, "settlement prepared")
    seen = story.case.version

    story.correct_arrival(less=1)

    assert story.case.version > seen
    with pytest.raises(MoveNotPossible):
        story.complete()


def test_money_written_down_in_the_wrong_case_is_under_way_again(world):
    story = at_stage(world, "settlement prepared")

    story.correct_arrival(less=None)

    assert differences.difference(story.transfer) is None
    assert story.case.steps.open().of_the_way().get().due_on is None
    story.wait()
    story.record_arrival()
    story.tell("prepare_settlement complete")
    assert story.case.state == Status.COMPLETED
    assert not list(violations())


def test_the_clock_of_a_medical_transfer_runs_on_from_its_form(world):
    story = at_stage(world, "money arrived", "medical")
    due_on = story.case.steps.open().of_the_way().get().due_on

    story.correct_arrival(less=None)

    assert story.case.steps.open().of_the_way().get().due_on == due_on


def test_the_original_agency_hears_of_it_while_it_looks_for_the_difference(short):
    short.dispute()

    short.correct_arrival(less=0)

    notice = Notice.objects.get(kind="arrival-corrected")
    assert notice.to_agency == short.transfer.original_agency
    short.tell("prepare_form send_form")
    assert differences.difference(short.transfer) == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount_fen": -1}, "arrived_on"),
        ({"arrived_on": None}, "arrived_on"),
        ({"note": " "}, "note"),
    ],
)
def test_a_wrong_correction_is_answered_at_its_field(short, changed, field):
    money = short.money_arrived
    given = {"amount_fen": 5, "arrived_on": money.arrived_on, "note": "录入有误"} | changed

    with pytest.raises(NotValid) as refusal:
        arriving.correct_arrival(money, **given, **short.by("new_a"))

    assert set(refusal.value.errors) == {field}


def test_what_is_right_already_is_not_corrected(short):
    with pytest.raises(NotValid):
        short.correct_arrival(less=100)


@pytest.mark.parametrize("stage", ["handed over", "completed"])
def test_what_has_not_arrived_or_is_closed_is_not_corrected(world, stage):
    with pytest.raises(MoveNotPossible):
        at_stage(world, stage).correct_arrival()


@pytest.mark.parametrize("who", ["original_a", "stranger", "auditor"])
def test_only_the_agency_that_recorded_an_arrival_corrects_it(short, who):
    with pytest.raises(NotPermitted):
        short.correct_arrival(who, less=0)


# --- More than the form states --------------------------------------------------------------------
def test_what_is_too_much_goes_back_and_the_rest_is_completed(surplus):
    transfer = surplus.transfer
    total = differences.sent_form(transfer).total_fen
    assert differences.difference(transfer) == 100

    surplus.return_surplus()

    assert differences.difference(transfer) == 0
    assert (fund(transfer.new_agency), fund(transfer.original_agency)) == (total, -total)
    surplus.tell("prepare_settlement complete")
    assert not list(violations())


def test_the_original_agency_is_told_and_the_history_says_how_much(surplus):
    surplus.return_surplus()

    assert Notice.objects.get(kind="surplus-returned").to_agency == surplus.transfer.original_agency
    event = surplus.case.events.get(kind=Event.Kind.SURPLUS_RETURNED)
    assert (event.data["fen"], event.data["reference"]) == (100, "BACK-3")


def test_whoever_recorded_the_arrival_does_not_send_it_back(surplus):
    with pytest.raises(NotPermitted):
        surplus.return_surplus("new_a")

    surplus.return_surplus("new_b")


def test_what_went_back_is_owed_again_when_a_later_form_states_more(surplus):
    surplus.return_surplus()
    form = differences.sent_form(surplus.transfer)

    assert remitting.owed(form) == 0
    form.total_fen += 100
    assert remitting.owed(form) == 100


def test_nothing_is_sent_back_twice_or_when_nothing_is_too_much(surplus):
    surplus.return_surplus()

    with pytest.raises(MoveNotPossible):
        surplus.return_surplus()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"days": 1}, "returned_on"),
        ({"days": -60}, "returned_on"),
    ],
)
def test_a_wrong_return_is_answered_at_its_field(surplus, changed, field):
    day = surplus.now.date() + timedelta(days=changed.get("days", 0))

    with pytest.raises(NotValid) as refusal:
        return_surplus(
            surplus.transfer,
            reference=changed.get("reference", "BACK-1"),
            returned_on=day,
            **surplus.by("new_b"),
        )

    assert set(refusal.value.errors) == {field}


@pytest.mark.parametrize("who", ["original_b", "stranger", "supervisor"])
def test_another_agency_sends_nothing_back(surplus, who):
    with pytest.raises(NotPermitted):
        surplus.return_surplus(who)


def test_while_the_original_agency_looks_for_the_difference_nothing_goes_back(surplus):
    surplus.dispute()

    with pytest.raises(MoveNotPossible):
        surplus.return_surplus()


def test_an_arrival_that_no_paper_knows_is_found(world):
    story = at_stage(world, "money arrived")
    money = {"case_number": story.case.number, "movement": "arrived", "reference": "X"}
    fund_of_new = {"side": "fund", "agency": story.transfer.new_agency, "amount_fen": 5}
    Posting.objects.create(**money, **fund_of_new, at=story.now)
    Posting.objects.create(**money, side="transit", amount_fen=-5, at=story.now)

    assert any("than the papers" in text for _name, text in violations())
