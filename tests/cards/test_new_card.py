"""A new card: asked for, granted by one clerk, made, collected at a counter by who was seen."""

from datetime import date

import pytest

from accounts.models import User
from applications.actions import applying, drafting, signing
from applications.acts.doing import do
from applications.drafts import Draft
from applications.models import Application, Offer
from applications.registry import service_of
from casework.errors import MoveNotPossible
from casework.models import Case, Notice, Step
from casework.rules.statuses import Status
from kit.errors import NotValid
from law.values import RuleBook, value
from letters.models import Letter
from services.cards.actions import filing, ordering, reporting
from services.cards.models import Card, CardEvent, CardOrder
from services.cards.rules.numbers import BANKS_THERE, OURS, banks_of
from services.cards.rules.orders import Made
from services.cards.rules.states import State, Wish
from services.cards.standing import REPLACEMENT, of_card
from tests.cards.story import NIGHT, again
from tests.cards.test_ordering import reported
from tests.mandates.giving import again as again_of
from tests.mandates.giving import give

ANSWERS = {
    "reason": "lost",
    "since": NIGHT.date(),
    "bank": "ccb",
    "delivery": "counter",
    "collects": "self",
    "photo": "keep",
}


@pytest.fixture
def online(world):
    Offer.objects.bulk_create(
        Offer(service=REPLACEMENT, agency=agency, since=NIGHT) for agency in world.agencies.values()
    )


def fresh(application):
    return Application.objects.whole().get(pk=application.pk)


def asked(world, **more):
    edge = {"by": world.applicant, "now": NIGHT}
    application = drafting.start(service_of(REPLACEMENT), **edge)
    drafting.save(application, {"card": world.card.key, **ANSWERS, **more}, **edge)
    drafting.choose_agency(fresh(application), world.card.issuer, **edge)
    applying.submit(fresh(application), **edge)
    return fresh(application)


def lost(world):
    reporting.lose(world.card, now=NIGHT, channel=CardEvent.Channel.ONLINE)


def granted(world):
    lost(world)
    application = asked(world)
    edge = {"by": world.pension_new_a, "now": NIGHT}
    do("grant", application, {"note": "已核对。"}, version=application.case.version, **edge)
    return fresh(application)


def test_one_clerk_grants_and_the_card_is_ordered_within_the_term_of_the_place(world, online):
    application = granted(world)

    order = CardOrder.objects.get(case=application.case)
    assert application.case.state is Status.APPROVED
    assert (order.state, order.bank, order.old_card) == (Made.ORDERED, "ccb", world.card)
    assert Letter.objects.filter(case=application.case, kind=Letter.Kind.DECISION).count() == 1
    assert Step.objects.filter(case=application.case, kind="produce").exists()


def test_what_is_found_after_a_new_card_was_asked_for_stays_lost(world, online):
    lost(world)
    asked(world)

    with pytest.raises(MoveNotPossible, match="不能再恢复"):
        reporting.find(world.card, now=NIGHT, channel=CardEvent.Channel.ONLINE)
    assert of_card(again(world.card), NIGHT.date()).against(Wish.FIND).code == "CRD01"


@pytest.mark.parametrize(
    ("more", "code"),
    [({"reason": "lost"}, "CRD04"), ({"reason": "expired", "since": None}, "CRD06")],
)
def test_what_the_rules_speak_against_is_refused_with_its_reason(world, online, more, code):
    with pytest.raises(NotValid):
        asked(world, **more)


def test_a_card_reported_lost_leads_on_to_the_new_one_with_what_is_known(world, online):
    lost(world)
    edge = {"by": world.applicant, "now": NIGHT}

    first, again = (filing.ask_for_new(Card.objects.get(), **edge) for _tap in range(2))

    assert first == again
    assert first.raw_answers["reason"] == "lost"
    assert Draft(first, world.applicant, NIGHT).goes_on_at().endswith("/bank/")


