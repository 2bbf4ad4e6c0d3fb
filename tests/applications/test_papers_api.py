"""Papers by program: sent raw or as a form, listed, read, replaced, removed; judged by a person."""

import json

import pytest

from agencies.models import Post
from casework.actions.duties import do_what_is_due
from kit import clock
from tests import papers as made
from tests.api.calling import Program, address, program_of
from tests.cast import make_clerk
from tests.papers import SLOT, files, pages, picture, sent


@pytest.fixture
def person(world):
    return program_of(world.applicant)


def route(application, *more):
    return "/".join(["cases", application.case.number, "papers", *more])


def send(person, application, data, kind="image/png", method="post", at=(SLOT,)):
    return person.send(method, route(application, *at), data, content_type=kind)


def test_a_page_is_sent_as_it_is_and_again_it_is_the_same_page(person, draft):
    first = send(person, draft, picture())
    again = send(person, draft, picture())

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    (page,) = first.json()["pages"]
    assert (page["state"], page["kind"], page["file"]) == ("waiting", "image/png", None)


def test_a_page_is_sent_as_a_form(person, draft, folder):
    form = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="../a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + picture() + b"\r\n--b--\r\n"
    )
    kind = "multipart/form-data; boundary=b"
    answer = send(person, draft, form, kind)

    assert answer.status_code == 201
    assert answer.json()["pages"][0]["name"] == "a.png"
    other = send(person, draft, form.replace(b'name="file"', b'name="more"'), kind)
    assert other.status_code == 400
    assert len(files(folder)) == len(pages(draft))


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 422), (b"GIF89a", 422), (b"%PDF-" + bytes(10 * 1024 * 1024), 422)],
    ids=["empty", "another kind", "above 10 MB"],
)
def test_what_cannot_be_a_page_is_a_problem_at_the_paper(
    person,
    draft,
    folder,
    data,
    status,
):
    answer = send(person, draft, data, "application/pdf")

    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["errors"][0]["pointer"] == f"#/paper:{SLOT}"
    assert not files(folder)


def test_a_body_beyond_all_measure_is_not_read(person, draft, folder):
    answer = send(person, draft, bytes(10 * 1024 * 1024 + 70_000), "application/pdf")

    assert answer.status_code == 413
    assert not files(folder)


def test_pages_are_listed_read_replaced_and_removed(person, draft):
    send(person, draft, made.photograph(), "image/jpeg")
    do_what_is_due(now=clock.now())
    (paper,) = person.get(route(draft)).json()
    (page,) = paper["pages"]
    assert (paper["is_needed"], paper["is_missing"], page["state"]) == (True, False, "clean")

    file = person.client.get(page["file"], headers=person.headers)
    assert file.headers["Content-Type"] == "image/jpeg"
    assert "attachment" in file.headers["Content-Disposition"]

    at = (SLOT, page["key"])
    other = send(person, draft, picture(), method="put", at=at).json()["pages"]
    assert [each["place"] for each in other] == [1]
    gone = person.client.delete(
        address(route(draft, SLOT, other[0]["key"])), headers=person.headers
    )
    assert gone.json()["pages"] == []


def test_who_may_read_may_not_send_and_a_clerk_judges_by_name(
    world,
    person,
    draft,
):
    application = sent(world, draft)
    clerk = program_of(world.pension_new_a)
    original = program_of(world.pension_original_a)
    assert send(original, application, picture(colour=3)).status_code == 404
    (paper,) = clerk.get(route(application)).json()

    number, page = application.case.number, paper["pages"][0]
    answer = clerk.act(number, "judge-paper", page=page["key"], mark="blurred")
    assert answer.status_code == 200
    names = [each["name"] for each in answer.json()["acts"]]
    assert "judge-paper" in names
    assert clerk.act(number, "judge-paper", page=page["key"], mark="nice").status_code == 422
    assert person.act(number, "judge-paper", page=page["key"], mark="good").status_code == 403
    (again,) = clerk.get(route(application)).json()
    assert (again["pages"][0]["mark"], again["pages"][0]["is_asked_again"]) == ("blurred", True)


def test_an_auditor_reads_how_papers_stand_and_no_name_of_a_file(world, person, draft):
    """Who has to say why they open a page is not told in passing what somebody called it."""
    form = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xe7\x8e\x8b.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + picture() + b"\r\n--b--\r\n"
    )
    assert send(person, draft, form, "multipart/form-data; boundary=b").status_code == 201
    sent(world, draft)
    auditor = make_clerk("looks", world.agency("pension", "guangdong"), Post.Role.AUDITOR)

    names = [
        [page["name"] for paper in each.get(route(draft)).json() for page in paper["pages"]]
        for each in (person, program_of(auditor))
    ]

    assert names == [["王.png"], [""]]


def test_papers_of_others_do_not_exist(world, draft):
    stranger = program_of(world.medical_new_a)

    assert stranger.get(route(draft)).status_code == 404
    assert Program().get(route(draft)).status_code == 401
    assert json.loads(send(stranger, draft, picture()).content)["status"] == 404
