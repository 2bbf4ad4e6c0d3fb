"""Loading a holiday notice: looked at first, loaded whole or not at all, no version lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies import work_calendar
from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.models import CalendarDay, CalendarNotice, NoticeProposal, NoticeVersion
from casework.actions import rescheduling, steps
from tests import owner
from tests.cast import MONDAY
from tests.deadlines.dates import at, told, work
from tests.deadlines.notice_2027 import as_csv, days
from tests.story import Story

pytestmark = pytest.mark.django_db
LOADED = at("2026-12-14")
ADD = "admin:agencies_noticeproposal_add"
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def december(world):
    """A review that began on 11 December: it ends on 1 January, provisionally."""
    story = Story(world, now=at("2026-12-11"))
    story.submit()
    story.work()
    return story


@pytest.fixture
def administrator(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.administrator.user)
    return client


def load(loaded_days, *, now=LOADED, **more):
    return notices.load(Loaded(2027, tuple(loaded_days), **more), now=now)


def upload(client, text, **more):
    """Propose a file as the page does, and follow to what it would change."""
    file = SimpleUploadedFile("2027.csv", text.encode())
    typed = {"file": file, "number": "国办发明电〔2026〕9号", "issued_on": "2026-11-20", **more}
    return client.post(reverse(ADD), typed, follow=True)


def approve(client, page):
    """Approve what a page shows, as the button on it does."""
    preview = page.context["preview"]
    address = page.context["approve_url"]
    return client.post(address, {"seen": preview["seen"]}, follow=True)


def test_loading_makes_the_provisional_day_certain_and_tells_those_concerned(december):
    load(days())

    work(LOADED)

    step = steps.current_step(december.case)
    assert (step.due_on.isoformat(), step.is_provisional) == ("2027-01-04", False)
    assert told("rescheduled") == ["P440100", "person"]


def test_a_corrected_notice_keeps_the_version_before_it(world):
    first = load(days()[1:], number="第一号", file_sha256="a" * 64)
    second = load(days(), number="第二号", file_sha256="b" * 64, now=at("2026-12-15"))

    kept = NoticeVersion.objects.filter(notice__year=2027)
    assert [(each.version, each.number, len(each.days)) for each in kept] == [
        (1, "第一号", 32),
        (2, "第二号", 33),
    ]
    assert first.spoken == days()[1:]
    assert second.notice.number == "第二号"
    assert notices.days_of(second.notice) == days()


def test_what_came_with_the_portal_is_kept_as_the_first_version(world):
    stood = notices.days_of(CalendarNotice.objects.get(year=2026))

    notices.load(Loaded(2026, stood[:-1], deviation="特别决定"), now=LOADED)

    first, second = NoticeVersion.objects.filter(notice__year=2026)
    assert (first.source, first.approved_by, first.loaded_at) == ("release", None, MONDAY)
    assert first.spoken == stood
    assert second.source == "command"


def test_a_version_is_never_changed(world):
    version = load(days())

    owner.become_owner()  # the application has not even the right to try
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        NoticeVersion.objects.filter(pk=version.pk).update(number="")


def test_two_loadings_in_one_moment_are_two_moments_to_the_portal(world):
    load(days()[1:])
    load(days())

    assert not work_calendar.national().is_workday(NEW_YEAR)


def test_a_late_december_day_of_another_notice_belongs_to_the_new_one(world):
    old = CalendarNotice.objects.get(year=2026)
    old.days.create(date=date(2026, 12, 31), is_workday=False, reason="元旦", reason_en="New Year")
    late = (*days(), *[CalendarDay.objects.get(date=date(2026, 12, 31)).spoken])

    load(late)

    assert CalendarDay.objects.get(date=date(2026, 12, 31)).notice.year == 2027


# --- The page -----------------------------------------------------------------------------------
@pytest.fixture
def second(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.second_administrator.user)
    return client


def test_the_preview_says_what_would_change_and_loads_nothing(administrator, december):
    shown = upload(administrator, as_csv()).content.decode()

    assert "33 days in 2027.csv" in shown
    assert "1 open term would end on another day." in shown
    assert "2027-01-04" in shown
    assert december.case.number not in shown
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_a_notice_is_loaded_when_another_administrator_approves(
    administrator, second, world, december
):
    page = upload(administrator, as_csv())
    refused = approve(administrator, page)
    assert "Somebody else has to approve" in refused.content.decode()
    assert not NoticeVersion.objects.exists()

    seen = second.get(page.redirect_chain[-1][0])
    assert "1 open term would end on another day." in seen.content.decode()
    approve(second, seen)
    approve(second, seen)

    version = NoticeVersion.objects.get(notice__year=2027)
    assert version.proposed_by == world.administrator.user
    assert version.approved_by == world.second_administrator.user
    assert (version.source, version.file_name) == ("file", "2027.csv")
    assert len(version.file_sha256) == 64
    work(LOADED)
    assert not steps.current_step(december.case).is_provisional


def test_no_row_says_that_one_person_loaded_a_notice(world):
    one = world.administrator.user
    notice = CalendarNotice.objects.get(year=2026)
    facts = {"notice": notice, "version": 9, "days": [], "loaded_at": LOADED}

    for who in ({}, {"proposed_by": one}, {"proposed_by": one, "approved_by": one}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NoticeVersion.objects.create(source="form", **facts, **who)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeVersion.objects.create(source="command", proposed_by=one, approved_by=one, **facts)


def test_a_wrong_file_is_refused_at_its_lines_and_leaves_nothing(administrator):
    page = upload(administrator, as_csv().replace("2027-01-02", "2027-01-99"))

    assert "Line 3: “2027-01-99” is no date." in page.content.decode()
    assert not NoticeProposal.objects.exists()


def test_what_was_seen_of_an_older_calendar_is_shown_anew(administrator, second):
    page = upload(administrator, as_csv())
    seen = second.get(page.redirect_chain[-1][0])
    load(days()[1:])

    answer = approve(second, seen)

    assert "The calendar has changed meanwhile." in answer.content.decode()
    assert NoticeVersion.objects.get().version == 1
    assert [each["date"] for each in answer.context["preview"]["changed"]] == [NEW_YEAR]


def test_every_version_can_be_had_as_a_file_again(administrator):
    version = load(days())

    answer = administrator.get(reverse("admin:agencies_noticeversion_file", args=[version.pk]))

    assert (
        answer.content.decode("utf-8-sig").splitlines()[1] == "2027-01-01,off,元旦,New Year's Day"
    )


def test_a_correction_by_hand_begins_with_the_days_that_stand_and_needs_two_as_well(
    administrator, second
):
    notice = load(days()).notice
    page = administrator.get(reverse("admin:agencies_calendarnotice_change", args=[notice.pk]))
    begun = administrator.get(f"{reverse(ADD)}?notice={notice.pk}")
    lines = begun.context["adminform"].form.initial["typed"].splitlines()

    typed = {"number": "更正", "issued_on": "2026-12-20", "deviation": "特别决定"}
    shown = administrator.post(
        reverse(ADD), typed | {"typed": "\n".join([lines[0], *lines[2:]])}, follow=True
    )
    approve(second, shown)

    assert f"{reverse(ADD)}?notice={notice.pk}" in page.content.decode()
    kept = NoticeVersion.objects.order_by("version")
    assert [(each.source, len(each.days)) for each in kept] == [("command", 33), ("form", 32)]
    assert kept[1].deviation == "特别决定"


def test_days_come_from_a_file_or_from_the_form_and_never_from_both(administrator):
    for more in ({"typed": as_csv()}, {"file": ""}):
        page = upload(administrator, as_csv(), **more)
        assert "Choose a file, or enter the days by hand." in page.content.decode()

    assert not NoticeProposal.objects.exists()


def test_nobody_edits_a_notice_where_it_lies(administrator, world):
    notice = CalendarNotice.objects.get(year=2026)
    change = reverse("admin:agencies_calendarnotice_change", args=[notice.pk])

    assert administrator.post(change, {"number": "x"}).status_code == 403
    assert administrator.get(reverse("admin:agencies_calendarnotice_add")).status_code == 403


# --- The command --------------------------------------------------------------------------------
def test_the_command_loads_a_file_and_says_what_changed(december, tmp_path, capsys):
    file = tmp_path / "2027.csv"
    file.write_bytes(as_csv().encode("gbk"))

    call_command("load_notice", file, number="国办发明电〔2026〕9号", dry_run=True)
    assert not CalendarNotice.objects.filter(year=2027).exists()
    call_command("load_notice", file, number="国办发明电〔2026〕9号")

    said = capsys.readouterr().out
    assert "33 days change, 1 open terms move, 1 provisional days become certain." in said
    assert CalendarNotice.objects.get(year=2027).number == "国办发明电〔2026〕9号"
    assert "which nobody approved" in said
    assert NoticeVersion.objects.get().source == "command"


@pytest.mark.parametrize(("language", "said"), [("en", "Line 2: "), ("zh-hans", "第2行：")])
def test_the_command_refuses_a_wrong_file_in_either_language(world, tmp_path, language, said):
    file = tmp_path / "2027.csv"
    file.write_text(as_csv(["2027-01-01,maybe,元旦,"]), encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        call_command("load_notice", file, language=language)

    assert not NoticeVersion.objects.exists()


def test_a_file_that_is_not_there_is_named(world):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_notice", "/nowhere/2027.csv")


def test_the_list_of_notices_says_how_far_the_terms_have_been_counted(december, administrator):
    address = reverse("admin:agencies_calendarnotice_changelist")
    load(days())
    rescheduling.follow_the_calendar(now=LOADED)

    before = administrator.get(address).content.decode()
    work(LOADED)
    afterwards = administrator.get(address).content.decode()

    assert "Open terms are being counted anew: 0 of 1 parts are done." in before
    assert "All open terms have been counted by these notices." in afterwards
