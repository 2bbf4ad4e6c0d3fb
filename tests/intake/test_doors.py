"""Records come in by page, by program and by command, and each says the same of a wrong row."""

import io
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from intake.actions import taking_in
from intake.models import RecordFile
from kit.errors import NotValid
from tests.api.calling import Program, address, ask_for_token, register
from tests.cast import MONDAY
from tests.intake.files import lines, number_of, person
from tests.transfers.pages import signed_in, text

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BORN = date(1990, 3, 4)
FILES = reverse("desk_record_files")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as travelling:
        yield travelling


@pytest.fixture
def folder(settings, tmp_path):
    """Where files of records lie during a test."""
    settings.RECORD_FILES_DIR = tmp_path / "records"
    return settings.RECORD_FILES_DIR


def three_faults():
    """Return a file with three faults, and one good row."""
    return lines(
        "persons",
        person(BORN),
        person(BORN, phone="12"),
        person(BORN, number=number_of(BORN)[:-1] + "Y", name="王五"),
        person(BORN, name=""),
    )


def send(browser, data, kind="persons"):
    """Send a file as the page does, and return the page that follows."""
    upload = SimpleUploadedFile("人员.csv", data)
    return browser.post(FILES, {"kind": kind, "file": upload}, follow=True)


def test_a_head_sends_a_file_with_three_faults_and_then_a_good_one_that_a_clerk_releases(world):
    head, clerk = signed_in(world.head), signed_in(world.pension_new_a)
    page = text(send(head, three_faults()))
    assert "Refused: rows are wrong" in page
    for said in ("手机号码", "证件号码", "This has to be filled in."):
        assert said in page
    assert "王五" not in page
    faulty = RecordFile.objects.get()
    report = head.get(reverse("desk_record_file_report", args=[faulty.number]))
    assert b"".join(report.streaming_content).decode("utf-8-sig").count("\n") == 4

    assert "Checked" in text(send(head, lines("persons", person(BORN))))
    ready = RecordFile.objects.get(state="ready")
    one, decide = (
        reverse(f"desk_record_file{name}", args=[ready.number]) for name in ("", "_decide")
    )
    assert "Release: take it in" not in text(head.get(one))
    assert "Send and check" not in text(clerk.get(FILES))
    page = text(clerk.post(decide, {"do": "release"}, follow=True))

    assert "Everything in it is on record." in page
    assert Person.objects.filter(sex="female").count() >= 1
    assert signed_in(world.pension_stranger).get(one).status_code == 404
    assert signed_in(world.applicant).get(FILES).status_code == 403
    chinese = Client(headers={"accept-language": "zh-hans"})
    chinese.force_login(world.head.user)
    assert (
        "证件号码"
        in chinese.get(reverse("desk_record_file", args=[faulty.number])).content.decode()
    )


def test_a_system_with_the_scope_sends_and_reads_faults_and_never_releases(world):
    register(world.head.agency)
    program = Program(ask_for_token("agency-system").json()["access_token"])
    narrow = Program(ask_for_token("agency-system", scope="cases.read").json()["access_token"])
    sent = program.send(
        "post", "record-files?kind=persons", three_faults(), content_type="text/csv"
    )

    assert (sent.status_code, sent.json()["state"]) == (201, "faulty")
    number = sent.json()["number"]
    found = program.get(f"record-files/{number}/faults").json()["results"]
    assert [(each["row"], each["field"], each["code"]) for each in found] == [
        (3, "phone", "phone_not_mobile"),
        (4, "number", "id_characters"),
        (5, "name", "missing"),
    ]
    assert program.get(f"record-files/{number}").json()["rows_wrong"] == 3
    assert narrow.get("record-files").status_code == 403


def test_of_a_file_that_is_refused_nothing_is_left_on_the_disk(world, folder, monkeypatch):
    register(world.head.agency)
    program = Program(ask_for_token("agency-system").json()["access_token"])
    narrow = Program(ask_for_token("agency-system", scope="cases.read").json()["access_token"])
    head, clerk, good = signed_in(world.head), signed_in(world.pension_new_a), three_faults()

    def brought(who, path="record-files?kind=persons", kind="text/csv", **more):
        return who.send("post", path, good, content_type=kind, **more).status_code

    assert brought(narrow) == 403
    assert brought(program, "record-files?kind=x") == 400
    assert brought(program, kind="multipart/form-data; boundary=x") == 415
    assert broken_off(program, good) == 400
    assert send(clerk, good).status_code == 422
    assert send(head, good, kind="x").status_code == 422
    with monkeypatch.context() as small:
        small.setattr(taking_in, "_check", refuse)
        assert send(head, good).status_code == 422
        assert brought(program) == 422
    with monkeypatch.context() as broken:
        broken.setattr(RecordFile.objects, "create", breaks)
        head.raise_request_exception = program.client.raise_request_exception = False
        assert send(head, good).status_code == 500
        assert brought(program) == 500
    assert not RecordFile.objects.exists()
    assert not list(folder.glob("*/*"))


def broken_off(program, data):
    """Send a body that ends before its announced length; return what is answered."""
    sent = {"wsgi.input": io.BytesIO(data), "CONTENT_LENGTH": str(len(data) + 9)}
    path, headers = address("record-files?kind=persons"), program.headers
    answer = program.client.post(path, data, content_type="text/csv", headers=headers, **sent)
    return answer.status_code


def refuse(*_given):
    raise NotValid({"file": "too large"})


def breaks(**_named):
    raise OSError("killed")


def test_the_command_takes_a_file_in_with_two_names_and_says_what_is_wrong(world, tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(lines("persons", person(BORN)))
    bad.write_bytes(three_faults())
    two = ["--prepared-by", str(world.head.user.email), "--released-by"]
    second = str(world.pension_new_a.user.email)
    out = io.StringIO()

    call_command("import_records", good, "--kind", "persons", *two, second, stdout=out)
    assert " done: 1 rows, 1 new" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("import_records", bad, "--kind", "persons", *two, second, stdout=out)
    assert "4: 证件号码: " in out.getvalue()
    call_command("import_records", good, "--kind", "persons", *two, second, stdout=out)
    assert " nothing: " in out.getvalue()
    with pytest.raises(CommandError):
        call_command("import_records", good, "--kind", "persons", "--prepared-by", "nobody@x.cn")
