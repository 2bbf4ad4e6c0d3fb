"""Addresses and headers that no browser writes are answered, not stumbled over."""

import json
from base64 import b64encode, urlsafe_b64encode
from time import process_time

import pytest
from django.test import Client

from portal.logs import mask
from tests.api.calling import program_of
from tests.cast import make_draft, make_user

pytestmark = pytest.mark.django_db

NOT_HERE = (400, 404)
WITH_NUL = [
    "/agencies/%00/",
    "/cases/%00/",
    "/cases/%00/correct/",
    "/cases/%00/withdraw/",
    "/transfer/%00/places/",
    "/letters/%00/",
]


@pytest.mark.parametrize("address", WITH_NUL)
def test_an_address_with_a_nul_breaks_nothing(world, client, address):
    client.force_login(world.applicant.user)
    assert client.get(address).status_code in NOT_HERE


@pytest.mark.parametrize("address", ["/desk/cases/%00/", "/desk/cases/%00/prepare-refusal/"])
def test_a_desk_address_with_a_nul_breaks_nothing(world, client, address):
    client.force_login(world.pension_new_a.user)
    assert client.get(address).status_code in NOT_HERE


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/settings/tokens/revoke/", {"token_key": "a\0b"}),
        ("/preferences/", {"next": "/\0", "language": "\0"}),
        ("/demo/clock/", {"days": "\0"}),
    ],
)
def test_a_nul_in_what_is_posted_breaks_nothing(world, client, address, typed):
    client.force_login(world.applicant.user)
    assert client.post(address, typed).status_code < 500


@pytest.mark.parametrize("reason", ["%FF", "%ED%A0%80", "%00", "%0d%0aX: y"])
def test_a_reason_that_cannot_be_read_is_refused(world, reason):
    answer = program_of(world.applicant).get(
        "cases/2026-AAAA-AAAA/record", **{"access-reason": reason}
    )
    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("days", ["0001" + "9" * 9, "0060" + "9" * 5000, "61", "0", "-1", "１"])
def test_the_demonstration_jumps_no_further_than_it_says(world, client, days):
    assert client.post("/demo/clock/", {"days": days}).status_code == 422


def test_a_long_line_costs_no_more_than_its_length():
    began = process_time()
    mask("Not Found: /" + "a" * 60_000)
    assert process_time() - began < 1  # letter by letter it were a quarter of a minute


def test_addresses_are_still_masked():
    assert mask("from li.wei+x@mail.example.cn to") == "from ***@*** to"


def test_a_cookie_with_a_nul_signs_nobody_in(client):
    client.cookies["sessionid"] = "x"
    client.cookies["sessionid"].set("sessionid", "\0abcdefgh", '"\\000abcdefgh"')
    assert client.get("/my/").status_code == 302


@pytest.mark.parametrize("form", ["basic", "body"])
def test_a_client_with_a_nul_gets_no_token(client, form):
    headers, body = {}, {"grant_type": "client_credentials"}
    if form == "basic":
        headers = {"authorization": "Basic " + b64encode(b"a\0b:c").decode()}
    else:
        body |= {"client_id": "a\0b", "client_secret": "c"}
    assert client.post("/identity/o/api/token", body, headers=headers).status_code in (400, 401)


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/account/email/", {"action_remove": "", "email": "a\0b@c.cn"}),
        ("/account/email/", {"action_primary": "", "email": "a\0b@c.cn"}),
        ("/account/login/", {"login": "a\0b@c.cn", "password": "a\0b"}),
        ("/account/password/reset/", {"contact": "a\0b@c.cn"}),
        ("/identity/o/api/revoke", {"token": "a\0b", "client_id": "\0", "client_secret": "\0"}),
        ("/account/reauthenticate/", {"password": "a\0b"}),
    ],
)
def test_a_nul_breaks_no_page_of_a_library(world, client, address, typed):
    if "login" not in typed:
        client.force_login(world.applicant.user)
    assert client.post(address, typed).status_code < 500
    assert client.get(address, typed).status_code < 500


