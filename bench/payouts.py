"""The run of a month, the file for a bank and its answer, for very many people at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.db import connection
from django.db.models import Count, Max, Sum

from accounts.models import Person
from agencies.actors import Actor, actor_of
from agencies.models import Agency, Post
from bench import copies, load, world
from casework.models import Case
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import from_fen
from law.wording import Text
from payouts import invariants, registry, sandbox
from payouts.actions import answering, preparing, releasing, running, telling
from payouts.models import (
    Batch,
    Entitlement,
    EntitlementRate,
    Payable,
    PaymentAccount,
    Run,
    account_index,
)
from payouts.registry import Benefit
from payouts.rules import bank_answer
from payouts.rules.amounts import Line, keep
from payouts.rules.bank_file import orders_in, write
from payouts.rules.drawing import month_before, month_of

PIECE, FIRST, WRITTEN = 5_000, 70_000_000, 1_000
BENEFIT = Benefit(
    name="bench-pension",
    title=Text("养老金", "Pension"),
    fund="pension",
    is_monthly=True,
    purpose_code="YLBX",
)
T = TypeVar("T")


def measure(people: int, agency: Agency, *, kills: int = 0) -> None:
    """Print how many rows a second each step of a month takes, and what it costs."""
    registry.declare(BENEFIT)
    fill(people, agency)
    world.analyze()
    by, second = (
        actor_of(world.staff(agency, Post.Role.CLERK, f"payer{n}@bench.example")) for n in (1, 2)
    )
    print(f"\n{people:,} people who are paid each month")
    print(f"{'step':<32} {'rows/s':>10} {'processor s':>12} {'seconds':>9}")
    run = _told(f"the whole run, killed {kills} times", people, lambda: _run(agency, kills))
    _is_whole(run, people)
    _told("the same again (adds nothing)", people, lambda: _again(run))
    batches = _told("batches", people, lambda: _prepared(by))
    lines = sum(each.lines for each in batches)
    _told("files and ledger", lines, lambda: _released(batches, second))
    content = bytes(batches[0].files.get(kind="order").content)
    head = releasing.head_of(batches[0], world.NOW)
    orders = list(orders_in(content))
    _told("of these: the file", len(orders), lambda: write(head, orders))
    _answered(batches)
    _judged()


def _is_whole(run: Run, people: int) -> None:
    """Stop where anything is doubled or missing: each has one payment, of its own amount."""
    made = Payable.objects.filter(period=run.month, fund=run.fund)
    sums = made.aggregate(
        n=Count("pk"), of=Count("entitlement", distinct=True), fen=Sum("gross_fen")
    )
    wanted = EntitlementRate.objects.filter(replaced_by=None).aggregate(fen=Sum("amount_fen"))
    run.refresh_from_db()
    found = (sums["n"], sums["of"], sums["fen"], run.owed_lines, run.owed_fen)
    if found != (people, people, wanted["fen"], people, wanted["fen"]):
        raise SystemExit(f"doubled or missing: {found} for {people} and {wanted}")
    print(f"{people:,} payments of {people:,} people: none doubled, none missing")


def _judged() -> None:
    found = [text for check in invariants.INVARIANTS for text in check()]
    print(f"{Payable.objects.filter(state='paid').count():,} paid, {len(found)} violations {found}")


def _told(name: str, rows: int, step: Callable[[], T]) -> T:
    began, used = time.perf_counter(), _used()
    answer = step()
    used, took = _used() - used, time.perf_counter() - began
    print(f"{name:<32} {rows / took:>10,.0f} {used:>12.2f} {took:>9.2f}", flush=True)
    return answer


def _used() -> float:
    """Return the processor time of this process and of its session in the database (seconds)."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        session = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not session.exists():  # a server of another machine
        return own
    after_name = session.read_text().rsplit(")", 1)[1].split()
    return own + sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")


