"""An agency's records come in by files: whole or not at all, by two, and repeatable."""

import io
import os
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from openpyxl import Workbook

from accounts.models import Person
from casework.actions.duties import do_what_is_due
from casework.errors import MoveNotPossible
from casework.models import Duty
from intake import files as stored
from intake.actions import taking_in
from intake.models import RecordFile, RowChange
from intake.rules.layouts import KINDS
from kit.errors import NotPermitted
from records.models import (
    AccountEntry,
    AccountYear,
    Contribution,
    InsuredPeriod,
    RecordCorrection,
    Relationship,
)
from tests.cast import MONDAY, make_user
from tests.intake.files import (
    account_year,
    bring,
    contribution,
    faults,
    json_lines,
    lines,
    number_of,
    period,
    person,
    relationship,
    take_in,
)

pytestmark = pytest.mark.django_db
BORN = date(1990, 3, 4)


@pytest.fixture
def insured(world, two):
    """Somebody with a relationship and the months of 2025."""
    take_in("persons", lines("persons", person(BORN)), **two)
    take_in("relationships", lines("relationships", relationship(BORN)), **two)
    take_in("periods", lines("periods", period("2025-01", "2025-12")), **two)
    return Relationship.objects.get(agency=two["by"].agency, personal_number="4401000001")


def test_a_fresh_agency_loads_its_first_persons_and_they_can_be_found(insured, two):
    take_in("contributions", lines("contributions", contribution("2025-01")), **two)
    years = lines("account-years", account_year(2025, "0.00", "7680.00", "57.60", "7737.60"))
    take_in("account-years", years, **two)

    found = Person.objects.get(pk=insured.person_id)
    assert (found.name, found.phone, found.born_on) == ("李示例", "+8613800138001", BORN)
    assert Person.objects.with_document(found.document).get() == found
    assert InsuredPeriod.objects.get(relationship=insured).base_fen == 800_000
    paid = Contribution.objects.get(relationship=insured)
    assert (paid.arrived_on, paid.employer_name) == (date(2025, 1, 15), "广州样例有限公司")
    assert AccountYear.objects.get(relationship=insured).closing_fen == 773_760
    states = set(RecordFile.objects.values_list("state", flat=True))
    assert states == {"done"}
    assert not any(RecordFile.objects.values_list("file", flat=True))


def test_gb_18030_xlsx_and_json_lines_say_the_same(world, two):
    book = Workbook()
    sheet = book.active
    sheet.append([each.head for each in KINDS["persons"].columns])
    born = [date(1990, 3, 4), date(1991, 3, 4), date(1992, 3, 4)]
    row = person(born[0]) | {"born_on": born[0]}
    sheet.append([row.get(each.name, "") for each in KINDS["persons"].columns])
    xlsx = io.BytesIO()
    book.save(xlsx)
    second = lines("persons", person(born[1], "王㐂"), encoding="gb18030")

    for data in (xlsx.getvalue(), second, json_lines(person(born[2], "赵示例"))):
        assert take_in("persons", data, **two).state == "done"

    names = {each.name for each in Person.objects.all()}
    assert {"李示例", "王㐂", "赵示例"} <= names


def test_one_bad_row_refuses_all_and_each_fault_names_row_and_column(world, two):
    data = lines(
        "persons",
        person(BORN),
        person(date(1991, 1, 1), number=number_of(date(1991, 1, 1))[:-1] + "?"),
        person(date(1992, 1, 1), name=""),
        person(BORN),
        person(date(1993, 1, 1), born_on="1993-02-30"),
    )
    before = Person.objects.count()

    record_file = take_in("persons", data, **two)

    assert record_file.state == "faulty"
    assert faults(record_file) == [
        (3, "number", "id_characters"),
        (4, "name", "missing"),
        (5, "number", "twice"),
        (6, "born_on", "day"),
    ]
    assert Person.objects.count() == before


