"""What of the chart can be judged without Helm; `make chart` draws it (test_chart.py)."""

import json
import re

import jsonschema
import pytest
import yaml
from django.conf import settings

from casework.actions.claiming import QUEUES

CHART = settings.BASE_DIR / "deploy" / "chart"
# Read by the job that migrates and the job that issues, or where an installation names it.
ELSEWHERE = {"MIGRATION_DATABASE_PASSWORD", "SEAL_ROOT_KEY", "MAIL_STATUS_TOKEN"}


@pytest.fixture
def values():
    return yaml.safe_load((CHART / "values.yaml").read_text())


def check(values):
    schema = json.loads((CHART / "values.schema.json").read_text())
    jsonschema.validate(values, schema, cls=jsonschema.Draft202012Validator)


def test_the_values_that_come_with_it_are_as_their_schema_says(values):
    check(values)


def test_its_drivers_do_every_queue_between_them_and_a_strange_one_is_refused(values):
    done = {name for each in values["workers"].values() for name in each["queues"]}
    assert done == {queue.name for queue in QUEUES}

    values["workers"]["main"]["queues"].append("leters")
    with pytest.raises(jsonschema.ValidationError):
        check(values)


def test_each_secret_of_production_is_handed_over_as_a_file():
    production = (settings.BASE_DIR / "portal/settings/production.py").read_text()
    reading = r'\b(?:secret|read_secret|key_ring|index_key|private_key|certificates)\("(\w+)"'
    (listed,) = re.findall(
        r"\$name := list (.*?) }}", (CHART / "templates/settings.yaml").read_text()
    )

    read = {*re.findall(reading, production)}
    assert len(read) > 10
    assert read - ELSEWHERE <= {name.upper() for name in re.findall(r'"(\w+)"', listed)}
