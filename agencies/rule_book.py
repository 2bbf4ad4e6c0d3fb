"""The dated values as approved in this installation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from agencies.models import RuleValue, term_rule
from kit.held import Held
from law.values import NATIONAL, RuleBook, Value, reaches


def _read() -> RuleBook:
    approved: dict[str, list[Value]] = defaultdict(list)
    for row in RuleValue.objects.approved().exclude(proposed_by=None).order_by("approved_at", "pk"):
        approved[row.rule].append(row.value)
    return RuleBook(approved)


# The release's values with those approved since.
current = Held(_read, RuleValue)


Rows = Mapping[str, Sequence[RuleValue]]  # by the name of their rule


def _read_rows() -> Rows:
    found: dict[str, list[RuleValue]] = defaultdict(list)
    for row in RuleValue.objects.approved().order_by("-valid_from", "-approved_at", "-pk"):
        found[row.rule].append(row)
    return dict(found)


# The approved rows of each rule: of several in force on a day, the first counts.
approved_rows = Held(_read_rows, RuleValue)


def row_on(rows: Iterable[RuleValue], on: date, region: str = NATIONAL) -> RuleValue | None:
    """Return which of a rule's rows counts on a day in a place, or nothing.

    Of several the one of the most specific region counts, then the one that comes first.
    """
    in_force = [row for row in rows if row.is_in_force(on)]
    for place in reaches(region):
        for row in in_force:
            if (row.region_id or NATIONAL) == place:
                return row
    return None


def is_known(rule: str, on: date, region: str = NATIONAL) -> bool:
    """Return whether law or place names a number for the day."""
    return row_on(approved_rows().get(rule, []), on, region) is not None


def row_in_force(rule: str, on: date, region: str = NATIONAL) -> RuleValue:
    """Return the row of the day in a place; raises `RuleValue.DoesNotExist` when law is silent.

    Of several the one of the most specific region counts, then the one begun last, then the one
    approved last.
    """
    found = row_on(approved_rows().get(rule, []), on, region)
    if found is None:
        raise RuleValue.DoesNotExist(f"{rule} has no value on {on}")
    return found


def term_in_force(kind: str, insurance: str, on: date) -> RuleValue:
    """Return the term of a turn on the day; raises `RuleValue.DoesNotExist` when law is silent."""
    return row_in_force(term_rule(insurance, kind), on)
