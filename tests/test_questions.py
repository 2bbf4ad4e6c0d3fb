"""What every page asks is worked out once, and answered with each reader's own values."""

from datetime import date
from threading import Thread

import pytest
from django.db import connections
from django.db.models import QuerySet

from agencies.actors import Actor, Position
from agencies.models import Agency, Region
from casework.models import Case
from kit.questions import Fixed, keep_fetched, question
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions() -> list[Region]:
    return [
        Region.objects.create(code=f"99000{n}", name=f"甲{n}", name_en=f"A{n}", level="province")
        for n in range(3)
    ]


def counted(build):
    """Return a question, and the list of times that it was built."""
    built = []

    def builds(**given):
        built.append(given)
        return build(**given)

    builds.__qualname__ = "builds"
    return question(builds), built


def test_a_question_is_built_once_and_answered_with_each_value(settings, regions):
    settings.QUESTIONS_ARE_CHECKED = False
    ask, built = counted(lambda *, code: Region.objects.filter(code=code))
    assert [[each.code for each in ask(code=region.code)] for region in regions] == [
        ["990000"],
        ["990001"],
        ["990002"],
    ]
    assert len(built) == 1


def test_a_list_is_built_once_for_each_length(settings, regions):
    settings.QUESTIONS_ARE_CHECKED = False
    ask, built = counted(
        lambda *, codes: Region.objects.filter(code__in=codes).values_list("code", flat=True)
    )
    asked = [["990000"], ["990001"], ["990000", "990002"], []]
    assert [sorted(ask(codes=codes)) for codes in asked] == asked
    assert len(built) == 3


def test_days_and_moments_are_put_in_as_the_database_keeps_them():
    @question
    def created(*, day: date, moment) -> QuerySet[Case]:
        return Case.objects.filter(created_at__gt=moment, steps__due_on=day)

    assert created(day=MONDAY.date(), moment=MONDAY) == []


def test_what_a_question_is_built_by_is_a_shape_of_its_own(regions):
    @question
    def in_order(*, by: Fixed) -> QuerySet[Region]:
        return Region.objects.filter(code__startswith="9900").order_by(by.value)

    assert in_order(by=Fixed("code")) == in_order(by=Fixed("-code"))[::-1] == regions


def test_deciding_by_a_value_is_found(settings, regions):
    settings.QUESTIONS_ARE_CHECKED = True

    @question
    def odd(*, code: str) -> QuerySet[Region]:
        return Region.objects.filter(code=code) if code == "990000" else Region.objects.none()

    with pytest.raises(AssertionError, match="odd is kept as"):
        odd(code="990000")


def test_a_value_that_is_changed_on_its_way_is_found(settings, regions):
    settings.QUESTIONS_ARE_CHECKED = True

    @question
    def changed(*, code: str) -> QuerySet[Region]:
        return Region.objects.filter(code=code[:2] + "0000")

    with pytest.raises(AssertionError, match="changed is kept as"):
        changed(code="990001")


def test_what_no_question_can_hold_is_refused(regions):
    @question
    def of_region(*, region) -> QuerySet[Region]:
        return Region.objects.filter(parent=region)

    with pytest.raises(TypeError, match="Region"):
        of_region(region=regions[0])


def test_two_readers_of_one_shape_see_their_own(settings, regions):
    settings.QUESTIONS_ARE_CHECKED = True
    here, there = (
        Agency(pk=pk, region=region, code=f"T{pk}")
        for pk, region in zip((1, 2), regions, strict=False)
    )
    ask, built = counted(
        lambda *, by: Agency.objects.filter(pk__in=by.agency.offices).values("pk").order_by("pk")
    )
    for agency in (here, there):
        assert ask(by=Actor(Position.CLERK, agency=agency)) == []
    # Twice for the checks, once for the shape.
    assert [given["by"].agency.pk for given in built][1:] == [1, 2]


def test_related_rows_are_kept_as_if_they_had_been_fetched_along(regions):
    parent, *children = regions
    for child in children:
        child.parent = parent
    keep_fetched([parent], "children", children)
    assert list(parent.children.all()) == children
    assert not parent.children.filter(code__startswith="99").exists()  # none of them is saved
    assert parent.children.update(name="") == 0


def test_another_thread_asks_through_its_own_connection(settings):
    settings.QUESTIONS_ARE_CHECKED = False

    @question
    def named(*, code: str) -> QuerySet[Region]:
        return Region.objects.filter(code=code)

    named(code="x")
    failed: list[Exception] = []

    def elsewhere() -> None:
        try:
            named(code="x")
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert failed == []
