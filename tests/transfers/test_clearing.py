"""Months paid twice: moved first, then agreed upon, cleared by two persons and paid back."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from pypdf import PdfReader

from casework.models import Notice
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid, Refusal
from law.money import from_fen
from letters.models import Letter
from records import accounts
from records.models import AccountEntry, InsuredPeriod, Posting, Relationship
from tests.blank_letters import print_blank_letters
from tests.cast import make_world
from tests.story import STAGES, Story
from transfers import double_months
from transfers.actions import clearing_choice
from transfers.facts import record
from transfers.figures import form
from transfers.management.commands.check_invariants import violations
from transfers.models import Repayment, Transfer

SETTLED = STAGES["clearing"]


@pytest.fixture
def plain_letters(monkeypatch):
    """What a letter looks like is tested elsewhere."""
    print_blank_letters(monkeypatch)


@pytest.fixture
def printed(db):
    """The story with its letters really set."""
    return Story(make_world()).tell(SETTLED)


@pytest.fixture
def story(db, plain_letters):
    return Story(make_world()).tell(SETTLED)


def held(story):
    return Relationship.objects.get(pk=story.transfer.new_relationship_id)


def owed(story):
    sides = {"owed": 0, "person": 0, "fund": 0}
    for each in Posting.objects.filter(
        case_number=story.case.number, movement__in=["set-aside", "paid-back", "pay-bounced"]
    ):
        sides[each.side] += each.amount_fen
    return sides


def test_a_transfer_that_leaves_months_double_is_not_over(story):
    assert story.case.state == Status.CLEARING
    assert story.case.letters.filter(kind=Letter.Kind.COMPLETION).exists()
    step = story.case.steps.open().get()
    assert (step.kind, step.agency, step.due_on) == ("clear", story.transfer.new_agency, None)
    assert list(violations()) == []


def test_a_transfer_without_double_months_ends_as_ever(db, plain_letters):
    story = Story(make_world()).tell(STAGES["completed"])

    assert story.case.state == Status.COMPLETED
    with pytest.raises(Refusal):
        clearing_choice.answer(story.transfer, keep="here", **story.by("applicant"))


def test_medical_months_are_not_paid_back(db, plain_letters):
    story = Story(make_world(), "medical")
    old = story.transfer.case.person.relationships.get(
        insurance="medical", agency=story.transfer.original_agency
    )
    old.periods.filter(first_month__year=2024).update(
        first_month=date(2025, 1, 1), last_month=date(2025, 12, 1)
    )
    story.tell(STAGES["completed"])

    assert story.case.state == Status.COMPLETED


@pytest.mark.parametrize(
    ("keep", "fen", "gone_from"), [("here", 120_000, True), ("arrived", 192_000, False)]
)
def test_what_goes_is_paid_back_and_each_month_counts_once(story, keep, fen, gone_from):
    before = accounts.balance(held(story))
    story.answer_clearing(keep)
    story.tell("prepare_clearing approve_clearing")

    gone = InsuredPeriod.objects.get(gone_as="cleared")
    assert story.case.state == Status.COMPLETED
    assert (gone.first_month, gone.last_month) == (date(2025, 1, 1), date(2025, 3, 1))
    assert (gone.came_from is not None, gone.gone_with) == (gone_from, story.case.number)
    assert accounts.balance(held(story)) == before - fen
    assert owed(story) == {"fund": -fen, "owed": 0, "person": fen}
    known = record.known_record(story.world.person, "pension").count
    assert (known.overlapping_months, known.months) == (0, 11 * 12 + 20)
    assert double_months.plan_of(story.transfer).cleared == ()
    assert list(violations()) == []


def words(letter):
    pages = PdfReader(BytesIO(bytes(letter.file.pdf))).pages
    return "".join(page.extract_text() for page in pages)


def test_the_letters_say_which_months_what_is_paid_by_which_article_and_no_account_number(printed):
    printed.tell("answer_clearing prepare_clearing approve_clearing work")

    letters = printed.case.letters
    assert "2025年1月至2025年3月" in words(letters.get(kind=Letter.Kind.COMPLETION))
    said = words(letters.get(kind=Letter.Kind.CLEARING))
    assert all(word in said for word in ("1,200.00", "第十条", "1234"))
    assert "62220000" not in said


def test_the_account_belongs_to_the_person_and_is_a_number(story):
    for wrong in ({"holder": "李红"}, {"account_number": "12"}, {"bank_name": ""}):
        with pytest.raises(NotValid):
            story.answer_clearing(**wrong)
    with pytest.raises(NotPermitted):
        clearing_choice.answer(
            story.transfer, keep="here", by=story.world.other_person, now=story.now
        )


def test_the_first_person_is_never_the_second(story):
    story.tell("answer_clearing prepare_clearing")
    with pytest.raises(NotPermitted):
        story.approve_clearing("new_a")

    story.note_answer("new_b")
    story.prepare_clearing("new_a")
    with pytest.raises(NotPermitted):  # wrote the answer down
        story.approve_clearing("new_b")


def test_an_answer_after_the_preparation_is_prepared_anew(story):
    story.tell("answer_clearing prepare_clearing")
    story.answer_clearing("arrived")

    with pytest.raises(Refusal):
        story.approve_clearing()
    story.tell("prepare_clearing send_back_clearing prepare_clearing approve_clearing")
    assert story.transfer.clearing.amount_fen == 192_000


def test_a_second_click_clears_nothing_twice(story):
    story.tell("answer_clearing prepare_clearing approve_clearing")

    with pytest.raises(Refusal):
        story.approve_clearing()
    assert AccountEntry.objects.filter(kind="paid-out").count() == 1


def test_without_an_answer_the_person_is_asked_twice_and_the_money_waits(story):
    with pytest.raises(Refusal):
        story.prepare_clearing()
    story.wait(35)
    assert Notice.objects.filter(case=story.case, kind="clearing-asked-again").count() == 1

    story.tell("prepare_clearing approve_clearing wait")
    assert owed(story) == {"fund": -120_000, "owed": 120_000, "person": 0}
    assert list(violations()) == []

    story.tell("answer_clearing prepare_payment approve_payment")
    assert owed(story) == {"fund": -120_000, "owed": 0, "person": 120_000}
    assert list(violations()) == []


def test_a_payment_that_came_back_is_paid_again_by_two(story):
    story.tell("answer_clearing prepare_clearing approve_clearing wait bounce")
    assert owed(story)["owed"] == 120_000

    with pytest.raises(Refusal):
        story.prepare_payment()  # no account
    story.answer_clearing(account_number="622200009999")
    story.tell("prepare_payment send_back_payment prepare_payment")
    with pytest.raises(NotPermitted):
        story.approve_payment("new_a")
    story.approve_payment()
    first, second = Repayment.objects.all()
    assert (first.masked_account, second.masked_account) == ("•••• 1234", "•••• 9999")
    assert owed(story)["person"] == 120_000
    assert list(violations()) == []


def test_an_account_number_is_encrypted_at_rest(story):
    story.answer_clearing()

    with connection.cursor() as cursor:
        cursor.execute("select account_number from transfers_clearing")
        assert "6222" not in cursor.fetchone()[0]


def test_a_second_move_takes_each_month_once_and_what_was_paid_back_stays_away(story):
    before = accounts.balance(held(story))
    story.tell("answer_clearing prepare_clearing approve_clearing")
    new = held(story)
    transfer = Transfer(
        case=story.case, insurance="pension", original_relationship=new,
        original_agency=new.agency, new_agency=story.world.agency("pension", "hangzhou"),
    )  # fmt: skip

    amounts = form.form_figures(transfer, today=story.now.date())
    assert sum(line["months"] for line in amounts.lines) == 11 * 12 + 20
    assert amounts.amounts.personal_account == from_fen(before - 120_000)


def test_a_residents_months_go_before_an_employees(db, plain_letters):
    story = Story(make_world())
    new = Relationship.objects.get(agency=story.transfer.new_agency, insurance="pension")
    story.pay_twice()
    new.periods.filter(first_month__year=2025).update(scheme="resident")
    story.tell(SETTLED)

    story.answer_clearing("arrived")
    story.tell("prepare_clearing approve_clearing")
    gone = InsuredPeriod.objects.get(gone_as="cleared")
    assert (gone.scheme, gone.months, gone.came_from) == ("resident", 3, None)
