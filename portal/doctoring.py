"""What may be wrong with an installation, and how each thing is mended: for `manage.py doctor`.

What Django's checks find is asked there as well; here stands what only shows while it runs: the
database, the clock, the disks, the calendar, the partners, and who is there to do the work.
"""

import os
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Q

from accounts.models import User
from agencies.models import Agency, CalendarNotice, Post
from casework.models import Duty, Quiet
from kit import clock, wall
from letters.models import Letter
from portal import backups
from portal.health import LATE_TICK, is_broker_here, seconds_since_a_tick

SECONDS = 3  # that a partner is listened to
LEAST_FREE = 1_000_000_000  # bytes of a disk
LEAST_SHARE = 0.05  # of a disk
NEXT_YEAR_FROM = 11  # the month in which the State Council has announced the next year's days
PATIENCE = timedelta(minutes=10)


class How(StrEnum):
    """How it stands with something."""

    WELL = "ok"
    WEAK = "weak"  # it works, and should be mended
    WRONG = "WRONG"


@dataclass(frozen=True)
class Found:
    """What was looked at, how it stands, and how it is mended."""

    what: str
    how: How = How.WELL
    said: str = ""
    mend: str = ""


def examine(today: date) -> Iterator[Found]:
    """Look at everything, one after the other; where the database is away the rest is not asked."""
    yield from _settings()
    yield from _secret_files()
    yield from _disks()
    yield from _partners()
    try:
        yield from _in_the_database(today)
    except DatabaseError as error:
        told = f"The database does not answer: {str(error).strip().splitlines()[0][:160]}"
        mend = "Look at DATABASE_URL, at the database's log, and whether its host is reachable."
        yield Found("database", How.WRONG, told, mend)


def _settings() -> Iterator[Found]:
    """What Django and the portal check of the settings themselves."""
    yield from _checked(checks.run_checks(include_deployment_checks=not settings.DEMO))


def _checked(told: list[checks.CheckMessage]) -> Iterator[Found]:
    silenced = [each for each in told if not each.is_silenced()]
    for each in silenced:
        how = How.WRONG if each.level >= checks.ERROR else How.WEAK
        yield Found(f"setting {each.id}", how, each.msg, each.hint or "See the sentence itself.")
    if not silenced:
        yield Found("settings")


def _secret_files() -> Iterator[Found]:
    """Files of secrets are for their owner alone."""
    files = {name: Path(path) for name, path in os.environ.items() if name.endswith("_FILE")}
    for name, path in sorted(files.items()):
        if path.is_file() and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            yield Found(name, How.WEAK, f"{path} can be read by everybody.", f"chmod o-rw {path}")
    if files:
        yield Found("files of secrets", said=f"{len(files)} were looked at.")


# --- Disks ----------------------------------------------------------------------------------------
def folders() -> dict[str, Path]:
    """Return where the portal writes, by the name of the setting."""
    names = ("VAR_DIR", "PAPERS_DIR", "RECORD_FILES_DIR", "PERSONAL_DATA_DIR")
    found = {name: Path(getattr(settings, name)) for name in names}
    if settings.LETTER_NUMBER_BOOK:
        found["LETTER_NUMBER_BOOK"] = Path(settings.LETTER_NUMBER_BOOK)
    return found


def _disks() -> Iterator[Found]:
    for name, folder in folders().items():
        yield _disk(name, folder)