def test_the_banks_are_those_of_the_place(world, online):
    lost(world)
    asked(world)
    place = world.card.issuer.region_id
    none = value(0, OURS, date(2020, 1, 1), region=place, key=("ccb",))
    book = RuleBook({BANKS_THERE.name: [none]})

    assert "ccb" not in banks_of(place, NIGHT.date(), book)
    assert "ccb" in banks_of("110000", NIGHT.date(), book)


def test_a_card_of_somebody_else_cannot_be_chosen(world, online):
    other = Card.objects.get(pk=world.card.pk)
    other.person = world.stranger
    other.save()

    with pytest.raises(NotValid):
        asked(world)


# --- At the counter -----------------------------------------------------------------------------
def at_counter(world, name, person=None, now=NIGHT, **answers):
    """File for the person who stands there, with their yes by a code."""
    edge = {"by": world.pension_new_a.beside(person or world.person), "now": now}
    application = drafting.start(service_of(name), **edge)
    drafting.save(application, {**answers, "seen": True}, **edge)
    application = fresh(application)
    mark = drafting.mark_of(application)
    _phone, code = signing.new_code(application.case, mark, **edge)
    signing.confirm(application.case, mark, code, **edge)
    return applying.submit(fresh(application), **edge)


def test_the_new_card_is_handed_out_and_the_case_is_completed(world, online):
    case = granted(world).case
    order = CardOrder.objects.get(case=case)
    ordering.read_states(reported(order, Made.AT_COUNTER, 4), now=NIGHT)

    note = str(Letter.objects.get(case=case, kind=Letter.Kind.COLLECTION).content)
    collected = at_counter(world, "card-collect", order=case.number)

    assert "2026-12-06" in note
    assert Case.objects.get(pk=case.pk).state is Status.COMPLETED
    assert collected.case.state is Status.COMPLETED
    new = Card.objects.get(replaces=world.card)
    assert (new.state, again(world.card).state) == (State.NORMAL, State.CANCELLED)


def test_a_locked_pin_and_a_sealed_card_are_done_at_the_counter_alone(world):
    for name, state in (("card-pin-reset", State.LOCKED), ("card-activate", State.SEALED)):
        Card.objects.update(state=state.value)
        with pytest.raises(MoveNotPossible, match="窗口"):
            drafting.start(service_of(name), by=world.applicant, now=NIGHT)

        at_counter(world, name, card=world.card.key)

        assert again(world.card).state == State.NORMAL


# --- Collected by somebody else -----------------------------------------------------------------
def waiting_for(world, **more):
    """Let a new card lie at the counter; return the case it was asked for in."""
    lost(world)
    application = asked(world, **more)
    edge = {"by": world.pension_new_a, "now": NIGHT}
    do("grant", application, {"note": "已核对。"}, version=application.case.version, **edge)
    case = Case.objects.get(pk=application.case_id)
    ordering.read_states(reported(case.card_order, Made.AT_COUNTER, 4), now=NIGHT)
    return case


def test_whoever_was_named_collects_the_card_and_its_holder_is_told(world, online):
    named = {"collector_name": world.stranger.name, "collector_number": world.stranger.number}
    case = waiting_for(world, collects="other", **named)

    at_counter(world, "card-collect", world.stranger, order=case.number)

    order = CardOrder.objects.get(case=case)
    assert str(order.handed_out_to) == str(world.stranger.name)
    assert Card.objects.get(replaces=world.card).person == world.person
    assert Case.objects.get(pk=case.pk).state is Status.COMPLETED
    assert Notice.objects.filter(kind="card-collected", case=case).count() == 1


def test_whoever_holds_a_mandate_for_new_cards_collects_too(world, online):
    case = waiting_for(world)
    assert not CardOrder.objects.to_collect(world.stranger, NIGHT.date())
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=NIGHT)
    give(again_of(world.applicant), world.other_person, now=NIGHT, services=(REPLACEMENT,))

    at_counter(world, "card-collect", world.stranger, order=case.number)
    assert Case.objects.get(pk=case.pk).state is Status.COMPLETED
