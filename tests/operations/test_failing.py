"""A database that is away is no fault of the request: one is told to come again, no more."""

import pytest
from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.test import RequestFactory

from portal.failing import server_error


def answer_while(error, path="/"):
    try:
        raise error
    except Exception:
        return server_error(RequestFactory().get(path))


def chained():
    error = AttributeError("_session_cache")
    error.__context__ = OperationalError("the database system is starting up")
    return error


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("server closed the connection"),
        InterfaceError("connection already closed"),
        DatabaseError("server closed the connection unexpectedly"),
        chained(),
    ],
    ids=str,
)
def test_an_absent_database_is_said_to_be_away_and_to_come_back(error):
    page, program = answer_while(error), answer_while(error, "/api/v1/cases/")

    assert page.status_code == program.status_code == 503
    assert page["Retry-After"] == program["Retry-After"] == "10"
    assert "请过几分钟再试一次" in page.content.decode()
    assert program["Content-Type"] == "application/problem+json"
    assert str(error) not in page.content.decode() + program.content.decode()


@pytest.mark.parametrize("error", [KeyError("王小燕"), DataError("王小燕")], ids=["key", "data"])
def test_a_fault_of_ours_is_said_to_be_ours_and_says_nothing_of_it(error):
    page, program = answer_while(error), answer_while(error, "/api/v1/cases/")

    assert page.status_code == program.status_code == 500
    assert "Retry-After" not in page
    assert "王小燕" not in page.content.decode() + program.content.decode()