def test_months_out_of_order_overlaps_and_another_agencys_person_are_refused(insured, two, world):
    elsewhere = Relationship.objects.exclude(agency=two["by"].agency).first()
    data = lines(
        "periods",
        period("2026-03", "2026-04"),
        period("2026-01", "2026-02"),
        period("2026-02", "2026-03"),
        period("2025-06", "2026-01", number="4401000002"),
        period("2026-01", "2026-02", number=elsewhere.personal_number),
        period("2025-06", "2025-07"),
    )

    found = faults(bring("periods", data, by=two["by"]))

    assert found == [
        (3, "first_month", "order"),
        (4, "first_month", "overlap"),
        (5, "last_month", "one-year"),
        (6, "personal_number", "no-relationship"),
        (7, "first_month", "overlap"),
        (7, "personal_number", "apart"),
    ]


def test_the_same_file_again_is_nothing_and_a_corrected_one_replaces_with_a_trace(insured, two):
    same = take_in("periods", lines("periods", period("2025-01", "2025-12")), **two)
    assert (same.state, same.rows_new) == ("nothing", 0)
    fixed = lines("periods", period("2025-01", "2025-12", base_yuan="9000.00"))

    done = take_in("periods", fixed, **two)

    assert (done.state, done.rows_changed) == ("done", 1)
    lying = InsuredPeriod.objects.lying_there().get(relationship=insured)
    struck = InsuredPeriod.objects.get(relationship=insured, gone_as="corrected")
    assert (lying.base_fen, lying.corrected_with) == (900_000, done.number)
    assert (struck.base_fen, struck.gone_with) == (800_000, done.number)
    traces = RecordCorrection.objects.filter(case_number=done.number)
    assert {each.kind for each in traces} == {"add", "strike"}
    assert {each.approved_by for each in traces} == {two["second"].user}
    assert take_in("periods", fixed, **two).state == "nothing"


def test_a_contribution_that_has_arrived_since_replaces_the_debt(insured, two):
    owed = contribution("2025-03", arrived_on="", owed_by="单位")
    take_in("contributions", lines("contributions", owed), **two)

    take_in("contributions", lines("contributions", contribution("2025-03")), **two)

    before, after = Contribution.objects.filter(relationship=insured).order_by("pk")
    assert (before.owed_by, before.superseded_with) == ("employer", after.brought_with)
    assert after.arrived_on == date(2025, 3, 15)
    assert Contribution.objects.standing().get() == after


def test_a_corrected_account_year_is_an_entry_and_moves_the_years_after_it(insured, two):
    first = lines(
        "account-years",
        account_year(2024, "0.00", "100.00", "1.00", "101.00"),
        account_year(2025, "101.00", "100.00", "3.00", "204.00"),
    )
    take_in("account-years", first, **two)
    fixed = lines(
        "account-years",
        account_year(2024, "0.00", "150.00", "1.00", "151.00"),
        account_year(2025, "151.00", "100.00", "3.00", "254.00"),
    )

    take_in("account-years", fixed, **two)

    years = AccountYear.objects.filter(relationship=insured)
    assert [(each.corrected_fen, each.closing_fen) for each in years] == [(5000, 15100), (0, 25400)]
    assert AccountEntry.objects.get(relationship=insured).amount_fen == 5000
    assert take_in("account-years", fixed + b"\n", **two).state == "nothing"


def test_what_a_transfer_has_moved_no_file_brings_back(insured, two):
    InsuredPeriod.objects.filter(relationship=insured).update(gone_as="moved", gone_with="2026-X")

    same = bring("periods", lines("periods", period("2025-01", "2025-12")) + b"\n", by=two["by"])
    other = bring("periods", lines("periods", period("2025-01", "2025-11")), by=two["by"])

    assert same.state == "nothing"
    assert faults(other) == [(2, "first_month", "decided")]


def test_particulars_of_somebody_who_signs_in_change_by_no_file(insured, two, world):
    new_phone = lines("persons", person(BORN, phone="13900139000"))
    done = take_in("persons", new_phone, **two)
    assert done.state == "done"
    assert RowChange.objects.get().old == {"phone": "+8613800138001"}
    make_user("signed-in", person=insured.person, identity_verified_at=MONDAY)

    refused = bring("persons", lines("persons", person(BORN, phone="13700137000")), by=two["by"])

    assert faults(refused) == [(2, "", "particulars")]


