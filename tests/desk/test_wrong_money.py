"""Money that goes wrong, at the desk: an arrival is corrected, a surplus goes back."""

import pytest
from django.utils import timezone

from casework.rules.statuses import Status
from tests.cast import make_clerk
from tests.desk.conftest import Desk, text_of
from tests.story import Story, at_stage
from transfers.actions import differences


@pytest.fixture
def short(world, monday) -> Story:
    """Return a story where ¥1.00 less was recorded than had been sent; the desk's clock follows."""
    story = at_stage(world, "handed over")
    story.record_arrival(less=100)
    monday.shift(story.now - timezone.now())
    return story


@pytest.fixture
def surplus(short, monday):
    """Return a story where ¥1.00 more arrived than the form states; clerk a recorded it."""
    short.tell("dispute wait prepare_form send_form wait record_arrival")
    short.correct_arrival(less=0)
    monday.shift(short.now - timezone.now())
    return short


def settle_page(desk, story):
    """Open the page where form and money stand side by side."""
    return text_of(desk.open(f"/desk/cases/{story.case.number}/settle/"))


def correction(story, **changed):
    """Return what is typed to put the first arrival right."""
    money = story.money_arrived
    day = money.arrived_on
    return {
        "amount": f"{money.amount_fen / 100:.2f}",
        "arrived_on": day.isoformat(),
        "note": "Typed wrongly",
        **changed,
    }


def correct(desk, story, **changed):
    """Correct the first arrival."""
    name = f"settle/correct/{story.money_arrived.pk}"
    return desk.act(story.transfer, name, **correction(story, **changed))


def send_back(desk, story, **changed):
    """Send back what is too much, today."""
    day = timezone.localdate()
    typed = {"returned_on": day.isoformat(), "reference": "BACK-1"}
    return desk.act(story.transfer, "settle/return", **(typed | changed))


def test_a_mistyped_arrival_is_corrected_beside_the_remittance(desk, short):
    clerk = desk("pension_new_a")
    assert "¥1.00 too little" in settle_page(clerk, short)

    answer = correct(clerk, short)

    assert answer.status_code == 302
    page = settle_page(clerk, short)
    assert "the history keeps what it was" in page
    assert "Confirm the match" in page
    assert "was ¥131,999.00 on" in text_of(clerk.page(short.transfer))


def test_an_auditor_reads_of_a_correction_without_its_amounts(world, desk, short):
    correct(desk("pension_new_a"), short)
    auditor = Desk(make_clerk("auditor-gd", world.agency("pension", "guangdong"), role="auditor"))

    page = text_of(auditor.page(short.transfer))
    shown = auditor.act(short.transfer, "reveal", what="history", reason="Sample")

    assert "Arrival corrected" in page
    assert "131,999" not in page
    assert "131,999" in text_of(shown)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"note": ""}, "Write why it is corrected."),
        ({"amount": ""}, "Enter the amount."),
    ],
)
def test_a_wrong_correction_is_answered_at_its_field(desk, short, changed, words):
    answer = correct(desk("pension_new_a"), short, **changed)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert differences.difference(short.transfer) == -100


def test_an_old_screen_corrects_nothing(desk, short):
    assert correct(desk("pension_new_b"), short, version=1).status_code == 409


def test_while_the_difference_is_looked_for_money_can_still_be_put_right(desk, short, monday):
    short.dispute()
    clerk = desk("pension_new_a")

    page = settle_page(clerk, short)
    answer = correct(clerk, short)

    assert "Match form and money" in text_of(clerk.page(short.transfer))
    assert "The original agency is looking for the difference." in page
    assert "Dispute form or money" not in page
    assert answer.status_code == 302
    assert "Confirm the match" not in settle_page(clerk, short)
    assert differences.difference(short.transfer) == 0


def test_the_original_agency_does_not_open_the_match(desk, short):
    short.dispute()

    answer = desk("pension_original_a").open(f"/desk/cases/{short.case.number}/settle/")

    assert answer.status_code == 302


def test_what_is_too_much_is_sent_back_by_a_second_person(desk, surplus):
    recorder, second = desk("pension_new_a"), desk("pension_new_b")
    assert "Waiting for you as the second person" in text_of(second.page(surplus.transfer))
    assert "You recorded the arrival." in settle_page(recorder, surplus)
    assert send_back(recorder, surplus).status_code == 403
    assert "Send the surplus back" in settle_page(second, surplus)

    answer = send_back(second, surplus)

    assert answer.status_code == 302
    page = settle_page(recorder, surplus)
    assert "¥1.00 sent back" in page
    assert "Confirm the match" in page
    assert "¥1.00, remittance BACK-1." in text_of(second.page(surplus.transfer))
    recorder.act(surplus.transfer, "settle/confirm")
    second.act(surplus.transfer, "settle/complete")
    assert surplus.case.state == Status.COMPLETED


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reference": ""}, "Enter the bank's reference of the remittance."),
        ({"returned_on": "2030-09-07"}, "The money cannot have been sent back on that day."),
    ],
)
def test_a_wrong_return_is_answered_at_its_field(desk, surplus, changed, words):
    answer = send_back(desk("pension_new_b"), surplus, **changed)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not surplus.transfer.returns.exists()


def test_the_inbox_of_the_original_agency_says_that_money_came_back(desk, surplus):
    send_back(desk("pension_new_b"), surplus)

    inbox = text_of(desk("pension_original_a").open("/desk/notices/"))

    assert "The new agency has sent back money that was too much" in inbox
