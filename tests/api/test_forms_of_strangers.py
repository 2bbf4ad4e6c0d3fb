"""A form is no JSON: strangers get a 401 before anybody reads it, those who are known a 415."""

import re

import pytest
from django.urls import get_resolver

from tests.api.calling import Program, address, program_of
from tests.routes import routes_of

ROUTES = [
    re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str|slug):\w+>", "x", route)).removeprefix("api/v1/")
    for route in routes_of(get_resolver())
    if route.startswith("api/v1/")
    and "/payments/" not in route  # what a provider has signed is taken as it is, by no token
]
FORMS = [
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    ("multipart/form-data", b"no boundary at all"),
    ("multipart/form-data; boundary=x; charset=nonsense", b"--x--"),
    ("application/x-www-form-urlencoded", b"a=%FF&" * 2000),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=1"),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * 3_000_000),
]
TOKENS = ["nonsense", "\xff"]
LARGE, LONGEST_BODY = 60_000_000, 1_000_000


def sent(program, route, kind, raw):
    """Send a body as it is: the test client's own post would first read the kind."""
    where = address(route)
    return program.client.generic("POST", where, raw, content_type=kind, headers=program.headers)


def no_problem(answer, *statuses):
    """Whether an answer is none of these, or says so otherwise than as a problem."""
    return (
        answer.status_code not in statuses or answer["Content-Type"] != "application/problem+json"
    )


@pytest.mark.parametrize("token", TOKENS)
def test_a_stranger_with_a_form_is_asked_who_they_are(db, token, settings):
    settings.LIMITS = settings.LIMITS | dict.fromkeys(
        ("api.wrong-token", "api.wrong-at-address"), (10_000, 60)
    )
    program, wrong = Program(token), []

    for route in ROUTES:
        for kind, raw in FORMS:
            answer = sent(program, route, kind, raw)
            # Where no token is asked for, none is read: the route itself is refused or missing.
            if no_problem(answer, 401, 405, 413, 415):
                wrong.append((route, kind, answer.status_code))

    assert not wrong
    assert program.post("cases").status_code == 401


def test_sixty_megabytes_of_a_stranger_are_not_read(db):
    class Untouched:
        def read(self, *_size):
            raise AssertionError("the body of a stranger was read")

        readline = read

    answer = Program("nonsense").client.generic(
        "POST",
        "/api/v1/cases/",
        content_type="multipart/form-data; boundary=x",
        headers={"authorization": "Bearer nonsense"},
        **{"wsgi.input": Untouched(), "CONTENT_LENGTH": str(LARGE)},
    )

    assert answer.status_code == 401


def test_those_who_are_known_are_told_that_a_form_is_not_read(world, person, system, clerk):
    wrong = []

    for program, route in ((person, "cases"), (clerk, "search"), (system, "search")):
        for kind, raw in FORMS:
            answer = sent(program, route, kind, raw)
            if no_problem(answer, 413 if len(raw) > LONGEST_BODY else 415):
                wrong.append((kind, answer.status_code))

    assert not wrong
    assert program_of(world.applicant).get("me").status_code == 200
