"""Mandates on the pages, at the counter, and by program."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import AccessEntry, Mandate
from casework.actions import mandating
from casework.models import Case, Notice
from kit import clock
from tests.api.calling import program_of
from tests.cast import PASSWORD, identity_number, make_person
from tests.mandates.giving import BOTH, again, give, make_family, to_document, wish
from transfers.actions import drafting

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def family():
    with translation.override("en"):
        yield make_family()


def signed_in(who):
    """Return the browser of somebody who has just signed in with their password."""
    client = Client(headers={"accept-language": "en"})
    client.post(reverse("account_login"), {"login": who.user.email, "password": PASSWORD})
    return client


def asked(holder, **said):
    """Return what the form asks, filled in for somebody named by their document."""
    last = clock.today().replace(day=1)
    days = {"last_day_year": last.year + 1, "last_day_month": last.month, "last_day_day": last.day}
    by_document = {"document_type": "resident-id", "number": str(holder.number)}
    return {"name": holder.name, "services": BOTH, **days, **by_document, **said}


def test_a_mandate_is_given_accepted_and_ended_on_pages(family):
    mother, daughter = signed_in(family.applicant), signed_in(family.daughter)
    answer = mother.post(reverse("mandate_give"), asked(family.daughter.person), follow=True)
    code = answer.context["code"]["code"]
    assert code in answer.content.decode()
    assert code not in mother.get(reverse("mandates")).content.decode()  # shown once

    accept = reverse("mandate_accept")
    assert "王小燕" in daughter.post(accept, {"code": code}).content.decode()
    refused = daughter.post(accept, {"code": code, "sure": "1"})
    assert refused.status_code == 422
    acting = daughter.post(accept, {"code": code, "sure": "1", "agreed": "on"}, follow=True)
    mandate = Mandate.objects.get()
    assert acting.redirect_chain[-1][0] == reverse("acting_page", args=[mandate.number])
    assert "You act for 王小燕" in acting.content.decode()

    mother.post(reverse("mandate_end", args=[mandate.number]))
    assert daughter.get(reverse("acting_page", args=[mandate.number])).status_code == 404


def test_a_page_of_the_other_one_says_for_whom_one_acts_and_ones_own_does_not(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    daughter = signed_in(family.daughter)
    begin = f"{reverse('transfer_start')}?for={mandate.number}"
    assert "You act for 王小燕" in daughter.get(begin).content.decode()
    daughter.post(begin, {"insurance": "pension"})
    case = Case.objects.get()
    assert case.person == family.person
    for name in ("case_withdraw", "transfer_check"):
        shown = daughter.get(reverse(name, args=[case.number]), follow=True).content.decode()
        assert "You act for 王小燕" in shown, name
    for name in ("my_page", "case_list", "notice_list"):
        shown = daughter.get(reverse(name)).content.decode()
        assert "You act for" not in shown, name
        assert case.number not in shown, name


def test_ones_own_page_says_that_something_is_new_for_whom_one_acts(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    acting = {"kind": "mandate-accepted", "to_person": family.daughter.person, "at": clock.now()}
    Notice.objects.create(key="new", mandate=mandate, **acting)

    shown = signed_in(family.daughter).get(reverse("my_page")).content.decode()

    assert "1 new" in shown


def test_an_unknown_or_foreign_mandate_begins_nothing(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    stranger = signed_in(family.other_person)
    for address in (
        f"{reverse('transfer_start')}?for={mandate.number}",
        f"{reverse('transfer_start')}?for=W26-AAAA-AAAA",
        reverse("acting_page", args=[mandate.number]),
        reverse("mandate_done", args=[mandate.number]),
        reverse("mandate_end", args=[mandate.number]),
    ):
        assert stranger.get(address).status_code == 404, address


def test_the_giver_sees_what_was_done_and_looked_at(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    drafting.start("pension", by=again(family.daughter), now=clock.now(), mandate=mandate)
    case = Case.objects.get()
    signed_in(family.daughter).get(case.get_absolute_url(), follow=True)
    mother = signed_in(family.applicant)
    shown = mother.get(reverse("mandate_done", args=[mandate.number]))
    assert [each["title"] for each in shown.context["acts"]] == ["Application started"]
    assert [each["title"] for each in shown.context["looks"]] == ["Your case"]
    assert "周敏" in mother.get(reverse("access_log")).content.decode()


def test_where_money_goes_is_not_said_by_mandate(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    drafting.start("pension", by=again(family.daughter), now=clock.now(), mandate=mandate)
    address = reverse("case_clearing", args=[Case.objects.get().number])
    assert signed_in(family.daughter).get(address).status_code == 403


def test_a_clerk_writes_a_mandate_down_and_prints_the_paper(family):
    mother = make_person("孙桂兰", date(1948, 2, 11), number=identity_number(date(1948, 2, 11)))
    desk = signed_in(family.pension_new_a)
    shown = {"document_type": "resident-id", "number": str(mother.number)}
    assert desk.post(reverse("desk_mandates"), shown).url == reverse("desk_mandate_giver")
    last_day = clock.today().isoformat()  # one field at the desk
    said = asked(family.daughter.person, kind="given", seen="on", last_day=last_day)
    paper = desk.post(reverse("desk_mandate_giver"), said, follow=True)
    code = paper.context["code"]
    assert code in paper.content.decode()
    mandating.accept(code, by=family.daughter, now=clock.now())
    assert AccessEntry.objects.filter(person=mother, user=family.pension_new_a.user).exists()

    desk.post(reverse("desk_mandate_end"), {"mandate": Mandate.objects.get().number})
    assert again(family.daughter).mandates == ()


# --- Programs -------------------------------------------------------------------------------------
def test_a_program_acts_for_the_other_one_only_where_it_says_so(family):
    mandate = give(family.applicant, family.daughter, now=clock.now())
    program = program_of(family.daughter)
    path = "services/pension-transfer/applications"
    made = program.post(path, {"mandate": mandate.number})
    assert made.status_code == 201
    number = made.json()["number"]
    assert made.json()["person"]["is_masked"]
    assert program.post(path, {"mandate": mandate.number}).status_code == 200
    assert program.get("cases").json()["results"] == []
    listed = program.get(f"cases?mandate={mandate.number}").json()["results"]
    assert [each["number"] for each in listed] == [number]
    events = program.get(f"cases/{number}/events").json()
    assert [each["mandate"] for each in events] == [mandate.number]

    ended = program.post(f"mandates/{mandate.number}/end").json()
    assert ended["ended_at"]
    assert not ended["is_in_force"]
    assert program.get(f"cases/{number}").status_code == 404
    assert program.post(path, {"mandate": mandate.number}).status_code == 403
    assert program.get(f"cases?mandate={mandate.number}").status_code == 403
    assert Notice.objects.filter(to_person=family.person, kind="acted-for-you").exists()


def test_a_program_accepts_by_the_code_and_lists_both_sides(family):
    wanted = wish(to_document(family.daughter.person))
    _made, code = mandating.offer(wanted, by=family.applicant, now=clock.now())
    program = program_of(family.daughter)
    assert program.post("mandates/accept", {"code": "AAAAA-AAAAA"}).status_code == 422
    assert program.post("mandates/accept", {"code": code}).json()["role"] == "holder"
    own = program_of(family.applicant).get("mandates").json()["results"]
    assert [(each["role"], each["is_in_force"]) for each in own] == [("giver", True)]
