"""What several parts of a page ask for is read once, and never longer than for that page."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import Person
from kit import once, wall
from tests.cast import make_world


@pytest.fixture
def asked():
    """Return a question, and how often it was really asked."""
    times = []

    @once.once_a_page
    def ask(*given, **named):
        times.append(given or named)
        return len(times)

    ask.times = times
    return ask


def answered(method, read):
    """Return what a view finds that is asked by this method."""
    found = []

    def view(_request):
        found.append(read())
        return HttpResponse()

    once.OnceMiddleware(view)(RequestFactory().generic(method, "/"))
    return found[0]


def test_a_page_asks_once_and_the_next_page_anew(asked):
    assert answered("GET", lambda: [asked(1), asked(1), asked(2), asked(key=1)]) == [1, 1, 2, 3]
    assert answered("GET", lambda: asked(1)) == 4
    assert [asked(1), asked(1)] == [5, 6]  # outside any page


def test_what_changes_something_reads_each_time(asked):
    assert answered("POST", lambda: [asked(1), asked(1)]) == [1, 2]


def test_what_one_may_see_is_not_given_to_another(asked):
    def read():
        with wall.as_house("look"):
            return [asked(1), asked(1)]

    assert answered("GET", lambda: [asked(1), *read(), asked(1)]) == [1, 2, 2, 1]


def test_only_a_page_that_is_read_believes_that_there_is_none():
    noted, unknown = SimpleNamespace(has_papers=False), SimpleNamespace()

    assert answered("GET", lambda: once.has_none(noted, "papers"))
    assert not answered("GET", lambda: once.has_none(unknown, "papers"))
    assert not answered("POST", lambda: once.has_none(noted, "papers"))
    assert not once.has_none(noted, "papers")


def test_what_cannot_be_found_again_is_read_each_time(asked):
    assert answered("GET", lambda: [asked({"a": 1}), asked({"a": 1}), asked(Person())]) == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_page_sees_what_it_has_changed_itself(asked):
    person = make_world().person

    def change():
        before = asked(person)
        list(Person.objects.filter(pk=person.pk))
        same = asked(person)
        Person.objects.filter(pk=person.pk).update(email="")
        return before, same, asked(person)

    assert answered("GET", change) == (1, 1, 2)
