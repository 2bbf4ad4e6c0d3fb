"""Reference data is held by each process, and never a moment longer than it stands."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Region
from kit import held
from kit.changes import tables
from kit.models import TableMark
from records.models import Relationship
from tests.cast import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def queries(work):
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def test_following_a_key_to_reference_data_asks_for_marks_alone_and_in_a_request_once(world):
    found = list(Relationship.objects.all())
    names = {each.agency.region.name for each in found}  # read once by each process

    fresh = list(Relationship.objects.all())
    with held.asking_once():
        asked = queries(lambda: {each.agency.region.name for each in fresh})

    assert asked == 1
    assert {each.agency.region.name for each in fresh} == names


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Agency.objects.filter(pk=one.pk).update(name="改名"),
        lambda one: (setattr(one, "name", "改名"), one.save()),
        lambda one: connection.cursor().execute(
            "UPDATE agencies_agency SET name = '改名' WHERE id = %s", [one.pk]
        ),
    ],
    ids=["update", "save", "past the models"],
)
def test_a_change_is_seen_at_once_even_by_the_request_that_made_it(world, change):
    pk = world.agencies["pension-sichuan"].pk
    with held.asking_once():
        assert held.row(Agency, pk).name != "改名"
        change(Agency.objects.get(pk=pk))
        assert held.row(Agency, pk).name == "改名"


def test_what_was_taken_back_was_never_held(world):
    pk = world.agencies["pension-sichuan"].pk
    before = held.row(Agency, pk).name
    with held.asking_once():
        with transaction.atomic():
            Agency.objects.filter(pk=pk).update(name="未提交")
            assert held.row(Agency, pk).name == "未提交"
            transaction.set_rollback(True)
        assert held.row(Agency, pk).name == before

    assert held.row(Agency, pk).name == before


def test_a_row_is_ones_own_to_change(world):
    pk = world.agencies["pension-sichuan"].pk
    held.row(Agency, pk).name = "没有保存"

    assert held.row(Agency, pk).name != "没有保存"
    assert held.row(Agency, pk).region is not held.row(Agency, pk).region


def test_a_key_to_nothing_is_refused_as_any_other(world):
    stranger = Agency(region_id="999999")

    with pytest.raises(Region.DoesNotExist):
        stranger.region  # noqa: B018


def test_every_table_of_reference_data_that_was_filled_has_a_mark(world):
    marked = set(TableMark.objects.values_list("table", flat=True))
    filled = {"agencies_region", "agencies_agency", "agencies_rulevalue", "agencies_calendarday"}

    assert filled <= marked <= set(tables())
