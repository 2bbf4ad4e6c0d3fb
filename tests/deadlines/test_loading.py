"""Loading a holiday notice: looked at first, loaded whole or not at all, no version lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from agencies import work_calendar
from agencies.actions import notices
from agencies.actions.notices import Loaded
from agencies.models import CalendarDay, CalendarNotice, NoticeVersion
from casework.actions import steps
from tests import owner
from tests.cast import MONDAY
from tests.deadlines.dates import at, told, work
from tests.deadlines.notice_2027 import as_csv, days
from tests.story import Story

pytestmark = pytest.mark.django_db
LOADED = at("2026-12-14")
IMPORT = "admin:agencies_calendarnotice_import"
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
    return notices.load(Loaded(2027, tuple(loaded_days), **more), by=None, now=now)


def upload(client, text, **more):
    """Send a file as the page does."""
    file = SimpleUploadedFile("2027.csv", text.encode())
    typed = {"file": file, "number": "国办发明电〔2026〕9号", "issued_on": "2026-11-20", **more}
    return client.post(reverse(IMPORT), typed)


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
    assert notices.days_kept(first) == days()[1:]
    assert second.notice.number == "第二号"
    assert notices.days_of(second.notice) == days()


def test_what_came_with_the_portal_is_kept_as_the_first_version(world):
    stood = notices.days_of(CalendarNotice.objects.get(year=2026))
    loaded = Loaded(2026, stood[:-1], deviation="特别决定")

    notices.load(loaded, by=world.administrator.user, now=LOADED)

    first, second = NoticeVersion.objects.filter(notice__year=2026)
    assert (first.source, first.loaded_by, first.loaded_at) == ("release", None, MONDAY)
    assert notices.days_kept(first) == stood
    assert second.loaded_by == world.administrator.user


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
def test_the_preview_says_what_would_change_and_loads_nothing(administrator, december):
    page = upload(administrator, as_csv())

    shown = page.content.decode()
    assert page.status_code == 200
    assert "33 days in 2027.csv" in shown
    assert "1 open term would end on another day." in shown
    assert "2027-01-04" in shown
    assert december.case.number not in shown
    assert not CalendarNotice.objects.filter(year=2027).exists()


def test_what_the_preview_showed_is_loaded_and_noted(administrator, world, december):
    sealed = upload(administrator, as_csv()).context["sealed"]

    answer = administrator.post(reverse(IMPORT), {"sealed": sealed}, follow=True)

    version = NoticeVersion.objects.get(notice__year=2027)
    assert "is loaded as version 1" in answer.content.decode()
    assert (version.loaded_by, version.file_name) == (world.administrator.user, "2027.csv")
    assert len(version.file_sha256) == 64
    work(LOADED)
    assert not steps.current_step(december.case).is_provisional


def test_a_wrong_file_is_refused_at_its_lines_and_leaves_nothing(administrator):
    page = upload(administrator, as_csv().replace("2027-01-02", "2027-01-99"))

    assert page.status_code == 422
    assert "Line 3: “2027-01-99” is no date." in page.content.decode()
    assert not CalendarNotice.objects.filter(year=2027).exists()
    assert not NoticeVersion.objects.exists()


def test_a_preview_of_an_older_calendar_is_shown_anew(administrator):
    sealed = upload(administrator, as_csv()).context["sealed"]
    load(days()[1:])

    answer = administrator.post(reverse(IMPORT), {"sealed": sealed})

    assert answer.status_code == 409
    assert NoticeVersion.objects.get().version == 1
    assert [each["date"] for each in answer.context["changed"]] == [NEW_YEAR]


def test_a_forged_preview_loads_nothing(administrator):
    answer = administrator.post(reverse(IMPORT), {"sealed": "forged"}, follow=True)

    assert "The preview has expired" in answer.content.decode()
    assert not NoticeVersion.objects.exists()


def test_every_version_can_be_had_as_a_file_again(administrator):
    version = load(days())

    answer = administrator.get(reverse("admin:agencies_noticeversion_file", args=[version.pk]))

    assert (
        answer.content.decode("utf-8-sig").splitlines()[1] == "2027-01-01,off,元旦,New Year's Day"
    )


def test_a_notice_corrected_by_form_is_a_version_too(administrator):
    version = load(days())
    rows = list(version.notice.days.order_by("date"))
    typed = {"number": "更正", "issued_on": "", "deviation": "特别决定"}
    typed |= {"days-TOTAL_FORMS": len(rows), "days-INITIAL_FORMS": len(rows)}
    typed |= {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    for index, row in enumerate(rows):
        typed |= {f"days-{index}-id": row.pk, f"days-{index}-date": row.date}
        typed |= {f"days-{index}-reason": row.reason, f"days-{index}-reason_en": row.reason_en}
        typed |= {f"days-{index}-is_workday": "on"} if row.is_workday else {}
    typed |= {"days-0-DELETE": "on"}
    change = reverse("admin:agencies_calendarnotice_change", args=[version.notice_id])

    assert administrator.post(change, typed).status_code == 302

    kept = NoticeVersion.objects.order_by("version")
    assert [(each.source, len(each.days)) for each in kept] == [("file", 33), ("form", 32)]
    assert kept[1].deviation == "特别决定"
    assert "更正" in administrator.get(change).content.decode()


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
