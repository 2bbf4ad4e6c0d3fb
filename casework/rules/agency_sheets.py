"""Agencies as a table, as it comes from a spreadsheet: one row for each person who works there.

The columns of an agency are filled in its first row; a row with its code alone adds a person.
"""

import csv
from io import StringIO

SEVERAL = "handles"  # several words in one field
OF_THE_ACCOUNT = ("account_name", "bank_name", "bank_account")
PERSON = "staff_"  # what the columns of a person begin with


class NoSheet(ValueError):
    """The file is no table with a column `code`; the reason says what is missing."""


def said_by(text: str) -> dict[str, list[dict[str, object]]]:
    """Return what a table says, in the form of the YAML file; what it means is judged there.

    Raises `NoSheet`.
    """
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    if "code" not in (rows.fieldnames or ()):
        raise NoSheet("its first line names no column `code`")
    found: dict[str, dict[str, object]] = {}
    for row in rows:
        if None in row:
            raise NoSheet(f"line {rows.line_num} has more fields than the first one")
        given = {name: value.strip() for name, value in row.items() if (value or "").strip()}
        if not given:
            continue
        code = given.get("code")
        if not code:
            raise NoSheet(f"line {rows.line_num} has no code")
        _add(found.setdefault(code, {"code": code}), given)
    return {"agencies": list(found.values())}


def _add(agency: dict[str, object], given: dict[str, str]) -> None:
    account = {name: given[name] for name in OF_THE_ACCOUNT if name in given}
    person = {k.removeprefix(PERSON): v for k, v in given.items() if k.startswith(PERSON)}
    if account:
        agency["account"] = account
    if person:
        staff = agency.setdefault("staff", [])
        assert isinstance(staff, list)  # noqa: S101 -- made on the line above
        staff.append(person)
    for name, value in given.items():
        if name not in OF_THE_ACCOUNT and not name.startswith(PERSON):
            agency[name] = value.split() if name == SEVERAL else value
