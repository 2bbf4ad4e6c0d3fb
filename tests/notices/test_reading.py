"""Notices as their reader meets them: opened once, read; each leads to the thing itself."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from casework.actions import saying
from casework.models import Dispatch, Notice
from tests.notices.conftest import tell_person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def me(client, story):
    client.force_login(story.world.applicant.user)
    client.cookies["django_language"] = "en"
    return client


def test_whoever_opens_a_notice_has_read_it(me, story):
    told = tell_person(story, "arrived")["mail"].notice

    answer = me.get(reverse("notice", args=[told.pk]))

    assert answer["Location"] == reverse("case", args=[story.case.number])
    told.refresh_from_db()
    assert told.read_at is not None


def test_whoever_opens_the_case_has_read_what_was_told_about_it(me, story):
    tell_person(story, "arrived")

    first = me.get(reverse("case", args=[story.case.number])).content.decode()
    again = me.get(reverse("case", args=[story.case.number])).content.decode()

    assert "message__new" in first
    assert "message__new" not in again
    assert not Notice.objects.filter(to_person=story.case.person, read_at=None).exists()


def test_a_notice_of_a_letter_leads_to_the_letter(me, story):
    letter = story.case.letters.filter(to_person=True).first()
    told = Notice.objects.get(kind="letter", to_person=story.case.person)

    answer = me.get(reverse("notice", args=[told.pk]))

    assert answer["Location"] == letter.get_absolute_url()


@pytest.mark.parametrize(
    ("kind", "page"), [("message", "case_messages"), ("correction-asked", "case_correct")]
)
def test_what_is_asked_or_written_is_one_press_away(me, story, kind, page):
    told = tell_person(story, kind)["mail"].notice

    answer = me.get(reverse("notice", args=[told.pk]))

    assert answer["Location"] == reverse(page, args=[story.case.number])


def test_nobody_opens_what_somebody_else_was_told(client, story):
    told = tell_person(story, "arrived")["mail"].notice
    client.force_login(story.world.stranger.user)

    assert client.get(reverse("notice", args=[told.pk])).status_code == 404


def test_a_message_says_who_writes_what_happened_in_which_case_and_what_to_do(story):
    told = tell_person(story, "correction-asked")

    with override("en"):
        short = saying.of_notice(told["sms"], story.now)
        mail = saying.of_notice(told["mail"], story.now)

    assert short.text.startswith("[Social Insurance Online] Please correct something")
    assert f"Case {story.case.number}. Please sign in and answer." in short.text
    assert mail.subject.startswith("[Social Insurance Online] ")
    assert reverse("case_correct", args=[story.case.number]) in mail.text


def test_a_step_sends_one_message_and_not_another_for_its_letter(story):
    receipt = Notice.objects.get(kind="letter", to_person=story.case.person)
    submitted = Notice.objects.get(kind="submitted", to_person=story.case.person)

    assert not Dispatch.objects.filter(notice=receipt).exists()
    assert Dispatch.objects.filter(notice=submitted).count() == 2
