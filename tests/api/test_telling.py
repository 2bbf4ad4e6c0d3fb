"""Rows are told by one serializer of their kind, as each would be by one of its own."""

import pytest
from rest_framework import serializers

from kit.api.telling import told, told_all
from tests.cast import MONDAY, make_world
from tests.story import at_stage
from transfers.api import showing
from transfers.serializers.told import TransferOut


class Inner(serializers.Serializer):
    name = serializers.CharField()


class Outer(serializers.Serializer):
    at = serializers.DateTimeField(allow_null=True)
    inner = Inner(many=True)


ROWS = [{"at": MONDAY, "inner": [{"name": "a"}]}, {"at": None, "inner": []}]


def test_one_row_leaves_nothing_for_the_next():
    each_by_its_own = [Outer(row).data for row in ROWS]

    assert told_all(Outer, ROWS) == each_by_its_own
    assert told_all(Outer, reversed(ROWS)) == each_by_its_own[::-1]


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_whole_case_is_told_as_before():
    world = make_world()
    transfer = at_stage(world, "letter delivered").transfer
    row = showing.whole_case(transfer, world.pension_new_a, MONDAY.date())

    assert told(TransferOut, row) == TransferOut(row).data
