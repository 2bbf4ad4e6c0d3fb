"""The worked examples of the design: terms of cards, to the second and to the working day."""

from datetime import UTC, date, datetime

import pytest

from casework.rules.verdicts import Outcome
from law.values import ValueNotInForce
from law.workdays import Calendar
from services.cards.rules import reasons
from services.cards.rules.numbers import (
    BEIJING,
    CHENGDU,
    GUANGZHOU,
    SHANGHAI,
    card_due,
    lapses,
    photo_is_old,
    renewal_opens,
)
from services.cards.rules.states import State, Wish, may_now

CALENDAR = Calendar.of([2026], [])
REPORTED = datetime(2026, 11, 28, 10, 15, tzinfo=SHANGHAI)


def test_v5_10_05_a_loss_lapses_by_the_days_of_the_place():
    assert lapses(REPORTED, CHENGDU) == datetime(2026, 12, 5, 10, 15, tzinfo=SHANGHAI)
    assert lapses(REPORTED, BEIJING) == datetime(2026, 12, 8, 10, 15, tzinfo=SHANGHAI)
    assert lapses(REPORTED, "110105") == lapses(REPORTED, BEIJING)  # a district of it
    assert lapses(REPORTED, "330100") == datetime(2026, 12, 13, 10, 15, tzinfo=SHANGHAI)
    assert lapses(REPORTED.astimezone(UTC), CHENGDU) == lapses(REPORTED, CHENGDU)


def test_v5_10_06_a_card_is_due_by_the_working_days_of_the_place():
    asked = date(2026, 11, 28)  # a Saturday

    assert card_due(asked, "online", GUANGZHOU, CALENDAR) == date(2026, 12, 15)
    assert card_due(asked, "online", BEIJING, CALENDAR) == date(2026, 12, 18)
    assert card_due(asked, "counter", GUANGZHOU, CALENDAR) == asked


def test_where_a_place_says_nothing_of_its_counters_nothing_is_guessed():
    with pytest.raises(ValueNotInForce):
        card_due(date(2026, 11, 28), "counter", BEIJING, CALENDAR)


def test_v5_10_07_renewal_opens_sixty_days_before():
    assert renewal_opens(date(2027, 1, 31)) == date(2026, 12, 2)


def test_v5_10_08_what_is_found_after_a_replacement_was_asked_stays_lost():
    found = may_now(State.FORMAL, Wish.FIND, is_replacing=True)

    assert found.outcome == Outcome.REFUSE
    assert found.reasons == (reasons.NOT_AFTER_REPLACEMENT,)
    assert found.reasons[0].code == "CRD01"


def test_a_photograph_is_old_after_ten_years():
    assert not photo_is_old(date(2016, 11, 28), date(2026, 11, 28))
    assert photo_is_old(date(2016, 11, 27), date(2026, 11, 28))
    assert photo_is_old(None, date(2026, 11, 28))