def _run(agency: Agency, kills: int) -> Run:
    run = running.open_run(agency, BENEFIT.fund, month_of(world.NOW.date()), now=world.NOW)
    last = Entitlement.objects.aggregate(last=Max("pk"))["last"]
    at = [last * (number + 1) // (kills + 1) for number in range(kills - 1)]
    for place in at:
        _killed(run, lambda run, place=place: run.reached >= place)
    if kills:
        _killed(run, lambda run: run.compared_to > 0)  # while it is compared with last month
    _worked_off(run.pk)
    return run


def _again(run: Run) -> None:
    keys = list(Entitlement.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), running.CHUNK):
        some = keys[first : first + running.CHUNK]
        made = running.insert(run, after=some[0] - 1, until=some[-1], now=world.NOW)
        if made:
            raise SystemExit(f"{made} were made a second time")


def _killed(run: Run, is_there: Callable[[Run], bool]) -> None:
    """Let another process go on with the run, and kill it without a word once it is there."""
    command = [sys.executable, "-m", "bench", "--only-payouts", "--run", str(run.pk)]
    process = subprocess.Popen(command, env=load.environment())
    while not is_there(run) and process.poll() is None:
        time.sleep(0.02)
        run.refresh_from_db()
    process.kill()
    if process.wait() != -signal.SIGKILL:
        raise SystemExit("the run was over before it could be killed")
    print(f"killed at entitlement {run.reached:,}, payment {run.compared_to:,}", flush=True)


def go_on(run: int) -> None:
    """Work a run off to its end, as a process that may be killed."""
    registry.declare(BENEFIT)
    _worked_off(run)


def _worked_off(run: int) -> None:
    while not running.work_off(Run.objects.get(pk=run), now=world.NOW):
        pass


def _prepared(by: Actor) -> list[Batch]:
    asked = preparing.prepare(BENEFIT.fund, by=by, now=world.NOW)
    while not preparing.work_off(asked, now=world.NOW):
        pass
    return asked.made()


def _released(batches: list[Batch], by: Actor) -> None:
    for batch in batches:
        releasing.release(batch, by=by, now=world.NOW)


def _answered(batches: list[Batch]) -> None:
    rows = sum(each.lines for each in batches)
    files = [(each, bytes(each.files.get(kind="order").content)) for each in batches]
    answers = [
        (batch, sandbox.answer_to(batch.number, content, booked_on=batch.pay_on, now=world.NOW))
        for batch, content in files
    ]
    _told("answers read", rows, lambda: [bank_answer.read(each) for _batch, each in answers])
    _told("answers booked", rows, lambda: [
        answering.take(batch, each, by=None, now=world.NOW) for batch, each in answers
    ])  # fmt: skip
    _told("the same again", rows, lambda: [
        answering.take(batch, each, by=None, now=world.NOW) for batch, each in answers
    ])  # fmt: skip
    _told("people told", rows, lambda: _all_told(batches))


def _all_told(batches: list[Batch]) -> None:
    for batch in batches:
        while telling.tell_some(batch.pk, world.NOW):
            pass


# --- People who are paid --------------------------------------------------------------------------
def fill(people: int, agency: Agency) -> None:
    """Let so many people draw a pension that they were paid last month as well.

    Most are copies of the first one, made by the database: other keys, banks and amounts.
    """
    written = min(people, WRITTEN) if connection.vendor == "postgresql" else people
    for first in range(FIRST, FIRST + written, PIECE):
        _fill(range(first, min(first + PIECE, FIRST + written)), agency)
    first = Entitlement.objects.order_by("pk")[0]
    for begins in range(0, people - written, copies.BATCH):
        _copy(first, range(begins, min(begins + copies.BATCH, people - written)))


