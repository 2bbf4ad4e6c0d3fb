"""The guards of the suite catch what they are there for."""

import socket
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.template import Context, engines
from django.template.base import Origin, Template

from tests.guards import far_tasks


def drawn(source):
    return (
        engines["pages"]
        .from_string(source)
        .render({"known": "here", "day": date(2026, 12, 8), "rate": 1.5, "nothing": None})
    )


def of_a_library(source, *, name=settings.BASE_DIR / "templates" / "library" / "page.html"):
    engine = engines["library"].engine
    return Template(source, origin=Origin(name=str(name)), engine=engine).render(Context())


def test_an_unknown_variable_in_a_page_of_ours_fails():
    with pytest.raises(AssertionError, match=r"unknown variable: 'unkown' is undefined"):
        drawn("{{ unkown }}")
    with pytest.raises(AssertionError, match=r"page.html uses an unknown variable: unkown"):
        of_a_library("{{ unkown }}")


def test_a_page_may_say_what_to_show_for_a_missing_variable():
    assert drawn('{{ missing|default("–") }}{{ known }}') == "–here"
    assert of_a_library('{{ missing|default:"–" }}') == "–"


def test_a_page_may_ask_whether_a_variable_is_there():
    assert drawn("{% if missing %}yes{% else %}no{% endif %}") == "no"


@pytest.mark.parametrize("value", ["day", "nothing", "rate", "known.upper"])
def test_a_page_shows_nothing_that_is_not_spelled_out(value):
    with pytest.raises(AssertionError, match="as it is"):
        drawn("{{ " + value + " }}")


def test_templates_of_libraries_are_left_alone():
    assert of_a_library('{{ missing }}{{ missing|default:"x" }}', name="/usr/lib/page.html") == "x"


def test_nothing_leaves_this_machine():
    with socket.socket() as outside, pytest.raises(AssertionError, match="network"):
        outside.connect(("192.0.2.1", 80))


def test_a_message_for_tomorrow_is_noticed():
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    assert list(far_tasks([{"task": "remind", "eta": tomorrow.isoformat()}]))


def test_a_message_for_now_is_fine():
    assert not list(far_tasks([{"task": "tick", "eta": None}]))
