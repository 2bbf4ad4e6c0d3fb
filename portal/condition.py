"""Whether the parts of the portal do their work, in words for everybody."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.actions import judging
from casework.models import Dispatch, Duty, Event, Gateway, Quiet, Tick
from casework.rules.wishes import Way
from journal import sealing
from journal.models import JournalDay
from kit import clock, wall
from letters.actions import certificates
from portal.health import LATE_TICK, is_broker_here

PATIENCE = timedelta(minutes=10)  # within which what is due should have been done
PATIENCE_OF_JOURNAL = timedelta(hours=1)


@dataclass(frozen=True)
class Part:
    """One part, whether it is well, and a sentence about it."""

    name: str
    well: bool
    sentence: str


def parts() -> list[Part]:
    """Look at every part; raises `DatabaseError` where it is away: twelve small queries."""
    return [
        Part(_("Pages and records"), True, _("The database answers.")),
        _clocks(),
        _quiet(),
        _worker(),
        _duties(),
        *(_gateway(way) for way in Way),
        _papers(),
        _seals(),
        _messages(),
        _journal(),
    ]


def _clocks() -> Part:
    """Say whether this process and the database have the same time."""
    name = _("Date and time")
    try:
        clock.agreed()
    except clock.ClocksApart:
        return Part(name, False, _("The clocks disagree. Until they agree, nothing is changed."))
    return Part(name, True, _("All parts of the portal have the same time."))


def _quiet() -> Part:
    """Say whether the portal keeps quiet, and that somebody has to end it."""
    name = _("What the portal does by itself")
    since = Quiet.objects.in_force().values_list("began_at", flat=True).first()
    if since is None:
        return Part(name, True, _("It writes, reminds and seals by itself."))
    said = _(
        "Since %(since)s nothing is sent, after the records were restored: an administrator looks"
        " first whether they are whole. What you submit is kept."
    )
    at = date_format(timezone.localtime(since), "DATETIME_FORMAT")
    return Part(name, False, said % {"since": at})


def _worker() -> Part:
    """Say when anything last looked for what is due, the worker or the sweep."""
    name = _("Deadlines and reminders")
    latest = Tick.objects.aggregate(at=Max("at"))["at"]
    if latest is None:
        return Part(name, False, _("Nobody has looked for what is due yet."))
    seconds = max(0, int((clock.now() - latest).total_seconds()))
    sentence = ngettext("Looked at %(n)s second ago.", "Looked at %(n)s seconds ago.", seconds) % {
        "n": seconds
    }
    return Part(name, seconds <= LATE_TICK.total_seconds(), sentence)


@wall.as_house("count what waits")
def _duties() -> Part:
    """Say how many letters, notices and reminders are overdue."""
    name = _("Letters and notices")
    waiting = Duty.objects.due(clock.now() - PATIENCE).count()
    if not waiting:
        return Part(name, True, _("Everything that was due has been sent."))
    sentence = ngettext(
        "%(n)s is waiting to be sent.", "%(n)s are waiting to be sent.", waiting
    ) % {"n": waiting}
    return Part(name, False, sentence)


GATEWAYS = {Way.MAIL: gettext_lazy("E-mails"), Way.SMS: gettext_lazy("Text messages")}


@wall.as_house("count what waits")
def _gateway(way: Way) -> Part:
    """Say whether a gateway takes messages, and how many wait for it."""
    name = str(GATEWAYS[way])
    since = Gateway.objects.filter(way=way).values_list("failing_since", flat=True).first()
    if since is None:
        return Part(name, True, _("What is sent is taken."))
    waiting = Dispatch.objects.unfinished().filter(way=way, due_at__lte=clock.now()).count()
    said = ngettext(
        "Nothing has been taken since %(since)s; %(n)s message waits and is sent afterwards.",
        "Nothing has been taken since %(since)s; %(n)s messages wait and are sent afterwards.",
        waiting,
    )
    at = date_format(timezone.localtime(since), "DATETIME_FORMAT")
    return Part(name, False, said % {"since": at, "n": waiting})


@wall.as_house("count what waits")
def _papers() -> Part:
    """Say whether papers are checked in time, and by whom; the demonstration's scanner says so."""
    name = _("Papers that are sent")
    late = {"state": "waiting", "added_at__lt": clock.now() - PATIENCE}
    if any(table.objects.filter(**late).exists() for table in judging.TABLES):
        return Part(name, False, _("Pages wait to be checked. They are kept, and the term runs."))
    if settings.SCANNER == "clamd":
        return Part(name, True, _("Every page was checked for viruses."))
    if settings.SCANNER == "sandbox":
        return Part(name, True, _("Checked by an invented scanner that knows one test file only."))
    return Part(name, True, _("Every page was looked into. No virus scanner is connected."))


def _seals() -> Part:
    """Say how many agencies can soon seal nothing, or already cannot."""
    name = _("Seals of the agencies")
    ending = certificates.ending(now=clock.now()).count()
    if not ending:
        return Part(name, True, _("Every seal has a certificate that lasts."))
    sentence = ngettext(
        "The certificate of %(n)s seal must be renewed.",
        "The certificates of %(n)s seals must be renewed.",
        ending,
    ) % {"n": ending}
    return Part(name, False, sentence)


def _messages() -> Part:
    """Say whether the bell rings; without it work goes on, up to a minute later."""
    name = _("Immediate delivery")
    if is_broker_here():
        return Part(name, True, _("Letters leave at once."))
    return Part(name, False, _("Letters leave with a delay of up to a minute. Nothing is lost."))


@wall.as_house("say up to where the journal is sealed")
def _journal() -> Part:
    """Say up to which day the history is sealed."""
    name = _("Tamper-evident journal")
    last = JournalDay.objects.values_list("day", flat=True).first()
    if last is None and not Event.objects.exists():
        return Part(name, True, _("The first day is sealed tonight."))
    if sealing.next_due(clock.now() - PATIENCE_OF_JOURNAL) is not None:
        return Part(name, False, _("A day waits to be sealed. No entry is lost."))
    return Part(name, True, _("Every day that has ended is sealed."))
