"""Papers from the first byte to the decision: by the real actions, with a paper of a sample."""

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from applications import inspecting, inspection, paper_files, papers, scanning
from applications.actions import applying, collecting, drafting, forgetting
from applications.acts.doing import do
from applications.acts.naming import CORRECT, PREPARE
from applications.inspection import inspect
from applications.models.paper_pages import PaperPage
from applications.rules.papers import MOST_BYTES, Fault, FileKind, State
from applications.uploads import arrived_in
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Duty, Event, Notice
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from law.wording import Text
from tests import papers as made
from tests.applications import samples
from tests.cast import MONDAY
from tests.papers import SLOT, files, fresh, pages, paper, picture, say_of, send_page, sent

pytestmark = pytest.mark.usefixtures("folder")


def judged(application, now=MONDAY):
    do_what_is_due(now=now)
    return [(each.state, each.fault) for each in pages(application)]


# --- Declaring ------------------------------------------------------------------------------------
def test_no_paper_is_declared_without_an_article():
    with pytest.raises(ValueError, match="article"):
        replace(paper(), basis=replace(samples.BASIS, article=""))


# --- Arriving -------------------------------------------------------------------------------------
def test_what_arrives_is_unreadable_on_the_disk_and_whole_when_read(world, draft, folder):
    data = made.pdf(pages=2) + b"\n" * 200
    page = send_page(world, draft, SLOT, data, name="mine.pdf")

    (path,) = Path(folder).glob("??/*")
    assert b"PDF" not in path.read_bytes()
    assert b"".join(paper_files.read(page.file)) == data
    assert page.state == State.WAITING


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"%PDF-" + bytes(MOST_BYTES - 4), Fault.TOO_LARGE),
        (b"MZ\x90\0 no picture", Fault.OTHER_KIND),
        (made.EICAR, Fault.OTHER_KIND),
    ],
    ids=["empty", "one byte above 10 MB", "a program with the ending of a picture", "EICAR alone"],
)
def test_what_cannot_be_a_page_is_refused_at_once_and_leaves_nothing(
    world, draft, folder, data, fault
):
    with pytest.raises(NotValid) as refused:
        send_page(world, draft, SLOT, data, name="page.jpg")

    assert set(refused.value.errors) == {f"paper:{SLOT}"}
    assert refused.value.errors[f"paper:{SLOT}"] in papers.SAYS[fault].zh + papers.SAYS[fault].en
    assert not files(folder)
    assert not pages(draft)


def test_the_same_bytes_twice_are_one_page(world, draft, folder):
    first = send_page(world, draft, SLOT)
    again = send_page(world, draft, SLOT)

    assert again == first
    assert len(files(folder)) == 1


def test_the_page_after_the_last_that_fits_is_refused(world, draft, monkeypatch, folder):
    monkeypatch.setattr("applications.rules.papers.MOST_OF_A_CASE", 2)
    for colour in (1, 2):
        send_page(world, draft, SLOT, picture(colour=colour))

    with pytest.raises(NotValid, match=r".*"):
        send_page(world, draft, SLOT, picture(colour=3))

    assert len(files(folder)) == 2


