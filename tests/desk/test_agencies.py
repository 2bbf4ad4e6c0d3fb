"""No administrator alone changes what an agency is: its name on letters, its place, its head."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from casework.actions import offices
from casework.models import AgencyChange, AgencyProposal, Notice
from kit.errors import NotPermitted, Refusal
from tests.cast import MONDAY
from tests.desk.conftest import text_of

pytestmark = pytest.mark.django_db


def browser(who, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(who.user)
    return client


@pytest.fixture
def guangzhou(world):
    return world.agency("pension", "guangzhou")


def typed_of(client, agency, **more):
    """Return what the form of an agency sends, with something else in it."""
    address = reverse("admin:agencies_agency_change", args=[agency.pk])
    initial = client.get(address).context["adminform"].form.initial
    return {name: value for name, value in initial.items() if value not in (None, False)} | more


def save(client, agency, **more):
    address = reverse("admin:agencies_agency_change", args=[agency.pk])
    return client.post(address, typed_of(client, agency, **more), follow=True)


def wanted(agency, **more):
    fresh = Agency.objects.get(pk=agency.pk)
    for name, value in more.items():
        setattr(fresh, name, value)
    return fresh


def proposed(world, agency, **more):
    return offices.propose(wanted(agency, **more), by=world.administrator.user, now=MONDAY)


@pytest.mark.parametrize(("language", "said"), [("en", "Somebody else has"), ("zh-hans", "另一")])
def test_what_one_administrator_saves_is_proposed_and_counts_when_another_approves(
    world, guangzhou, language, said
):
    first = browser(world.administrator, language)
    second = browser(world.second_administrator, language)
    old = guangzhou.email

    shown = save(first, guangzhou, email="elsewhere@agency.example")
    made = AgencyProposal.objects.get()
    approve = reverse("admin:casework_agencyproposal_approve", args=[made.pk])
    refused = first.post(approve, follow=True)
    assert old in text_of(shown)
    assert "elsewhere@agency.example" in text_of(shown)
    assert said in text_of(refused)
    assert Agency.objects.get(pk=guangzhou.pk).email == old
    for _twice in range(2):
        second.post(approve)

    assert Agency.objects.get(pk=guangzhou.pk).email == "elsewhere@agency.example"
    kept = AgencyChange.objects.get()
    assert kept.fields == [["email", [old, old], ["elsewhere@agency.example"] * 2]]
    assert (kept.proposed_by, kept.approved_by) == (
        world.administrator.user,
        world.second_administrator.user,
    )
    listed = second.get(reverse("admin:casework_agencychange_changelist"))
    assert f"{old} → elsewhere@agency.example" in text_of(listed)


def test_the_agency_is_told_of_each_step_with_the_old_and_the_new(world, guangzhou):
    chengdu = world.agency("pension", "chengdu")
    proposal = proposed(world, guangzhou, supervisor_id=chengdu.pk, handles_medical=True)
    offices.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    told = Notice.objects.filter(to_agency=guangzhou).order_by("pk")
    assert [each.kind for each in told] == ["agency-change-proposed", "agency-changed"]
    shown = text_of(browser(world.pension_new_a).get(reverse("desk_notices")))
    assert f"→ {chengdu.name_en}" in shown
    assert "no → yes" in shown
    assert "tell the administrators" in shown


def test_an_agency_that_has_changed_since_is_not_overwritten(world, guangzhou):
    proposal = proposed(world, guangzhou, phone="020-1")
    Agency.objects.filter(pk=guangzhou.pk).update(phone="020-2")

    with pytest.raises(Refusal, match=r"changed meanwhile|已被更改"):
        offices.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    assert Agency.objects.get(pk=guangzhou.pk).phone == "020-2"
    offices.turn_down(proposal, now=MONDAY)
    assert Notice.objects.filter(kind="agency-change-turned-down").exists()


def test_one_change_of_an_agency_waits_and_nothing_is_no_change(world, guangzhou):
    with pytest.raises(Refusal):
        proposed(world, guangzhou)
    proposed(world, guangzhou, phone="020-1")

    with pytest.raises(Refusal):
        proposed(world, guangzhou, phone="020-2")
    again = save(browser(world.administrator), guangzhou, phone="020-3")
    assert "waits for approval already" in text_of(again)
    assert AgencyProposal.objects.count() == 1


def test_a_new_agency_needs_two_as_well(world, guangzhou):
    first = browser(world.administrator)
    typed = typed_of(first, guangzhou, code="P440199", name="新设机构", name_en="New agency")

    first.post(reverse("admin:agencies_agency_add"), typed)
    assert not Agency.objects.filter(code="P440199").exists()
    proposal = AgencyProposal.objects.get()
    with pytest.raises(NotPermitted):
        offices.approve(proposal, by=world.administrator.user, now=MONDAY)
    offices.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    made = Agency.objects.get(code="P440199")
    assert (made.region, made.bank_account) == (guangzhou.region, "")
    assert Notice.objects.get(kind="agency-changed").to_agency == made


def test_what_no_agency_may_be_is_refused_when_it_is_approved(world, guangzhou):
    proposal = proposed(world, guangzhou, supervisor_id=guangzhou.pk)

    with pytest.raises(Refusal):
        offices.approve(proposal, by=world.second_administrator.user, now=MONDAY)

    proposal.refresh_from_db()
    assert proposal.is_waiting


def test_no_row_says_that_one_person_changed_an_agency(world, guangzhou):
    proposed(world, guangzhou, phone="020-1")
    one = world.administrator.user

    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyProposal.objects.update(approved_by=one, approved_at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyChange.objects.create(
            agency=guangzhou, fields=[], since=MONDAY, proposed_by=one, approved_by=one
        )
    change = AgencyChange.objects.create(
        agency=guangzhou,
        fields=[],
        since=MONDAY,
        proposed_by=one,
        approved_by=world.second_administrator.user,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AgencyChange.objects.filter(pk=change.pk).update(fields=[["name", [], []]])


def test_nobody_edits_a_place(world, guangzhou):
    place = reverse("admin:agencies_region_change", args=[guangzhou.region_id])

    assert browser(world.administrator).post(place, {"name": "x"}).status_code == 403
    assert browser(world.administrator).get(reverse("admin:agencies_region_add")).status_code == 403
