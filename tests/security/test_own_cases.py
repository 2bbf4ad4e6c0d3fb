"""Nobody handles, approves or sees their own case at a desk, nor that of a relative they named."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import number_index
from agencies.actors import actor_of
from agencies.models import Post
from casework.actions import looking
from casework.models import Case, Notice, PostProposal, Step
from casework.policies import may
from casework.rules.authorisation import Action
from records.models import BankEntry
from tests.api.calling import program_of
from tests.cast import MONDAY, identity_number, make_clerk, make_user
from tests.story import at_stage
from transfers.models import Allotment

pytestmark = pytest.mark.django_db
ROLES = list(Post.Role)


@pytest.fixture
def case(world):
    """A case whose money lies at the new agency, on a line of its bank."""
    return at_stage(world, "money arrived").case


def theirs(world, role=Post.Role.CLERK):
    """Return somebody at the new agency whose case it is, though their accounts are not linked."""
    clerk = make_clerk(f"own-{role}", world.agency("pension", "guangzhou"), role)
    mark = number_index(world.person.document_type, str(world.person.number))
    Post.objects.filter(user=clerk.user).update(kept_from=[mark])
    return actor_of(clerk.user)


def browser_of(who):
    client = Client()
    client.force_login(who.user)
    return client


@pytest.mark.parametrize("role", ROLES)
def test_no_row_of_the_table_lets_somebody_do_anything_to_their_own_case(world, case, role):
    own = theirs(world, role)

    assert not [action for action in Action if may(own, action, case)]
    assert not Case.objects.visible_to(own).exists()
    assert not Step.objects.visible_to(own).exists()
    assert not Step.objects.with_others(own).exists()
    assert not Notice.objects.visible_to(own).filter(case=case).exists()


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_the_desk_shows_it(world, case, role):
    own = browser_of(theirs(world, role))
    named = reverse("desk_case", args=[case.number])
    pages = ["/desk/", "/desk/cases/", "/desk/notices/", "/desk/escalations/", "/desk/bank/lines/"]

    shown = [page for page in pages if case.number in own.get(page).content.decode()]
    found = [
        own.post("/desk/search/", {"q": typed, "reason": "x"})
        for typed in (case.number, str(world.person.number))
    ]

    assert not shown
    assert case.number in browser_of(world.pension_new_b).get("/desk/cases/").content.decode()
    assert own.get(named).status_code == 404
    assert [each.status_code for each in found] == [200, 200]
    assert not [each for each in found if named in each.content.decode()]


def test_no_program_of_theirs_reads_it(world, case):
    own = program_of(theirs(world))
    lists = [own.get(path).json()["results"] for path in ("queue", "cases", "notices")]

    assert lists == [[], [], []]
    for path in ("", "/events", "/letters", "/record", "/checks"):
        assert own.get(f"cases/{case.number}{path}").status_code == 404


def test_a_line_of_the_bank_that_paid_it_is_on_the_desks_of_others(world, case):
    line = Allotment.objects.filter(transfer=case.pk).values_list("entry", flat=True).get()
    own, other = theirs(world), world.pension_new_b
    page = reverse("desk_bank_line", args=[line])

    assert [browser_of(who).get(page).status_code for who in (own, other)] == [404, 200]
    listed = [program_of(who).get("bank-lines").json()["results"] for who in (own, other)]
    assert [line in [each["id"] for each in rows] for rows in listed] == [False, True]


def test_an_open_line_of_the_bank_does_not_name_it_to_them(world):
    story = at_stage(world, "handed over")
    sent = story.transfer.remittances.get()
    line = BankEntry.objects.create(
        agency=world.agency("pension", "guangzhou"),
        account="0000000000000001",
        reference=sent.reference,
        day=MONDAY.date(),
        amount_fen=sent.amount_fen,
        made_at=MONDAY,
    )
    page = reverse("desk_bank_line", args=[line.pk])

    assert story.case.number not in browser_of(theirs(world)).get(page).content.decode()
    assert story.case.number in browser_of(world.pension_new_b).get(page).content.decode()


def test_a_search_for_ones_own_number_finds_nothing(world, case):
    found = looking.find_by_number(str(world.person.number), by=theirs(world), now=MONDAY)
    assert not found


# --- Where the number is asked ---
@pytest.fixture
def propose(world):
    """Propose a post for somebody new as an administrator does."""
    given = {
        "account": make_user("newcomer").email,
        "agency": world.agency("pension", "guangzhou").pk,
        "role": "clerk",
        "document_type": "resident-id",
        "number": identity_number(date(1980, 2, 3)),
    }
    page = reverse("admin:casework_postproposal_add")
    return lambda **typed: browser_of(world.administrator).post(page, given | typed)


def test_a_post_without_a_number_is_not_proposed(propose):
    wrong = {"number": ""}, {"number": "510104198002030001"}, {"relatives": "110105194912310020"}

    assert not [typed for typed in wrong if propose(**typed).status_code == 302]
    assert not PostProposal.objects.exists()


def test_numbers_of_relatives_are_kept_as_marks_alone(world, propose):
    propose(relatives=f"\n {world.person.number} \n")

    proposal = PostProposal.objects.get()
    assert world.person.number_index in proposal.kept_from
    page = reverse("admin:casework_postproposal_change", args=[proposal.pk])
    shown = browser_of(world.second_administrator).get(page).content.decode()
    assert str(world.person.number) not in shown + str(proposal.kept_from)
    assert world.person.number_index not in shown
