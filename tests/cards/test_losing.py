"""A card lost at night: stopped at once, told, lapsed, found; and whoever cannot sign in."""

import re
from datetime import timedelta

import pytest

from accounts import sms
from accounts.models import User
from agencies.actors import SYSTEM
from casework.actions.duties import do_what_is_due
from casework.actions.sending import send_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Dispatch, Notice
from casework.rules.wishes import Way
from kit.errors import NotValid, TooOften
from services.cards.actions import emergency, reporting, showing
from services.cards.models import CardEvent
from services.cards.rules.codes import Answer
from services.cards.rules.states import State
from tests.cards.story import NIGHT, again

ONLINE, HERE = CardEvent.Channel.ONLINE, "203.0.113.7"
A_SECOND = timedelta(seconds=1)


def test_a_card_reported_lost_twice_at_once_is_one_event(world):
    first = reporting.lose_for_now(world.card, now=NIGHT, channel=ONLINE)
    second = reporting.lose_for_now(world.card, now=NIGHT + A_SECOND, channel=ONLINE)

    assert first == second
    assert CardEvent.objects.count() == 1
    assert again(world.card).lapses_at == NIGHT + timedelta(days=15)


def test_a_report_lapses_by_itself_and_its_owner_is_told_an_hour_before(world):
    reporting.lose_for_now(world.card, now=NIGHT, channel=ONLINE)
    until = again(world.card).lapses_at

    do_what_is_due(now=until - timedelta(minutes=59))
    told = list(Notice.objects.values_list("kind", flat=True))
    still = again(world.card).state
    do_what_is_due(now=until)
    do_what_is_due(now=until + A_SECOND)

    assert (told, still) == (["card-lapses-soon"], State.TEMPORARY)
    assert again(world.card).state == State.NORMAL
    assert Notice.objects.filter(kind="card-lapsed").count() == 1


def test_what_was_found_and_lost_again_lapses_by_the_second_report(world):
    reporting.lose_for_now(world.card, now=NIGHT, channel=ONLINE)
    reporting.find(world.card, now=NIGHT + timedelta(days=1), channel=ONLINE)
    reporting.lose_for_now(world.card, now=NIGHT + timedelta(days=2), channel=ONLINE)

    do_what_is_due(now=NIGHT + timedelta(days=16))

    assert again(world.card).state == State.TEMPORARY


def test_of_lapse_and_formal_loss_in_one_second_neither_is_lost(world):
    event = reporting.lose_for_now(world.card, now=NIGHT, channel=ONLINE)
    until = event.lapses_at

    assert reporting.lapse(event, now=until)
    reporting.lose(world.card, now=until, channel=ONLINE)
    assert not reporting.lapse(event, now=until)

    assert again(world.card).state == State.FORMAL
    kinds = list(CardEvent.objects.values_list("kind", flat=True))
    assert kinds == ["temporary", "lapse", "formal"]


def test_a_locked_card_that_was_lost_and_found_is_still_locked(world):
    card = card_of_another(world, State.LOCKED)

    reporting.lose(card, now=NIGHT, channel=ONLINE)
    reporting.find(card, now=NIGHT, channel=ONLINE)

    assert again(card).state == State.LOCKED


def card_of_another(world, state):
    world.card.state = state.value
    world.card.save()
    return world.card


def test_a_cancelled_card_is_refused_in_words(world):
    card = card_of_another(world, State.CANCELLED)

    with pytest.raises(MoveNotPossible, match="注销"):
        reporting.lose_for_now(card, now=NIGHT, channel=ONLINE)


# --- Without a sign-in --------------------------------------------------------------------------
def ask(world, named=None, number=None):
    said = (number or str(world.person.number), named or str(world.person.name))
    return emergency.begin(*said, address=HERE, now=NIGHT)


def code_sent_for(begun, now=NIGHT):
    """Let the code leave, and read it on the phone."""
    sms.outbox.clear()
    emergency.owe_code(begun, address=HERE, now=NIGHT)
    send_what_is_due(Way.SMS, now=now)
    return re.search(r"\d{6}", sms.outbox[-1][1])[0] if sms.outbox else ""


