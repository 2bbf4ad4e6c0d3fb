"""A copy of everything: made by a duty, fetched by its owner alone, gone after a week."""

import io
import json
import zipfile
from datetime import timedelta

import jsonschema
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from casework.actions.duties import do_what_is_due
from casework.models import Duty
from privacy import files
from privacy.actions import collecting
from privacy.files import Kind
from privacy.models import Package
from privacy.readable import pdf_of
from privacy.schema import schema, text_of
from privacy.spreadsheet import xlsx_of
from tests.cast import MONDAY, PASSWORD, make_world
from tests.story import at_stage
from transfers.models import Transfer

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def story(world):
    return at_stage(world, "completed")


def taken(user):
    return json.loads(b"".join(text_of(user, now=MONDAY)))


def made(user, now=MONDAY):
    package = collecting.ask(user, now=now)
    do_what_is_due(now=now)
    package.refresh_from_db()
    return package


def test_the_file_is_as_its_format_says(world, story):
    file = taken(world.applicant.user)

    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(file, schema())


def test_it_holds_the_whole_life_of_its_owner(world, story):
    sections = taken(world.applicant.user)["sections"]

    assert sections["person"][0]["number"] == world.person.number
    assert sections["cases"][0]["number"] == story.case.number
    assert len(sections["history"]) == story.case.events.count()
    assert sections["insured_periods"]
    assert sections["letters"][0]["content"]


def test_it_holds_nothing_of_anybody_else(world, story):
    text = json.dumps(taken(world.applicant.user), ensure_ascii=False)
    theirs = taken(world.other_person.user)["sections"]

    assert world.stranger.name not in text
    assert str(world.stranger.number) not in text
    assert theirs["cases"] == []
    assert theirs["person"][0]["name"] == world.stranger.name


def test_no_name_of_staff_and_no_note_between_agencies_goes_along(world, story):
    sections = taken(world.applicant.user)["sections"]
    printed = sections.pop("letters")  # a letter names who signed it, as it was issued

    assert printed
    assert world.pension_new_a.user.display_name not in json.dumps(sections)


def test_whoever_is_not_verified_takes_their_account_and_no_record(world):
    sections = taken(world.unverified.user)["sections"]

    assert sections["account"][0]["email"] == world.unverified.user.email
    assert sections["person"] == sections["cases"] == sections["relationships"] == []


def test_the_pdf_says_it_in_both_languages_and_draws_what_the_typeface_lacks(world, story):
    world.person.address = "\U0001f600 guó"
    world.person.save()

    pdf = pdf_of(world.applicant.user, now=MONDAY)

    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000


def test_a_duty_makes_it_and_its_owner_is_told(world, story, mailoutbox):
    package = made(world.applicant.user)

    assert package.expires_at == package.made_at + WEEK
    assert mailoutbox[-1].to == [world.applicant.user.email]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(files.read(package.name, Kind.EVERYTHING))))
    names = archive.namelist()
    assert {"data.json", "format.json", "readable.pdf", "tables.xlsx"} < set(names)
    assert [name for name in names if name.startswith("letters/")]
    assert archive.testzip() is None


def test_what_lies_on_the_disk_is_unreadable(world, story):
    package = made(world.applicant.user)

    stored = b"".join(files.path_of(package.name, kind).read_bytes() for kind in Kind)

    assert world.person.name.encode() not in stored
    assert str(world.person.number).encode() not in stored
    assert b"%PDF" not in stored


def test_asking_twice_owes_it_once(world):
    first = collecting.ask(world.applicant.user, now=MONDAY)

    assert collecting.ask(world.applicant.user, now=MONDAY) == first
    assert Duty.objects.filter(kind=Duty.Kind.COLLECT).count() == 1


def test_a_new_copy_takes_the_place_of_an_old_one(world, django_capture_on_commit_callbacks):
    old = made(world.applicant.user)
    assert collecting.ask(world.applicant.user, now=MONDAY + timedelta(hours=3)) == old

    with django_capture_on_commit_callbacks(execute=True):
        new = collecting.ask(world.applicant.user, now=MONDAY + timedelta(days=2))

    assert list(Package.objects.all()) == [new]
    assert not files.path_of(old.name, Kind.DATA).exists()


def test_after_a_week_nothing_of_it_is_left(world, django_capture_on_commit_callbacks):
    package = made(world.applicant.user)
    paths = [files.path_of(package.name, kind) for kind in Kind]
    assert all(path.exists() for path in paths)

    with django_capture_on_commit_callbacks(execute=True):
        do_what_is_due(now=package.expires_at)

    assert not Package.objects.exists()
    assert not any(path.exists() for path in paths)


def test_a_copy_that_cannot_be_made_leaves_no_file_and_is_tried_again(world, settings, monkeypatch):
    monkeypatch.setattr(collecting, "pdf_of", lambda user, now: 1 / 0)
    package = collecting.ask(world.applicant.user, now=MONDAY)

    do_what_is_due(now=MONDAY)

    package.refresh_from_db()
    assert not package.is_ready
    assert not [each for each in settings.PERSONAL_DATA_DIR.rglob("*") if each.is_file()]
    assert Duty.objects.waiting().filter(kind=Duty.Kind.COLLECT).exists()


# --- Pages ------------------------------------------------------------------------------------
def browser_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.one_database
def test_it_is_fetched_only_by_whoever_shows_once_more_who_they_are(world):
    user = world.applicant.user
    made(user, timezone.now())
    user.emailaddress_set.update(verified=True)
    client = browser_of(world.applicant)
    page = reverse("my_data_everything")

    assert client.get(page).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(page)
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.one_database
def test_nobody_fetches_somebody_elses(world):
    made(world.applicant.user, timezone.now())
    client = browser_of(world.other_person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse("my_data_data")).status_code == 404


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_leads_each_mistake_to_where_it_is_put_right(world, language):
    client = browser_of(world.applicant)
    client.cookies["django_language"] = language

    page = client.get(reverse("my_data"))

    hrefs = [each["href"] for each in page.context["kinds"]]
    assert reverse("service_guide", args=["particulars-key"]) in hrefs
    assert reverse("service_guide", args=["contact-change"]) in hrefs
    assert reverse("case_list") in hrefs


@pytest.mark.one_database
def test_asking_by_the_page_says_what_happens_next(world):
    client = browser_of(world.applicant)

    answer = client.post(reverse("my_data_ask"), follow=True)

    assert answer.context["package"] is not None
    assert answer.context["fetches"] == []


@pytest.mark.one_database
def test_anybody_reads_what_the_format_is(client):
    assert client.get(reverse("my_data_format")).json()["properties"]["version"] == {"const": 1}


def test_as_tables_nothing_that_was_typed_is_a_formula(world, story):
    typed = '=HYPERLINK("https://bad.example")\x0b'
    Transfer.objects.filter(pk=story.pk).update(employer_name=typed)

    book = load_workbook(io.BytesIO(xlsx_of(world.applicant.user)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert typed[:-1] in {cell.value for cell in cells}
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert world.person.number in {cell.value for cell in cells}
