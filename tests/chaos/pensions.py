"""Pensions beside the office day: determined by the base of last year, worked out anew under fire.

`open_pensions` lets people retire by the real acts; then the base of the year is approved, and what
follows from it falls due in pieces that overlap, so that two programs may be at the same pension.
"""

from collections import Counter
from datetime import timedelta

from applications.models import Offer
from applications.registry import services
from casework.models import Duty, Notice
from kit import clock
from letters.models import Letter
from payouts.models import EntitlementRate
from services.retirement.models import Determination
from tests.cast import MONDAY, insure, make_person, make_verified_user
from tests.chaos.money_months import PENSIONERS
from tests.retirement import story

PLACE, YEAR = "440100", 2026
BASE = "9700"  # yuan a month; above that of the year before, so that each pension rises
PIECES = 4


def open_pensions(world, seconds):
    """Let so many people draw a pension that is provisional, and owe what makes it final."""
    offered = (each.name for each in services() if each.name in story.ROOM)
    agency = world.agency("pension", "guangzhou")
    Offer.objects.bulk_create(Offer(service=name, agency=agency, since=MONDAY) for name in offered)
    for number in range(PENSIONERS):
        _retired(world, agency, number)
    story.approve_value(world, "pension.base", BASE)
    _owe(seconds)


def _retired(world, agency, number):
    person = make_person(f"退休{number:02}", story.BORN + timedelta(days=number))
    insure(person, agency, "pension", range(2005, 2027), status="active", last_month=8)
    world.people["applicant"] = make_verified_user(f"pensioner-{number}", person)
    story.grant(world, story.send(world))


def _owe(seconds):
    """Owe the pieces, the last one first: each does all that is left from its beginning on."""
    keys = [0, *Determination.objects.order_by("pk").values_list("pk", flat=True)]
    now = clock.now()
    for piece in range(PIECES):
        after = keys[PENSIONERS * (PIECES - 1 - piece) // PIECES]
        Duty.objects.create(
            key=f"recalculate:{PLACE}:{YEAR}:{YEAR}:chaos-{piece}",
            kind=Duty.Kind.RECALCULATE,
            subject=f"{PLACE}|{YEAR}|{after}",
            due_at=now + timedelta(seconds=seconds * (piece + 0.5) / PIECES),
        )


def pensions_stand():
    """Return what the books of pensions say at the end."""
    first = Determination.objects.filter(follows=None)
    final = Determination.objects.exclude(follows=None)
    sheets = Letter.objects.filter(kind=Letter.Kind.DETERMINATION)
    told = Notice.objects.filter(kind="pension-worked-out-anew", mandate=None)
    return {
        "pensions": first.count(),
        "provisional": first.filter(followed_by=None).count(),
        "final": Counter(final.values_list("case__number", flat=True)),
        "sums": sorted(set(final.values_list("total_fen", flat=True))),
        "risen": all(each.total_fen > each.follows.total_fen for each in final),
        "rates": Counter(
            EntitlementRate.objects.filter(entitlement__in=final.values("entitlement")).values_list(
                "entitlement__case__number", flat=True
            )
        ),
        "valid_sheets": Counter(
            sheets.filter(replaced_by=None).values_list("case__number", flat=True)
        ),
        "sheets": Counter(sheets.values_list("case__number", flat=True)),
        "told": Counter(told.values_list("case__number", flat=True)),
    }
