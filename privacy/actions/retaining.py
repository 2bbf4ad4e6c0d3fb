"""Erasing what was kept long enough: shown, released by two persons, in small batches."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from casework.models import Notice
from kit import wall
from kit.errors import Refusal
from privacy.models import Release
from privacy.retained import due_of, erase_notices, last_moment
from privacy.rules.keeping import KINDS, Kind

BATCH = 200
BATCHES_A_ROUND = 5


@dataclass(frozen=True)
class Due:
    """How many rows of a kind could go now, and from before when."""

    kind: Kind
    before: datetime
    rows: int


def kind_called(name: str) -> Kind:
    """Return a kind by its name; raises `LookupError`."""
    return next(each for each in KINDS if each.name == name)


@wall.as_house("count what has been kept long enough, without showing whose it is")
def what_is_due(*, now: datetime) -> list[Due]:
    """Return for each kind how much could be erased; nothing is."""
    return [_due(kind, now) for kind in KINDS]


def _due(kind: Kind, now: datetime) -> Due:
    before = last_moment(kind, now)
    return Due(kind, before, due_of(kind, before).count())


def due_now(kind: Kind, before: datetime) -> int:
    """Return how many rows of a kind from before a moment would go now."""
    return due_of(kind, before).count()


@wall.as_house("count what has been kept long enough, without showing whose it is")
def propose(kind: Kind, *, by: User, now: datetime) -> Release:
    """Propose that what is due be erased; raises `Refusal` where nothing is, or one waits."""
    due = _due(kind, now)
    if not due.rows:
        raise Refusal(_("Nothing of this kind is due."))
    release = Release(
        kind=kind.name, before=due.before, rows=due.rows, proposed_by=by, proposed_at=now
    )
    try:
        with transaction.atomic():
            release.save()
    except IntegrityError as error:
        raise Refusal(_("A release of this kind stands already.")) from error
    return release


@wall.as_house("erase what two administrators have released")
def carry_out(*, now: datetime) -> int:
    """Erase some of what is released, and say how much; safe to repeat and to break off.

    What has been frozen since the release is left; so is what is younger than it says.
    """
    erased = 0
    for release in Release.objects.to_carry_out().order_by("approved_at"):
        for _batch in range(BATCHES_A_ROUND):
            number = _erase_some(release, now)
            erased += number
            if number < BATCH:
                break
    return erased


@transaction.atomic
def _erase_some(release: Release, now: datetime) -> int:
    """Erase one batch; the release is finished with the first that is not full."""
    held = Release.objects.to_carry_out().select_for_update(of=("self",)).filter(pk=release.pk)
    if held.first() is None:
        return 0
    found = due_of(kind_called(release.kind), release.before).order_by("pk")
    keys = list(found.values_list("pk", flat=True)[:BATCH])
    rows = found.model._default_manager.filter(pk__in=keys)
    if found.model is Notice:
        erase_notices(rows)
    else:
        rows.delete()
    finished = {"done_at": now} if len(keys) < BATCH else {}
    Release.objects.filter(pk=release.pk).update(erased=F("erased") + len(keys), **finished)
    return len(keys)
