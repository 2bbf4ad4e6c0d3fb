"""Records coming in: a file of each kind checked and taken in, beside a bare COPY of its rows."""

import csv
import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from allauth.idp.oidc.models import Client as OAuthClient
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import Person, User
from agencies.actors import Actor, Position, actor_of
from agencies.models import Agency, ApiClient, Post
from bench.copies import as_patient_owner
from intake import files
from intake.actions import arriving, taking_in
from intake.models import Arrival, RecordFile
from intake.rules import arrival_file
from intake.rules.arrival_file import Line
from intake.rules.layouts import KINDS
from kit import wall
from law.identity_number import check_character
from records.models import AccountYear, Contribution, InsuredPeriod, Relationship

MODELS: dict[str, type[models.Model]] = {
    "persons": Person,
    "relationships": Relationship,
    "periods": InsuredPeriod,
    "contributions": Contribution,
    "account-years": AccountYear,
}
MONTHS = 20  # of each person in the file of contributions; their periods lie in two years
MOST = 1_000_000_000
DAY = date(2025, 9, 15)  # the month after those of the file of periods


def show(rows: int, agency: Agency, say: Callable[[str], None], kinds: str = "") -> None:
    """Measure a file of each kind with that many rows, in a process of its own for the memory.

    With `kinds` only those files have so many; those before them hold whom they need.
    """
    say(f"\n{'file':<15}{'rows':>9}{'check s':>9}{'write s':>9}{'COPY s':>8}{'write/COPY':>11}"
        f"{'both/COPY':>11}{'1M rows s':>10}{'CPU of 1M':>10}{'peak MB':>9}")  # fmt: skip
    wanted = kinds.split(",") if kinds else list(KINDS)
    for kind in list(KINDS)[: max(map(list(KINDS).index, wanted)) + 1]:
        many = rows if kind in wanted else rows // MONTHS * (2 if kind == "periods" else 1)
        _apart(f"importing.one({kind!r}, {many}, {agency.pk})", say)
    if kinds:
        return
    _apart(f"importing.arrivals({rows // MONTHS}, {agency.pk})", say)


def _apart(call: str, say: Callable[[str], None]) -> None:
    """Measure in a process of its own."""
    script = f"from bench import importing, measuring; measuring.be_the_application(); {call}"
    code = f"import django; django.setup()\n{script}"
    command = [sys.executable, "-c", code]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    say(done.stdout.strip() or done.stderr[-2000:])


@wall.as_house("bench")
def arrivals(rows: int, agency_key: int) -> None:
    """Measure a day of the tax channel, a month for each person whose contributions came in."""
    agency = Agency.objects.get(pk=agency_key)
    oauth = OAuthClient.objects.create(id="bench-tax", name="bench-tax")
    client = ApiClient.objects.create(client=oauth, agency=agency)
    by = Actor(client=client, agency=agency, position=Position.CLIENT)
    raw = arrival_file.write(1, DAY, tuple(_of_day(rows)))
    begun = time.perf_counter()
    arriving.receive(raw, DAY, by=by, now=timezone.now())
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    booked = Arrival.objects.filter(state=Arrival.State.BOOKED).count()
    print(f"a day of the tax channel: {rows:,} payments, {booked:,} booked in {took:.1f} s "
          f"({rows / took:,.0f}/s), peak {peak:.0f} MB")  # fmt: skip


def _of_day(rows: int) -> Iterator[Line]:
    for n in range(rows):
        base = (8000 + n % 500) * 100
        yield Line(
            line=n, flow=f"B{n}", personal_number=_personal(n), name=_name(n),
            insurance_code="110", period=DAY.replace(day=1), kind="normal",
            employer_code=f"91330100MA{n % 500:08d}", base_fen=base, employer_fen=base * 16 // 100,
            personal_fen=base * 8 // 100, arrived_on=DAY, late_fee_fen=0,
        )  # fmt: skip


@wall.as_house("bench")
def one(kind: str, rows: int, agency_key: int) -> None:
    """Measure one file and print its line."""
    agency = Agency.objects.get(pk=agency_key)
    two = [_staff(agency, role) for role in (Post.Role.SUPERVISOR, Post.Role.CLERK)]
    arrived = files.keep(_lines(kind, rows), most=MOST)
    begun, cpu = time.perf_counter(), time.process_time()
    record_file = taking_in.bring(
        arrived, kind, name="bench", by=two[0], now=timezone.now(), most=MOST
    )
    if record_file.state == "checking":
        taking_in.check(record_file, now=timezone.now())
    checked = time.perf_counter()
    if record_file.state != "ready":
        faults = list(record_file.faults.values_list("row", "field", "code")[:5])
        print(kind, record_file.state, record_file.fault, faults)
        return
    taking_in.release(record_file, by=two[1], now=timezone.now())
    if record_file.state == "released":
        taking_in.take_in(record_file, now=timezone.now())
    written = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu = time.process_time() - cpu  # of this process, beside which the database has its own
    _tell(kind, record_file, checked - begun, written - checked, cpu, peak)