def test_nobody_releases_alone_and_a_clerk_prepares_nothing(world, two):
    data = lines("persons", person(BORN))
    with pytest.raises(NotPermitted):
        bring("persons", data, by=world.pension_new_a)
    ready = bring("persons", data, by=two["by"])
    assert bring("persons", data, by=two["by"]) == ready  # twice is once
    with pytest.raises(NotPermitted):
        taking_in.release(ready, by=two["by"], now=MONDAY)
    with pytest.raises(NotPermitted):
        taking_in.release(ready, by=world.pension_stranger, now=MONDAY)
    taking_in.turn_down(ready, by=two["by"], now=MONDAY)
    with pytest.raises(MoveNotPossible):
        taking_in.release(ready, by=two["second"], now=MONDAY)
    with pytest.raises(IntegrityError):
        RecordFile.objects.filter(pk=ready.pk).update(decided_by=ready.prepared_by)


def test_what_was_checked_and_fits_no_more_is_not_taken_in(insured, two):
    data = lines("periods", period("2026-01", "2026-03"))
    ready = bring("periods", data, by=two["by"])
    meanwhile = lines("periods", period("2026-02", "2026-04"))
    take_in("periods", meanwhile, **two)

    taking_in.release(ready, by=two["second"], now=MONDAY)

    ready.refresh_from_db()
    assert ready.state == "faulty"
    assert faults(ready) == [(2, "first_month", "overlap")]


def test_a_large_file_is_worked_off_as_a_duty_and_waits_for_nobody_longer_than_a_month(
    world, two, monkeypatch
):
    monkeypatch.setattr(taking_in, "AT_ONCE_BYTES", 10)
    ready = bring("persons", lines("persons", person(BORN)), by=two["by"])
    assert ready.state == "checking"
    do_what_is_due(now=MONDAY)
    ready.refresh_from_db()
    assert ready.state == "ready"
    taking_in.release(ready, by=two["second"], now=MONDAY)
    do_what_is_due(now=MONDAY)
    ready.refresh_from_db()
    assert (ready.state, ready.file) == ("done", "")
    assert not Duty.objects.waiting().filter(kind="load-records").exists()

    old = bring("persons", lines("persons", person(date(1995, 1, 1))), by=two["by"])
    do_what_is_due(now=MONDAY)
    taking_in.forget(now=MONDAY + timedelta(days=31))
    old.refresh_from_db()
    assert (old.state, old.file) == ("turned-down", "")


def test_a_small_file_whose_sender_is_lost_on_the_way_is_gone_through_later(
    world, two, monkeypatch
):
    def left_on_the_way(act):
        with monkeypatch.context() as broken:
            broken.setattr(taking_in.checking, "go_through", breaks)
            with pytest.raises(OSError, match="killed"):
                act()
        return RecordFile.objects.get()

    left = left_on_the_way(lambda: bring("persons", lines("persons", person(BORN)), by=two["by"]))
    assert left.state == "checking"
    do_what_is_due(now=MONDAY + taking_in.LATER)
    left.refresh_from_db()
    assert left.state == "ready"

    left = left_on_the_way(lambda: taking_in.release(left, by=two["second"], now=MONDAY))
    assert left.state == "released"
    do_what_is_due(now=MONDAY + taking_in.LATER)
    left.refresh_from_db()
    assert left.state == "done"


def breaks(*_given, **_named):
    """Stand for a web server that is killed."""
    raise OSError("killed")


def test_a_file_that_no_row_names_goes_after_a_day_and_one_that_waits_stays(world, two):
    waits = bring("persons", lines("persons", person(BORN)), by=two["by"])
    young, old = (stored.keep([b"left behind"], most=99).file for _each in range(2))
    for name in (old, waits.file):
        os.utime(stored.path_of(name), (0, 0))

    taking_in.forget(now=MONDAY)

    there = [stored.path_of(name).exists() for name in (waits.file, young, old)]
    assert there == [True, True, False]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe\x00", "encoding"),
        (b"a\x00b", "no-table"),
        (b"\x81", "encoding"),
        ("姓名\n李".encode(), "columns"),
        ("姓名,证件号码\n".encode(), "empty"),
        (b"PK\x03\x04 no book", "no-table"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(world, two, data, fault):
    record_file = bring("persons", data, by=two["by"])
    assert (record_file.state, record_file.fault) == ("unreadable", fault)
    assert not any(stored.path_of(record_file.file or "00").parent.glob("never"))
