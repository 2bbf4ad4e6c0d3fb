"""A card for the time until the new one is there: given and made longer at a counter, and ended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agencies.models import RuleValue
from applications.known import rules_say
from applications.models import Application
from kit.errors import NotValid
from law.values import ValueNotInForce
from services.cards.actions import making, ordering
from services.cards.models import CardOrder, InterimCard
from services.cards.rules.numbers import JILIN, interim_until
from tests.cards.story import NIGHT
from tests.cards.test_new_card import at_counter, granted, online  # noqa: F401 -- a fixture
from tests.transfers.pages import signed_in, text

DAY = timedelta(days=1)


def test_an_interim_card_lasts_sixty_days_and_never_longer_than_six_months():
    given = date(2026, 8, 31)

    assert interim_until(given, given, JILIN) == date(2026, 10, 30)
    assert interim_until(date(2026, 10, 30), given, JILIN) == date(2026, 12, 29)
    assert interim_until(date(2027, 2, 20), given, JILIN) == date(2027, 2, 28)
    with pytest.raises(ValueNotInForce):
        interim_until(given, given, "110000")


def give(world, number="T0001", now=NIGHT):
    """A clerk gives it to whoever stands at their counter."""
    order = CardOrder.objects.get()
    return at_counter(world, "card-interim", order=order.case.number, number=number, now=now)


@pytest.fixture
def gives(world, online):  # noqa: F811
    """Let the place of the card give interim cards, as Jilin does."""
    granted(world)
    region = world.card.issuer.region_id
    for rule, number in (("cards.interim.valid", 60), ("cards.interim.most", 6)):
        RuleValue.objects.create(
            rule=rule, number=number, region_id=region, valid_from=date(2026, 1, 1),
            document_number="示例〔2026〕1号", document="示例通知", document_en="Sample notice",
            effective_on=date(2026, 1, 1), proposed_by=world.pension_new_a.user,
            proposed_at=NIGHT, approved_by=world.pension_new_b.user, approved_at=NIGHT,
        )  # fmt: skip
    return region


@pytest.mark.django_db
def test_where_a_place_gives_none_it_is_refused_in_words(world, online):  # noqa: F811
    granted(world)
    with pytest.raises(NotValid):
        give(world)
    said = rules_say(Application.objects.latest("pk"), today=NIGHT.date())
    assert "CRD24" in [each.code for each in said.verdict.reasons]
    assert not InterimCard.objects.exists()


@pytest.mark.django_db
def test_it_is_given_made_longer_shown_and_ends_with_the_new_card(world, gives):
    give(world)
    held = InterimCard.objects.get()
    assert held.valid_until == NIGHT.date() + 60 * DAY
    with pytest.raises(NotValid):
        give(world, "T0002")  # nothing is gained on the same day
    give(world, "T0003", now=NIGHT + 50 * DAY)
    held.refresh_from_db()
    assert (held.times_extended, held.number) == (1, "T0003")

    page = text(signed_in(world.applicant, "zh-hans").get(reverse("cards")))
    assert "临时卡" in page
    order = CardOrder.objects.select_related("case__person", "old_card").get()
    ordering.move(order, "made", card="N1", at=NIGHT, now=NIGHT)
    edge = {"agency": world.card.issuer, "case": order.case, "now": NIGHT + 51 * DAY}
    making.hand_out(order, to="张示例", **edge)
    held.refresh_from_db()
    assert held.ended_on == (NIGHT + 51 * DAY).date()