def _copy(first: Entitlement, numbers: range) -> None:
    of_person = {"person_id": copies.KEY, "case_id": copies.KEY}
    fen, month = "250000 + n %% 100000", f"{first.from_month:%Y-%m}"
    rate = {"entitlement_id": copies.KEY, "person_id": copies.KEY, "amount_fen": fen}
    owed = {"key": f"'e' || {copies.KEY} || ':{month}:0'", "entitlement_id": copies.KEY}
    owed |= {"rate_id": copies.KEY, "gross_fen": fen, "amount_fen": fen}
    indexes = dict.fromkeys(copies.INDEXES, copies.INDEX)
    bank = "(ARRAY['102', '103', '104'])[1 + n %% 3]"
    account = {"number_index": copies.INDEX, "bank": bank}
    number = f"'E' || {copies.KEY}"
    for model, column, value, given in (
        (Person, "id", first.person_id, {"id": copies.KEY, **indexes}),
        (Case, "id", first.case_id, {"id": copies.KEY, "person_id": copies.KEY, "number": number}),
        (PaymentAccount, "case_id", first.case_id, {**of_person, **account}),
        (Entitlement, "id", first.pk, {"id": copies.KEY, **of_person}),
        (EntitlementRate, "entitlement_id", first.pk, {"id": copies.KEY, **rate}),
        (Payable, "entitlement_id", first.pk, {**of_person, **owed}),
    ):
        copies.copy(model, {column: value}, given, numbers, now=world.NOW, every=1)


def _fill(numbers: range, agency: Agency) -> None:
    month = month_of(world.NOW.date())
    persons = Person.objects.bulk_create(world.person(number) for number in numbers)
    cases = Case.objects.bulk_create(
        Case(
            number=f"E{person.pk:09d}",
            service="pension-transfer",
            person=person,
            created_at=world.NOW,
        )
        for person in persons
    )
    PaymentAccount.objects.bulk_create(
        PaymentAccount(
            person_id=case.person_id,
            bank=("102", "103", "104")[number % 3],
            number=f"622202{case.person_id:012d}1",
            number_index=account_index(f"622202{case.person_id:012d}1"),
            kind="bank-card",
            proof="same",
            valid_from=month,
            first_paid_on=month,
            case=case,
        )
        for number, case in enumerate(cases)
    )
    drawn = Entitlement.objects.bulk_create(
        Entitlement(
            person_id=case.person_id,
            benefit=BENEFIT.name,
            fund=BENEFIT.fund,
            agency=agency,
            case=case,
            from_month=month_before(month),
            begun_at=world.NOW,
        )
        for case in cases
    )
    _rates(drawn, agency)


def _rates(drawn: list[Entitlement], agency: Agency) -> None:
    rates = EntitlementRate.objects.bulk_create(
        EntitlementRate(
            entitlement=each,
            person_id=each.person_id,
            agency=agency,
            number=1,
            from_month=each.from_month,
            amount_fen=(fen := 250_000 + each.pk % 100_000),
            lines=keep([_line(fen)]),
            at=world.NOW,
        )
        for each in drawn
    )
    Payable.objects.bulk_create(
        Payable(
            key=f"e{rate.entitlement_id}:{rate.from_month:%Y-%m}:0",
            entitlement_id=rate.entitlement_id,
            rate=rate,
            case_id=each.case_id,
            person_id=rate.person_id,
            agency=agency,
            benefit=BENEFIT.name,
            fund=BENEFIT.fund,
            kind="regular",
            month=rate.from_month,
            period=rate.from_month,
            gross_fen=rate.amount_fen,
            amount_fen=rate.amount_fen,
            state="held",
            held_because="clerk",  # of last month: only compared with
            owed_at=world.NOW,
        )
        for each, rate in zip(drawn, rates, strict=True)
    )


def _line(fen: int) -> Line:
    return Line(
        name="base",
        title=Text("基础养老金", "Basic pension"),
        amount=from_fen(fen),
        formula="",
        basis=cite(SOCIAL_INSURANCE_LAW, "15"),
    )
