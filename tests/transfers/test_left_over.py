"""What is left to do with the money of a case that is over: whose it is, by when, how it ends."""

import pytest
from django.urls import reverse

from agencies.rules.terms import TermKind
from applications.desk.wanted import found_for
from casework.actions import after_death, deaths
from casework.errors import MoveNotPossible
from casework.models import Event, Notice, Step
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from letters.models import Letter
from records.models import BankEntry, Posting
from tests.api.calling import program_of
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import at_stage
from tests.transfers.pages import signed_in, text
from tests.transfers.test_bank import read
from transfers.actions import allotting, bouncing, differences, left_over, restating, taking_back
from transfers.desk import form_rows
from transfers.management.commands.check_invariants import violations
from transfers.models import Restatement, Transfer

pytestmark = pytest.mark.django_db
FOUND = "prepare_settlement complete wait"


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch):
    print_blank_letters(monkeypatch)


@pytest.fixture
def story():
    return at_stage(make_world(), "handed over")


def short_of(story):
    """Let 100 fen be missing, be sent once more, and the case be completed."""
    story.record_arrival(less=100)
    return story.tell(f"dispute wait prepare_form send_form wait record_arrival {FOUND}")


def over_by(story):
    """Let 100 fen more arrive than was ever written down as sent, go back, and all be completed."""
    story.record_arrival(less=-100)
    return story.tell(f"return_surplus {FOUND}")


def beside(story):
    return Step.objects.open().get(case=story.pk)


def rows(story, who, **wanted):
    found = found_for(story.who(who), wanted, today=story.now.date(), soon=story.now.date())
    return [step.kind for step in found]


def explain(story, finding, fen=100, who="original_a"):
    told = {"finding": finding, "amount_fen": fen, "note": "银行对账单第三行"}
    return restating.explain(story.transfer, **told, **story.by(who))


# --- A difference under way -----------------------------------------------------------------------
def test_what_was_sent_and_never_arrived_is_the_senders_to_find(story):
    short_of(story)

    step = beside(story)
    assert (step.kind, step.agency) == (TermKind.FIND_DIFFERENCE, story.transfer.original_agency)
    assert step.due_on is not None
    assert left_over.in_transit(story.transfer) == 100
    assert rows(story, "original_a") == [TermKind.FIND_DIFFERENCE]
    assert rows(story, "new_a") == []
    told = Notice.objects.get(kind="difference-left")
    assert (told.to_agency, told.to_person) == (story.transfer.original_agency, None)
    assert not list(violations())


def test_two_persons_put_right_what_was_written_down_as_sent(story):
    short_of(story)
    explain(story, "sent-less")
    assert rows(story, "original_a", whose="second") == []
    assert rows(story, "original_b", whose="second") == [TermKind.FIND_DIFFERENCE]
    with pytest.raises(NotPermitted):
        restating.confirm(story.transfer, **story.by("original_a"))

    restating.confirm(story.transfer, **story.by("original_b"))

    assert left_over.in_transit(story.transfer) == 0
    assert not Step.objects.open().filter(case=story.pk).exists()
    assert story.case.events.get(kind=Event.Kind.EXPLAINED).data["fen"] == 100
    assert not list(violations())


def test_what_comes_back_later_closes_the_difference_by_itself(story):
    short_of(story)
    line = read(story, (100, "退汇", "R-1"), who="original_a").entries.get()

    bouncing.own_money_back(line, story.transfer, note="账号有误", **story.by("original_a"))

    line.refresh_from_db()
    assert line.state == BankEntry.State.MATCHED
    assert not Step.objects.open().filter(case=story.pk).exists()
    assert not list(violations())


