"""The run of a month: everything that is owed becomes a payment, once, however often it is run.

A run is a chain of duties; each works off some thousands of entitlements in pieces, and each piece
is a transaction. The key of a payment says what it is for, so that a piece that is done again adds
nothing. What was changed since the last run is worked out one by one.
"""

from datetime import date, datetime, time

from django.db import connection, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from agencies import rule_book, work_calendar
from agencies.models import Agency
from casework.models import Duty
from kit import wall
from kit.clock import day_of
from payouts.actions import comparing, proving, reckoning, setting_off
from payouts.models import Entitlement, Exclusion, Run
from payouts.models.entitlements import EntitlementQuerySet
from payouts.rules.drawing import month_of, months, next_month
from payouts.rules.running import pay_day, run_day
from payouts.rules.states import Drawn

CHUNK = 1000
CHANGED_AT_ONCE = 100
CHUNKS_AT_ONCE = 20
EARLY = time(5)
INSERT = """
INSERT INTO payouts_payable (key, entitlement_id, rate_id, case_id, person_id, agency_id, benefit,
    fund, kind, month, period, gross_fen, withheld_fen, amount_fen, lines, state, held_because,
    attempts, returned_because, owed_at)
SELECT 'e' || e.id || ':' || %(name)s || ':0', e.id, r.id, e.case_id, e.person_id, e.agency_id,
    e.benefit, e.fund, 'regular', %(month)s, %(month)s, r.amount_fen, 0, r.amount_fen, '', 'owed',
    '', 0, '', %(at)s
FROM payouts_entitlement e JOIN payouts_entitlementrate r ON r.entitlement_id = e.id
WHERE e.agency_id = %(agency)s AND e.fund = %(fund)s AND e.state = 'active'
    AND e.id > %(after)s AND e.id <= %(until)s
    AND e.from_month <= %(month)s AND (e.until_month IS NULL OR e.until_month >= %(month)s)
    AND (e.reckon_from IS NULL OR e.reckon_from > %(month)s)
    AND r.replaced_by_id IS NULL AND r.amount_fen > 0
    AND r.from_month = (SELECT max(x.from_month) FROM payouts_entitlementrate x
        WHERE x.entitlement_id = e.id AND x.replaced_by_id IS NULL AND x.from_month <= %(month)s)
ON CONFLICT (key) DO NOTHING
"""


# --- When -----------------------------------------------------------------------------------------
def owe_runs(*, now: datetime) -> None:
    """Owe the runs of this month and the next, each for its day; safe to repeat."""
    this = month_of(day_of(now))
    wanted = {f"run-month:{month}": month for month in (this, next_month(this))}
    there = set(Duty.objects.filter(key__in=wanted).values_list("key", flat=True))
    made = [_opening(key, month) for key, month in wanted.items() if key not in there]
    if made:
        Duty.objects.bulk_create(made, ignore_conflicts=True)


def _opening(key: str, month: date) -> Duty:
    """Each month opens on the first of all run days; an agency's own may come later."""
    day = run_day(month, work_calendar.national(), rule_book.current())
    due = datetime.combine(day, EARLY, timezone.get_default_timezone())
    return Duty(key=key, kind=Duty.Kind.RUN_MONTH, subject=f"open|{month}", due_at=due)


def do_run(duty: Duty, now: datetime) -> None:
    """Open the runs of a month, or work off the next piece of one."""
    what, _bar, which = duty.subject.partition("|")
    if what == "open":
        open_month(date.fromisoformat(which), now=now)
    else:
        work_off(Run.objects.get(pk=int(what)), now=now, piece=int(which))


def open_month(month: date, *, now: datetime) -> list[Run]:
    """Open the run of a month for each agency and fund that pays, and of months it has missed."""
    paying = Entitlement.objects.order_by("agency", "fund").values_list("agency_id", "fund")
    opened: list[Run] = []
    for agency, fund in paying.distinct():
        last = Run.objects.filter(agency=agency, fund=fund).aggregate(last=Max("month"))["last"]
        for each in months(next_month(last) if last else month, month):
            opened.append(open_run(Agency.objects.get(pk=agency), fund, each, now=now))
    return opened


def open_run(agency: Agency, fund: str, month: date, *, now: datetime) -> Run:
    """Open one run and owe its work, once."""
    calendar, book = work_calendar.of(agency), rule_book.current()
    run, _is_new = Run.objects.get_or_create(
        agency=agency,
        fund=fund,
        month=month,
        defaults={
            "opened_at": now,
            "pay_on": pay_day(month, calendar, book, agency.region_id),
        },
    )
    _owe_piece(run, 0, now)
    return run


