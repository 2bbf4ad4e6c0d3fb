"""Summaries: one a day, of what was told or of what waits, and never an empty one."""

from datetime import timedelta

import pytest

from casework.actions import digests, messaging, wishing
from casework.actions.duties import do_what_is_due
from casework.models import Case, Dispatch, Step, Wishes
from tests.notices.conftest import account_of, clock, send, states, tell_person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def daily(story):
    """The person wishes one summary a day."""
    Wishes.objects.create(user=account_of(story), digest="daily")
    return story


def morning(days, hour=8, minute=30):
    return clock(hour, minute, days=days)


def test_what_can_wait_comes_in_one_mail_the_next_morning(daily, mailoutbox):
    mailoutbox.clear()
    for number in range(3):
        progress = tell_person(daily, occasion=f"p{number}")
    tell_person(daily, "refused")
    send(daily.now)
    assert len(mailoutbox) == 1  # the decision comes by itself
    assert states(notice=progress["mail"].notice)["mail"] == "gathered"

    digests.owe(now=morning(1, 8, 29))
    send(morning(1, 8, 29))
    assert len(mailoutbox) == 1
    for _look in range(3):
        digests.owe(now=morning(1))
        send(morning(1))

    assert len(mailoutbox) == 2
    assert "3" in mailoutbox[1].subject
    assert mailoutbox[1].body.count(daily.case.number) == 3
    assert Dispatch.objects.filter(what="digest").count() == 1


def test_what_was_told_by_night_is_part_of_the_summary_of_that_morning(daily, mailoutbox):
    mailoutbox.clear()
    tell_person(daily, at=clock(23))
    for hour, minute in ((8, 0), (8, 30), (8, 31)):
        now = morning(1, hour, minute)
        send(now)
        digests.owe(now=now)
        send(now)

    assert len(mailoutbox) == 1


def test_a_day_without_notices_has_no_summary(daily, mailoutbox):
    mailoutbox.clear()
    for days in range(1, 4):
        digests.owe(now=morning(days))
        send(morning(days))

    assert mailoutbox == []


@pytest.fixture
def clerk(story):
    """A clerk with a turn of their own, who wishes to be written to before work begins."""
    user = story.world.pension_new_a.user
    Step.objects.filter(case=story.pk).update(clerk=user)
    wishing.wish_at_desk(user, is_digest=True)
    return user


def work(now):
    while do_what_is_due(now=now):
        pass
    send(now)


def to(clerk, mailoutbox):
    return [mail for mail in mailoutbox if mail.to == [clerk.email]]


def test_a_clerk_reads_before_work_what_waits_for_them_and_for_nobody_else(
    story, clerk, mailoutbox
):
    mailoutbox.clear()
    other = story.world.pension_new_b.user
    wishing.wish_at_desk(other, is_digest=True)
    messaging.write(
        Case.objects.get(pk=story.pk), "请问？", by=story.world.applicant, now=story.now
    )

    work(morning(1, 7, 29))
    assert to(clerk, mailoutbox) == []
    for minute in (30, 31, 45):
        work(morning(1, 7, minute))

    (mail,) = to(clerk, mailoutbox)
    assert story.case.number not in mail.body
    assert story.case.person.name not in mail.body
    assert mail.body.count("1") >= 2  # one turn, one message
    assert to(other, mailoutbox) == []
    assert Dispatch.objects.get(to_user=other).why == "nothing"


def test_no_clerk_is_written_to_on_a_day_off(story, clerk, mailoutbox):
    saturday = story.now + timedelta(days=(5 - story.now.weekday()) % 7)
    mailoutbox.clear()

    work(saturday.replace(hour=7, minute=40))

    assert to(clerk, mailoutbox) == []


def test_whoever_has_no_post_any_more_is_not_written_to(story, clerk, mailoutbox):
    clerk.posts.update(ended_at=story.now)
    mailoutbox.clear()

    work(morning(1, 7, 40))

    assert to(clerk, mailoutbox) == []
