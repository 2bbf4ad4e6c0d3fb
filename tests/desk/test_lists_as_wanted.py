"""The list of the desk narrowed, ordered, kept and taken along; cases found by a name."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessEntry, Looked, NumberSearch
from agencies.models import Post
from applications.desk.wanted import DeskFilter
from casework.actions import steps
from casework.actions.duties import do_what_is_due
from casework.models import KeptList, Step
from law.names import surname_key
from tests.cast import make_clerk
from tests.desk.conftest import Desk, text_of
from tests.story import Story, at_stage

QUEUE = "/desk/cases/"


@pytest.fixture
def story(world, monday):
    """A transfer that waits for review."""
    return Story(world).tell("submit wait")


@pytest.fixture
def head(world):
    """A supervisor of the new agency."""
    return make_clerk("head", world.agency("pension", "guangzhou"), Post.Role.SUPERVISOR)


def numbers(who, query=""):
    page = Desk(who).open(f"{QUEUE}{query}")
    return [row["number"] for row in page.context["rows"]]


# --- Narrowed -------------------------------------------------------------------------------------
def test_a_list_is_narrowed_by_colleague_day_and_place(world, story):
    who, number = world.pension_new_a, story.case.number
    step = steps.current_step(story.case)
    steps.claim(step, by=who, now=story.now)
    found = {
        f"?clerk={who.user.pk}": True,
        f"?clerk={world.pension_new_b.user.pk}": False,
        f"?due_on={step.due_on:%Y-%m-%d}": True,
        "?due_on=2026-09-09": False,
        "?due_on=nonsense&clerk=nonsense&place=nonsense": True,
        "?place=510000": True,
        "?place=440100": True,
        "?place=330000": False,
    }
    for query, is_found in found.items():
        assert (number in numbers(who, query)) == is_found, query


def test_ended_cases_are_listed_once_the_last_first(world, monday):
    story = at_stage(world, "completed")
    monday.move_to(story.now)

    for name in ("pension_new_a", "pension_original_a", "pension_auditor"):
        assert numbers(getattr(world, name), "?whose=finished") == [story.case.number]
    assert numbers(world.pension_stranger, "?whose=finished") == []


def test_an_auditor_narrows_the_province_by_place(world, story):
    auditor = make_clerk("aud", world.agency("pension", "guangdong"), Post.Role.AUDITOR)

    assert numbers(auditor, "?place=440100") == [story.case.number]
    assert numbers(auditor, "?place=440000") == [story.case.number]
    assert "510000" not in dict(DeskFilter(who=auditor).fields["place"].choices)


def test_a_supervisor_lists_what_is_late_elsewhere_and_brought_before_them(world, story, monday):
    for _day in range(35):  # first before the head of the agency, then before those above
        story.wait(1)
        do_what_is_due(now=story.now)
    monday.move_to(story.now)
    above = make_clerk("above", world.agency("pension", "guangdong"), Post.Role.SUPERVISOR)

    assert numbers(above, "?whose=brought") == [story.case.number]
    assert numbers(above) == []
    assert not DeskFilter({"whose": "brought"}, who=world.pension_new_a).wanted


# --- Ordered, and counted -------------------------------------------------------------------------
@pytest.fixture
def thirty(world, story):
    """Thirty more turns at the same desk, one due each day."""
    first = steps.current_step(story.case)
    made = []
    for day in range(1, 31):
        case = story.case
        case.pk, case.number, case.matter = None, f"2026-AAAA-22{day + 10}", str(day)
        case.save()
        due_on = first.due_day - timedelta(days=day)
        made.append(
            Step(
                case=case,
                kind="review",
                agency=first.agency,
                opened_at=first.opened_at,
                starts_on=first.starts_on,
                due_on=due_on,
            )
        )
    return Step.objects.bulk_create(made)


@pytest.mark.one_database
def test_columns_order_the_list_and_pages_have_the_rows_one_wants(world, thirty):
    who = world.pension_new_a
    first = numbers(who, "?sort=due&rows=50")

    assert len(first) == 31
    assert numbers(who, "?sort=-due&rows=50") == first[::-1]
    assert len(numbers(who)) == 25
    page = Desk(who).open(f"{QUEUE}?sort=due")
    assert page.context["sorts"]["due"]["order"] == "ascending"
    assert parse_qs(urlsplit(page.context["sorts"]["due"]["href"]).query)["sort"] == ["-due"]
    for sort in ("opened", "-opened", "service", "-service", "clerk", "-clerk"):
        assert len(numbers(who, f"?sort={sort}&rows=100")) == 31


@pytest.mark.one_database
def test_the_total_is_true_beyond_what_can_be_paged(world, thirty, monkeypatch):
    for room in ("applications.desk.queue", "casework.desk.waiting"):
        monkeypatch.setattr(f"{room}.MOST", 20)

    page = Desk(world.pension_new_a).open(QUEUE)

    assert page.context["found"] == 31
    assert page.context["is_cut"]
    assert "31 cases found" in text_of(page)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "query", ["", "?whose=finished", "?place=510000&due_on=2026-09-09", "?whose=voids&sort=clerk"]
)
@pytest.mark.parametrize("name", ["pension_new_a", "pension_auditor"])
def test_every_list_asks_at_most_eight_things(world, thirty, name, query):
    desk = Desk(getattr(world, name))
    desk.open(f"{QUEUE}{query}")
    desk.sign_in()

    with CaptureQueriesContext(connection) as queries:
        desk.client.get(f"{QUEUE}{query}")

    asked = [each["sql"] for each in queries]
    assert len(asked) <= 8, "\n".join(asked)
    assert all(sql.count(" JOIN ") <= 8 for sql in asked)


# --- Kept -----------------------------------------------------------------------------------------
@pytest.mark.one_database
def test_a_list_is_kept_under_a_name_by_whoever_keeps_it_alone(world, story):
    desk, other = Desk(world.pension_new_a), Desk(world.pension_new_b)
    sent = {"name": "急件", "whose": "mine", "due": "late", "place": "nonsense"}
    desk.sign_in().post(reverse("desk_list_keep"), sent)

    kept = KeptList.objects.get()
    assert (kept.name, kept.query) == ("急件", "whose=mine&due=late")
    assert f"{QUEUE}?whose=mine&amp;due=late" in desk.open(QUEUE).content.decode()
    assert "急件" not in text_of(other.open(QUEUE))
    other.client.post(reverse("desk_list_drop"), {"which": "急件"})
    assert KeptList.objects.exists()
    desk.client.post(reverse("desk_list_drop"), {"which": "急件"})
    assert not KeptList.objects.exists()


@pytest.mark.one_database
def test_a_list_without_a_name_is_not_kept(world, story):
    desk = Desk(world.pension_new_a)

    for name in ("", "长" * 41):
        desk.sign_in().post(reverse("desk_list_keep"), {"name": name})

    assert not KeptList.objects.exists()
    assert "Give the list a name" in text_of(desk.open(QUEUE))


# --- Taken along ----------------------------------------------------------------------------------
def test_the_list_at_the_desk_is_taken_along_for_a_reason_that_the_person_reads(head, story):
    desk = Desk(head)
    link = f"{reverse('desk_list_take')}?whose=unassigned"
    assert link.replace("&", "&amp;") in desk.open(f"{QUEUE}?whose=unassigned").content.decode()
    assert "whose=unassigned" in desk.open(link).content.decode()

    sent = {"file": "csv", "list": "whose=unassigned"}
    refused = desk.client.post(reverse("desk_list_take"), sent)
    taken = desk.client.post(reverse("desk_list_take"), {**sent, "reason": "季度检查"})
    none = desk.client.post(
        reverse("desk_list_take"), {**sent, "list": "whose=mine", "reason": "x"}
    )

    assert refused.status_code == 422
    assert story.case.number in b"".join(taken).decode()
    assert story.case.number not in b"".join(none).decode()
    assert AccessEntry.objects.get(what=Looked.EXPORT).reason == "季度检查"


@pytest.mark.one_database
def test_a_clerk_takes_no_list_along_and_is_offered_none(world, story):
    desk = Desk(world.pension_new_a)

    assert "Take this list along" not in text_of(desk.open(QUEUE))
    assert desk.client.get(reverse("desk_list_take")).status_code == 403


# --- By name --------------------------------------------------------------------------------------
def search(who, typed):
    return Desk(who).sign_in().post(reverse("desk_search"), {"q": typed})


@pytest.mark.parametrize("typed", ["王小燕", "王 小燕", "王"])
def test_a_person_is_found_by_the_whole_name_and_by_the_surname(world, story, typed):
    assert search(world.pension_new_a, typed).url == f"{QUEUE}{story.case.number}/"

    look = AccessEntry.objects.get(what=Looked.SEARCH)
    assert (look.user, look.case_number) == (world.pension_new_a.user, story.case.number)
    assert NumberSearch.objects.count() == 1


@pytest.mark.one_database
@pytest.mark.parametrize("typed", ["王小", "小燕", "李", "51010419920510"])
def test_no_part_of_a_name_or_number_finds_anybody(world, story, typed):
    assert "No case found" in text_of(search(world.pension_new_a, typed))


def test_a_name_is_looked_for_at_ones_own_agency_alone(world, story):
    assert "No case found" in text_of(search(world.pension_original_a, "王小燕"))
    answer = (
        Desk(world.pension_auditor)
        .sign_in()
        .post(reverse("desk_search"), {"q": "王小燕", "reason": "检查"})
    )
    assert answer.status_code == 422


def test_a_changed_name_is_found_and_the_old_one_is_not(world, story):
    person = story.case.person
    person.name = "欧阳小燕"
    person.save()

    assert search(world.pension_new_a, "欧阳").url
    assert "No case found" in text_of(search(world.pension_new_a, "王"))


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("王小燕", "王"),
        ("欧阳娜娜", "欧阳"),
        ("欧阳", "欧阳"),
        ("张 三", "张"),
        ("阿依古丽·买买提", "阿依古丽"),
        ("SMITH JOHN", "smith"),
    ],
)
def test_the_surname_of_a_name(name, surname):
    assert surname_key(name) == surname
