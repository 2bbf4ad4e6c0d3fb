"""Agencies from a spreadsheet say what the YAML file would say."""

import pytest
import yaml
from django.conf import settings

from casework.rules.agency_sheets import NoSheet, said_by

TOLD = (settings.BASE_DIR / "docs/operator/README.md").read_text(encoding="utf-8")
SHEET = TOLD[TOLD.index("    code,name,") : TOLD.index("## The first persons")].replace("    ", "")
FILE = TOLD[TOLD.index("    regions:") : TOLD.index("From a spreadsheet")]


def test_the_sheet_of_the_manual_says_what_its_file_says():
    (agency,) = said_by("\ufeff" + SHEET)["agencies"]
    (wanted,) = yaml.safe_load(FILE)["agencies"]
    staff = agency.pop("staff")

    assert {**agency, "address_en": ""} == {k: v for k, v in wanted.items() if k != "staff"} | {
        "address_en": ""
    }
    assert staff == [
        {"email": "head@agency.example", "name": "陈主任", "role": "supervisor"},
        {"email": "clerk@agency.example", "name": "周办事员", "role": "clerk"},
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no column `code`"),
        ("name\nx", "no column `code`"),
        ("code,name\n,x", "line 2 has no code"),
        ("code,name\nP1,x,y", "line 2 has more fields"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text, why):
    with pytest.raises(NoSheet, match=why):
        said_by(text)


def test_empty_lines_and_fields_say_nothing():
    assert said_by("code,name,phone\nP1,x,\n,,\n") == {"agencies": [{"code": "P1", "name": "x"}]}