def _owe_piece(run: Run, number: int, now: datetime) -> None:
    duty = Duty(
        key=f"run:{run.pk}:{number}",
        kind=Duty.Kind.RUN_MONTH,
        subject=f"{run.pk}|{number}",
        due_at=now,
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)


# --- What -----------------------------------------------------------------------------------------
@wall.as_house("work out what an agency owes for a month")
def work_off(run: Run, *, now: datetime, chunks: int = CHUNKS_AT_ONCE, piece: int = 0) -> bool:
    """Work off some chunks and owe the next piece of work; say whether the run is done.

    Each chunk is a transaction, and the row of the run says how far they have come.
    """
    if run.state != Run.State.OPEN:
        return True
    if run.reached == 0:
        proving.end_for_the_dead(of_run(run).running(), now)
    for _chunk in range(chunks):
        if not _next(run, now):
            comparing.add_up(run, now=now)
            return True
    _owe_piece(run, piece + 1, now)
    return False


def _next(run: Run, now: datetime) -> bool:
    """Do what comes next: payments, then what was changed, then the comparison; say if any was."""
    if _next_chunk(run, now) or _next_changed(run, now):
        return True
    if run.compared_to == 0:
        _end_what_ran_out(run, now)
        setting_off.keep_back(run, now=now)
    return comparing.next_chunk(run, now=now)


def of_run(run: Run) -> EntitlementQuerySet:
    """Return the entitlements of a run's agency and fund."""
    found: EntitlementQuerySet = Entitlement.objects.filter(agency=run.agency_id, fund=run.fund)
    return found


def _next_chunk(run: Run, now: datetime) -> bool:
    """Make the payments of the next thousand entitlements; say whether there were any."""
    keys = of_run(run).running().filter(pk__gt=run.reached).order_by("pk")
    last = list(keys.values_list("pk", flat=True)[:CHUNK])
    if not last:
        return False
    with transaction.atomic():
        insert(run, after=run.reached, until=last[-1], now=now)
        Run.objects.filter(pk=run.pk, reached__lt=last[-1]).update(reached=last[-1])
    run.reached = last[-1]
    return True


def insert(run: Run, *, after: int, until: int, now: datetime) -> int:
    """Make a payment of each of these entitlements that has none, in one statement."""
    at = connection.ops.adapt_datetimefield_value(now)
    values = {
        "name": f"{run.month:%Y-%m}",
        "month": connection.ops.adapt_datefield_value(run.month),
        "agency": run.agency_id,
        "fund": run.fund,
        "after": after,
        "until": until,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        return int(cursor.rowcount)


def _next_changed(run: Run, now: datetime) -> bool:
    """Work out the next of those that were changed, each by itself; say whether there were any."""
    changed = of_run(run).filter(reckon_from__lte=run.month).order_by("pk")
    keys = list(changed.values_list("pk", flat=True)[:CHANGED_AT_ONCE])
    for pk in keys:
        reckon(pk, run.month, now=now)
    return bool(keys)


@transaction.atomic
def reckon(entitlement: int, month: date, *, now: datetime) -> None:
    """Work out the months of one entitlement that were changed, up to a month; safe to repeat."""
    held = Entitlement.objects.select_for_update().get(pk=entitlement)
    if held.reckon_from is None or held.reckon_from > month:
        return
    why = held.ended_because or "recalculated"
    reckoning.take_back(held, held.reckon_from, reason=why, at=now)
    reckoning.owe_missing(held, month, period=month, at=now)
    goes_on = held.span.changes_after(month)
    later = next_month(month) if goes_on else None
    Entitlement.objects.filter(pk=held.pk).update(reckon_from=later)


@transaction.atomic
def _end_what_ran_out(run: Run, now: datetime) -> None:
    over = of_run(run).running().filter(until_month__lt=run.month)
    over = over.filter(Q(reckon_from=None) | Q(reckon_from__gt=F("until_month")))
    keys = list(over.values_list("pk", flat=True))
    ended = Entitlement.objects.filter(pk__in=keys)
    ended.filter(ended_because="").update(ended_because="ran-out")
    ended.update(state=Drawn.ENDED.value, ended_at=now)
    Exclusion.objects.filter(entitlement__in=keys, is_live=True).update(is_live=False)
