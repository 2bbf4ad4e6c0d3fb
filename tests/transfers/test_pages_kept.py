"""Half a page survives: a lost sign-in, a crash, a second window, a form that has grown old."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import KeptWords
from tests.cast import MONDAY, make_draft, make_world
from tests.transfers.pages import CHENGDU, DETAILS, HANGZHOU, page, signed_in, text
from tests.typed import came_back, hidden_parts
from transfers.actions import applying, reviewing
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Autosave": "1"}
TYPED = {**DETAILS, "employer_name": "没有存过的公司"}
FIRST, SECOND = {**DETAILS, "employer_name": "甲公司"}, {**DETAILS, "employer_name": "乙公司"}


@pytest.fixture
def world(db):
    """The cast, on Monday morning."""
    with time_machine.travel(MONDAY):
        yield make_world()


@pytest.fixture
def me(world):
    """The applicant's browser."""
    return signed_in(world.applicant)


@pytest.fixture
def draft(world):
    """A draft with all its answers."""
    return make_draft(world, "pension")


@pytest.fixture
def address(draft):
    """The page with the details of the draft."""
    return page(draft, "details")


def opened(client, address):
    """Open a page; return what its form carries."""
    return hidden_parts(text(client.get(address)))


def lose_sign_in_and_post(me, address, typed):
    """Post a page after the sign-in has ended."""
    hidden = opened(me, address)
    me.logout()
    return me.post(address, {**hidden, **typed})


# --- The sign-in has ended meanwhile ------------------------------------------------------------
def test_what_was_typed_outlives_the_sign_in(world, me, address):
    sent_away = lose_sign_in_and_post(me, address, TYPED)
    me.force_login(world.applicant.user)
    again = came_back(me, sent_away)

    assert "没有存过的公司" in text(again)
    assert Transfer.objects.get().employer_name != "没有存过的公司"


def test_whoever_signs_in_next_at_this_browser_reads_nothing_of_it(world, me, address):
    lose_sign_in_and_post(me, address, TYPED)

    me.force_login(world.other_person.user)

    assert "没有存过的公司" not in text(me.get(address))
    assert "没有存过的公司" not in text(me.get(reverse("my_page")))
    assert KeptWords.objects.get().user == world.applicant.user


def test_identity_numbers_and_passwords_are_never_kept(me, address):
    number = "我的号码110101199001010010"

    lose_sign_in_and_post(me, address, {"note": number, "password": "secret"})

    assert not KeptWords.objects.exists()


def test_words_wait_on_their_own_page_only_and_are_gone_once_sent(world, me, address):
    second = make_draft(world, "medical")
    lose_sign_in_and_post(me, address, TYPED)
    me.force_login(world.applicant.user)

    assert "没有存过的公司" not in text(me.get(page(second, "details")))
    me.post(address, {**opened(me, address), **TYPED})

    assert not KeptWords.objects.exists()


# --- The browser has crashed --------------------------------------------------------------------
def test_what_cannot_be_used_yet_waits_as_it_was_typed(me, address):
    half = {**opened(me, address), **TYPED, "contact_phone": "13812"}

    saved = me.post(address, half, headers=AUTOSAVE)
    again = text(me.get(address))

    assert saved.status_code == 202
    assert saved.json() == {"left": ["contact_phone"]}
    assert Transfer.objects.get().employer_name == "没有存过的公司"
    assert 'value="13812"' in again
    assert "Please enter an 11-digit" not in again


def test_an_answer_to_the_agency_waits_while_it_is_written(world, me, draft):
    transfer = applying.submit(draft, by=world.applicant, now=MONDAY)
    wrong = {"contact_address": "门牌号缺失"}
    reviewing.ask_for_correction(transfer, wrong, note="", by=world.pension_new_a, now=MONDAY)
    address = reverse("case_correct", args=[transfer.case.number])

    me.post("/words/keep/", {**opened(me, address), "contact_address": "天河区示例路1号甲"})

    assert "天河区示例路1号甲" in text(me.get(address))


# --- Two windows --------------------------------------------------------------------------------
def test_an_older_window_does_not_write_over_what_another_has_saved(me, address):
    first, second = opened(me, address), opened(me, address)
    me.post(address, {**first, **FIRST})

    answer = me.post(address, {**second, **SECOND})

    assert answer.status_code == 422
    assert "has saved “甲公司” meanwhile" in text(answer)
    assert 'value="乙公司"' in text(answer)
    assert Transfer.objects.get().employer_name == "甲公司"


def test_whoever_has_read_what_changed_may_replace_it(me, address):
    first, second = opened(me, address), opened(me, address)
    me.post(address, {**first, **FIRST})
    told = me.post(address, {**second, **SECOND})

    me.post(address, {**hidden_parts(text(told)), **SECOND})

    assert Transfer.objects.get().employer_name == "乙公司"


