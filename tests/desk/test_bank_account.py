"""Where an agency's money goes is changed by three persons, and not before the last of them."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Post
from casework.actions import accounts
from casework.errors import MoveNotPossible
from casework.models import AccountProposal, BankAccount, Notice
from kit.errors import NotPermitted, NotValid, Refusal
from letters.models import Letter
from tests.cast import MONDAY, make_clerk
from tests.desk.conftest import text_of
from tests.story import Story, send_all
from transfers.management.commands.check_invariants import violations

NEW = {"account_name": "广州社保基金专户", "bank_name": "示例银行二", "bank_account": "000000009"}


@pytest.fixture
def guangzhou(world):
    agency = world.agency("pension", "guangzhou")
    for name in ("head", "second_head"):
        world.people[name] = make_clerk(name, agency, Post.Role.SUPERVISOR)
    return agency


@pytest.fixture
def proposal(world, guangzhou):
    new = AccountProposal(agency=guangzhou, reason="开户行撤并", **NEW)
    return accounts.propose(new, by=world.administrator.user, now=MONDAY)


@pytest.fixture
def approved(world, proposal):
    accounts.approve(proposal, by=world.second_administrator.user, now=MONDAY)
    return proposal


def test_letters_print_the_old_account_until_the_head_has_confirmed(world, approved):
    story = Story(world, now=MONDAY).tell("submit wait accept")
    letters = Letter.objects.filter(case=story.case, kind=Letter.Kind.ACCEPTANCE)
    assert NEW["bank_account"] not in letters.get().content

    accounts.confirm(approved, by=world.head, now=MONDAY)
    story.tell("propose_voiding approve_voiding")

    assert NEW["bank_account"] in letters.last().content
    assert Agency.objects.get(pk=approved.agency_id).bank_account == NEW["bank_account"]
    assert not list(violations())


def test_the_same_person_never_does_two_of_the_three(world, proposal):
    first, second = world.administrator.user, world.second_administrator.user
    with pytest.raises(NotPermitted):
        accounts.approve(proposal, by=first, now=MONDAY)
    with pytest.raises(MoveNotPossible):
        accounts.confirm(proposal, by=world.head, now=MONDAY)
    accounts.approve(proposal, by=second, now=MONDAY)

    for name in ("administrator", "second_administrator", "pension_new_a", "pension_supervisor"):
        with pytest.raises(NotPermitted):
            accounts.confirm(proposal, by=getattr(world, name), now=MONDAY)
    # Whoever has become head since is still one of the two.
    AccountProposal.objects.update(approved_by=world.head.user)
    proposal.refresh_from_db()
    with pytest.raises(NotPermitted):
        accounts.confirm(proposal, by=world.head, now=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountProposal.objects.update(confirmed_by=world.head.user, confirmed_at=MONDAY)


def test_of_two_heads_one_decides(world, approved):
    accounts.confirm(approved, by=world.head, now=MONDAY)

    with pytest.raises(MoveNotPossible):
        accounts.confirm(approved, by=world.second_head, now=MONDAY)
    with pytest.raises(MoveNotPossible):
        accounts.reject(approved, reason="不是我行", by=world.second_head, now=MONDAY)

    assert BankAccount.objects.filter(agency=approved.agency).count() == 2


def test_what_somebody_proposed_who_was_locked_since_is_not_confirmed(world, approved):
    first = world.administrator.user
    type(first).objects.filter(pk=first.pk).update(is_active=False)

    with pytest.raises(MoveNotPossible):
        accounts.confirm(approved, by=world.head, now=MONDAY)
    with pytest.raises(NotValid):
        accounts.reject(approved, reason=" ", by=world.head, now=MONDAY)
    accounts.reject(approved, reason="不是本机构账户", by=world.head, now=MONDAY)

    assert approved.rejection == "不是本机构账户"
    assert not AccountProposal.objects.undecided().exists()


def test_the_whole_agency_is_told_of_each_step_with_the_old_and_the_new(
    world, approved, mailoutbox
):
    accounts.confirm(approved, by=world.head, now=MONDAY)
    send_all(now=MONDAY)

    told = Notice.objects.filter(to_agency=approved.agency).order_by("pk")
    kinds = ["account-proposed", "account-approved", "account-confirmed"]
    assert [each.kind for each in told] == kinds
    assert {each.data["new"][-9:] for each in told} == {NEW["bank_account"]}
    assert {each.data["old"][-16:] for each in told} == {"0000000000000001"}
    assert [mail.to for mail in mailoutbox] == [[approved.agency.email]] * 3
    assert "/desk/account/" in mailoutbox[-1].body


def test_what_was_confirmed_is_never_rewritten(world, approved):
    accounts.confirm(approved, by=world.head, now=MONDAY)
    last = BankAccount.objects.filter(agency=approved.agency).first()

    assert "0000000000000001" in last.before
    assert (last.proposed_by, last.approved_by, last.confirmed_by) == (
        world.administrator.user,
        world.second_administrator.user,
        world.head.user,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        BankAccount.objects.update(bank_account="1")


def test_an_account_changed_past_the_procedure_is_printed_nowhere_and_found(world, guangzhou):
    Agency.objects.filter(pk=guangzhou.pk).update(bank_account="666")

    story = Story(world, now=MONDAY).tell("submit wait accept")

    letter = Letter.objects.get(case=story.case, kind=Letter.Kind.ACCEPTANCE)
    assert '"666"' not in letter.content
    assert [name for name, _text in violations()] == ["accounts_are_those_last_confirmed"]


def test_an_agency_without_an_account_issues_no_letter_that_names_one(world):
    story = Story(world, now=MONDAY).tell("submit wait")
    fresh = Agency.objects.create(
        code="P440199",
        name="新设机构",
        name_en="New agency",
        region=world.agency("pension", "guangzhou").region,
        handles_pension=True,
        address="x",
        postcode="510000",
        phone="1",
    )

    with pytest.raises(MoveNotPossible, match=r"no confirmed bank account|没有已确认的收款账户"):
        accounts.account_in_force(fresh)
    assert accounts.account_in_force(story.transfer.new_agency).bank_account


# --- The pages ------------------------------------------------------------------------------------
def browser(who, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(who.user)
    return client


def test_it_is_proposed_and_approved_in_the_administration(world, guangzhou):
    first, second = browser(world.administrator), browser(world.second_administrator)
    typed = {"agency": guangzhou.pk, "reason": "开户行撤并", **NEW}

    shown = first.post(reverse("admin:casework_accountproposal_add"), typed, follow=True)
    again = first.post(reverse("admin:casework_accountproposal_add"), typed)
    made = AccountProposal.objects.get()
    approve = reverse("admin:casework_accountproposal_approve", args=[made.pk])
    refused = first.post(approve, follow=True)
    second.post(approve)

    assert "0000000000000001" in text_of(shown)
    assert "waits already" in text_of(again)
    assert "Somebody else has to approve" in text_of(refused)
    made.refresh_from_db()
    assert made.approved_by == world.second_administrator.user
    assert Agency.objects.get(pk=guangzhou.pk).bank_account == "0000000000000001"


def test_one_administrator_changes_no_account_in_the_list_of_agencies(world, guangzhou):
    address = reverse("admin:agencies_agency_change", args=[guangzhou.pk])
    page = browser(world.administrator).get(address)

    assert not {*NEW} & set(page.context["adminform"].form.fields)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Confirm the new account"), ("zh-hans", "确认新账户")]
)
def test_the_head_confirms_at_the_desk_and_all_staff_see_it(world, approved, language, words):
    address, data = reverse("desk_account"), {"proposal": approved.pk}
    head, clerk = browser(world.head, language), browser(world.pension_new_a, language)
    assert words in text_of(head.get(address))
    assert words not in text_of(clerk.get(address))
    assert NEW["bank_account"] in text_of(clerk.get(address))

    assert clerk.post(reverse("desk_account_confirm"), data).status_code == 403
    assert head.post(reverse("desk_account_confirm"), {"proposal": "7777"}).status_code == 409
    assert head.post(reverse("desk_account_confirm"), data).status_code == 302

    assert BankAccount.objects.filter(bank_account=NEW["bank_account"]).exists()
    assert "0000000000000001" in text_of(clerk.get(address))
    assert clerk.get(reverse("desk_notices")).status_code == 200


def test_the_head_rejects_with_a_reason_that_administrators_read(world, approved):
    head, address = browser(world.head), reverse("desk_account_reject")

    empty = head.post(address, {"proposal": approved.pk, "reason": ""})
    head.post(address, {"proposal": approved.pk, "reason": "Not ours"})

    assert empty.status_code == 422
    listed = browser(world.administrator).get(reverse("admin:casework_accountproposal_changelist"))
    assert "Not ours" in text_of(listed)
    with pytest.raises(Refusal):
        accounts.confirm(approved, by=world.head, now=MONDAY)
