"""Questions, returned letters and differences between the two agencies."""

import html

import pytest

from casework.actions.duties import do_what_is_due
from casework.rules.statuses import Status
from letters.models import Letter
from tests.cast import MONDAY
from tests.desk.conftest import fresh, text_of
from transfers.actions import accepting, arriving, differences, handing_over, preparing_form


@pytest.fixture
def accepted(world, waiting):
    """Return a transfer whose letter lies before the original agency."""
    accepting.accept(waiting, by=world.pension_new_a, now=MONDAY)
    do_what_is_due(now=MONDAY)
    return fresh(waiting)


@pytest.fixture
def handed_over(world, accepted):
    """Return a transfer whose form and money have been sent."""
    form = preparing_form.prepare_form(accepted, by=world.pension_original_a, now=MONDAY)
    handing_over.send_form(
        form, reference="B-1", sent_on=MONDAY.date(), by=world.pension_original_b, now=MONDAY
    )
    do_what_is_due(now=MONDAY)
    return fresh(accepted)


def test_a_question_waits_at_the_new_agency_until_it_is_answered(desk, accepted):
    new, old = desk("pension_new_a"), desk("pension_original_a")

    old.act(accepted, "ask-clarification", question="Which employer?")
    assert accepted.case.number in text_of(new.open("/desk/cases/?step=question"))
    assert accepted.case.number in text_of(old.open("/desk/cases/?whose=waiting"))

    new.act(accepted, "clarify", reply="The second one.")
    assert accepted.case.number not in text_of(new.open("/desk/cases/"))
    assert accepted.case.number in text_of(old.open("/desk/cases/"))
    assert fresh(accepted).case.state == Status.LETTER_ISSUED


def test_what_cannot_be_moved_is_read_once_more_and_then_told(desk, accepted):
    old = desk("pension_original_a")
    months = {"first_month": "2020-01", "last_month": "2020-12"}
    assert "Tell what cannot be moved" in text_of(old.page(accepted))

    preview = text_of(old.act(accepted, "prepare-notice", reasons=["B03"], note="", **months))
    assert "This is what the person will read" in preview
    assert "January 2020 – December 2020" in preview
    assert not accepted.case.letters.filter(kind=Letter.Kind.NOT_TRANSFERABLE).exists()

    old.act(accepted, "prepare-notice", reasons=["B03"], note="", confirmed="yes", **months)
    assert not accepted.case.letters.filter(kind=Letter.Kind.NOT_TRANSFERABLE).exists()
    desk("pension_original_b").act(accepted, "tell-not-transferable")
    letter = accepted.case.letters.get(kind=Letter.Kind.NOT_TRANSFERABLE)
    assert letter.printed_number in text_of(old.page(accepted))


def test_months_that_no_record_holds_are_refused_at_the_field(desk, accepted):
    months = {"first_month": "1991-01", "last_month": "1991-02"}

    page = desk("pension_original_a").act(
        accepted, "prepare-notice", reasons=["B03"], note="", confirmed="yes", **months
    )

    assert page.status_code == 422
    assert "hold no paid months" in text_of(page)


def test_months_that_end_before_they_begin_are_refused_before_anything_is_previewed(desk, accepted):
    months = {"first_month": "2020-03", "last_month": "2020-01"}

    page = desk("pension_original_a").act(
        accepted, "prepare-notice", reasons=["B03"], note="", **months
    )

    assert page.status_code == 422
    assert "the first and the last month, in this order" in text_of(page)
    assert "This is what the person will read" not in text_of(page)


def test_a_returned_letter_is_issued_anew(desk, accepted):
    new, old = desk("pension_new_a"), desk("pension_original_a")

    old.issue(accepted, "return-letter", reasons=["F01"], note="Wrong agency?")
    page = text_of(new.page(accepted))
    assert "Letter returned to the new agency" in page
    assert "Wrong agency?" in page

    new.act(accepted, "reissue-letter", addressee="P510100", note="", confirmed="yes")
    letters = accepted.case.letters.filter(kind=Letter.Kind.ACCEPTANCE)
    assert letters.count() == 2
    assert letters.valid().count() == 1


