"""Days off of one province alone: its agencies' terms move, the others' stay."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies import work_calendar
from agencies.actions import notices, reference
from agencies.actions.notices import Loaded
from agencies.models import (
    Agency,
    CalendarDay,
    CalendarNotice,
    NoticeProposal,
    NoticeVersion,
    Region,
)
from agencies.rules.notice_file import read_notice
from casework.actions import foreseeing, rescheduling, steps
from casework.actions.recounting import Reckoning
from kit.held import rows_of
from tests.deadlines.dates import at, told, work
from tests.story import Story

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "440000", "510000"  # the review is in Guangdong
LOADED = at("2026-12-14")
ADD = "admin:agencies_noticeproposal_add"
FILE = "date,kind,reason,reason_en,area\n2026-12-15,off,本地节日,Local day,{area}\n"


@pytest.fixture
def december(world):
    """A review in Guangdong that began on 7 December: it ends on the 28th."""
    story = Story(world, now=at("2026-12-07"))
    story.submit()
    story.work()
    return story


@pytest.fixture
def administrator(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.administrator.user)
    return client


def loaded(area, text=FILE):
    found = read_notice(text.format(area=area).encode())
    return Loaded(found.year, found.days, area=found.area)


def due_on(story):
    return steps.current_step(story.case).due_on.isoformat()


@pytest.mark.parametrize(("area", "due"), [(HERE, "2026-12-29"), (ELSEWHERE, "2026-12-28")])
def test_only_the_terms_of_that_place_move(december, area, due):
    notices.load(loaded(area), now=LOADED)

    work(LOADED)

    assert due_on(december) == due
    assert bool(told("rescheduled")) == (area == HERE)


def test_a_term_that_begins_there_is_counted_with_its_days(world):
    notices.load(loaded(HERE), now=at("2026-12-01"))
    story = Story(world, now=at("2026-12-07"))

    story.submit()

    assert due_on(story) == "2026-12-29"


def test_a_notice_from_elsewhere_lets_nothing_be_counted_again(december, monkeypatch):
    work(LOADED)
    counted, really = [], Reckoning.of
    monkeypatch.setattr(
        Reckoning, "of", lambda self, turn: counted.append(turn) or really(self, turn)
    )

    for area in (ELSEWHERE, HERE):
        notices.load(loaded(area), now=LOADED)
        rescheduling.follow_the_calendar(now=LOADED)
        work(LOADED)

    assert {rows_of(Agency)[turn.agency_id].region_id[:2] for turn in counted} == {"44"}


def test_what_a_notice_of_an_area_would_move_is_foreseen(december):
    numbers = [
        foreseeing.preview(notices.calendars_with(loaded(area))).number
        for area in (HERE, ELSEWHERE)
    ]

    assert numbers == [1, 0]


def test_the_days_of_the_country_and_of_an_area_stand_beside_each_other(world):
    new_year = "date,kind,reason,reason_en,area\n2026-01-01,off,本地节日,Local day,{area}\n"
    notices.load(loaded(HERE, new_year), now=LOADED)

    assert CalendarDay.objects.filter(date=date(2026, 1, 1)).count() == 2
    names = {
        place: work_calendar.known().at(place).exceptions[date(2026, 1, 1)].name.en
        for place in (HERE, ELSEWHERE)
    }
    assert names == {HERE: "Local day", ELSEWHERE: "New Year's Day"}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarNotice.objects.create(year=2026, loaded_at=LOADED)


def test_versions_of_an_area_are_its_own(world):
    first = notices.load(loaded(HERE), now=LOADED)
    second = notices.load(loaded(HERE), now=LOADED)

    assert (first.version, second.version) == (1, 2)
    assert second.notice.area_id == HERE
    assert not NoticeVersion.objects.filter(notice__area=None).exists()


def test_the_preview_names_the_area_and_what_was_shown_is_loaded(administrator, world, december):
    file = SimpleUploadedFile("own.csv", FILE.format(area=HERE).encode())
    typed = {"file": file, "number": "桂政发〔2026〕1号", "issued_on": "2026-11-20"}
    page = administrator.post(reverse(ADD), typed, follow=True)

    assert "These days are for Guangdong alone" in page.content.decode()
    proposal, seen = NoticeProposal.objects.get(), page.context["preview"]["seen"]
    notices.approve(proposal, by=world.second_administrator.user, seen=seen, now=LOADED)

    version = NoticeVersion.objects.get()
    assert version.notice.area_id == HERE
    kept = administrator.get(reverse("admin:agencies_noticeversion_file", args=[version.pk]))
    assert "2026-12-15,off,本地节日,Local day,440000" in kept.content.decode("utf-8-sig")


def test_an_area_chosen_beside_a_file_of_another_is_refused(administrator):
    file = SimpleUploadedFile("own.csv", FILE.format(area=HERE).encode())
    typed = {"file": file, "area": ELSEWHERE, "number": "1", "issued_on": "2026-11-20"}

    page = administrator.post(reverse(ADD), typed)

    assert not NoticeProposal.objects.exists()
    assert "Line 2: The line is about another area" in page.content.decode()


def test_the_command_takes_the_area_from_its_argument(december, tmp_path, capsys):
    file = tmp_path / "own.csv"
    file.write_text(
        "date,kind,reason,reason_en\n2026-12-15,off,本地节日,Local day\n", encoding="utf-8"
    )

    call_command("load_notice", file, area=HERE)

    assert "1 days change, 1 open terms move" in capsys.readouterr().out
    assert CalendarNotice.objects.get(area=HERE).days.get().area_id == HERE


def test_the_page_shows_a_place_with_days_of_its_own_and_says_they_were_not_checked(world, client):
    Region.objects.create(code="450000", name="广西壮族自治区", name_en="Guangxi", level="province")
    reference.load_calendar(now=LOADED)
    address = reverse("calendar_year", args=[2017])

    everywhere, there = (
        client.get(address, data, headers={"accept-language": "en"}).content.decode()
        for data in ({}, {"place": "450000"})
    )

    assert "?place=450000" in everywhere
    assert "Zhuang Third of March" not in everywhere
    assert "Zhuang Third of March" in there
    assert "were not checked against the official text" in there
    assert client.get(address, {"place": "nowhere"}).status_code == 404
