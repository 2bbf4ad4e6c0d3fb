"""Every number of an agency's year is given once, whoever issues and whatever is restored."""

import pytest
from django.db import transaction

from agencies.models import Agency
from letters.actions import numbering
from letters.actions.numbering import mark_of
from letters.models import Counter, DocumentMark, Letter, LostNumbers
from letters.rules.numbers import letter_number, marks_for
from tests import owner
from tests.cast import MONDAY, make_agencies
from tests.deadlines.conftest import letters_are_plain, shared_world  # noqa: F401 -- fixtures
from tests.deadlines.test_at_once import at_once
from tests.story import Story
from transfers.management.commands.check_invariants import violations

CLERKS, LETTERS_EACH = 8, 5
next_number = transaction.atomic(numbering.next_number)  # as within the act that issues a letter


@pytest.fixture
def guangzhou(db):
    return make_agencies()["pension-guangzhou"]


@pytest.fixture
def book(tmp_path, settings):
    """A number book that no backup restores."""
    settings.LETTER_NUMBER_BOOK = str(tmp_path / "numbers")
    return tmp_path / "numbers" / "P440100-2026.txt"


@pytest.fixture
def given(django_capture_on_commit_callbacks):
    """Give an agency so many numbers, each committed."""

    def give(agency, count=1):
        with django_capture_on_commit_callbacks(execute=True):
            return [next_number(agency, MONDAY) for _each in range(count)]

    return give


def test_a_letter_is_numbered_as_official_documents_are(guangzhou):
    number = next_number(guangzhou, MONDAY)

    assert number.official == "穗社保转〔2026〕1号"
    assert number.identifier == "P440100-2026-000001"


def test_numbers_begin_anew_with_the_year_of_shanghai(guangzhou):
    next_number(guangzhou, MONDAY)
    new_year = MONDAY.replace(month=12, day=31, hour=16)  # midnight in Shanghai

    assert next_number(guangzhou, new_year).official == "穗社保转〔2027〕1号"


def test_each_agency_has_a_mark_of_its_own(db):
    agencies = make_agencies()

    marks = {name: mark_of(agency) for name, agency in agencies.items()}

    assert marks["pension-guangzhou"] == "穗社保转"
    assert marks["medical-chengdu"] == "蓉医保转"
    assert marks["pension-zhejiang"] == "浙社保转"
    assert len(set(marks.values())) == len(agencies)


def test_a_mark_that_is_taken_gives_way_to_a_longer_one(guangzhou):
    second = Agency.objects.create(
        code="P440199",
        name="广州市第二社会保险基金管理中心",
        name_en="Second",
        region=guangzhou.region,
        handles_pension=True,
    )
    third = Agency.objects.create(
        code="P440198", name="第三", name_en="Third", region=guangzhou.region, handles_pension=True
    )

    marks = [mark_of(each) for each in (guangzhou, second, third)]

    assert marks == ["穗社保转", "粤穗社保转", "粤社保转P440198"]


def test_an_agency_keeps_its_mark(guangzhou):
    DocumentMark.objects.create(agency=guangzhou, mark="穗社转函")

    assert next_number(guangzhou, MONDAY).official == "穗社转函〔2026〕1号"


def test_places_without_a_customary_short_name_keep_their_own():
    assert next(marks_for("P511500", "511500", "宜宾市", "社保")) == "宜宾社保转"
    assert next(marks_for("P513400", "513400", "凉山彝族自治州", "医保")) == "凉山彝族医保转"
    assert letter_number("P511500", "宜宾社保转", 2026, 7).identifier == "P511500-2026-000007"


def test_a_letter_that_is_rolled_back_gives_its_number_back(guangzhou, book, given):
    with transaction.atomic():
        next_number(guangzhou, MONDAY)
        transaction.set_rollback(True)

    assert not book.exists()
    assert given(guangzhou)[0].identifier.endswith("000001")


def test_many_clerks_at_once_leave_no_gap_and_no_number_twice(shared_world):  # noqa: F811
    agency = shared_world.agency("pension", "guangzhou")

    def give():
        found = []
        for _each in range(LETTERS_EACH):
            with transaction.atomic():
                found.append(next_number(agency, MONDAY).identifier)
        return found

    given = [number for numbers in at_once(give, CLERKS) for number in numbers]

    assert sorted(given) == [
        f"P440100-2026-{each:06d}" for each in range(1, CLERKS * LETTERS_EACH + 1)
    ]


def test_every_given_number_stands_in_the_book(guangzhou, book, given):
    given(guangzhou, 3)

    assert book.read_text().split() == ["1", "2", "3"]


def test_a_restored_backup_gives_no_number_twice(guangzhou, book, given, caplog):
    given(guangzhou, 9)
    Counter.objects.update(last=4)  # the backup knows of four

    again = given(guangzhou, 2)

    assert [each.official for each in again] == ["穗社保转〔2026〕10号", "穗社保转〔2026〕11号"]
    lost = LostNumbers.objects.get()
    assert (lost.series, lost.first, lost.last) == ("P440100-2026", 5, 9)
    assert "P440100-2026-000005 to 000009" in caplog.text


def test_a_counter_that_is_gone_goes_on_from_the_letters(world, given):
    story = Story(world)
    story.submit()
    story.wait()
    story.accept()
    with owner.as_owner():
        Counter.objects.all().delete()

    assert given(story.transfer.new_agency)[0].identifier == "P440100-2026-000002"
    assert not LostNumbers.objects.exists()


def test_numbers_that_were_lost_are_no_gap_but_missing_ones_are(world, book, given):
    story = Story(world)
    book.parent.mkdir()
    book.write_text("1\n2\n")  # before the backup was restored
    story.submit()
    story.wait()
    story.accept()

    assert Letter.objects.filter(number="P440100-2026-000003").exists()
    assert not list(violations())


def test_a_book_with_a_torn_last_line_is_read(guangzhou, book, given):
    book.parent.mkdir()
    book.write_bytes(b"7\n8\n9")  # the machine stopped while it wrote the third

    assert given(guangzhou)[0].official == "穗社保转〔2026〕9号"


def test_a_book_that_cannot_be_written_stops_no_letter(
    guangzhou, settings, tmp_path, given, caplog
):
    settings.LETTER_NUMBER_BOOK = str(tmp_path / "file")
    (tmp_path / "file").write_text("not a folder")

    assert given(guangzhou)[0].official == "穗社保转〔2026〕1号"
    assert "number book" in caplog.text