def test_a_reason_of_half_a_character_is_refused(world):
    transfer = make_draft(world, "pension")
    person = program_of(world.applicant)
    answer = person.get(f"cases/{transfer.case.number}/record", **{"access-reason": "%FF"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "begin",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "a\0b", "\ud800", "2026-01-01"],
)
@pytest.mark.parametrize("kind", ["cases", "agencies", "regions", "notices"])
def test_a_made_up_cursor_is_refused(world, kind, begin):
    cursor = urlsafe_b64encode(json.dumps([begin, 1]).encode()).decode()
    answer = program_of(world.applicant).get(f"{kind}/?cursor={cursor}")
    assert answer.status_code in (200, 400)


@pytest.mark.parametrize("key", ["a\0b", "\ud800", "9" * 200, 2**63 - 1, -1])
@pytest.mark.parametrize("kind", ["cases", "agencies", "regions", "notices"])
def test_a_made_up_key_in_a_cursor_is_refused(world, kind, key):
    begin = "2026-01-01T00:00:00+08:00"
    cursor = urlsafe_b64encode(json.dumps([begin, key]).encode()).decode().rstrip("=")
    answer = program_of(world.applicant).get(f"{kind}/?cursor={cursor}")
    assert answer.status_code in (200, 400)


def test_a_form_in_another_encoding_is_refused_before_it_is_searched_for_a_token():
    browser = Client(enforce_csrf_checks=True)  # the usual one of a test looks for none
    kind = "application/x-www-form-urlencoded; charset=utf-7"

    answer = browser.generic("POST", "/account/login/", b"login=+ADw-", content_type=kind)

    assert answer.status_code == 400
    assert answer["Permissions-Policy"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
@pytest.mark.parametrize("charset", ["utf-7", "UTF-16", "nonsense", '"utf-7"'])
def test_a_form_in_another_encoding_is_refused(client, kind, charset):
    """In UTF-7 `+AGE-` is a letter: what a filter lets pass is another word to us."""
    body, kind = b"--x--\r\n", f"{kind}; boundary=x; charset={charset}"
    for page in ("/account/login/", "/preferences/", "/verify/", "/identity/o/api/token"):
        assert client.generic("POST", page, body, content_type=kind).status_code == 400


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"login=" + b"x" * 2_700_000, 413, "您填写的内容还在那里"),
        (b"a=b&" * 2000, 400, "无法读取提交的内容"),
    ],
)
def test_a_form_that_is_too_much_is_answered_in_words(client, sent, status, said):
    page = client.post("/account/login/", sent, content_type="application/x-www-form-urlencoded")

    assert page.status_code == status
    assert said in page.content.decode()
    assert "x-content-type-options" in page.headers


def test_a_program_that_asks_another_host_is_answered_in_its_own_form(client, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]

    answer = client.get("/api/v1/agencies/", headers={"host": "evil.example"})

    assert answer.status_code == answer.json()["status"] == 400


def test_a_form_in_our_own_encoding_is_read(client):
    kind = 'application/x-www-form-urlencoded; charset="UTF-8"'
    assert client.generic("POST", "/account/login/", b"", content_type=kind).status_code == 422


def test_nothing_of_the_administration_is_named_by_what_is_no_number():
    client = Client()
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    answers = {
        address: client.get(address).status_code
        for page in ("agencies/apiclient/", "casework/postproposal/", "casework/halt/")
        for agency in ("abc", "%00", "1.5", "9" * 24)
        for address in (f"/admin/{page}?agency={agency}", f"/admin/{page}add/?agency={agency}")
    }
    assert not {address: status for address, status in answers.items() if status >= 500}


def test_a_form_of_the_administration_chooses_nothing_by_what_is_no_number():
    client = Client()
    client.force_login(make_user("root", is_staff=True, is_superuser=True))
    chosen = {"account": "0", "agency": "\0", "role": "clerk", "number": "", "relatives": ""}

    answer = client.post("/admin/casework/postproposal/add/", chosen)

    assert answer.status_code == 400