def _disk(name: str, folder: Path) -> Found:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        mend = f"Give the user of the portal {there}: chown, or the volume of the container."
        return Found(name, How.WRONG, f"Nothing can be written into {there}.", mend)
    disk = backups.disk_of(folder)
    if disk.free < LEAST_FREE or disk.free < disk.total * LEAST_SHARE:
        told = f"{disk.free // 1_000_000} MB are left for {folder}."
        mend = "Make room or enlarge the disk: papers are refused and letters wait when it is full."
        return Found(name, How.WRONG if disk.free < LEAST_FREE // 10 else How.WEAK, told, mend)
    return Found(name, said=f"{disk.free // 1_000_000_000} GB are free.")


# --- Partners -------------------------------------------------------------------------------------
def _partners() -> Iterator[Found]:
    """Whether a connection can be made to whatever the portal sends to; nothing is sent."""
    if is_broker_here():
        yield Found("broker")
    else:
        mend = "Look at REDIS_URL and the broker. Until then the sweep does what is due."
        yield Found("broker", How.WEAK, "The broker does not answer.", mend)
    for address in settings.OUTGOING:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        yield _reached(f"{parts.scheme}://{parts.hostname}", parts.hostname or "", port)
    if settings.EMAIL_BACKEND.endswith(("smtp.EmailBackend", "mails.Backend")):
        yield _reached("mail server", settings.EMAIL_HOST, settings.EMAIL_PORT)


def _reached(what: str, host: str, port: int) -> Found:
    try:
        socket.create_connection((host, port), timeout=SECONDS).close()
    except OSError as error:
        mend = "Look at the address, at name resolution, and at the firewall between them."
        told = f"{host}:{port} cannot be reached ({type(error).__name__})."
        return Found(what, How.WRONG, told, mend)
    return Found(what)


# --- In the database ------------------------------------------------------------------------------
def _in_the_database(today: date) -> Iterator[Found]:
    for look in (_migrations, _checks_of_the_database, _clock, _quiet, _drivers, _number_book):
        yield from look()
    yield from _calendar(today)
    yield from _people()


def _migrations() -> Iterator[Found]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        told = f"{len(missing)} migrations are missing; the first is {missing[0][0]}."
        yield Found("migrations", How.WRONG, told, "Run `manage.py migrate` as the owner.")
    else:
        yield Found("migrations")


def _checks_of_the_database() -> Iterator[Found]:
    """Roles, walls, keys and seals, as `manage.py check --deploy --database default` tells them."""
    tags = [checks.Tags.database]
    is_real = not settings.DEMO
    told = checks.run_checks(tags=tags, include_deployment_checks=is_real, databases=["default"])
    for each in _checked(told):
        yield Found("roles, walls, keys and seals") if each.how is How.WELL else each


def _clock() -> Iterator[Found]:
    try:
        clock.agreed()
    except clock.ClocksApart:
        mend = "Let both machines take their time from one source (chrony, systemd-timesyncd)."
        told = "This machine and the database have different times: nothing is changed meanwhile."
        yield Found("clock", How.WRONG, told, mend)
    else:
        yield Found("clock")


def _quiet() -> Iterator[Found]:
    """Whether the portal waits for somebody to say that a restore is over."""
    found = Quiet.objects.in_force().first()
    if found is None:
        yield Found("quiet")
        return
    mend = "`manage.py quiet show`; when the restore is checked, `manage.py quiet end --by EMAIL`."
    yield Found("quiet", How.WRONG, f"Nothing is sent or done by itself: {found}.", mend)


@wall.as_house("count what waits")
def _waiting() -> int:
    return Duty.objects.due(clock.now() - PATIENCE).count()


def _drivers() -> Iterator[Found]:
    """Whether anybody does what is due."""
    for driver in ("celery", "sweep"):
        seconds = seconds_since_a_tick(driver)
        if seconds is None or seconds > LATE_TICK.total_seconds():
            mend = f"Start it, and look at its log; the other driver works without {driver}."
            yield Found(f"driver {driver}", How.WEAK, "It has not looked for two minutes.", mend)
        else:
            yield Found(f"driver {driver}")
    waiting = _waiting()
    if waiting:
        mend = "See /status/ and the log of the worker; dead duties are tried again at /admin/."
        yield Found("what is due", How.WRONG, f"{waiting} wait for more than ten minutes.", mend)


@wall.as_house("see whether letters were numbered")
def _number_book() -> Iterator[Found]:
    """The book of numbers is there once a letter was numbered, and not beside the database."""
    if not settings.LETTER_NUMBER_BOOK:
        return
    book = Path(settings.LETTER_NUMBER_BOOK)
    if Letter.objects.exists() and not any(book.glob("*.txt")):
        told = f"Letters were numbered, and {book} holds no book: a number could be given twice."
        mend = "Put the volume of the book back before anything is issued; it is never restored."
        yield Found("number book", How.WRONG, told, mend)
    else:
        yield Found("number book")


def _calendar(today: date) -> Iterator[Found]:
    years = set(CalendarNotice.objects.filter(area=None).values_list("year", flat=True))
    wanted = [today.year, *([today.year + 1] if today.month >= NEXT_YEAR_FROM else [])]
    for year in wanted:
        if year in years:
            yield Found(f"calendar {year}")
        else:
            how = How.WRONG if year == today.year else How.WEAK
            told = f"The working days of {year} are not loaded: terms that reach it are estimated."
            mend = "Load the State Council's notice with `manage.py load_notice`, or at /admin/."
            yield Found(f"calendar {year}", how, told, mend)


def _people() -> Iterator[Found]:
    """Whether two persons are there wherever the law asks for two."""
    administrators = User.objects.filter(is_superuser=True, is_active=True).count()
    if administrators < 2:
        told = f"{administrators} administrator: what needs two persons cannot be done."
        yield Found("administrators", How.WEAK, told, "`manage.py createsuperuser` for another.")
    working = Q(posts__in=Post.objects.current())
    agencies = Agency.objects.filter(is_active=True).annotate(n=Count("posts", filter=working))
    alone = sorted(each.code for each in agencies if each.n < 2)
    if alone:
        told = f"Fewer than two persons work at {len(alone)} agencies: {', '.join(alone[:5])} …"
        mend = "Give posts at /admin/, or with `manage.py setup_agencies`."
        yield Found("posts", How.WEAK, told, mend)
