"""The run of a month, the file for a bank and its answer, for very many people at once."""

import time
from collections.abc import Callable
from typing import TypeVar

from accounts.models import Person
from agencies.actors import Actor, actor_of
from agencies.models import Agency, Post
from bench import world
from casework.models import Case
from law.documents import SOCIAL_INSURANCE_LAW, cite
from law.money import from_fen
from law.wording import Text
from payouts import invariants, registry, sandbox
from payouts.actions import answering, preparing, releasing, running, telling
from payouts.models import (
    Batch,
    BatchLine,
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

PIECE, FIRST = 5_000, 70_000_000
BENEFIT = Benefit(
    name="bench-pension",
    title=Text("养老金", "Pension"),
    fund="pension",
    is_monthly=True,
    purpose_code="YLBX",
)
T = TypeVar("T")


def measure(people: int, agency: Agency) -> None:
    """Print how many rows a second each step of a month takes, and what it costs."""
    registry.declare(BENEFIT)
    fill(people, agency)
    world.analyze()
    by, second = (
        actor_of(world.staff(agency, Post.Role.CLERK, f"payer{n}@bench.example")) for n in (1, 2)
    )
    print(f"\n{people:,} people who are paid each month")
    print(f"{'step':<32} {'rows/s':>10} {'processor s':>12} {'seconds':>9}")
    run = _told("entitlements -> payments", people, lambda: _run(agency))
    _told("the same again (adds nothing)", people, lambda: running.insert(
        run, after=0, until=2**62, now=world.NOW
    ))  # fmt: skip
    _told("compared with last month", people, lambda: running.finish(run, now=world.NOW))
    batches = _told("batches", people, lambda: _prepared(by))
    _told("files and ledger", people, lambda: _released(batches, second))
    content = bytes(batches[0].files.get(kind="order").content)
    head = releasing.head_of(batches[0], world.NOW)
    orders = list(orders_in(content))
    _told("of these: the file", len(orders), lambda: write(head, orders))
    _answered(batches)
    found = [text for check in invariants.INVARIANTS for text in check()]
    print(f"{Payable.objects.filter(state='paid').count():,} paid, {len(found)} violations {found}")


def _told(name: str, rows: int, step: Callable[[], T]) -> T:
    began, used = time.perf_counter(), time.process_time()
    answer = step()
    used, took = time.process_time() - used, time.perf_counter() - began
    print(f"{name:<32} {rows / took:>10,.0f} {used:>12.2f} {took:>9.2f}", flush=True)
    return answer


def _run(agency: Agency) -> Run:
    run = running.open_run(agency, BENEFIT.fund, month_of(world.NOW.date()), now=world.NOW)
    while running._next_chunk(run, world.NOW):
        pass
    return run


def _prepared(by: Actor) -> list[Batch]:
    return preparing.prepare(BENEFIT.fund, by=by, now=world.NOW)


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
    some = BatchLine.objects.filter(told_at=None)[: telling.AT_ONCE]
    _told("people told", telling.AT_ONCE, lambda: telling._tell_some(list(some), world.NOW))


# --- People who are paid --------------------------------------------------------------------------
def fill(people: int, agency: Agency) -> None:
    """Let so many people draw a pension that they were paid last month as well."""
    for first in range(FIRST, FIRST + people, PIECE):
        _fill(range(first, min(first + PIECE, FIRST + people)), agency)


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