def test_a_difference_is_shown_in_words_and_cannot_be_confirmed(world, desk, handed_over):
    money = handed_over.remittances.get()
    arriving.record_arrival(
        money,
        amount_fen=money.amount_fen - 100,
        arrived_on=MONDAY.date(),
        by=world.pension_new_a,
        now=MONDAY,
    )
    clerk = desk("pension_new_a")

    page = text_of(clerk.open(f"/desk/cases/{handed_over.case.number}/settle/"))
    answer = clerk.act(handed_over, "settle/confirm")

    assert "¥1.00 too little" in page
    assert "Confirm the match" not in page
    assert answer.status_code == 409
    assert "Form and money do not match." in text_of(answer)


def test_a_dispute_is_the_original_agencys_turn_and_its_answer_owes_nothing_twice(
    desk, handed_over
):
    new, old_a, old_b = (desk(f"pension_{name}") for name in ("new_a", "original_a", "original_b"))

    new.act(handed_over, "dispute", reasons=["F03"], note="Please check", confirmed="yes")
    assert fresh(handed_over).case.state == Status.DISPUTED
    old_a.act(handed_over, "form/prepare", remark="checked")
    form = text_of(old_b.open(f"/desk/cases/{handed_over.case.number}/form/"))
    old_b.act(handed_over, "form/send")

    assert "Only what is still owed goes with this one." in form
    assert fresh(handed_over).case.state == Status.HANDED_OVER
    assert handed_over.remittances.count() == 1


@pytest.mark.parametrize(
    ("amount", "day", "words"),
    [
        ("12a", "8", "amount"),
        ("", "7", "Enter the amount."),
        ("100", "30", "The money cannot have arrived on that day."),
        ("100", "31", "There is no such day"),
    ],
)
def test_a_wrong_arrival_is_answered_at_its_field(desk, handed_over, amount, day, words):
    money = handed_over.remittances.get()
    typed = {"arrived_on": f"2026-09-{day:0>2}"}

    answer = desk("pension_new_a").act(
        handed_over, f"settle/arrived/{money.pk}", amount=amount, **typed
    )

    assert answer.status_code == 422
    assert words in text_of(answer)
    money.refresh_from_db()
    assert money.arrived_on is None


def test_the_share_of_the_pooled_fund_says_how_it_is_reckoned(desk, accepted):
    page = text_of(desk("pension_original_a").open(f"/desk/cases/{accepted.case.number}/form/"))

    assert "Bases actually paid on, times 12%. 国办发〔2009〕66号, article 4." in page


def test_a_remittance_without_reference_is_not_sent(desk, accepted):
    desk("pension_original_a").act(accepted, "form/prepare", remark="")

    answer = desk("pension_original_b").act(
        accepted,
        "form/send",
        reference="",
        sent_on="2026-09-07",
    )

    assert answer.status_code == 422
    assert "Enter the bank's reference" in html.unescape(answer.content.decode())
    assert fresh(accepted).case.state == Status.LETTER_ISSUED


def test_a_prepared_form_can_be_sent_back_and_prepared_anew(desk, accepted):
    desk("pension_original_a").act(accepted, "form/prepare", remark="")

    desk("pension_original_b").act(accepted, "form/send-back", note="Year 2020 is missing")

    assert not accepted.forms.exists()
    assert "Year 2020 is missing" in text_of(desk("pension_original_a").page(accepted))


def test_what_the_bank_did_not_deliver_is_sent_after_a_dispute(world, desk, handed_over):
    first = handed_over.remittances.get()
    arrived = {"arrived_on": MONDAY.date(), "by": world.pension_new_a, "now": MONDAY}
    arriving.record_arrival(first, amount_fen=first.amount_fen - 100, **arrived)
    differences.dispute(handed_over, ["F03"], note="", by=world.pension_new_a, now=MONDAY)

    form = preparing_form.prepare_form(fresh(handed_over), by=world.pension_original_a, now=MONDAY)
    day = {"sent_on": "2026-09-07"}
    desk("pension_original_b").act(handed_over, "form/send", reference="B-2", **day)
    second = fresh(handed_over).remittances.get(form=form)
    arriving.record_arrival(second, amount_fen=100, **arrived)

    assert second.amount_fen == 100
    assert differences.difference(fresh(handed_over)) == 0