def test_a_broken_line_leaves_nothing(folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            piece = super().read(size)
            if not piece:
                raise OSError("the line broke")
            return piece

    with pytest.raises(OSError, match="broke"):
        arrived_in(Broken(b"%PDF-" + bytes(200_000)), name="a", expected=None)
    assert arrived_in(io.BytesIO(picture()), name="a", expected=99_999) is None
    assert not files(folder)


def test_nobody_sends_a_page_to_the_case_of_another(world, draft, folder):
    with pytest.raises(NotPermitted):
        collecting.add(draft, SLOT, made.arrived(picture()), by=world.pension_new_a, now=MONDAY)
    assert not files(folder)


# --- Order ----------------------------------------------------------------------------------------
def test_pages_are_put_in_order_replaced_and_removed(world, draft, folder):
    edge = {"by": world.applicant}
    keys = [send_page(world, draft, SLOT, picture(colour=n)).key for n in (1, 2, 3)]
    collecting.move(draft, keys[2], up=True, **edge)
    assert [each.key for each in pages(draft)] == [keys[0], keys[2], keys[1]]

    new = send_page(world, draft, SLOT, picture(colour=4), instead_of=keys[2])
    assert [each.key for each in pages(draft)] == [keys[0], new.key, keys[1]]

    for _again in range(2):
        collecting.remove(draft, keys[0], now=MONDAY, **edge)
    assert [each.key for each in pages(draft)] == [new.key, keys[1]]


# --- Checked --------------------------------------------------------------------------------------
def test_a_picture_is_written_anew_upright_and_without_the_telephones_notes():
    found = inspect(FileKind.JPEG, made.photograph())

    image = Image.open(io.BytesIO(found.clean))
    assert image.size == (32, 64)  # turned as it was held
    assert not image.getexif()
    assert image.getpixel((16, 8))[0] > 200  # what was left is up
    assert found.thumbnail.startswith(b"\xff\xd8\xff")


BAD = [
    (FileKind.PDF, made.ENCRYPTED, Fault.ENCRYPTED),
    (FileKind.PDF, made.SCRIPTED, Fault.SCRIPTED),
    (FileKind.PDF, made.EMBEDDING, Fault.EMBEDDING),
    (FileKind.PDF, made.pdf()[:200], Fault.BROKEN),
    (FileKind.PDF, made.pdf(pages=101), Fault.TOO_MANY_SHEETS),
    (FileKind.PDF, made.pdf() + b"PK\x05\x06" + bytes(18), Fault.TWO_THINGS),
    (FileKind.PDF, made.pdf() + b"x" * 2000, Fault.TWO_THINGS),
    (FileKind.JPEG, made.photograph()[:-200], Fault.BROKEN),
    (FileKind.PNG, made.png_of(8000, 6251), Fault.TOO_MANY_PIXELS),
    (FileKind.PNG, made.png_of(8000, 6000), Fault.BROKEN),  # just below, and nothing in it
    (FileKind.PNG, b"\x89PNG\r\n\x1a\n<script>", Fault.BROKEN),
]


@pytest.mark.parametrize(("kind", "data", "fault"), BAD, ids=[str(each[2]) for each in BAD])
def test_what_is_no_page_is_refused_for_its_own_reason(kind, data, fault):
    assert inspect(kind, data).fault is fault


def test_a_pdf_that_acts_by_itself_or_reaches_for_other_files_is_refused():
    faults = [inspect(FileKind.PDF, each).fault for each in made.acting()]

    assert None not in faults
    assert set(faults) == {Fault.SCRIPTED, Fault.EMBEDDING, Fault.BROKEN}
    assert inspect(FileKind.PDF, made.harmless()).fault is None


def test_a_pdf_that_unpacks_beyond_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr(inspection, "MOST_INFLATED", 1024 * 1024)

    assert inspect(FileKind.PDF, made.bomb_in_pdf()).fault is Fault.TOO_HEAVY
    assert inspect(FileKind.PDF, made.pdf(pages=3)).fault is None


def test_what_breaks_its_reader_breaks_only_the_room_it_is_read_in(monkeypatch):
    monkeypatch.setattr(inspecting, "SECONDS", 0)  # whatever it is, it takes too long

    assert inspecting.in_a_room(FileKind.PNG, picture()).fault is Fault.TOO_HEAVY


def test_where_nobody_can_look_into_it_a_page_is_not_refused_for_it(monkeypatch):
    monkeypatch.setattr(inspecting, "ROOT", Path("/"))  # the program is not there

    with pytest.raises(OSError, match="does not run"):
        inspecting.in_a_room(FileKind.PNG, picture())


def test_a_checked_page_is_clean_and_its_notes_are_gone(world, draft, folder):
    send_page(world, draft, SLOT, made.photograph(), name="IMG_1.jpg")

    assert judged(draft) == [("clean", "")]
    (page,) = pages(draft)
    assert b"Telephone" not in b"".join(paper_files.read(page.file))
    assert page.scanner == settings.SCANNER
    assert set(files(folder)) == {page.file, page.thumbnail}


def test_a_dangerous_page_is_refused_and_its_file_deleted(world, draft, folder):
    send_page(world, draft, SLOT, made.INFECTED)

    assert judged(draft) == [("refused", "dangerous")]
    assert not files(folder)
    with pytest.raises(NotValid):
        papers.check_whole(fresh(draft))


@pytest.mark.parametrize("words", [b"SCANNER-IS-DOWN", b"SCANNER-IS-SLOW", b"SCANNER-IS-UNCLEAR"])
def test_without_a_clear_answer_a_page_waits_however_often_it_is_asked(
    world, draft, words, monkeypatch
):
    send_page(world, draft, SLOT, made.with_words(words))

    later = MONDAY
    for _try in range(8):
        assert judged(draft, now=later) == [("waiting", "")]
        later += timedelta(minutes=1)
    assert not Duty.objects.exclude(dead_at=None)

    monkeypatch.setitem(scanning.CHANNELS, "sandbox", lambda _blocks: "clean")
    assert judged(draft, now=later) == [("clean", "")]


# --- Sending --------------------------------------------------------------------------------------
def test_an_application_is_sent_with_its_papers_and_not_without(world, draft):
    with pytest.raises(NotValid) as refused:
        applying.submit(draft, by=world.applicant, now=MONDAY, despite_checks=True)
    assert f"paper:{SLOT}" in refused.value.errors

    # The term runs from the day it is sent, though the page is still being checked.
    send_page(world, draft, SLOT)
    applying.submit(fresh(draft), by=world.applicant, now=MONDAY, despite_checks=True)
    assert fresh(draft).case.state == Status.SUBMITTED


def test_what_is_found_dangerous_after_the_sending_is_asked_for_again(world, draft):
    send_page(world, draft, SLOT, made.INFECTED)
    applying.submit(fresh(draft), by=world.applicant, now=MONDAY, despite_checks=True)

    do_what_is_due(now=MONDAY)

    case = fresh(draft).case
    assert case.state == Status.CORRECTION_ASKED
    (point,) = case.corrections.get().fields
    assert point["field"] == f"paper:{SLOT}"
    assert Notice.objects.filter(case=case, kind="correction-asked").count() == 1


def test_a_paper_that_is_spared_is_not_asked_for(world, redeclare):
    said = Text("免提交", "Not needed")
    redeclare(samples.PLATE, papers=(paper(spared=lambda _application: said),))
    application = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)

    (collected,) = papers.of(application)
    assert (collected.spared, collected.fault()) == (said, None)


