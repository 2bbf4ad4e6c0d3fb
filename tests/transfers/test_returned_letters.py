"""A returned letter: corrected, sent on to the right agency, or put before the person."""

import json

import pytest

from agencies.models import Post
from casework.actions import accounts
from casework.models import AccountProposal, Case, Notice
from kit.errors import NotPermitted, NotValid
from law.identity_number import check_character
from letters.checking import judging
from letters.models import Letter
from letters.rules.verdicts import Outcome
from records.models import Relationship
from tests.blank_letters import print_blank_letters
from tests.cast import MONDAY, insure, make_clerk, make_world
from tests.story import at_stage
from transfers.actions import preparing_form, reissuing, returning
from transfers.actions.accepting import last_acceptance
from transfers.management.commands.check_invariants import violations
from transfers.rules.reasons import Use, choosable

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    print_blank_letters(monkeypatch)
    return make_world()


@pytest.fixture
def story(world):
    return at_stage(world, "letter returned")


@pytest.fixture
def hangzhou(world):
    """The agency that holds the record the letter should have asked for."""
    agency = world.agency("pension", "hangzhou")
    insure(world.person, agency, "pension", range(2010, 2013))
    return agency


def letters(story):
    return list(Letter.objects.filter(case=story.case, kind=Letter.Kind.ACCEPTANCE))


def told(story, kind):
    return list(Notice.objects.filter(case=story.case, kind=kind))


def test_a_letter_goes_on_to_the_agency_that_holds_the_record(story, hangzhou):
    story.reissue(to=hangzhou)
    story.wait()

    transfer = story.transfer
    assert transfer.original_agency == hangzhou
    assert transfer.original_relationship.agency == hangzhou
    assert transfer.original_region_id == "330100"
    assert [step.agency for step in story.case.steps.open()] == [hangzhou]
    assert not list(violations())


def test_the_former_agency_is_told_and_can_do_nothing_more(world, story, hangzhou):
    chengdu = world.agency("pension", "chengdu")
    story.reissue(to=hangzhou)
    story.wait()

    assert [each.to_agency for each in told(story, "sent-elsewhere")] == [chengdu]
    with pytest.raises(NotPermitted):
        story.prepare_form("original_a")
    with pytest.raises(NotPermitted):
        story.return_letter("original_a")
    assert Case.objects.visible_to(world.pension_original_a).filter(pk=story.case.pk).exists()


def test_the_right_agency_hands_over_what_it_holds(world, story, hangzhou):
    story.reissue(to=hangzhou)
    story.wait()
    a = make_clerk("hangzhou-a", hangzhou)

    form = preparing_form.prepare_form(story.transfer, by=a, now=story.now)

    assert form.months == 36


def test_the_letter_before_is_replaced_and_its_code_says_so(story, hangzhou):
    story.reissue(to=hangzhou)

    before, after = letters(story)
    assert judging.by_code(before.code).outcome == Outcome.VOIDED
    assert judging.by_code(before.code).replaced_by == after.printed_number
    assert after.to_agency == hangzhou


def test_the_person_is_told_where_the_letter_goes_now(story, hangzhou):
    story.reissue(to=hangzhou)

    (notice,) = told(story, "reissued")
    assert notice.data["zh"] == hangzhou.name
    assert notice.data["is_elsewhere"]


def test_an_agency_without_a_record_is_not_asked_while_another_has_one(world, story):
    with pytest.raises(NotValid):
        story.reissue(to=world.agency("pension", "hangzhou"))


def test_without_any_known_record_the_agencies_of_the_named_place_may_be_asked(world, story):
    transfer = story.transfer
    transfer.original_relationship = None
    transfer.save()
    gone = Relationship.objects.exclude(agency=transfer.new_agency)
    gone.update(status=Relationship.Status.ENDED)

    story.reissue(to=world.agency("pension", "sichuan"))

    assert story.transfer.original_agency == world.agency("pension", "sichuan")
    assert story.transfer.original_region_id == "510100"


def test_an_agency_of_another_insurance_is_refused(world, story):
    with pytest.raises(NotValid):
        story.reissue(to=world.agency("medical", "chengdu"))


def change_account(world, agency):
    """Let two administrators and the head of an agency change its bank account."""
    head = make_clerk("head", agency, Post.Role.SUPERVISOR)
    old = {"account_name": agency.account_name, "bank_name": agency.bank_name}
    new = {**old, "bank_account": "0000000000000099"}
    proposal = AccountProposal(agency=agency, reason="开户行撤并", **new)
    accounts.propose(proposal, by=world.administrator.user, now=MONDAY)
    accounts.approve(proposal, by=world.second_administrator.user, now=MONDAY)
    accounts.confirm(proposal, by=head, now=MONDAY)


def test_what_the_records_and_the_bank_say_now_stands_in_the_new_letter(world, story):
    change_account(world, story.transfer.new_agency)
    person = world.person
    person.name, first = "王晓燕", person.number[:-4] + "111"
    person.number = first + check_character(first)
    person.save()

    story.reissue()

    content = json.loads(last_acceptance(story.transfer).content)
    assert content["bank"]["number"] == "0000000000000099"
    assert content["person"]["name"] == "王晓燕"


def test_history_keeps_old_and_new_values_but_nothing_personal(world, story):
    change_account(world, story.transfer.new_agency)
    world.person.name = "王晓燕"
    world.person.save()

    story.reissue()

    event = story.case.events.filter(moved_to="letter-issued").last()
    assert event.data["changes"] == [
        {"name": "name"},
        {"name": "bank_number", "was": "0000000000000001", "now": "0000000000000099"},
    ]


def test_the_preview_masks_the_identity_number(world, story):
    first = world.person.number[:-4] + "111"
    world.person.number = first + check_character(first)
    world.person.save()
    transfer = story.transfer

    (change,) = reissuing.changes(
        transfer,
        reissuing.chosen_addressee(transfer, "P510100"),
        by=world.pension_new_a,
        now=story.now,
    )

    assert "*" in change.was
    assert "*" in change.now


def test_the_person_corrects_what_the_letter_had_wrong_and_it_is_issued_anew(story):
    story.ask_correction()
    assert judging.by_code(letters(story)[0].code).outcome == Outcome.VOIDED
    assert not story.case.steps.running().exists()

    story.wait()
    story.tell("answer wait accept wait prepare_form")

    assert len(letters(story)) == 2
    assert not list(violations())


def test_a_person_asked_after_a_return_can_withdraw(story):
    story.tell("ask_correction wait withdraw")

    assert story.case.status == "withdrawn"
    assert not list(violations())


@pytest.mark.parametrize("insurance", ["pension", "medical"])
def test_every_reason_of_a_return_can_be_followed_on_all_its_ways(world, insurance):
    story = at_stage(world, "letter delivered", insurance)
    hangzhou = world.agency(insurance, "hangzhou")
    insure(world.person, hangzhou, insurance, range(2010, 2013))
    ways = [lambda: story.reissue(), lambda: story.tell("ask_correction answer accept")]

    for number, reason in enumerate(choosable(Use.RETURN_OF_LETTER, insurance)):
        returning.return_letter(
            story.transfer, [reason.code], note="请更正", **story.by("original_a")
        )
        ways[number % 2]()
        story.wait()
        assert story.case.status == "letter-issued", reason.code
    story.return_letter()
    story.reissue(to=hangzhou)
    assert story.transfer.original_agency == hangzhou


def test_the_letter_that_was_lost_can_be_a_reason():
    assert {"F01", "F02", "F06"} <= {
        each.code for each in choosable(Use.RETURN_OF_LETTER, "pension")
    }
