"""Papers on the pages: of the person, who sends them, and of the clerk, who looks at them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils.translation import override

from accounts.models import AccessEntry
from applications import paper_files, papers
from applications.actions import applying, collecting, drafting
from applications.uploads import PaperUploadHandler
from casework.actions.duties import do_what_is_due
from casework.models import Event
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotPermitted
from tests import papers as made
from tests.applications import samples
from tests.cast import MONDAY
from tests.papers import SLOT, files, fresh, pages, picture, sent


@pytest.fixture
def person(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.applicant.user)
    return client


@pytest.fixture
def clerk(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.pension_new_a.user)
    return client


def upload(data, name="page.png"):
    return SimpleUploadedFile(name, data)


def post(person, application, *named, whole=True, **more):
    body = {"files": list(named), **more} | ({"whole": "1"} if whole else {})
    return person.post(f"/apply/{application.case.number}/papers/add/{SLOT}/", body)


def test_several_pages_are_sent_at_once_and_one_bad_one_stops_no_other(person, draft, folder):
    answer = post(
        person, draft, upload(picture(colour=1)), upload(b"MZ", "virus\u202egpj.exe"),
        upload(picture(colour=2)),
    )  # fmt: skip

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Only PDF files and JPEG or PNG pictures can be used" in said
    assert f'id="{SLOT}-error"' in said
    assert len(pages(draft)) == len(files(folder)) == 2


def test_a_photograph_and_a_file_come_in_one_form(person, draft):
    answer = post(person, draft, upload(made.pdf(), "a.pdf"), photo=upload(made.photograph()))

    assert answer.status_code == 302
    assert [each.kind for each in pages(draft)] == ["image/jpeg", "application/pdf"]


def test_what_breaks_off_before_its_end_is_not_kept(person, draft, folder):
    answer = post(person, draft, upload(picture()), whole=False)

    assert answer.status_code == 422
    assert "broke off" in answer.content.decode()
    assert not files(folder)


def test_nothing_chosen_is_said_at_the_paper(person, draft):
    assert "Choose a file" in post(person, draft).content.decode()


def test_a_line_that_breaks_within_a_file_leaves_nothing(folder):
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'

    class Line(io.BytesIO):
        def read(self, size=-1):
            piece = super().read(size)
            if not piece:
                raise OSError("gone")
            return piece

    length = {"CONTENT_LENGTH": "999999", "CONTENT_TYPE": "multipart/form-data; boundary=b"}
    request = RequestFactory().generic("POST", "/", b"", **length)
    request._stream = Line(body + picture() * 900)
    request.upload_handlers = [PaperUploadHandler(request)]
    with pytest.raises(OSError, match="gone"):
        request.FILES  # noqa: B018 -- reading it is what breaks
    request.upload_handlers[0].file.close()

    assert not files(folder)


def test_without_the_proof_against_forgery_nothing_is_kept(world, draft, folder):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.applicant.user)

    assert post(client, draft, upload(picture())).status_code == 403
    assert not files(folder)


@pytest.mark.parametrize(
    "route",
    ["/apply/{}/papers/add/{}/", "/apply/{}/papers/page/x/", "/desk/cases/{}/papers/add/{}/"],
)
def test_whoever_is_turned_away_has_no_file_read(world, folder, settings, monkeypatch, route):
    """The page that says so looks for a token in the form; the form is read by nobody."""

    def read(*_args, **_kwargs):
        raise AssertionError("the form was read")

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.applicant.user)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32  # else the form need not be read
    monkeypatch.setattr("django.http.multipartparser.MultiPartParser.parse", read)

    answer = client.post(route.format("2026-AAAA-AAAA", SLOT), {"files": [upload(picture())]})

    assert answer.status_code in (403, 404)


def test_the_wizard_stops_at_the_papers_until_they_are_there(person, draft):
    number = draft.case.number
    assert person.get(f"/apply/{number}/check/").headers["Location"].endswith("/papers/")

    post(person, draft, upload(made.photograph(), "户口.jpg"))
    do_what_is_due(now=clock.now())

    page = person.get(f"/apply/{number}/papers/").content.decode()
    assert "户口.jpg" in page
    assert f"/apply/{number}/check/" in page
    assert "A proof" in person.get(f"/apply/{number}/check/").content.decode()


def test_pages_are_moved_and_removed_without_a_script(person, draft):
    for colour in (1, 2):
        post(person, draft, upload(picture(colour=colour)))
    first, second = pages(draft)

    def change(page, what):
        address = f"/apply/{draft.case.number}/papers/page/{page.key}/"
        return person.post(address, {"do": what})

    change(second, "up")
    assert pages(draft) == [second, first]
    change(second, "remove")
    assert change(second, "remove").status_code == 302
    assert pages(draft) == [first]


def test_a_page_is_handed_out_to_be_kept_and_every_look_of_an_agency_is_noted(
    world, person, clerk, draft
):
    application = sent(world, draft, made.photograph())
    (page,) = pages(application)

    answer = clerk.get(f"/papers/{page.key}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "'none'" in answer.headers["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"".join(paper_files.read(page.file))
    noted = AccessEntry.objects.filter(what="document", case_number=application.case.number)
    assert noted.count() == 1
    assert person.get(f"/papers/{page.key}/thumbnail/").status_code == 200


def test_a_stranger_sees_no_page_and_nobody_one_that_is_not_clean(world, person, draft):
    post(person, draft, upload(picture()))
    (page,) = pages(draft)
    stranger = Client()
    stranger.force_login(world.medical_new_a.user)

    assert stranger.get(f"/papers/{page.key}/").status_code == 404
    assert person.get(f"/papers/{page.key}/").status_code == 404
    assert Client().get(f"/papers/{page.key}/").status_code == 302


def test_a_clerk_judges_page_by_page_and_asks_for_the_bad_one_which_the_person_sends(
    world, person, clerk, draft
):
    post(person, draft, upload(picture(colour=5)))
    do_what_is_due(now=clock.now())
    application = sent(world, draft)
    good, bad = pages(application)
    number, case = application.case.number, application.case
    assert "not looked at yet" in clerk.get(f"/desk/cases/{number}/").content.decode()
    answer = clerk.get(f"/desk/cases/{number}/papers/")
    assert f"/papers/{bad.key}/picture/" in answer.content.decode()

    said = {f"mark-{good.key}": "good", f"mark-{bad.key}": "other", "version": case.version}
    wrong = clerk.post(f"/desk/cases/{number}/papers/", {**said, "do": "ask"})
    assert wrong.status_code == 422  # nothing is said of what is wrong
    said[f"note-{bad.key}"] = "The seal is missing"
    clerk.post(f"/desk/cases/{number}/papers/", {**said, "do": "ask"})
    assert fresh(application).case.state == Status.CORRECTION_ASKED

    with override("zh-hans"):  # each language has punctuation of its own
        assert papers.told(fresh(application)) == ["证明第2页：The seal is missing"]
    page = person.get(f"/cases/{number}/correct/").content.decode()
    assert "Page 2: The seal is missing" in page
    page = person.get(f"/apply/{number}/papers/").content.decode()
    assert "The seal is missing" in page
    address = f"/apply/{number}/papers/page/{bad.key}/"
    person.post(address, {"files": upload(picture(colour=8)), "whole": "1"})
    do_what_is_due(now=clock.now())
    assert "sent: thank you" in person.get(f"/cases/{number}/correct/").content.decode()
    person.post(f"/cases/{number}/correct/", {})

    assert fresh(application).case.state == Status.SUBMITTED
    history = person.get(f"/cases/{number}/").content.decode()
    assert "looked at a page of your papers" in history
    assert "A proof, page 2: The seal is missing" in history
    assert (
        "A proof, page 2: The seal is missing"
        in clerk.get(f"/desk/cases/{number}/").content.decode()
    )


def test_a_paper_of_an_earlier_case_is_offered_on_the_page(world, person, draft):
    first = sent(world, draft)
    applying.withdraw(first, by=world.applicant, now=MONDAY)
    again = drafting.start(samples.PLATE, by=world.applicant, now=MONDAY)
    number = again.case.number
    assert first.case.number in person.get(f"/apply/{number}/papers/").content.decode()

    person.post(f"/apply/{number}/papers/held/{SLOT}/")

    assert [each.taken_from_id for each in pages(again)] == [first.pk]


def test_a_clerk_takes_in_what_is_handed_over_and_changes_none_of_the_persons_pages(
    world, draft, clerk
):
    application = sent(world, draft)
    number = application.case.number
    at = f"/desk/cases/{number}/papers/"
    assert "Take in what was handed over at the counter" in clerk.get(at).text

    taken = clerk.post(f"{at}add/{SLOT}/", {"files": upload(picture(colour=7)), "whole": "1"})

    assert taken.status_code == 302
    first, second = pages(application)
    assert (first.brought_by, second.brought_by) == (None, world.pension_new_a.user)
    event = Event.objects.get(case=application.pk, kind=Event.Kind.PAPER_ADDED)
    assert event.data == {"paper": SLOT, "page": second.place}
    with pytest.raises(NotPermitted):
        collecting.remove(application, first.key, by=world.pension_new_a, now=MONDAY)
    empty = clerk.post(f"{at}add/{SLOT}/", {"whole": "1"})
    assert empty.status_code == 422
    stranger = Client()
    stranger.force_login(world.pension_stranger.user)
    more = {"files": upload(picture(colour=8)), "whole": "1"}
    assert stranger.post(f"{at}add/{SLOT}/", more).status_code == 404
