"""Files of records as an agency would send them, for invented people."""

import csv
import io
import json

from intake import files
from intake.actions import taking_in
from intake.rules.layouts import KINDS
from tests.cast import MONDAY, identity_number

NUMBER = "4401000001"


def lines(kind, *rows, encoding="utf-8", heads="zh"):
    """Return a CSV file; each row is a dictionary by the names of columns."""
    columns = KINDS[kind].columns
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([each.head if heads == "zh" else each.name for each in columns])
    writer.writerows([row.get(each.name, "") for each in columns] for row in rows)
    return out.getvalue().encode(encoding)


def json_lines(*rows):
    """Return the same as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def number_of(born_on, sequence="000"):
    """Return a number of nobody."""
    return identity_number(born_on, "440104", sequence)


def bring(kind, data, *, by, now=MONDAY, name="records.csv"):
    """Bring a file in; it is checked at once."""
    return taking_in.bring(
        files.keep([data], most=taking_in.LARGEST), kind, name=name, by=by, now=now
    )


def take_in(kind, data, *, by, second, now=MONDAY):
    """Bring a file in and release it as a second person."""
    record_file = bring(kind, data, by=by, now=now)
    if record_file.state == "ready":
        taking_in.release(record_file, by=second, now=now)
    return record_file


def faults(record_file):
    """Return what is wrong, as (row, field, fault)."""
    return list(record_file.faults.values_list("row", "field", "code"))


def person(born, /, name="李示例", **more):
    """Return a row of the file of persons."""
    return {"name": name, "number": number_of(born), "phone": "13800138001", **more}


def relationship(born_on, number=NUMBER, **more):
    """Return a row of the file of relationships."""
    return {
        "number": number_of(born_on), "insurance": "养老保险", "personal_number": number,
        "status": "参保缴费", "employer_name": "广州样例有限公司",
        "opened_month": "2025-01", **more,
    }  # fmt: skip


def period(first, last, number=NUMBER, **more):
    """Return a row of the file of periods."""
    return {
        "personal_number": number, "insurance": "pension", "first_month": first,
        "last_month": last, "base_yuan": "8000.00", "employer_rate": "16%",
        "personal_rate": "0.08", "account_rate": "0.08", **more,
    }  # fmt: skip


def contribution(month, number=NUMBER, **more):
    """Return a row of the file of contributions; it arrived in time."""
    return {
        "personal_number": number, "insurance": "pension", "month": month,
        "employer_code": "91440101MA5AXXXX1", "employer_name": "广州样例有限公司",
        "base_yuan": "8000.00", "employer_yuan": "1280.00", "personal_yuan": "640.00",
        "account_yuan": "640.00", "due_on": f"{month}-28", "arrived_on": f"{month}-15", **more,
    }  # fmt: skip


def account_year(year, opening, credited, interest, closing, number=NUMBER, **more):
    """Return a row of the file of account years."""
    return {
        "personal_number": number, "insurance": "pension", "year": str(year),
        "opening_yuan": opening, "credited_yuan": credited, "credited_personal_yuan": credited,
        "interest_yuan": interest, "closing_yuan": closing, **more,
    }  # fmt: skip