def test_a_paper_of_an_earlier_case_is_offered_and_judged_anew(world, draft, redeclare, folder):
    first = sent(world, draft)
    applying.withdraw(first, by=world.applicant, now=MONDAY)
    again = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    assert [each.case_id for each in collecting.held(again, SLOT)] == [first.pk]

    for _twice in range(2):
        collecting.take_over(again, SLOT, by=world.applicant, now=MONDAY)

    (page,) = pages(again)
    assert (page.taken_from_id, page.mark) == (first.pk, "")
    assert b"".join(paper_files.read(page.file)).startswith(b"\x89PNG")
    assert page.file != pages(first)[0].file


# --- The clerk ------------------------------------------------------------------------------------
def test_nobody_decides_before_each_page_was_found_good(world, draft):
    application = sent(world, draft)
    clerk = world.pension_new_a
    with pytest.raises(NotValid):
        prepare(application, clerk)

    (page,) = pages(application)
    say_of(application, page, "good", clerk)
    prepare(application, clerk)

    judged_so = Event.objects.get(case=application.case, kind=Event.Kind.PAPER_JUDGED)
    assert judged_so.data == {"paper": SLOT, "place": 1, "mark": "good"}


def prepare(application, clerk, outcome="granted", **said):
    now = fresh(application)
    edge = {"by": clerk, "now": MONDAY, "version": now.case.version}
    return do(PREPARE, now, {"outcome": outcome, **said}, **edge)


def ask(application, clerk):
    now = fresh(application)
    do(CORRECT, now, {}, by=clerk, now=MONDAY, version=now.case.version)
    return fresh(application)