def test_what_arrives_late_after_all_is_a_surplus_of_the_new_agency_and_goes_back(story):
    short_of(story)
    line = read(story, (100, "", "L-9")).entries.get()
    allotting.match(line, story.transfer, amount_fen=100, **story.by("new_a"))

    step = beside(story)
    assert (step.kind, step.agency) == (TermKind.RETURN_SURPLUS, story.transfer.new_agency)
    assert rows(story, "new_b", whose="second") == [TermKind.RETURN_SURPLUS]
    assert rows(story, "new_a", whose="second") == []
    assert not list(violations())

    story.return_surplus()

    assert not Step.objects.open().filter(case=story.pk).exists()
    assert not list(violations())


@pytest.mark.parametrize("finding", ["sent-more", "not-ours"])
def test_a_surplus_that_the_sender_never_booked_is_the_senders_to_explain(story, finding):
    over_by(story)
    assert left_over.in_transit(story.transfer) == -100
    with pytest.raises(NotValid):
        explain(story, "sent-less")

    explain(story, finding)
    restating.confirm(story.transfer, **story.by("original_b"))

    assert left_over.in_transit(story.transfer) == 0
    assert not list(violations())


def test_half_of_a_difference_can_be_explained_and_the_rest_stays_on_the_list(story):
    short_of(story)
    explain(story, "sent-less", 40)
    restating.confirm(story.transfer, **story.by("original_b"))

    assert left_over.in_transit(story.transfer) == 60
    assert rows(story, "original_a") == [TermKind.FIND_DIFFERENCE]
    with pytest.raises(NotValid):
        explain(story, "sent-less", 61)


def test_an_explanation_is_given_back_and_no_other_agency_gives_one(story):
    short_of(story)
    explain(story, "sent-less")
    restating.send_back(story.transfer, note="请附流水", **story.by("original_b"))
    assert not Restatement.objects.exists()

    for who in ("new_a", "supervisor", "auditor"):
        with pytest.raises(NotPermitted):
            explain(story, "sent-less", who=who)


def test_an_explanation_does_not_hold_once_the_money_has_come_back(story):
    short_of(story)
    explain(story, "sent-less")
    line = read(story, (100, "退汇", "R-1"), who="original_a").entries.get()
    bouncing.come_back(line, story.transfer, **story.by("original_a"))

    with pytest.raises(MoveNotPossible):
        restating.confirm(story.transfer, **story.by("original_b"))
    assert not list(violations())


def test_while_a_case_is_on_its_way_nothing_is_explained(story):
    story.record_arrival(less=100)

    with pytest.raises(MoveNotPossible):
        explain(story, "sent-less")


def test_late_is_late_and_the_person_hears_nothing_of_it(story):
    short_of(story)
    story.wait(40)

    assert rows(story, "original_a", due="late") == [TermKind.FIND_DIFFERENCE]
    late = Notice.objects.filter(case=story.pk, kind="late")
    assert late.filter(to_agency=story.transfer.original_agency).exists()
    assert not late.filter(to_person__isnull=False).exists()
    page = text(signed_in(story.world.applicant).get(reverse("case", args=[story.case.number])))
    assert "without a result" not in page


def test_the_list_of_the_history_and_the_books_is_checked(story):
    short_of(story)
    Step.objects.filter(pk=beside(story).pk).update(closed_at=story.now)

    assert any("whose turn find-difference" in said for _name, said in violations())


def test_a_death_ends_the_case_and_what_is_under_way_is_somebodys_to_find(story):
    day = {"died_on": story.now.date(), "source": "登记"}
    deaths.report(story.case, **day, **story.by("original_a"))
    deaths.confirm(story.case, **story.by("original_b"))
    after_death.propose(story.case, goes_on=False, reason="去世", **story.by("new_a"))
    after_death.approve(story.case, **story.by("new_b"))

    assert story.case.state == Status.ENDED
    assert rows(story, "original_a") == [TermKind.FIND_DIFFERENCE]
    assert not list(violations())


