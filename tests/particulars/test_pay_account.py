"""Another account: at once where bank and record agree, looked at first where fraud is likely."""

from datetime import date, timedelta

import pytest

from accounts.models import Person
from applications.actions import applying, drafting, undoing
from applications.acts.table import possible
from applications.known import rules_say
from applications.models import WayBack
from applications.rules.way_back import HOURS
from casework.actions.duties import do_what_is_due
from casework.models import Dispatch
from casework.rules.statuses import Status
from kit.errors import NotValid
from letters.models import Letter
from payouts.models import AccountCheck, PaymentAccount, account_for
from services.particulars.models import PersonVersion
from services.particulars.pay_account import PAY_ACCOUNT
from tests.cast import MONDAY
from tests.particulars.story import act, draft, fresh

pytestmark = pytest.mark.django_db
OLD, NEW = "6222020000000000000", "6217000000000000006"
DAY = MONDAY.date()


def named(world, number=NEW, now=MONDAY, **said):
    """Name an account, and let a worker ask the bank about it."""
    answers = {"bank": "102", "kind": "bank-card", "number": number, "is_own": True, **said}
    application = draft(world, PAY_ACCOUNT, answers, now=now)
    do_what_is_due(now=now)
    return fresh(application)


def send(world, application, now=MONDAY, **how):
    applying.submit(application, by=world.applicant, now=now, despite_checks=True, **how)
    return fresh(application)


def changed(world, number=NEW, now=MONDAY):
    return send(world, named(world, number, now), now)


def codes(application, today=DAY):
    return [each.code for each in rules_say(application, today=today).verdict.reasons]


def test_a_first_account_is_recorded_at_once_and_paid_to_from_the_same_day(world):
    application = changed(world, OLD)

    account = account_for(world.person, DAY)
    assert application.case.state is Status.COMPLETED
    assert (account.masked_number[-4:], account.first_paid_on) == ("0000", DAY)
    assert account.proof == "same"
    assert application.case.letters.get().kind == Letter.Kind.CONFIRMATION


def test_a_changed_account_waits_and_the_old_one_is_paid_to_meanwhile(world):
    changed(world, OLD)
    later = MONDAY + timedelta(days=1)
    changed(world, NEW, later)

    new = PaymentAccount.objects.get(state="in-force")
    assert (str(new.number), new.valid_from) == (NEW, later.date())
    assert new.first_paid_on == date(2026, 9, 11)
    assert [str(account_for(world.person, date(2026, 9, day)).number) for day in (7, 10, 11)] == [
        OLD,
        OLD,
        NEW,
    ]
    assert PaymentAccount.objects.get(state="replaced").replaced_by == new


def test_nobody_is_paid_before_there_is_an_account(world):
    assert account_for(world.person, DAY) is None


def test_both_days_are_told_before_it_is_sent_and_in_the_confirmation(world):
    changed(world, OLD)
    application = named(world, NEW, MONDAY + timedelta(days=1))
    found = rules_say(application, today=DAY + timedelta(days=1))

    said = " ".join(each.en for each in found.follows)
    assert "From 11 September 2026 on" in said
    assert "****0000" in said
    assert OLD not in said


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("6222020000000001", "PAR15"),
        ("6222020000000002", "PAR16"),
        ("6222020000000003", "PAR07"),
        ("6222020000000004", "PAR07"),
    ],
)
def test_what_the_bank_does_not_confirm_is_looked_at_by_a_clerk(world, number, code):
    application = named(world, number)

    assert codes(application) == [code]
    application = send(world, application)
    assert application.case.state is Status.SUBMITTED
    assert account_for(world.person, DAY) is None


@pytest.mark.parametrize("field", ["number", "phone"])
def test_after_a_change_of_identity_or_phone_two_persons_look_first(world, field):
    first = changed(world, OLD)
    said = {"field": field, "old": "x", "new": "y", "effective_on": DAY, "at": MONDAY}
    PersonVersion.objects.create(person=world.person, case=first.case, **said)
    later = MONDAY + timedelta(days=2)
    application = changed(world, NEW, later)
    assert application.case.state is Status.SUBMITTED
    assert str(account_for(world.person, date(2026, 12, 1)).number) == OLD

    offered = {each.name for each in possible(application, world.pension_new_a)}
    assert "prepare-decision" in offered
    assert "grant" not in offered
    act("prepare-decision", application, world.pension_new_a, later, outcome="granted")
    act("approve-decision", application, world.pension_new_b, later)

    assert str(account_for(world.person, date(2026, 12, 1)).number) == NEW


def test_an_account_on_the_record_of_another_is_looked_at_and_nobody_is_told_whose(world):
    first = changed(world, OLD)
    PaymentAccount.objects.filter(case=first.case).update(person=world.stranger)
    application = named(world, OLD, MONDAY + timedelta(days=1))

    found = rules_say(application, today=DAY + timedelta(days=1))
    assert codes(application, DAY + timedelta(days=1)) == ["PAR17"]
    assert not found.figures


def test_the_account_that_is_there_already_is_no_change(world):
    changed(world, OLD)
    application = named(world, OLD, MONDAY + timedelta(days=1))

    assert codes(application, DAY + timedelta(days=1)) == ["PAR18"]


def test_the_phone_on_record_hears_of_it_and_undoes_it_within_a_day(world):
    Person.objects.filter(pk=world.person.pk).update(phone="+8613900001111")
    changed(world, OLD)
    later = MONDAY + timedelta(days=1)
    application = changed(world, NEW, later)
    do_what_is_due(now=later)

    told = Dispatch.objects.filter(case=application.case, what="old-contact")
    assert {each.subject for each in told} >= {"phone"}
    way = WayBack.objects.get(case=application.case, contact="phone")
    code = undoing.told(application.case, "phone", now=later)
    for _twice in range(2):
        undoing.undo(application.case.number, code, now=later + timedelta(hours=2))

    way.refresh_from_db()
    assert way.undone_at is not None
    assert str(account_for(world.person, date(2026, 12, 1)).number) == OLD
    assert PaymentAccount.objects.get(state="in-force").case != application.case
    assert not Letter.objects.valid().filter(case=application.case).exists()
    with pytest.raises(NotValid):
        undoing.undo(application.case.number, "AAAAA-AAAAA", now=later)
    assert HOURS == 24


def test_the_bank_is_asked_once_for_one_account_and_only_a_hash_is_kept(world):
    application = named(world)
    drafting.save(application, {"is_own": True}, by=world.applicant, now=MONDAY)
    do_what_is_due(now=MONDAY)

    check = AccountCheck.objects.get()
    assert check.answer == "same"
    assert NEW not in check.asked_index


def test_the_number_is_kept_encrypted_and_shown_by_its_last_digits(world):
    changed(world)

    assert PaymentAccount.objects.get().masked_number == "***************0006"
