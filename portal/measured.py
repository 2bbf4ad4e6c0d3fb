"""How the portal fares, in numbers: read from the database, as `/status/` is in words.

Each question is small whatever the database holds: sums that are kept, or what is under way and has
an index of its own. All web servers say the same; they remember it for a few seconds.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Lock

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from agencies.models import CalendarNotice
from casework.actions.claiming import QUEUES
from casework.models import Dispatch, Duty, Gateway, Quiet, Tick, TurnCount
from casework.models.figures import Measure
from feeds.models import Call, Fare
from journal import sealing
from kit import clock, wall
from letters.actions import certificates
from payments.models import Order
from payouts.models import Payable
from portal import backups, replicas
from portal.doctoring import folders
from portal.health import is_broker_here
from sealing import trust

log = logging.getLogger(__name__)
REMEMBERED = 10.0  # seconds
DRIVERS = ("celery", "sweep")
DAY, EVER = timedelta(days=1), timedelta(days=36_500)
Measuring = Callable[[datetime], Iterator[Metric]]


class Measured(Collector):
    """All of it, remembered for a moment; where the database is away, that alone."""

    _lock, _kept, _until = Lock(), (), 0.0

    def collect(self) -> Iterator[Metric]:
        """Yield each gauge."""
        cls = type(self)
        with cls._lock:
            if time.monotonic() >= cls._until:
                cls._kept, cls._until = tuple(_all()), time.monotonic() + REMEMBERED
            yield from cls._kept

    @classmethod
    def forget(cls) -> None:
        """Measure anew the next time."""
        cls._until = 0.0


def _all() -> Iterator[Metric]:
    yield _gauge("portal_broker_up", "Whether the broker answers.", is_broker_here())
    yield from _disks()
    yield from _backups()
    found: list[Metric] = []
    try:
        with wall.as_house("count how the portal fares"):
            now = clock.now()
            for measure in IN_DATABASE:
                found += measure(now)
    except DatabaseError as error:
        log.warning("not measured: %s", type(error).__name__)
        found = []
    yield _gauge("portal_database_up", "Whether the database answers.", bool(found))
    yield from found


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=float(value))


def _by(name: str, says: str, label: str, values: dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], float(value))
    return family


def _seconds(now: datetime, since: datetime | None) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


# --- The machine ----------------------------------------------------------------------------------
def _disks() -> Iterator[Metric]:
    """What is free where the portal writes."""
    free = GaugeMetricFamily("portal_disk_free_bytes", "Free, by setting.", labels=["folder"])
    share = GaugeMetricFamily("portal_disk_free_ratio", "Free share.", labels=["folder"])
    for name, folder in folders().items():
        disk = backups.disk_of(folder)
        free.add_metric([name], disk.free)
        share.add_metric([name], disk.free / disk.total)
    yield from (free, share)


def _backups() -> Iterator[Metric]:
    """How old the youngest base backup is; nothing where no folder of backups is named."""
    age = backups.age_of_youngest(timezone.now())
    if age is not None:
        says = "Since the youngest base backup was begun; infinite where there is none."
        yield _gauge("portal_backup_age_seconds", says, age)


def _clocks(now: datetime) -> Iterator[Metric]:
    apart = (timezone.now() - clock.of_database()).total_seconds()
    says = "By how much this machine's clock is ahead of the database's."
    yield _gauge("portal_clock_difference_seconds", says, apart)


def _replicas(now: datetime) -> Iterator[Metric]:
    """How far replicas are behind, as this web server sees them."""
    lags = replicas.known().lags()
    if lags:
        yield _by("portal_replica_lag_seconds", "How old its answers are.", "replica", lags)


def _server(now: datetime) -> Iterator[Metric]:
    """How full the database is of sessions, and who keeps its changes."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("""SELECT sum(numbackends), current_setting('max_connections')::int,
            (SELECT count(*) FROM pg_stat_replication WHERE application_name = 'wal')
            FROM pg_stat_database""")
        sessions, most, receivers = cursor.fetchone()
    yield _gauge("portal_database_sessions", "Sessions of the server.", sessions)
    yield _gauge("portal_database_sessions_most", "How many there may be.", most)
    yield _gauge("portal_wal_receivers", "Who writes down every change (wal.sh).", receivers)


# --- What is owed ---------------------------------------------------------------------------------
def _drivers(now: datetime) -> Iterator[Metric]:
    ticks = dict(Tick.objects.filter(driver__in=DRIVERS).values_list("driver", "at"))
    never = now - 365 * DAY
    says = "Since each driver last looked for what is due."
    silent = {each: _seconds(now, ticks.get(each, never)) for each in DRIVERS}
    yield _by("portal_driver_silent_seconds", says, "driver", silent)
    quiet = Quiet.objects.in_force().exists()
    yield _gauge("portal_quiet", "Whether nothing is done until a person has looked.", quiet)


def _duties(now: datetime) -> Iterator[Metric]:
    """What is due by its kind, how long it has waited, what fails again and again, what died."""
    waiting = Duty.objects.waiting()
    due = Q(due_at__lte=now)
    rows = (
        waiting.filter(due)
        .values("kind")
        .annotate(n=Count("pk"), since=Min("due_at"), tried=Count("pk", filter=Q(attempts__gt=1)))
    )
    found = {row["kind"]: row for row in rows}
    counted = {kind: found.get(kind, {}).get("n", 0) for kind in Duty.Kind.values}
    ages = {kind: _seconds(now, found.get(kind, {}).get("since")) for kind in counted}
    tried = {kind: found.get(kind, {}).get("tried", 0) for kind in counted}
    dead = dict(
        Duty.objects.exclude(dead_at=None).values_list("kind").annotate(n=Count("pk")).order_by()
    )
    queues = {queue.name: max(ages[kind] for kind in queue.kinds) for queue in QUEUES}
    says = "How long the oldest duty of a queue has been due."
    yield _by("portal_queue_oldest_due_seconds", says, "queue", queues)
    yield _by("portal_duties_due", "Duties that are due.", "kind", counted)
    yield _by("portal_duty_oldest_due_seconds", "How long the oldest has been due.", "kind", ages)
    yield _by("portal_duties_failing", "Due, and tried before in vain.", "kind", tried)
    yield _by("portal_duties_dead", "Given up.", "kind", {k: dead.get(k, 0) for k in counted})
    says = "Letters that are issued and not sealed and delivered."
    letters = waiting.filter(kind=Duty.Kind.DELIVER).count()
    yield _gauge("portal_letters_unsigned", says, letters)


def _turns(now: datetime) -> Iterator[Metric]:
    """From the sums that are kept (decision 87), up to date within a minute."""
    today = clock.day_of(now)
    waits = TurnCount.objects.filter(measure=Measure.WAITING)
    summed = waits.aggregate(all=Sum("n"), late=Sum("n", filter=Q(day__lt=today)))
    yield _gauge("portal_turns_waiting", "Turns whose term runs.", summed["all"] or 0)
    yield _gauge("portal_turns_late", "Turns that are late.", summed["late"] or 0)


def _messages(now: datetime) -> Iterator[Metric]:
    rows = Dispatch.objects.unfinished().filter(due_at__lte=now)
    waiting = {"mail": 0, "sms": 0} | dict(
        rows.values_list("way").annotate(n=Count("pk")).order_by()
    )
    failing = {"mail": 0.0, "sms": 0.0}
    for way, since in Gateway.objects.values_list("way", "failing_since"):
        failing[way] = _seconds(now, since)
    yield _by("portal_messages_due", "Messages that are to leave.", "way", waiting)
    yield _by("portal_gateway_failing_seconds", "Takes nothing since.", "way", failing)


def _systems(now: datetime) -> Iterator[Metric]:
    """Systems of agencies that are told of events."""
    failing = Fare.objects.filter(failures__gt=0, webhook__ended_at=None).count()
    yield _gauge("portal_webhooks_failing", "Webhooks whose receiver fails.", failing)
    calls = Call.objects.waiting().filter(due_at__lte=now).count()
    yield _gauge("portal_webhook_calls_due", "Events that are to be told to one.", calls)


# --- Money ----------------------------------------------------------------------------------------
def _money(now: datetime) -> Iterator[Metric]:
    """What is under way; what has ended is not counted, for it is most of the table."""
    orders = Order.objects.filter(state__in=["open", "disputed"]).values_list("state")
    payables = Payable.objects.filter(state__in=["owed", "held", "batched", "sent", "returned"])
    owed = payables.values_list("state").annotate(n=Count("pk")).order_by()
    open_ = dict(orders.annotate(n=Count("pk")).order_by())
    states = dict.fromkeys(("owed", "held", "batched", "sent", "returned"), 0)
    yield _by("portal_orders", "Orders under way.", "state", {"open": 0, "disputed": 0} | open_)
    yield _by("portal_payables", "Payments under way.", "state", states | dict(owed))


# --- What ends ------------------------------------------------------------------------------------
def _certificates(now: datetime) -> Iterator[Metric]:
    """Days that are left: of the seal that ends first and of the root; agencies without a seal."""
    ends = certificates.ending(now=now, within=EVER).values_list("ends_at", flat=True).first()
    ends_root = [(each.not_valid_after_utc - now) / DAY for each in trust.roots()]
    if ends:
        yield _gauge("portal_seal_days_left", "Until the first seal ends.", (ends - now) / DAY)
    if ends_root:
        yield _gauge("portal_seal_root_days_left", "Until the root ends.", max(ends_root))
    without = certificates.agencies_without(now=now).count()
    yield _gauge("portal_agencies_without_seal", "Agencies that can seal nothing.", without)


def _calendar(now: datetime) -> Iterator[Metric]:
    last = CalendarNotice.objects.filter(area=None).aggregate(year=Max("year"))["year"]
    yield _gauge("portal_calendar_last_year", "The last year with its holidays.", last or 0)


def _journal(now: datetime) -> Iterator[Metric]:
    waiting = sealing.next_due(now)
    since = _seconds(now, sealing.end_of(waiting)) if waiting else 0.0
    yield _gauge("portal_journal_unsealed_seconds", "Since a day waits to be sealed.", since)


IN_DATABASE: tuple[Measuring, ...] = (
    *(_clocks, _server, _replicas, _drivers, _duties, _turns, _messages, _systems, _money),
    *(_certificates, _calendar, _journal),
)
