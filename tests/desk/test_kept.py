"""What a clerk has typed waits for them, and for no one else, until it is sent."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions import keeping
from accounts.models import KeptWords
from kit import clock
from tests import owner
from tests.desk.conftest import text_of
from tests.story import Story
from tests.typed import came_back, hidden_parts

NOTE = "请核对 2023 年的缴费基数"


@pytest.fixture
def story(world, monday):
    """A transfer whose money is under way."""
    return Story(world).tell("submit accept wait prepare_form")


@pytest.fixture
def sending_back(story):
    """The page on which a second person sends the form back, and where that is posted to."""
    page = f"/desk/cases/{story.case.number}/form/"
    return page, f"{page}send-back/"


def open_form(door, page, address):
    """Open a page and return the hidden parts of one of its forms."""
    return hidden_parts(door.open(page).content.decode(), address)


def lose_sign_in_and_post(door, page, address, typed):
    """Post a form of a page after the sign-in has ended; sign in anew and go where that leads."""
    hidden = open_form(door, page, address)
    door.client.logout()
    answer = door.client.post(address, {**hidden, **typed})
    return came_back(door.sign_in(), answer)


def test_a_lost_sign_in_costs_nothing_and_the_page_opens_as_it_was_typed(desk, sending_back):
    page, address = sending_back

    again = lose_sign_in_and_post(desk("pension_original_b"), page, address, {"note": NOTE})

    assert again.request["PATH_INFO"] == page
    assert NOTE in again.content.decode()
    assert "it has not been sent yet" in text_of(again)
    assert "Please check these answers" not in text_of(again)


def test_what_was_typed_before_a_long_pause_waits_at_the_same_page(desk, sending_back, monday):
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)
    monday.shift(timedelta(minutes=31))  # nobody has used the session meanwhile

    answer = door.client.post(address, {**hidden, "note": NOTE})
    assert "_auth_user_id" not in door.client.session
    door.client.force_login(door.who.user)

    assert NOTE in came_back(door.client, answer).content.decode()


def test_whoever_else_signs_in_there_gets_nothing(desk, sending_back):
    page, address = sending_back
    door, colleague = desk("pension_original_b"), desk("pension_original_a")
    hidden = open_form(door, page, address)
    door.client.logout()
    answer = door.client.post(address, {**hidden, "note": NOTE})

    door.client.force_login(colleague.who.user)
    theirs = came_back(door.client, answer)

    assert NOTE not in theirs.content.decode()
    assert NOTE in door.open(page).content.decode()


def test_a_form_without_a_mark_of_ours_leaves_nothing(sending_back):
    _page, address = sending_back
    client = Client()

    client.post(address, {"note": NOTE})
    client.post(address, {"note": NOTE, "words_of": "made:up:mark"})

    assert not KeptWords.objects.exists()


@pytest.mark.parametrize(
    "number",
    ["51010119800101001X", "510101 19800101 0015", "６２２２０２１２３４５６７８９", "a" * 1001],
)
def test_numbers_of_people_and_accounts_and_long_texts_are_not_kept(desk, sending_back, number):
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)

    door.client.post("/words/keep/", {**hidden, "note": f"见 {number}"})

    assert not KeptWords.objects.exists()


def test_what_is_typed_is_kept_before_it_is_sent_and_dropped_after(desk, sending_back):
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)

    assert door.client.post("/words/keep/", {**hidden, "note": NOTE}).status_code == 204
    assert NOTE in door.open(page).content.decode()
    assert door.client.post(address, {**hidden, "note": NOTE}).status_code == 302

    assert not KeptWords.objects.exists()


def test_the_words_of_a_refusal_wait_with_their_reasons(desk, waiting):
    page = f"/desk/cases/{waiting.case.number}/prepare-refusal/"
    door = desk("pension_new_a")
    typed = {**open_form(door, page, page), "reasons": ["A02"], "note": "资料与记录不符"}

    door.client.post("/words/keep/", typed)
    again = door.open(page).content.decode()
    assert "资料与记录不符" in again
    assert re.search(r'value="A02"[^>]*checked', again)
    door.client.post(page, {**typed, "confirmed": "yes"})

    assert not KeptWords.objects.exists()


def test_each_answer_that_is_called_wrong_waits_with_its_words(desk, waiting):
    page = f"/desk/cases/{waiting.case.number}/ask-correction/"
    typed = {"wrong_employer_name": "单位名称有误"}

    again = lose_sign_in_and_post(desk("pension_new_a"), page, page, typed)

    assert "单位名称有误" in again.content.decode()


def test_a_form_that_came_too_late_keeps_its_words(desk, sending_back):
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)

    late = door.client.post(address, {**hidden, "version": "1", "note": NOTE})

    assert late.status_code == 409
    assert NOTE in door.open(page).content.decode()


def test_one_may_begin_afresh(desk, sending_back):
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)
    door.client.post("/words/keep/", {**hidden, "note": NOTE})

    afresh = door.client.post("/words/discard/", hidden, follow=True)

    assert NOTE not in afresh.content.decode()
    assert not KeptWords.objects.exists()


def test_nobody_keeps_words_in_the_name_of_somebody_else(desk, sending_back):
    page, address = sending_back
    hidden = open_form(desk("pension_original_b"), page, address)

    answer = desk("pension_original_a").sign_in().post("/words/keep/", {**hidden, "note": NOTE})

    assert answer.status_code == 404
    assert not KeptWords.objects.exists()


def test_words_are_kept_only_as_fast_as_somebody_types(desk, sending_back, settings):
    settings.LIMITS = settings.LIMITS | {"words.kept": (1, 60)}
    page, address = sending_back
    door = desk("pension_original_b")
    hidden = open_form(door, page, address)

    answers = [door.client.post("/words/keep/", {**hidden, "note": NOTE}) for _ in range(2)]

    assert [each.status_code for each in answers] == [204, 429]


def test_nobody_finds_words_after_a_week(desk, sending_back, monday):
    page, address = sending_back
    door = desk("pension_original_b")
    door.client.post("/words/keep/", {**open_form(door, page, address), "note": NOTE})
    assert json.loads(KeptWords.objects.get().words) == {"note": [NOTE]}

    monday.shift(timedelta(days=7, minutes=1))
    assert NOTE not in door.open(page).content.decode()
    keeping.forget_old(now=clock.now())

    assert not KeptWords.objects.exists()


def test_the_money_that_arrived_stands_at_its_place(desk, story):
    story.send_form()
    page = f"/desk/cases/{story.case.number}/settle/"
    address = f"{page}arrived/{story.money_under_way.pk}/"
    typed = {"amount": "4321.09", "arrived_on": "2026-11-05"}

    again = lose_sign_in_and_post(desk("pension_new_a"), page, address, typed)

    assert "4321.09" in again.content.decode()
    assert 'value="2026-11-05"' in again.content.decode()


def test_why_a_voiding_was_turned_down_stands_as_it_was_typed(desk, world):
    story = Story(world).tell("submit accept wait propose_voiding")
    page = f"/desk/cases/{story.case.number}/void/"
    typed = {"note": "没有错误，请再看"}

    again = lose_sign_in_and_post(desk("pension_new_b"), page, f"{page}turn-down/", typed)

    assert "没有错误，请再看" in again.content.decode()


def test_stated_interest_is_kept_and_the_desk_asks_for_it_by_year(desk, world):
    original = Story(world).tell("submit wait accept wait").transfer
    with owner.as_owner():
        original.original_relationship.account_years.filter(year=2025).delete()
    page = f"/desk/cases/{original.case.number}/form/"
    door = desk("pension_original_a")
    assert "2025" in door.open(page).content.decode()
    assert door.act(original, "form/prepare", remark="").status_code == 422

    again = lose_sign_in_and_post(door, page, f"{page}prepare/", {"interest_2025": "77.00"})
    assert "77.00" in again.content.decode()
    door.act(original, "form/prepare", remark="", interest_2025="77.00")

    form = original.forms.get()
    assert (form.interest, form.interest_stated) == ({"2025": 77_00}, [2025])


def test_the_reason_for_looking_waits_and_is_dropped_once_it_was_given(desk, waiting):
    page = f"/desk/cases/{waiting.case.number}/"
    typed = {"what": "number", "reason": "电话核对身份"}
    door = desk("pension_new_a")

    again = lose_sign_in_and_post(door, page, f"{page}reveal/", typed)
    assert "电话核对身份" in again.content.decode()
    hidden = hidden_parts(again.content.decode(), f"{page}reveal/")
    door.client.post(f"{page}reveal/", {**hidden, **typed})

    assert not KeptWords.objects.exists()