def _tell(
    kind: str, record_file: RecordFile, check: float, write: float, cpu: float, peak: float
) -> None:
    rows = record_file.rows_new
    copy = _bare_copy(MODELS[kind], rows)
    whole = (check + write) * 1_000_000 / rows
    print(
        f"{kind:<15}{rows:>9,}{check:>9.1f}{write:>9.1f}{copy:>8.1f}{write / copy:>11.1f}"
        f"{(check + write) / copy:>11.1f}{whole:>10.0f}{cpu * 1_000_000 / rows:>10.0f}{peak:>9.0f}"
    )


def _bare_copy(model: type[models.Model], rows: int) -> float:
    """Copy the same rows once more into a table with the same indexes and constraints."""
    table = model._meta.db_table
    with connection.cursor() as cursor, as_patient_owner(cursor):
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute(f"CREATE TABLE bench_copy (LIKE {table} INCLUDING ALL)")
        for name, said in _foreign_keys(cursor, table):
            cursor.execute(f"ALTER TABLE bench_copy ADD CONSTRAINT {name}_copy {said}")
        out = io.StringIO()
        newest = f"SELECT * FROM {table} ORDER BY id DESC LIMIT {rows}"  # noqa: S608 -- ours
        cursor.cursor.copy_expert(f"COPY ({newest}) TO STDOUT", out)
        out.seek(0)
        with transaction.atomic():
            begun = time.perf_counter()
            cursor.cursor.copy_expert("COPY bench_copy FROM STDIN", out)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            took = time.perf_counter() - begun
        cursor.execute("DROP TABLE bench_copy")
    return took


def _foreign_keys(cursor: object, table: str) -> list[tuple[str, str]]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    )
    return cursor.fetchall()  # type: ignore[attr-defined]


def _staff(agency: Agency, role: str) -> object:
    mail = f"bench-{role}@people.example"
    user = User.objects.filter(email=mail).first() or User.objects.create_user(mail, "x" * 20)
    post = {"agency": agency, "role": role, "started_at": timezone.now()}
    Post.objects.get_or_create(user=user, defaults=post)
    return actor_of(user)


# --- Files ----------------------------------------------------------------------------------------
def _lines(kind: str, rows: int) -> Iterator[bytes]:
    yield (",".join(each.name for each in KINDS[kind].columns) + "\n").encode()
    out = io.StringIO()
    writer = csv.writer(out)
    for number, row in enumerate(ROWS[kind](rows)):
        writer.writerow(row)
        if number % 500 == 499:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _document(number: int) -> str:
    born = date(1960, 1, 1) + timedelta(days=number % 14_000)
    first = f"330106{born:%Y%m%d}{number // 14_000:03d}"
    return first + check_character(first)


def _name(number: int) -> str:
    return f"张{chr(0x4E00 + number % 20000)}"


def _personal(number: int) -> str:
    return f"B{number:09d}"


def _persons(rows: int) -> Iterator[list[object]]:
    for n in range(rows):
        yield [_name(n), _document(n), "", "", "", "", "330100",
               f"138{n % 10**8:08d}", "", "浙江省杭州市示例路1号"]  # fmt: skip


def _relationships(rows: int) -> Iterator[list[object]]:
    for n in range(rows):
        yield [_document(n), "", "", "pension", "", _personal(n), "active", "",
               f"杭州示例{n % 500}有限公司", "2024-01", ""]  # fmt: skip


def _periods(rows: int) -> Iterator[list[object]]:
    for n in range(rows // 2):
        for year in (2024, 2025):
            last = f"{year}-{12 if year == 2024 else 8:02d}"
            yield [_personal(n), "pension", "", f"{year}-01", last, f"{8000 + n % 500}.00",
                   "0.16", "0.08", "0.08", "", ""]  # fmt: skip


def _contributions(rows: int) -> Iterator[list[object]]:
    for n in range(rows // MONTHS):
        for at in range(MONTHS):
            month = f"{2024 + at // 12}-{at % 12 + 1:02d}"
            yield [_personal(n), "pension", "", month, f"91330100MA{n % 500:08d}",
                   f"杭州示例{n % 500}有限公司", "8000.00", "1280.00", "640.00", "640.00",
                   f"{month}-28", f"{month}-15", ""]  # fmt: skip


def _account_years(rows: int) -> Iterator[list[object]]:
    for n in range(rows // 2):
        yield [_personal(n), "pension", "", 2024, "0.00", "7680.00", "7680.00", "50.00", "",
               "7730.00", ""]  # fmt: skip
        yield [_personal(n), "pension", "", 2025, "7730.00", "7680.00", "7680.00", "0.00", "",
               "15410.00", "no"]  # fmt: skip


ROWS: dict[str, Callable[[int], Iterator[list[object]]]] = {
    "persons": _persons,
    "relationships": _relationships,
    "periods": _periods,
    "contributions": _contributions,
    "account-years": _account_years,
}