@pytest.mark.parametrize("verbs", ["prepare_refusal refuse", "withdraw"])
def test_a_case_that_ends_without_a_transfer_keeps_no_money(verbs):
    story = at_stage(make_world(), "in review")
    line = read(story, (500, "", "L-1")).entries.get()
    allotting.match(line, story.transfer, amount_fen=500, **story.by("new_a"))

    story.tell(verbs)

    line.refresh_from_db()
    assert line.state == BankEntry.State.OPEN
    assert left_over.in_transit(story.transfer) == 0
    assert not list(violations())
    with pytest.raises(MoveNotPossible):
        allotting.match(line, story.transfer, amount_fen=500, **story.by("new_a"))


# --- A payment to the person ----------------------------------------------------------------------
@pytest.fixture
def unpaid():
    """Return a cleared case whose person has named no account."""
    story = at_stage(make_world(), "clearing")
    story.note_answer()
    return story.tell("prepare_clearing approve_clearing wait")


def test_money_of_the_person_stands_on_the_list_until_it_is_paid(unpaid):
    step = beside(unpaid)
    assert (step.kind, step.due_on) == (TermKind.PAY_PERSON, None)
    assert rows(unpaid, "new_a") == [TermKind.PAY_PERSON]

    unpaid.answer_clearing()
    assert beside(unpaid).due_on is not None
    unpaid.prepare_payment()
    assert rows(unpaid, "new_b", whose="second") == [TermKind.PAY_PERSON]
    assert rows(unpaid, "new_a", whose="second") == []
    unpaid.wait(40)
    assert rows(unpaid, "new_a", due="late") == [TermKind.PAY_PERSON]
    assert Notice.objects.filter(kind="late", to_person=unpaid.case.person).exists()

    unpaid.approve_payment()

    assert not Step.objects.open().filter(case=unpaid.pk).exists()
    assert not list(violations())


def test_a_payment_that_came_back_is_on_the_list_again(unpaid):
    unpaid.answer_clearing()
    unpaid.tell("prepare_payment approve_payment wait bounce")

    assert rows(unpaid, "new_a") == [TermKind.PAY_PERSON]
    assert beside(unpaid).due_on is None
    assert Notice.objects.filter(kind="payment-left").count() == 2
    assert not list(violations())


# --- Letter, routes, words ------------------------------------------------------------------------
def test_a_letter_goes_with_money_that_goes_back(story):
    over_by(story)

    letter = Letter.objects.get(kind=Letter.Kind.SURPLUS)
    assert (letter.agency, letter.to_agency) == tuple(reversed(story.transfer.sides))
    assert letter.official_number
    assert '"returned": "1.00"' in letter.content
    told = [each.data["kind"] for each in Notice.objects.filter(kind="letter")]
    assert told.count("surplus-return") == 1


def test_programs_write_down_what_the_bank_returned_and_what_came_back(story):
    sent = story.transfer.remittances.get()
    line = read(story, (sent.amount_fen, "退汇", "R-1"), who="original_a").entries.get()
    body = {"case": story.case.number, "version": line.version, "note": "户名不符"}
    address = f"bank-lines/{line.pk}/bounced/"
    assert program_of(story.who("new_a")).post(address, body).status_code == 404

    answer = program_of(story.who("original_a")).post(address, body)

    assert (answer.status_code, answer.json()["state"]) == (200, "matched")
    anew = {"reference": "BANK-9", "sent_on": f"{story.now.date()}"}
    told = {**anew, "version": story.case.version}
    number = story.case.number
    first, second = (program_of(story.who(f"original_{who}")) for who in "ab")
    assert first.post(f"cases/{number}/send-anew/", told).status_code == 403
    assert second.post(f"cases/{number}/send-anew/", told).status_code == 200
    assert not list(violations())