def test_an_older_window_that_saves_itself_keeps_its_words_and_says_so(me, address):
    first, second = opened(me, address), opened(me, address)
    me.post(address, {**first, **FIRST})

    saved = me.post(address, {**second, **SECOND}, headers=AUTOSAVE)

    assert saved.status_code == 409
    assert Transfer.objects.get().employer_name == "甲公司"
    assert 'value="乙公司"' in text(me.get(address))


def test_one_window_saves_itself_as_often_as_it_likes(me, address):
    hidden = opened(me, address)

    for name in ("甲", "甲公", "甲公司"):
        saved = me.post(address, {**hidden, **DETAILS, "employer_name": name}, headers=AUTOSAVE)
        hidden["seen"] = saved.headers["X-Seen"]

    assert saved.status_code == 204
    assert Transfer.objects.get().employer_name == "甲公司"


def test_a_place_that_another_window_chose_is_told_by_its_name(me, draft):
    address = page(draft, "places")
    first, second = opened(me, address), opened(me, address)
    me.post(address, {**first, "original": CHENGDU, "new_region": HANGZHOU})

    answer = me.post(address, {**second, "original": CHENGDU, "new_region": "440100"})

    assert answer.status_code == 422
    assert "meanwhile. Send again to keep yours." in text(answer)
    assert Transfer.objects.get().new_region_id == HANGZHOU


def test_a_window_of_what_another_has_sent_shows_its_words_to_be_copied(world, me, draft, address):
    hidden = opened(me, address)
    applying.submit(draft, by=world.applicant, now=MONDAY)

    late = me.post(address, {**hidden, **TYPED, "note": "还有一句<b>话</b>"})
    nothing_written = me.post(address, {**hidden, "contact_phone": ""})

    assert late.status_code == 409
    assert "What you wrote here has not been saved" in text(late)
    assert 'data-copy="没有存过的公司"' in text(late)
    assert "还有一句<b>话</b>" in text(late)
    assert "<b>话" not in late.content.decode()
    assert nothing_written.url == draft.case.get_absolute_url()


def test_an_answer_that_another_window_has_given_leaves_its_words(world, me, draft):
    transfer = applying.submit(draft, by=world.applicant, now=MONDAY)
    wrong = {"contact_address": "门牌号缺失"}
    reviewing.ask_for_correction(transfer, wrong, note="", by=world.pension_new_a, now=MONDAY)
    address = reverse("case_correct", args=[transfer.case.number])
    hidden = opened(me, address)
    me.post(address, {**hidden, "contact_address": "示例路1号"})

    late = me.post(address, {**hidden, "contact_address": "示例路2号"})

    assert late.status_code == 409
    assert "示例路2号" in text(late)


def test_what_may_not_be_kept_is_named_and_not_called_saved(me, address):
    hidden = opened(me, address)
    typed = {"note": "我的号码110101199001010010", "employer_name": "甲公司"}

    kept = me.post("/words/keep/", {**hidden, **typed})
    whole = me.post("/words/keep/", {**hidden, "employer_name": "甲公司"})

    assert kept.json() == {"left": ["note"]}
    assert whole.status_code == 204


# --- A form from before the latest sign-in ------------------------------------------------------
def browser(who):
    """Return a browser whose forms are checked against forgery."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.force_login(who.user)
    return client


HERE, ELSEWHERE = {"Origin": "http://testserver"}, {"Origin": "http://other.example"}
OLD = {"csrfmiddlewaretoken": "old"}


def test_a_form_that_has_grown_old_keeps_its_words(world, address):
    mine = browser(world.applicant)
    hidden = opened(mine, address)

    refused = mine.post(address, {**hidden, **TYPED, **OLD}, headers=HERE)

    assert refused.status_code == 403
    assert f'href="{address}"' in text(refused)
    assert "What you typed is kept for you" in text(refused)
    assert "没有存过的公司" in text(mine.get(address))


@pytest.mark.parametrize("origin", [ELSEWHERE, {}])
def test_nothing_is_kept_of_what_another_site_may_have_sent(world, address, origin):
    mine = browser(world.applicant)
    hidden = opened(mine, address)

    refused = mine.post(address, {**hidden, **TYPED, **OLD}, headers=origin)

    assert refused.status_code == 403
    assert not KeptWords.objects.exists()


def test_the_old_form_of_somebody_else_leaves_nothing(world, address):
    hidden = opened(browser(world.applicant), address)

    refused = browser(world.other_person).post(address, {**hidden, **TYPED, **OLD}, headers=HERE)

    assert "What you typed is kept for you" not in text(refused)
    assert not KeptWords.objects.exists()
