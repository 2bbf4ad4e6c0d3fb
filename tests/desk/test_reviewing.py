"""What the new agency's clerk can do with an application."""

import pytest

from casework.rules.statuses import Status
from letters.models import Letter
from tests.desk.conftest import fresh, submitted, text_of
from transfers.rules.reasons import Use, choosable


def test_a_correction_points_at_the_field_and_stops_the_clock(desk, waiting):
    answer = desk("pension_new_a").act(waiting, "ask-correction", wrong_employer_name="Misspelt")

    correction = waiting.case.corrections.get()
    assert answer.status_code == 302
    assert correction.fields == [{"field": "employer_name", "message": "Misspelt"}]
    assert waiting.case.steps.get().paused_on is not None


def test_a_correction_without_words_is_asked_for_again(desk, waiting):
    answer = desk("pension_new_a").act(waiting, "ask-correction")

    assert answer.status_code == 422
    assert "Say what has to be corrected." in text_of(answer)
    assert fresh(waiting).case.state == Status.SUBMITTED


def test_a_refusal_is_read_once_more_and_issued_by_a_second_person(desk, waiting):
    clerk, second = desk("pension_new_a"), desk("pension_new_b")
    reason = choosable(Use.REFUSAL, "pension")[0]

    preview = clerk.act(waiting, "prepare-refusal", reasons=[reason.code])
    assert reason.sentence.en in text_of(preview)
    assert fresh(waiting).case.state == Status.SUBMITTED

    done = clerk.act(waiting, "prepare-refusal", reasons=[reason.code], confirmed="yes")
    assert fresh(waiting).case.state == Status.SUBMITTED
    assert "Refuse the application" in text_of(clerk.page(waiting))
    assert "Check and approve" in text_of(second.page(waiting))
    assert waiting.case.number in text_of(second.open("/desk/cases/?whose=second"))
    shown = second.open(f"/desk/cases/{waiting.case.number}/refuse/")
    assert reason.sentence.en in text_of(shown)
    assert clerk.act(waiting, "refuse").status_code == 403
    second.act(waiting, "refuse")
    letter = waiting.case.letters.get(kind=Letter.Kind.REFUSAL)
    assert done.status_code == 302
    assert fresh(waiting).case.state == Status.REFUSED
    assert letter.printed_number in text_of(clerk.page(waiting))


def test_reasons_of_medical_insurance_are_read_in_sentences_not_in_names_for_programs(world, desk):
    transfer = submitted(world, "medical")

    page = desk("medical_new_a").open(f"/desk/cases/{transfer.case.number}/prepare-refusal/")

    assert 'class="reason__code"' not in page.content.decode()
    assert "You are in hospital" in text_of(page)


@pytest.mark.parametrize("codes", [[], ["F01"], ["no-such-code"]])
def test_a_refusal_needs_a_reason_of_the_list(desk, waiting, codes):
    answer = desk("pension_new_a").act(waiting, "prepare-refusal", reasons=codes, confirmed="yes")

    assert answer.status_code == 422
    assert fresh(waiting).case.state == Status.SUBMITTED


def test_of_two_clerks_at_once_one_wins_and_the_other_sees_the_new_state(desk, waiting):
    seen = waiting.case.version
    desk("pension_new_a").act(waiting, "accept", version=seen)

    answer = desk("pension_new_b").act(waiting, "accept", version=seen)

    assert answer.status_code == 409
    assert "This case has just been changed" in text_of(answer)
    assert "Accepted, acceptance letter issued" in text_of(answer)
    assert waiting.case.letters.filter(kind=Letter.Kind.ACCEPTANCE).count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999"])
def test_a_form_that_does_not_say_what_was_seen_changes_nothing(desk, waiting, version):
    answer = desk("pension_new_a").act(waiting, "accept", version=version)

    assert answer.status_code == 409
    assert fresh(waiting).case.state == Status.SUBMITTED


def test_of_two_claims_one_wins(desk, waiting):
    first = desk("pension_new_a").act(waiting, "claim")
    second = desk("pension_new_b").act(waiting, "claim")

    assert (first.status_code, second.status_code) == (302, 409)
    assert str(waiting.case.steps.get().clerk) == "pension-new-a"


def test_what_is_given_back_is_nobodys_again(desk, waiting):
    clerk = desk("pension_new_a")
    clerk.act(waiting, "claim")

    clerk.act(waiting, "release")

    assert waiting.case.steps.get().clerk is None


def test_only_what_both_tables_allow_is_offered(desk, waiting):
    page = text_of(desk("pension_new_a").page(waiting))

    assert "Accept and issue the letter" in page
    assert "Ask for a correction" in page
    assert "Return the letter" not in page
    assert "Match form and money" not in page


def test_every_check_shows_its_article(desk, waiting):
    page = text_of(desk("pension_new_a").page(waiting))

    assert "国办发〔2009〕66号" in page
    assert "article 5" in page or "article 4" in page or "article 3" in page


def test_every_address_of_an_act_sends_back_to_the_case_when_it_is_over(desk, waiting):
    clerk = desk("pension_new_a")
    clerk.act(waiting, "accept")

    for name in (
        "accept",
        "prepare-refusal",
        "refuse",
        "ask-correction",
        "clarify",
        "return-letter",
    ):
        answer = clerk.open(f"/desk/cases/{waiting.case.number}/{name}/")
        assert answer.status_code == 302, name
