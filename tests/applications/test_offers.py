"""What an agency offers: proposed by its supervisor or an administrator, approved by another one,
read by everybody.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.models import Post
from applications.actions import offering
from applications.models import Offer, OfferProposal
from applications.registry import service_of
from casework import notices
from casework.models import Notice
from kit.errors import NotPermitted, NotValid, Refusal
from tests.applications import samples
from tests.applications.reading import reader, text_of
from tests.cast import MONDAY, make_clerk

pytestmark = pytest.mark.django_db


def proposed(world, service=samples.PLATE, **offered):
    return OfferProposal.objects.create(
        agency=world.agency("pension", "guangzhou"),
        service=service.name,
        proposed_by=world.administrator.user,
        proposed_at=MONDAY,
        **offered,
    )


def approved(world, proposal, now=MONDAY):
    return offering.approve(proposal, by=world.second_administrator.user, now=now)


def offer_at(world, service=samples.PLATE):
    return Offer.objects.get(agency=world.agency("pension", "guangzhou"), service=service.name)


def test_what_two_administrators_agree_on_is_what_the_public_reads(world):
    approved(world, proposed(world, promised_days=6, counters="天河路1号", phone="020-1"))

    offer = offer_at(world)
    assert (offer.promised_days, offer.counters, offer.phone) == (6, "天河路1号", "020-1")


def test_an_agency_is_told_once_that_its_offer_has_changed(world):
    first = proposed(world, promised_days=6)
    for _twice in range(2):
        approved(world, first)

    told = Notice.objects.get(kind="offer-changed")
    assert told.to_agency == world.agency("pension", "guangzhou")
    assert notices.body(told)


def test_nobody_approves_their_own_offer(world):
    with pytest.raises(NotPermitted):
        offering.approve(proposed(world), by=world.administrator.user, now=MONDAY)

    assert offer_at(world).promised_days is None


def test_approving_again_does_not_bring_an_older_offer_back(world):
    first = proposed(world, promised_days=6)
    approved(world, first)
    approved(world, proposed(world, promised_days=4))

    approved(world, first, MONDAY + timedelta(days=1))

    assert offer_at(world).promised_days == 4


@pytest.mark.parametrize(
    ("service", "days"), [(samples.PLATE, 11), (samples.PLATE, 0), (samples.PHONE_CHANGE, 1)]
)
def test_a_promise_the_law_has_no_room_for_is_refused(world, service, days):
    proposal = OfferProposal(service=service.name, promised_days=days)

    with pytest.raises(NotValid) as refused:
        offering.check_promise(proposal, today=date(2026, 9, 7))

    assert set(refused.value.errors) == {"promised_days"}


def test_where_a_place_has_a_shorter_term_no_longer_one_is_promised(world):
    benefit, today = service_of("unemployment-benefit"), date(2026, 9, 7)
    proposal = proposed(world, benefit, promised_days=7)
    offering.check_promise(proposal, today=today)

    proposal.promised_days = 8
    with pytest.raises(NotValid) as refused:
        offering.check_promise(proposal, today=today)
    assert "7" in str(refused.value.errors["promised_days"])


def test_a_promise_that_has_become_too_long_meanwhile_is_not_approved(world):
    with pytest.raises(Refusal, match="10"):
        approved(world, proposed(world, promised_days=30))


def test_an_offer_is_proposed_and_approved_in_the_administration(world):
    agency = world.agency("pension", "guangzhou")
    typed = {"agency": agency.pk, "service": "sample-plate", "is_online": "on"}
    address = reverse("admin:applications_offerproposal_add")
    first, second = reader(world.administrator), reader(world.second_administrator)

    too_long = first.post(address, {**typed, "promised_days": "11"})
    found = first.post(address, {**typed, "promised_days": "7"}, follow=True)
    again = first.post(address, {**typed, "promised_days": "5"})

    assert "The law allows 10 working days at most" in text_of(too_long)
    assert "What would change" in text_of(found)
    assert "waits for approval" in text_of(again)
    row = OfferProposal.objects.get()
    approve = reverse("admin:applications_offerproposal_approve", args=[row.pk])
    assert "the public reads it" in text_of(second.post(approve, follow=True))
    guide = second.get(reverse("service_guide", args=["sample-plate"]), {"region": "440100"})
    assert "promises to decide within 7 working days" in text_of(guide)


def test_a_supervisor_proposes_what_their_own_agency_offers_and_an_administrator_approves(world):
    agency, page = world.agency("pension", "guangzhou"), "/desk/offers/sample-plate/"
    head = reader(make_clerk("head", agency, Post.Role.SUPERVISOR))
    elsewhere = make_clerk("other-head", world.agency("medical", "guangzhou"), Post.Role.SUPERVISOR)
    typed = {"is_online": "on", "promised_days": "7", "online_from": "2026-10-01", "phone": "020-9"}

    assert "A plate" in text_of(head.get("/desk/offers/"))
    too_long = head.post(page, typed | {"promised_days": "11"})
    assert too_long.status_code == 422
    assert "The law allows 10 working days at most" in text_of(too_long)
    assert head.post(page, typed | {"hours": "x" * 201}).status_code == 422
    assert not OfferProposal.objects.exists()
    assert "a change waits for approval" in text_of(head.post(page, typed, follow=True))
    assert "waits for an administrator" in text_of(head.get(page))
    assert head.post(page, typed).status_code == 422
    assert offer_at(world).promised_days is None
    for other in (world.pension_new_a, elsewhere, world.applicant, world.administrator):
        assert reader(other).post(page, typed).status_code in (403, 404), other

    approved(world, OfferProposal.objects.get())
    offer = offer_at(world)
    assert (offer.promised_days, offer.online_from, offer.phone) == (7, date(2026, 10, 1), "020-9")
    head.post(page, {"is_online": ""})
    assert "It is taken back" in text_of(head.post(page, {"do": "take-back"}, follow=True))
    assert not OfferProposal.objects.waiting().exists()
    assert offer_at(world).is_online


def test_an_offer_is_not_typed_past_the_two(world):
    change = reverse("admin:applications_offer_change", args=[offer_at(world).pk])

    assert reader(world.administrator).post(change, {"promised_days": "1"}).status_code == 403
    assert reader(world.administrator).get(change).status_code == 200
