"""Messages in a case: one thread for both sides, and notes that the person never sees."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import AccessEntry, User
from casework.actions import messaging
from casework.errors import MoveNotPossible
from casework.models import Case, Message, Notice, Thread
from kit.errors import NotPermitted, NotValid
from tests.api.calling import program_of, program_of_agency
from tests.cast import MONDAY, make_world
from tests.story import Story

pytestmark = pytest.mark.django_db
QUESTION = "请问您2019年在哪个单位工作？"
NOTE = "疑似重复参保，待核。"


@pytest.fixture
def story(db):
    told = Story(make_world())
    told.submit()
    return told


def write(story, who, text, **how):
    return messaging.write(Case.objects.get(pk=story.pk), text, by=who, now=MONDAY, **how)


def thread_of(story):
    return Thread.objects.get(case=story.pk)


def test_each_side_is_told_and_what_it_has_not_read_is_counted(story):
    world = story.world
    write(story, world.pension_new_a, QUESTION, answer_due_on=MONDAY.date() + timedelta(days=7))
    assert (thread_of(story).unread_by_person, thread_of(story).unread_by_agency) == (1, 0)
    assert Notice.objects.get(kind="message").to_person == world.person

    messaging.mark_read(Case.objects.get(pk=story.pk), by=world.applicant)
    write(story, world.applicant, "示例公司。")

    thread = thread_of(story)
    assert (thread.unread_by_person, thread.unread_by_agency) == (0, 1)
    assert thread.answer_due_on is None
    assert Notice.objects.filter(kind="message").latest("pk").to_agency == world.agency(
        "pension", "guangzhou"
    )


def test_a_note_of_the_staff_is_never_shown_to_the_person(story, client):
    world = story.world
    write(story, world.pension_new_a, QUESTION)
    write(story, world.pension_new_a, NOTE, is_internal=True)
    address = reverse("case_messages", args=[story.case.number])

    client.force_login(User.objects.get(pk=world.applicant.user.pk))
    assert QUESTION in (page := client.get(address).text)
    assert NOTE not in page
    told = program_of(world.applicant).get(f"cases/{story.case.number}/messages").text
    assert NOTE not in told
    assert Message.objects.visible_to(world.applicant).count() == 1
    assert thread_of(story).unread_by_person == 0

    client.force_login(world.pension_new_b.user)
    assert NOTE in client.get(reverse("desk_messages", args=[story.case.number])).text
    assert AccessEntry.objects.filter(case_number=story.case.number).exists()


@pytest.mark.parametrize(
    "text", ["", "  ", "好" * 2001, "x" * 1_000_000, "<script>alert(1)</script>", "<b>请</b>"]
)
def test_what_cannot_be_a_message_is_refused_at_its_field(story, text):
    with pytest.raises(NotValid) as refused:
        write(story, story.world.applicant, text)

    assert set(refused.value.errors) == {"text"}


@pytest.mark.parametrize("text", ["好" * 2001, "\u202e反", "<b>x</b>", "440102198001021230"])
def test_a_page_says_so_and_keeps_what_was_typed(story, client, text):
    client.force_login(User.objects.get(pk=story.world.applicant.user.pk))
    answer = client.post(reverse("case_messages", args=[story.case.number]), {"text": text})

    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_strangers_auditors_and_ended_cases_get_nothing(story):
    world = story.world
    for who in (world.other_person, world.pension_stranger, world.pension_auditor):
        with pytest.raises(NotPermitted):
            write(story, who, QUESTION)
    story.withdraw()
    with pytest.raises(MoveNotPossible):
        write(story, world.applicant, QUESTION)


def test_only_an_agency_writes_notes_and_names_a_day(story):
    with pytest.raises(NotPermitted):
        write(story, story.world.applicant, NOTE, is_internal=True)
    with pytest.raises(NotValid):
        write(story, story.world.applicant, QUESTION, answer_due_on=MONDAY.date())
    with pytest.raises(NotValid):
        write(story, story.world.pension_new_a, QUESTION, answer_due_on=MONDAY.date())


def test_an_awaited_answer_and_unread_messages_stand_on_my_page(story, client):
    write(story, story.world.pension_new_a, QUESTION, answer_due_on=MONDAY.date() + timedelta(9))
    client.force_login(User.objects.get(pk=story.world.applicant.user.pk))

    assert reverse("case_messages", args=[story.case.number]) in client.get(reverse("my_page")).text


def test_the_desk_counts_cases_with_unread_messages(story, client):
    write(story, story.world.applicant, "请问还要多久？")
    client.force_login(story.world.pension_new_a.user)

    assert "whose=unread" in client.get(reverse("desk_today")).text
    queue = client.get(f"{reverse('desk_queue')}?whose=unread").text
    assert story.case.number in queue
    client.get(reverse("desk_messages", args=[story.case.number]))
    assert thread_of(story).unread_by_agency == 0


def test_a_sentence_that_is_kept_goes_into_the_message(story, client):
    world = story.world
    with pytest.raises(NotPermitted):
        messaging.keep_sentence("问候", "您好。", by=world.pension_new_a)
    kept = messaging.keep_sentence("问候", "您好。", by=world.pension_supervisor)
    kept.agency = world.agency("pension", "guangzhou")
    kept.save()
    client.force_login(world.pension_new_a.user)
    address = reverse("desk_messages", args=[story.case.number])

    page = client.post(address, {"text": "张女士：", "sentence": kept.pk, "insert": "1"}).text

    assert "张女士：\n您好。" in page
    assert not Message.objects.exists()


def test_a_supervisor_keeps_and_drops_sentences(story, client):
    client.force_login(story.world.pension_supervisor.user)
    address = reverse("desk_sentences")
    assert client.post(address, {"title": "问候", "text": "您好。"}).status_code == 302
    [kept] = messaging.sentences_of(story.world.pension_supervisor)
    assert client.post(address, {"title": "问候", "text": "再见。"}).status_code == 422
    client.post(address, {"drop": kept.pk})
    assert messaging.sentences_of(story.world.pension_supervisor) == []


def test_programs_write_and_read_on_both_sides(story):
    me, path = program_of(story.world.applicant), f"cases/{story.case.number}/messages"
    assert me.post(path, {"text": "你好"}).json()["text"] == "你好"
    assert me.post(path, {"text": "<i>x</i>"}).status_code == 422
    assert me.post(path, {"text": "x" * 3000}).status_code == 422

    clerk = program_of(story.world.pension_new_a)
    assert [each["text"] for each in clerk.get(path).json()["results"]] == ["你好"]
    assert program_of(story.world.other_person).get(path).status_code == 404


def test_a_thread_comes_in_pages_and_no_program_marks_it_as_read(story):
    """A program has no eyes; an agency's system may not even read it."""
    me, path = program_of(story.world.applicant), f"cases/{story.case.number}/messages"
    for text in ("一", "二", "三"):
        me.post(path, {"text": text})
    write(story, story.world.pension_new_a, "四")
    clerk, system = (
        program_of(story.world.pension_new_a),
        program_of_agency(story.world.pension_new_a.agency),
    )

    first = clerk.get(f"{path}?page_size=3").json()
    second = clerk.get(first["next"].partition("/api/v1/")[2]).json()
    newest = me.get(f"{path}?ordering=-at&page_size=1").json()

    texts = [[each["text"] for each in page["results"]] for page in (first, second, newest)]
    assert texts == [["四", "一", "二"], ["三"], ["三"]]
    assert me.get(f"{path}?page_size=0").status_code == 400
    assert system.get(path).status_code == 403
    thread = thread_of(story)
    assert (thread.unread_by_agency, thread.unread_by_person) == (3, 1)