def test_whoever_has_the_code_stops_the_card_and_its_owner_is_told(world):
    begun = ask(world)

    code = code_sent_for(begun)

    cards = emergency.finish(begun.handle, code, address=HERE, now=NIGHT)
    again_sent = emergency.finish(begun.handle, code, address=HERE, now=NIGHT + A_SECOND)

    assert [each.state for each in cards] == [State.TEMPORARY]
    assert again_sent == cards
    assert list(Notice.objects.values_list("kind", "to_person")) == [("card-lost", world.person.pk)]
    assert CardEvent.objects.get().channel == CardEvent.Channel.EMERGENCY


def test_strangers_are_told_the_same_as_the_owner(world):
    known, wrong = ask(world), ask(world, named="别的人")
    nobody = ask(world, number="110101190001010005")

    assert len({len(each.handle) for each in (known, wrong, nobody)}) == 1
    assert code_sent_for(wrong) == code_sent_for(nobody) == ""
    for each in (wrong, nobody):
        with pytest.raises(NotValid, match="核对"):
            emergency.finish(each.handle, "123456", address=HERE, now=NIGHT)
    assert again(world.card).state == State.NORMAL


def test_three_codes_a_day_for_a_document_whoever_has_it(world):
    for _time in range(3):
        ask(world, number="110101190001010005")
        ask(world)

    for number in (None, "110101190001010005"):
        with pytest.raises(TooOften, match="12333"):
            ask(world, number=number)


def test_the_phone_on_record_stands_for_the_name(world):
    phone = str(world.person.phone).removeprefix("+86")

    assert ask(world, named=phone).contact == str(world.person.phone)


def test_a_code_that_leaves_after_its_ten_minutes_is_not_sent(world):
    assert code_sent_for(ask(world), now=NIGHT + timedelta(minutes=10)) == ""
    assert Dispatch.objects.get().why == Dispatch.Why.NOTHING


def test_the_phone_is_told_by_night_and_in_the_language_of_its_owner(world):
    User.objects.filter(person=world.person).update(language="en")

    assert code_sent_for(ask(world))
    assert sms.outbox[-1][0] == str(world.person.phone)
    assert "Your code is" in sms.outbox[-1][1]


@pytest.mark.parametrize("handle", ["", "v1:x:AAAA", "v1:test:AAAA", "::", "x" * 300])
def test_an_invented_handle_opens_nothing(world, handle):
    with pytest.raises(NotValid):
        emergency.finish(handle, "123456", address=HERE, now=NIGHT)


# --- The electronic card ------------------------------------------------------------------------
def check(code, now=NIGHT):
    return showing.check(code, by=SYSTEM, now=now).answer


def test_a_code_is_right_once_and_for_a_minute(world):
    code = showing.code_for(world.card, now=NIGHT)
    photographed = showing.code_for(world.card, now=NIGHT + A_SECOND)

    found = showing.check(code, by=SYSTEM, now=NIGHT + 59 * A_SECOND)

    assert found.answer is Answer.VALID
    assert "*" in found.name
    assert found.name != str(world.person.name)
    assert check(code, NIGHT + 59 * A_SECOND) is Answer.USED
    assert check(f" {code}\n", NIGHT + 59 * A_SECOND) in (Answer.USED, Answer.UNKNOWN)
    assert check(photographed, NIGHT + 62 * A_SECOND) is Answer.EXPIRED
    assert check(code[:-4] + "AAAA") is Answer.UNKNOWN


def test_the_code_of_a_lost_card_stops_with_the_report(world):
    code = showing.code_for(world.card, now=NIGHT)

    reporting.lose_for_now(world.card, now=NIGHT, channel=ONLINE)

    assert check(code) is Answer.NOT_USABLE
    with pytest.raises(MoveNotPossible, match="挂失"):
        showing.code_for(again(world.card), now=NIGHT)


def test_no_message_names_a_card_or_a_person(world):
    code_sent_for(ask(world))
    do_what_is_due(now=NIGHT)

    said = " ".join(text for _phone, text in sms.outbox)
    assert world.card.number not in said
    assert str(world.person.name) not in said