def test_programs_write_down_a_surplus_that_came_back(story):
    over_by(story)
    line = read(story, (100, "退款", "S-1"), who="original_a").entries.get()
    body = {"case": story.case.number, "version": line.version}

    answer = program_of(story.who("original_a")).post(f"bank-lines/{line.pk}/took-back/", body)

    assert (answer.status_code, answer.json()["state"]) == (200, "matched")
    again = read(story, (100, "退款", "S-2"), who="original_a").entries.get()
    with pytest.raises(NotValid):
        taking_back.take_back(again, story.transfer, **story.by("original_a"))


def test_programs_explain_a_difference_and_another_confirms(story):
    short_of(story)
    number = story.case.number
    told = {"finding": "sent-less", "amount": "1.00", "note": "流水第三行"}
    first, second = (program_of(story.who(f"original_{who}")) for who in "ab")
    told |= {"version": story.case.version}
    assert first.post(f"cases/{number}/explain-difference/", told).status_code == 200

    seen = {"version": story.case.version}
    assert first.post(f"cases/{number}/confirm-difference/", seen).status_code == 403
    assert second.post(f"cases/{number}/confirm-difference/", seen).status_code == 200
    assert left_over.in_transit(story.transfer) == 0


def test_an_answer_that_sends_no_money_does_not_say_so(story):
    story.record_arrival(less=0)
    story.tell("dispute wait prepare_form")
    day = story.now.date()
    typed = {"version": story.case.version, "reference": "", "sent_on": day.isoformat()}

    client = signed_in(story.who("original_b"))
    asked = text(client.get(reverse("desk_form", args=[story.case.number])))
    assert "Send the form" in asked
    assert "Send form and money" not in asked
    page = text(
        client.post(reverse("desk_form_send", args=[story.case.number]), typed, follow=True)
    )

    assert "No money goes with it" in page


def test_the_desk_explains_a_difference_from_the_list_to_the_end(story):
    short_of(story)
    number = story.case.number
    first, second = (signed_in(story.who(f"original_{who}")) for who in "ab")
    page = text(first.get(reverse("desk_case", args=[number])))
    assert "Find the difference under way" in page
    address = reverse("desk_difference", args=[number])
    assert "Sent, and not arrived" in text(first.get(address))
    assert signed_in(story.who("new_a")).get(address).status_code == 302
    assert first.post(address, {"version": story.case.version}).status_code == 422
    typed = {"finding": "sent-less", "amount": "1.00", "note": "流水第三行"}

    answer = first.post(address, {**typed, "version": story.case.version})
    assert answer.status_code == 302
    assert "Somebody else of your agency" in text(first.get(address))
    told = {"version": story.case.version}
    second.post(reverse("desk_difference_confirm", args=[number]), told)

    assert left_over.in_transit(story.transfer) == 0
    assert not Posting.objects.filter(case_number=number, amount_fen=0).exists()


def test_a_turn_beside_an_ended_case_is_claimed(story):
    short_of(story)
    client = signed_in(story.who("original_a"))

    client.post(reverse("desk_claim", args=[story.case.number]))

    assert beside(story).clerk == story.who("original_a").user


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "times 12%"),
        ({"from_scheme": "resident"}, "no pooled money"),
        ({"to_scheme": "resident"}, "no pooled money"),
    ],
)
def test_the_form_says_by_which_rule_pooled_money_moves(story, changed, said):
    transfer = story.transfer
    for name, scheme in changed.items():
        setattr(transfer, name, scheme)

    rows = form_rows.sum_rows(differences.sent_form(transfer), transfer)

    assert said in next(each["note"] for each in rows if each.get("mark") == "⑤")


@pytest.mark.parametrize(("scheme", "is_said"), [("employee", True), ("resident", False)])
def test_whoever_has_no_pooled_money_is_not_told_of_any(scheme, is_said):
    story = at_stage(make_world(), "completed")
    Transfer.objects.filter(pk=story.pk).update(from_scheme=scheme, to_scheme=scheme)

    page = text(signed_in(story.world.applicant).get(reverse("case", args=[story.case.number])))

    assert ("common fund" in page.lower()) == is_said
