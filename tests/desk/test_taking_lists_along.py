"""Who looked, for those who supervise; and lists that are taken along as files."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessEntry, Looked
from agencies.models import Post
from casework.actions import exporting, looking, looks
from kit import tables
from kit.errors import NotPermitted, NotValid
from kit.tables import Format
from tests.cast import MONDAY, make_clerk
from tests.story import Story

pytestmark = pytest.mark.django_db
DAYS = {"since": MONDAY.date(), "until": MONDAY.date() + timedelta(days=5)}


@pytest.fixture
def story(world):
    return Story(world).tell("submit wait")


@pytest.fixture
def head(world):
    return make_clerk("head", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)


@pytest.fixture
def auditor(world):
    return make_clerk("aud", world.agency("pension", "guangdong"), Post.Role.AUDITOR)


@pytest.fixture
def looked(world, story):
    looking.looked(story.case, Looked.CASE, by=world.pension_new_a, now=story.now)
    looking.unmask(story.case, by=world.pension_new_a, now=story.now, reason="核对")
    return story


def browser_of(who, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(who.user)
    return client


def read(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


# --- Who looked -------------------------------------------------------------------------------
def test_supervisor_and_auditor_read_every_look_at_their_cases(looked, head, auditor):
    today = looked.now.date()

    for who in (head, auditor):
        assert looks.looks_wanted(who, {}, today=today).count() == 2


@pytest.mark.parametrize("name", ["pension_new_a", "applicant", "administrator"])
def test_nobody_else_reads_the_log(world, looked, name):
    with pytest.raises(NotPermitted):
        looks.looks_visible_to(getattr(world, name))


def test_a_supervisor_elsewhere_reads_nothing_of_it(world, looked):
    far = make_clerk("far", world.agency("pension", "hangzhou"), Post.Role.SUPERVISOR)

    assert not looks.looks_wanted(far, {}, today=looked.now.date()).exists()


def test_the_log_is_narrowed_by_day_kind_person_and_case(world, looked, head):
    today = looked.now.date()
    count = lambda **wanted: looks.looks_wanted(head, wanted, today=today).count()  # noqa: E731

    assert count(what="number") == 1
    assert count(who=str(world.pension_new_a.user.pk)) == 2
    assert count(who=str(world.pension_new_b.user.pk)) == 0
    assert count(case=looked.case.number) == 2
    assert count(until=today - timedelta(days=1)) == 0


def test_reading_the_log_is_a_look_too(looked, head):
    browser_of(head).get(reverse("desk_looks"), {"until": looked.now.date().isoformat()})

    assert AccessEntry.objects.filter(user=head.user, what="list").count() == 1


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_shows_who_when_what_and_why(looked, head, language):
    asked = {"until": looked.now.date().isoformat()}

    page = browser_of(head, language).get(reverse("desk_looks"), asked).content.decode()

    assert "核对" in page
    assert looked.case.number in page


@pytest.mark.one_database
def test_the_log_is_taken_along_with_its_reasons(looked, head):
    asked = {"until": looked.now.date().isoformat(), "file": "csv"}

    rows = read(browser_of(head).get(reverse("desk_looks"), asked))

    assert len(rows) == 3
    assert "核对" in {row[5] for row in rows}


# --- A list of cases --------------------------------------------------------------------------
def rows_for(who, reason="季度检查", **wanted):
    return list(exporting.table_for_staff(who, DAYS | wanted, reason=reason, now=MONDAY))


def test_the_list_is_masked_and_each_person_reads_who_took_it_along(world, story, head):

    rows = rows_for(head)

    assert rows[1][0] == story.case.number
    said = str(rows)
    assert world.person.name not in said
    assert str(world.person.number) not in said
    note = AccessEntry.objects.get(person=world.person)
    assert (note.what, note.reason, note.case_number) == ("export", "季度检查", story.case.number)


@pytest.mark.parametrize("name", ["pension_new_a", "applicant", "administrator"])
def test_nobody_else_takes_a_list_along(world, story, name):
    with pytest.raises(NotPermitted):
        rows_for(getattr(world, name))


def test_without_a_reason_there_is_no_list(story, head):

    with pytest.raises(NotValid) as refused:
        rows_for(head, reason=" ")

    assert "reason" in refused.value.errors
    assert not AccessEntry.objects.exists()


def test_too_long_a_list_is_refused_with_what_to_do(story, head, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_A_FILE", 0)

    with pytest.raises(NotValid) as refused:
        rows_for(head)

    assert "until" in refused.value.errors


def test_the_list_holds_only_what_its_reader_may_see(world, story):
    far = make_clerk("far", world.agency("pension", "hangzhou"), Post.Role.SUPERVISOR)

    assert len(rows_for(far)) == 1


def test_a_list_of_many_is_read_in_batches(world, story, head, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        rows_for(head)


@pytest.mark.one_database
@pytest.mark.parametrize("kind", [*Format])
def test_the_page_hands_over_a_file(world, story, head, kind):
    typed = {name: day.isoformat() for name, day in DAYS.items()}
    typed |= {"reason": "季度检查", "file": kind.value}

    answer = browser_of(head).post(reverse("desk_export"), typed)

    body = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(body)
    if kind == Format.XLSX:
        body = zipfile.ZipFile(io.BytesIO(body)).read(tables.SHEET)
    assert story.case.number.encode() in body


@pytest.mark.one_database
def test_what_is_missing_stands_at_its_field(head):
    answer = browser_of(head).post(reverse("desk_export"), {"file": "csv"})

    assert answer.status_code == 422
    assert {"since", "until", "reason"} <= set(answer.context["form"].errors)


@pytest.mark.one_database
def test_a_person_takes_the_list_of_their_own_cases(world, story):
    rows = read(browser_of(world.applicant).get(reverse("own_list")))

    assert [row[0] for row in rows[1:]] == [story.case.number]
