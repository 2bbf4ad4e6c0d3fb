"""How many turns wait at a desk, from the sums that are kept: nothing is counted anew."""

from collections.abc import Mapping
from datetime import date

from agencies.actors import Actor, Position
from agencies.models import Agency
from casework.actions import counting
from casework.models import Step
from casework.models.figures import NO_DAY, NOBODY
from kit import held, wall

# What the sums tell apart, and whose turns; how a list is ordered and cut does not count.
TOLD_APART = {"whose", "due", "due_on", "clerk"}
WHOSE = {"", "unassigned", "mine"}
DRAWN_BY = {"rows", "sort"}
Sums = Mapping[tuple[int, date], int]  # of each clerk and due day


def is_kept(wanted: Mapping[str, str]) -> bool:
    """Whether the sums tell how many turns a list has."""
    asked = wanted.keys() - DRAWN_BY
    return asked <= TOLD_APART and wanted.get("whose", "") in WHOSE


def sums_of(who: Actor) -> Sums:
    """Return the sums of a desk.

    What a reader has nothing to do with (a relative's case) is among the sums, and taken off.
    """
    found = counting.waiting_at(_offices(who))
    for clerk, day in _kept_from(who) if who.kept_from else ():
        found[clerk or NOBODY, day or NO_DAY] -= 1
    return found


def number_of(sums: Sums, wanted: Mapping[str, str], *, who: Actor, today: date, soon: date) -> int:
    """Return how many turns a list has of which `is_kept`."""
    return sum(
        n
        for (clerk, day), n in sums.items()
        if _is_theirs(clerk, wanted, who) and _is_due(day, wanted, today, soon)
    )


def _is_theirs(clerk: int, wanted: Mapping[str, str], who: Actor) -> bool:
    whose, named = wanted.get("whose", ""), wanted.get("clerk", "")
    mine = who.user.pk if who.user else NOBODY
    is_whose = {"": True, "unassigned": clerk == NOBODY, "mine": clerk == mine}[whose]
    return is_whose and (not named or clerk == int(named))


def _is_due(day: date, wanted: Mapping[str, str], today: date, soon: date) -> bool:
    due, on = wanted.get("due", ""), wanted.get("due_on", "")
    is_then = {"": True, "late": day < today, "today": day == today, "soon": today <= day <= soon}
    return is_then[due] and (not on or day.isoformat() == on)


def _offices(who: Actor) -> list[int]:
    """Return the keys of the agencies whose turns lie on somebody's desk."""
    if who.agency is None:
        return []
    if who.position != Position.AUDITOR:
        return who.agency.offices
    province = who.agency.region_id[:2]
    return [k for k, each in held.rows_of(Agency).items() if each.region_id.startswith(province)]


def _kept_from(who: Actor) -> list[tuple[int | None, date | None]]:
    """Return the turns in the agencies' sums that are not for this reader: a handful."""
    theirs = Step.objects.open().filter(paused_on=None, agency__in=_offices(who))
    with wall.as_house("take what a reader may not see off what they count"):
        return list(theirs.filter(case__person__in=who.kept_from).values_list("clerk", "due_on"))
