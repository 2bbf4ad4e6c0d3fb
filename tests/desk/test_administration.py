"""The administration: reference data for the administrator, and nothing about a person."""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import document_index
from agencies.models import Post, RuleValue
from casework.actions import posts
from casework.models import Duty, Notice, PostProposal
from kit.errors import NotPermitted, Refusal
from law.identity_number import IdentityDocument
from tests import cast
from tests.cast import MONDAY, make_user
from tests.desk.conftest import text_of

REFERENCE = {
    "accounts.user",
    "agencies.agency",
    "agencies.apiclient",
    "agencies.calendarnotice",
    "agencies.merger",
    "agencies.noticeproposal",
    "agencies.post",
    "agencies.region",
    "agencies.rulevalue",
    "applications.offer",
    "applications.offerproposal",
    "casework.accountproposal",
    "casework.agencychange",
    "casework.agencyproposal",
    "casework.bankaccount",
    "casework.clientproposal",
    "casework.decoy",
    "casework.decoyalarm",
    "casework.dispatch",
    "casework.factorproposal",
    "casework.gateway",
    "letters.certificate",
    "letters.documentmark",
    "casework.duty",
    "casework.halt",
    "letters.lettertemplate",
    "casework.postproposal",
    "privacy.release",
}


@pytest.fixture
def administrator(world):
    """The system administrator's browser."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.administrator.user)
    return client


def test_only_reference_data_is_registered():
    assert {model._meta.label_lower for model in admin.site._registry} == REFERENCE


@pytest.mark.parametrize("label", sorted(REFERENCE))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_list_and_every_row_opens_in_both_languages(administrator, waiting, label, language):
    name = label.replace(".", "_")
    headers = {"accept-language": language}

    answer = administrator.get(reverse(f"admin:{name}_changelist"), headers=headers)
    assert answer.status_code == 200
    assert language == "en" or not foreign_words(answer)
    for link in re.findall(
        rf'href="(/admin/{label.replace(".", "/")}/[^"?/]+/change/)', text(answer)
    ):
        page = administrator.get(link, headers=headers)
        assert page.status_code == 200
        assert language == "en" or not foreign_words(page)
        break
    assert waiting.case.person.name not in text(answer)
    assert waiting.case.person.number not in text(answer)


def foreign_words(answer):
    """Return the headings of columns, filters and fields that are not in Chinese."""
    said = re.findall(r'class="text">\s*<(?:a|span)[^>]*>([^<]+)', text(answer))
    said += re.findall(r"<label[^>]*>([^<]+)|<summary[^>]*>([^<]+)", text(answer))
    flat = [each for one in said for each in ([one] if isinstance(one, str) else one)]
    return [each for each in flat if re.search("[a-z]{3}", each)]


def test_what_waits_for_me_stands_first_and_is_approved_before_it_is_closed(administrator, world):
    RuleValue.objects.create(
        rule="pension.interest-rate",
        number=1,
        document="示例",
        effective_on=date(2027, 1, 1),
        valid_from=date(2027, 1, 1),
        proposed_by=world.applicant.user,
        proposed_at=MONDAY,
    )
    first = text(administrator.get(reverse("admin:index")))
    assert first.index("Waits for your approval") < first.index("waits-for-me")

    row = RuleValue.objects.waiting().get()
    page = text(administrator.get(reverse("admin:agencies_rulevalue_change", args=[row.pk])))
    assert page.index("/approve/") < page.index("/turn-down/") < page.index('class="closelink"')
    assert page.count('class="closelink"') == 1
    blank = text(administrator.get(reverse("admin:agencies_rulevalue_add")))
    assert not re.search(r'name="is_verified"[^>]*checked', blank)


def test_the_journal_says_old_and_new(administrator, world):
    user = world.pension_new_a.user
    page = reverse("admin:accounts_user_change", args=[user.pk])
    administrator.post(page, {"display_name": "新名", "language": "en", "is_active": "on"})

    kept = text(administrator.get(reverse("admin:accounts_user_history", args=[user.pk])))
    assert f"{user.display_name} → 新名" in kept


def text(answer):
    """Return the page as it was sent."""
    return answer.content.decode()


@pytest.mark.parametrize("who", ["pension_new_a", "pension_supervisor", "applicant"])
def test_nobody_else_may_enter(desk, who):
    assert desk(who).open("/admin/agencies/agency/").status_code == 302


def test_a_post_is_proposed_by_the_exact_address_and_given_by_a_second(administrator, world):
    make_user("newcomer", display_name="Newcomer")
    number = cast.identity_number(date(1980, 2, 3))
    typed = {
        "agency": world.agency("pension", "guangzhou").pk,
        "role": "clerk",
        "document_type": "resident-id",
        "number": f" {number} ",
    }
    address = reverse("admin:casework_postproposal_add")

    unknown = administrator.post(address, {**typed, "account": "nobody@people.example"})
    own = administrator.post(address, {**typed, "account": "admin-b@people.example"})
    found = administrator.post(address, {**typed, "account": "newcomer@people.example"})

    assert "No account has this address, or it is not confirmed yet." in text_of(unknown)
    assert "holds no post" in text_of(own)
    assert found.status_code == 302
    proposal = PostProposal.objects.get()
    assert proposal.kept_from == [document_index(IdentityDocument("resident-id", number))]
    approve = reverse("admin:casework_postproposal_approve", args=[proposal.pk])
    assert "Somebody else has to approve" in text_of(administrator.post(approve, follow=True))
    assert not Post.objects.filter(user=proposal.user).exists()
    second = Client(headers={"accept-language": "en"})
    second.force_login(world.second_administrator.user)
    shown = second.get(reverse("admin:casework_postproposal_change", args=[proposal.pk]))
    assert "Holds no post now." in text_of(shown)
    second.post(approve)

    assert Post.objects.get(user__display_name="Newcomer").started_at == MONDAY
    assert Notice.objects.get(kind="post-given").to_agency_id == typed["agency"]


def test_no_post_waits_for_an_address_that_nobody_has_proven(administrator, world):
    """Whoever joined with a clerk's address would get the clerk's post."""
    stranger = make_user("newcomer")
    stranger.emailaddress_set.update(verified=False)
    typed = {"agency": world.agency("pension", "guangzhou").pk, "role": "clerk"}

    answer = administrator.post(
        reverse("admin:casework_postproposal_add"), {**typed, "account": stranger.email}
    )

    assert "it is not confirmed yet" in text_of(answer)
    assert not PostProposal.objects.exists()


def test_no_post_is_given_to_whoever_has_proven_nothing(world):
    clerk = world.pension_new_a
    clerk.user.emailaddress_set.update(verified=False)
    proposal = PostProposal.objects.create(
        user=clerk.user,
        agency=clerk.agency,
        role=Post.Role.SUPERVISOR,
        kept_from=["mark"],
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
    )

    with pytest.raises(Refusal):
        posts.approve(proposal, by=world.second_administrator.user, now=MONDAY)


def test_a_raised_post_takes_the_place_of_the_old_one(world):
    clerk = world.pension_new_a
    proposal = PostProposal.objects.create(
        user=clerk.user,
        agency=clerk.agency,
        role=Post.Role.SUPERVISOR,
        kept_from=["mark"],
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
    )

    for who in (world.administrator.user, clerk.user):
        with pytest.raises(NotPermitted):
            posts.approve(proposal, by=who, now=MONDAY)
    for _twice in range(2):
        posts.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    held = Post.objects.get(user=clerk.user, ended_at=None)
    assert held.role == Post.Role.SUPERVISOR
    assert Post.objects.filter(user=clerk.user).count() == 2


def test_nobody_gets_a_post_at_the_list_of_posts(administrator):
    assert not admin.site._registry[Post].has_add_permission(None)


def test_whoever_is_locked_loses_their_post_for_good_and_the_agency_is_told(administrator, world):
    user = world.pension_new_a.user
    address = reverse("admin:accounts_user_change", args=[user.pk])
    typed = {"display_name": user.display_name, "language": user.language}

    administrator.post(address, typed)
    assert Notice.objects.get(kind="staff-locked").to_agency == world.pension_new_a.agency
    administrator.post(address, {**typed, "is_active": "on"})

    user.refresh_from_db()
    assert user.is_active
    assert not Post.objects.current().filter(user=user).exists()


def test_an_ended_post_closes_the_desk(administrator, desk):
    post = Post.objects.get(user__display_name="pension-new-a")

    administrator.post(
        reverse("admin:agencies_post_changelist"), {"action": "end", "_selected_action": [post.pk]}
    )

    assert desk("pension_new_a").open("/desk/").status_code == 403


def test_dead_duties_are_shown_by_number_and_tried_again(administrator, waiting):
    duty = Duty.objects.filter(done_at=None).first()
    Duty.objects.filter(pk=duty.pk).update(dead_at=MONDAY, attempts=5, last_error="OSError")
    address = reverse("admin:casework_duty_changelist")

    shown = text_of(administrator.get(address))
    administrator.post(address, {"action": "retry", "_selected_action": [duty.pk]})

    duty.refresh_from_db()
    assert "OSError" in shown
    assert waiting.case.number not in shown
    assert (duty.dead_at, duty.attempts, duty.due_at) == (None, 0, MONDAY)