def test_exactly_the_page_found_wanting_is_asked_for_and_sent_again(world, draft, folder):
    send_page(world, draft, SLOT, picture(colour=7))
    application = sent(world, draft)
    clerk, (kept, blurred) = world.pension_new_a, pages(application)
    say_of(application, kept, "good", clerk)
    say_of(application, blurred, "blurred", clerk, note="左下角")
    with pytest.raises(NotValid):
        prepare(application, clerk, "refused", reasons=["SMP01"])
    application = ask(application, clerk)
    (point,) = application.case.corrections.get().fields
    assert point["page"] == blurred.key

    # The person may change that page and no other, and cannot answer without it.
    with pytest.raises(MoveNotPossible):
        collecting.remove(application, kept.key, by=world.applicant, now=MONDAY)
    with pytest.raises(MoveNotPossible):
        send_page(world, application, SLOT, picture(colour=8), instead_of=kept.key)
    with pytest.raises(NotValid):
        applying.answer_correction(application, {}, by=world.applicant, now=MONDAY)
    # Nor does the very same blurred page take its own place.
    with pytest.raises(NotValid):
        send_page(world, application, SLOT)
    send_page(world, application, SLOT, picture(colour=9), instead_of=blurred.key)
    do_what_is_due(now=MONDAY)
    applying.answer_correction(fresh(application), {}, by=world.applicant, now=MONDAY)

    assert fresh(application).case.state == Status.SUBMITTED
    assert [(each.place, each.mark) for each in pages(application)] == [(1, "good"), (2, "")]
    # What the clerk has seen stays in the case.
    assert PaperPage.objects.filter(key=blurred.key).exclude(replaced_at=None).exists()
    assert blurred.file in files(folder)


def test_a_mark_without_words_of_its_own_says_what_is_wrong(world, draft):
    application = sent(world, draft)
    (page,) = pages(application)

    with pytest.raises(NotValid) as refused:
        say_of(application, page, "other", world.pension_new_a)
    assert "note" in refused.value.errors


def test_whoever_approves_looks_at_the_pages_as_they_stand(world, draft):
    application = sent(world, draft)
    (page,) = pages(application)
    say_of(application, page, "good", world.pension_new_a)
    prepared = prepare(application, world.pension_new_a)
    say_of(application, page, "cut-off", world.pension_new_b)

    now = fresh(application)
    edge = {"by": world.pension_new_b, "now": MONDAY, "version": now.case.version}
    with pytest.raises(NotValid):
        do("approve-decision", now, {"prepared": prepared.pk}, **edge)


def test_nobody_judges_their_own_pages(world, draft):
    application = sent(world, draft)
    (page,) = pages(application)

    with pytest.raises(NotPermitted):
        say_of(application, page, "good", world.applicant)


# --- Going ----------------------------------------------------------------------------------------
def test_papers_of_a_draft_go_with_its_days_and_those_of_a_case_stay(world, draft, folder):
    send_page(world, draft, SLOT)
    forgetting.forget_old(now=MONDAY + timedelta(days=180))
    assert len(files(folder)) == 1

    forgetting.forget_old(now=MONDAY + timedelta(days=181))
    assert not files(folder)
    assert not pages(draft)


def test_papers_of_a_case_that_was_sent_stay(world, draft, folder):
    application = sent(world, draft)
    there = files(folder)

    forgetting.forget_old(now=MONDAY + timedelta(days=3650))
    assert files(folder) == there
    assert pages(application)


def test_papers_of_a_discarded_draft_go_after_a_week(world, draft, folder):
    send_page(world, draft, SLOT)
    applying.withdraw(draft, by=world.applicant, now=MONDAY)
    forgetting.forget_old(now=MONDAY + timedelta(days=7))
    assert files(folder)

    forgetting.forget_old(now=MONDAY + timedelta(days=8))
    assert not files(folder)


def test_a_file_that_no_row_names_is_swept_away_after_a_day(db, folder):
    name = paper_files.keep([b"left behind"])
    young = paper_files.keep([b"on its way"])
    os.utime(paper_files.path_of(name), (0, 0))

    forgetting.forget_old(now=MONDAY)

    assert files(folder) == [young]
