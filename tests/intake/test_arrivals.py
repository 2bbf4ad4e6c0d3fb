"""What the tax channel says has arrived: booked, put aside for two, replaced, never lost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from agencies.actors import actor_of_client
from casework.errors import MoveNotPossible
from intake.actions import arriving, placing
from intake.models import Arrival, ArrivalFile
from intake.rules import arrival_file
from intake.rules.arrival_file import Line
from intake.rules.arriving import REASONS, Beside, Rates, against, rates_of
from kit.errors import NotPermitted, NotValid
from law.wording import Text
from records import accounts
from records.models import Contribution, InsuredPeriod, Relationship
from records.rules.line_files import FileRefused, sealed
from tests.api.calling import Program, ask_for_token, register
from tests.cast import MONDAY
from tests.intake.files import (
    NUMBER,
    account_year,
    contribution,
    lines,
    period,
    person,
    relationship,
    take_in,
)
from tests.transfers.pages import signed_in, text

BORN, DAY = date(1990, 3, 4), date(2026, 9, 4)
EMPLOYER = "91440101MA5AXXXX1"


def arrival(month=date(2026, 8, 1), flow="T1", **more):
    """Return a month of an employee as the tax channel reports it."""
    usual = {
        "line": 2, "flow": flow, "personal_number": NUMBER, "name": "李示例",
        "insurance_code": "110", "period": month, "kind": "normal", "employer_code": EMPLOYER,
        "base_fen": 800_000, "employer_fen": 128_000, "personal_fen": 64_000,
        "arrived_on": date(2026, 9, 3), "late_fee_fen": 0,
    }  # fmt: skip
    return Line(**usual | more)


def day_file(*found, version=1, day=DAY):
    return arrival_file.write(version, day, found)


# --- The file ---------------------------------------------------------------------------------
def test_what_was_written_is_read_again():
    found = arrival_file.read(day_file(arrival(), arrival(flow="T2", late_fee_fen=2592)))

    assert (found.version, found.day, found.total_fen) == (1, DAY, 2 * 192_000 + 2592)
    assert [each.flow for each in found.lines] == ["T1", "T2"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b"|202608|", b"|202613|", 2),
        (b"|202608|", b"|2026|", 2),
        (b"|8000.00|", b"|0.00|", 2),
        (b"|8000.00|", b"|8,000|", 2),
        (b"|110|", b"|999|", 2),
        (b"|20260903|", b"|20260931|", 2),
        (b"|20260903|", b"|20260905|", 2),  # after the day of the file
        (b"|T2|", b"|T1|", 3),
        (b"|1|20260904|2|", b"|1|20260904|3|", 1),
        (b"|3840.00\n", b"|3840.01\n", 1),
        (b"|1920.00|", b"|1920.01|", 1),
        ("李示例".encode(), b"", 2),
    ],
)
def test_a_file_with_one_thing_wrong_is_refused_whole_with_its_line(old, new, line):
    whole = day_file(arrival(), arrival(flow="T2", month=date(2026, 7, 1)))
    body = whole[: whole.rindex(b"T|")]
    if old.startswith(b"|1920"):
        old, new = b"|1280.00|640.00|", b"|1280.01|640.00|"
    rows = body.replace(old, new, 1).decode().splitlines()
    changed = [each.split("|") for each in rows]
    again = sealed(changed, counted=(changed[0][4],))

    with pytest.raises(FileRefused) as refused:
        arrival_file.read(again)

    assert refused.value.line == line


def test_one_other_byte_breaks_the_sum_of_the_file():
    raw = bytearray(day_file(arrival()))
    raw[30] ^= 1
    with pytest.raises(FileRefused):
        arrival_file.read(bytes(raw))


# --- What it is booked by ---------------------------------------------------------------------
WHOLE = Rates(Decimal("0.16000"), Decimal("0.08000"), Decimal("0.08000"))


def test_rates_are_those_of_the_months_before_or_follow_from_the_amounts():
    alone = arrival(employer_fen=0, employer_code="", personal_fen=160_000)

    assert rates_of(arrival(), WHOLE) is WHOLE
    assert rates_of(arrival(employer_fen=120_000), WHOLE) == replace(
        WHOLE, employer=WHOLE.employer - WHOLE.employer / 16
    )
    assert rates_of(arrival(), None) == WHOLE
    assert rates_of(alone, None) is None  # what of it the account gets, no month before says
    assert rates_of(arrival(insurance_code="210"), None).account == 0
    assert rates_of(arrival(base_fen=799_999_999), None) is None


@pytest.mark.parametrize(
    ("line", "beside", "reason"),
    [
        ({}, {}, ""),
        ({"insurance_code": "120"}, {}, "insurance"),
        ({}, None, "no-relationship"),
        ({"name": "别人"}, {}, "name"),
        ({}, {"died_on": date(2026, 7, 31)}, "died"),
        ({}, {"has_moved": True}, "moved"),
        ({}, {"is_paid": True}, "paid"),
        ({"base_fen": 799_999_999}, {}, "terms"),
    ],
)
def test_what_the_record_does_not_explain_has_its_reason(line, beside, reason):
    usual = {"name": "李示例", "died_on": None, "has_moved": False, "is_paid": False}
    held = None if beside is None else Beside(**usual | {"rates": WHOLE} | beside)

    assert against(arrival(**line), held) == reason


# --- Booked -----------------------------------------------------------------------------------
@pytest.fixture
def channel(world):
    """The system of the tax channel at the agency."""
    register(world.head.agency)
    return actor_of_client("agency-system")


@pytest.fixture
def insured(world, two):
    """Somebody paid for until July 2026, June owed by the employer."""
    take_in("persons", lines("persons", person(BORN)), **two)
    take_in("relationships", lines("relationships", relationship(BORN)), **two)
    months = [
        period("2026-01", "2026-05"),
        period("2026-06", "2026-06", is_paid="否"),
        period("2026-07", "2026-07"),
    ]
    take_in("periods", lines("periods", *months), **two)
    owed = contribution("2026-06", arrived_on="", owed_by="单位", due_on="2026-06-28")
    take_in("contributions", lines("contributions", owed), **two)
    return Relationship.objects.get(agency=two["by"].agency, personal_number=NUMBER)


def send(channel, *found, version=1, day=DAY):
    return arriving.receive(day_file(*found, version=version, day=day), day, by=channel, now=MONDAY)


def months(held):
    paid = held.periods.lying_there().filter(is_paid=True)
    return [
        (each.first_month.month, each.last_month.month) for each in paid.order_by("first_month")
    ]


@pytest.mark.django_db
def test_a_month_that_arrives_lengthens_the_record_and_reaches_the_account(insured, channel):
    before = accounts.balance(insured)

    file = send(channel, arrival())

    assert months(insured) == [(1, 5), (7, 8)]
    assert accounts.balance(insured) == before + 64_000
    paid = Contribution.objects.get(month=date(2026, 8, 1))
    assert (paid.arrived_on, paid.source, paid.brought_with) == (
        date(2026, 9, 3), "tax", file.number,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_first_month_of_a_year_opens_the_year_of_the_account(insured, channel, two):
    years = account_year(2025, "0.00", "7680.00", "57.60", "7737.60")
    take_in("account-years", lines("account-years", years), **two)

    send(channel, arrival(), arrival(month=date(2026, 9, 1), flow="T2"))

    assert months(insured) == [(1, 5), (7, 9)]
    running = insured.account_years.get(year=2026)
    assert (running.opening_fen, running.closing_fen) == (773_760, 773_760 + 2 * 64_000)
    assert accounts.balance(insured) == running.closing_fen


@pytest.mark.django_db
def test_what_an_employer_owed_is_paid_late_and_the_debt_stays_beside_it(insured, channel):
    send(channel, arrival(month=date(2026, 6, 1), late_fee_fen=2_592))

    assert months(insured) == [(1, 5), (6, 6), (7, 7)]
    owed, paid = Contribution.objects.filter(month=date(2026, 6, 1)).order_by("pk")
    assert (owed.owed_by, bool(owed.superseded_with)) == ("employer", True)
    assert (paid.due_on, paid.employer_name) == (date(2026, 6, 28), "广州样例有限公司")
    struck = InsuredPeriod.objects.get(relationship=insured, gone_as="corrected")
    assert (struck.first_month, struck.is_paid) == (date(2026, 6, 1), False)


@pytest.mark.django_db
def test_a_month_that_counts_already_gets_its_day_and_the_account_nothing_twice(insured, channel):
    before = accounts.balance(insured)

    send(channel, arrival(month=date(2026, 7, 1)))

    assert months(insured) == [(1, 5), (7, 7)]
    assert accounts.balance(insured) == before
    assert Contribution.objects.filter(month=date(2026, 7, 1), arrived_on__isnull=False).exists()


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_a_flow_of_another_day_is_refused(insured, channel):
    first, again = send(channel, arrival()), send(channel, arrival())

    assert first == again
    assert ArrivalFile.objects.count() == Arrival.objects.count() == 1
    with pytest.raises(NotValid):
        send(channel, arrival(), day=date(2026, 9, 5))
    with pytest.raises(NotValid):
        send(channel, arrival(), arrival(flow="T9"), version=3)
    assert Arrival.objects.count() == 1


@pytest.mark.django_db
def test_a_corrected_file_replaces_by_flow_and_leaves_a_trace(insured, channel):
    before = accounts.balance(insured)
    send(channel, arrival(), arrival(month=date(2026, 6, 1), flow="T2"))

    smaller = {"base_fen": 700_000, "employer_fen": 112_000, "personal_fen": 56_000}
    second = send(channel, arrival(**smaller), version=2)

    assert accounts.balance(insured) == before + 56_000
    assert months(insured) == [(1, 5), (7, 7), (8, 8)]
    there = insured.periods.lying_there().get(first_month=date(2026, 6, 1))
    assert not there.is_paid
    owed = Contribution.objects.standing().get(month=date(2026, 6, 1))
    assert (owed.owed_by, owed.brought_with) == ("employer", second.number)
    assert Contribution.objects.standing().get(month=date(2026, 8, 1)).base_fen == 700_000
    taken_out = Arrival.objects.filter(state="taken-out")
    assert {each.taken_out_with for each in taken_out} == {second.number}
    assert taken_out.count() == 2


@pytest.mark.django_db
def test_what_was_paid_here_is_confirmed_once_and_twice_is_put_aside(insured, channel):
    paid_here = {
        "relationship": insured, "month": date(2026, 7, 1), "base_fen": 800_000,
        "personal_fen": 160_000, "account_fen": 64_000, "arrived_on": date(2026, 9, 1),
        "source": "payment", "brought_with": "P2026-TEST-0001", "brought_at": MONDAY,
    }  # fmt: skip
    Contribution.objects.create(**paid_here)
    alone = arrival(month=date(2026, 7, 1), employer_code="", employer_fen=0, personal_fen=160_000)
    InsuredPeriod.objects.filter(first_month=date(2026, 7, 1)).update(
        employer_rate=0, personal_rate=Decimal("0.2")
    )
    before = accounts.balance(insured)

    send(channel, alone)
    send(channel, replace(alone, flow="T2"), day=date(2026, 9, 5))

    assert accounts.balance(insured) == before
    standing = Contribution.objects.standing().get(month=date(2026, 7, 1))
    assert (standing.source, standing.arrived_on) == ("tax", date(2026, 9, 3))
    assert Arrival.objects.get(flow="T2").reason == "paid"


@pytest.mark.django_db
def test_a_month_that_has_moved_since_is_taken_back_by_no_file(insured, channel):
    send(channel, arrival())
    Relationship.objects.filter(pk=insured.pk).update(status=Relationship.Status.MOVED)

    with pytest.raises(NotValid):
        send(channel, arrival(base_fen=700_000), version=2)
    assert ArrivalFile.objects.count() == 1


@pytest.mark.django_db
def test_a_year_of_a_resident_is_twelve_months(world, two, channel):
    take_in("persons", lines("persons", person(BORN)), **two)
    of_resident = relationship(BORN, scheme="居民", employer_name="")
    take_in("relationships", lines("relationships", of_resident), **two)
    year = arrival(
        month=date(2026, 1, 1), insurance_code="170", kind="resident-year", employer_code="",
        base_fen=300_000, employer_fen=0, personal_fen=300_000,
    )  # fmt: skip

    send(channel, year)

    held = Relationship.objects.get(personal_number=NUMBER)
    assert months(held) == [(1, 12)]
    assert accounts.balance(held) == 300_000
    send(channel, replace(year, flow="T2"), day=date(2026, 9, 5))
    assert Arrival.objects.get(flow="T2").reason == "paid"


# --- Put aside ----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_person_nobody_knows_is_put_aside_and_moves_by_two(insured, channel, world):
    send(channel, arrival(personal_number="4401999999"))
    found = Arrival.objects.get()
    assert (found.state, found.reason) == ("parked", "no-relationship")

    one, other = world.head, world.pension_new_a
    placing.propose(found, NUMBER, "按姓名和单位核对", account_fen=None, by=one, now=MONDAY)
    with pytest.raises(NotPermitted):
        placing.agree(found, by=one, now=MONDAY)
    placing.agree(found, by=other, now=MONDAY)

    found.refresh_from_db()
    assert (found.state, found.relationship_id, found.decided_by) == (
        "booked", insured.pk, other.user,
    )  # fmt: skip
    assert months(insured) == [(1, 5), (7, 8)]
    with pytest.raises(MoveNotPossible):
        placing.agree(found, by=other, now=MONDAY)


@pytest.mark.django_db
def test_amounts_that_no_month_explains_need_a_share_that_makes_them(insured, channel, world):
    alone = {"employer_code": "", "employer_fen": 0, "personal_fen": 160_000}
    lying = InsuredPeriod.objects.filter(relationship=insured)
    lying.update(gone_as="corrected", gone_with="F2026-X")
    send(channel, arrival(**alone))
    found = Arrival.objects.get()
    assert found.reason == "terms"

    edge = {"by": world.head, "now": MONDAY}
    with pytest.raises(NotValid):
        placing.propose(found, NUMBER, "x", account_fen=None, **edge)
    with pytest.raises(NotValid):
        placing.propose(found, NUMBER, " ", account_fen=64_000, **edge)
    with pytest.raises(NotValid):
        placing.propose(found, "9999", "x", account_fen=64_000, **edge)
    placing.propose(found, NUMBER, "x", account_fen=64_000, **edge)
    placing.agree(found, by=world.pension_new_a, now=MONDAY)
    assert accounts.balance(insured) == 64_000


@pytest.mark.django_db
@pytest.mark.one_database
def test_two_of_the_desk_turn_a_payment_down_and_nothing_is_booked(insured, channel, world):
    send(channel, arrival(name="王别人"))
    found = Arrival.objects.get()
    address = reverse("desk_arrival_place", args=[found.pk])
    with time_machine.travel(MONDAY, tick=False):
        head, clerk = signed_in(world.head), signed_in(world.pension_new_a)
        page = text(head.get(reverse("desk_arrivals")))
        assert "王别人" in page
        assert "1,920.00" in page
        head.post(address, {"number": "", "note": "已告知税务部门"})
        assert "Another person has to agree." in text(head.get(reverse("desk_arrivals")))
        page = text(clerk.post(address, {"what": "agree"}, follow=True))
        assert "No arrival waits" in page
        assert signed_in(world.pension_stranger).post(address).status_code == 404
    found.refresh_from_db()
    assert (found.state, found.relationship_id) == ("turned-down", None)
    assert months(insured) == [(1, 5), (7, 7)]


# --- By program ---------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.one_database
def test_a_system_puts_a_day_and_reads_what_waits(insured, world):
    register(world.head.agency)
    program = Program(ask_for_token("agency-system").json()["access_token"])
    narrow = Program(ask_for_token("agency-system", scope="records.write").json()["access_token"])
    raw = day_file(arrival(), arrival(flow="T2", name="王别人"))

    sent = program.send("put", f"feeds/tax/{DAY}", raw, content_type="text/plain")

    assert sent.status_code == 200, sent.content
    answer = sent.json()
    assert (answer["rows"], answer["booked"], answer["total"]) == (2, 1, "3840.00")
    assert [(each["flow"], each["reason"]) for each in answer["put_aside"]] == [("T2", "name")]
    assert "李示例" not in sent.content.decode()
    assert program.get(f"feeds/tax/{DAY}").json() == answer
    assert program.get("feeds/tax/2026-09-03").status_code == 404
    assert program.get("feeds/tax/20260904").status_code == 404
    wrong = program.send("put", "feeds/tax/2026-09-03", raw, content_type="text/plain")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/file")
    assert narrow.send("put", f"feeds/tax/{DAY}", raw, content_type="text/plain").status_code == 403


def test_every_reason_speaks_both_languages():
    assert all(isinstance(each, Text) and each.zh and each.en for each in REASONS.values())
