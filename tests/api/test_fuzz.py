"""Whatever anybody sends to any route, it is never our fault (no answer of 500 or more)."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications import registry
from casework.models import Case
from kit.api.reading import StrictSerializer
from portal.api_urls import ACTING, READING
from tests.api.calling import program_of
from tests.applications import samples
from tests.applications.every_kind import EVERY_KIND

WORDS = ["pension", "P01", "2026-09-07", "440100", "14400.00", "employer_name", "", "😀", "‮", "\0"]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
ROUTES = [*READING, *ACTING]
QUIETLY = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def fields_of(route):
    """Return the names of what the route reads."""
    body = route.callback.view_class.body
    return sorted(body().fields) if body and issubclass(body, StrictSerializer) else ["version"]


def method_of(view):
    """Return the method by which the route changes or reads something."""
    offered = {"post", "patch", "get", "put"} & set(view.http_method_names)
    return next(
        name for name in ("post", "patch", "get", "put") if name in offered and hasattr(view, name)
    )


@pytest.fixture
def callers(world, handed_over, person, clerk, system, monkeypatch):
    """Everybody who may come to the door, and nobody is counted."""
    monkeypatch.setattr("kit.api.limits.CallerThrottle.allow_request", lambda *args: True)
    return [person, clerk, system, program_of(world.pension_original_a)]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_body_brings_a_route_down(callers, handed_over, route):
    names, method = fields_of(route), method_of(route.callback.view_class)
    path = str(route.pattern).replace("<str:number>", handed_over.case.number)
    version = st.just(handed_over.case.version)

    @QUIETLY
    @given(
        body=st.dictionaries(st.sampled_from([*names, "surprise"]), VALUES),
        seen=version | VALUES,
        who=st.sampled_from(callers),
        key=st.sampled_from([{}, {"idempotency-key": "the-same-key"}, {"if-match": '"3"'}]),
    )
    def attempt(body, seen, who, key):
        said = json.dumps({**body, "version": seen} if "version" in names else body)
        answer = who.send(method, path, said, **key) if method != "get" else who.get(path)
        assert answer.status_code < 500, answer.content.decode()
        if answer.streaming:  # a file is read to its end, as whoever takes it does
            b"".join(answer)

    attempt()
    assert Case.objects.count() == 1 or route.name in ("cases", "object")  # which begin one


@pytest.mark.parametrize("path", ["cases", "queue", "notices", "agencies", "regions"])
def test_no_query_brings_a_list_down(callers, path):
    names = st.sampled_from(
        ["cursor", "page_size", "ordering", "insurance", "service", "due", "open", "x"]
    )

    @QUIETLY
    @given(query=st.lists(st.tuples(names, st.text(max_size=30)), max_size=3))
    def attempt(query):
        typed = "&".join(f"{name}={quote(value, errors='ignore')}" for name, value in query)
        assert callers[1].get(f"{path}?{typed}").status_code in (200, 400)

    attempt()


@pytest.fixture
def application(callers, monkeypatch):
    """The number of a draft whose service asks one question of every kind."""
    samples.declare(monkeypatch)
    registry.declare(EVERY_KIND)
    return callers[0].post(f"services/{EVERY_KIND.name}/applications").json()["number"]


DECLARED = [
    ("patch", "cases/{}/answers", [field.name for field in EVERY_KIND.fields]),
    ("post", "cases/{}/answer-correction", [field.name for field in EVERY_KIND.fields]),
    ("post", "cases/{}/codes", ["field"]),
    ("post", "cases/{}/prepare-decision", ["outcome", "reasons", "note"]),
    ("post", "cases/{}/ask-correction", ["wrong", "note"]),
    ("post", f"services/{EVERY_KIND.name}/pre-check", [field.name for field in EVERY_KIND.fields]),
    ("post", f"services/{EVERY_KIND.name}/applications", ["version"]),
]


def test_no_body_brings_a_declared_service_down(callers, application):
    @settings(QUIETLY, max_examples=60)
    @given(
        route=st.sampled_from(DECLARED),
        values=st.lists(st.tuples(st.integers(0, 20), VALUES), max_size=3),
        who=st.sampled_from([callers[0], callers[0], callers[1], callers[2]]),
    )
    def attempt(route, values, who):
        method, path, names = route
        said = {names[place % len(names)]: value for place, value in values}
        answer = who.send(method, path.format(application), json.dumps(said))
        assert answer.status_code < 500, answer.content.decode()

    attempt()
    assert Case.objects.exclude(service="pension-transfer").count() == 1
