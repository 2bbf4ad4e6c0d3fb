"""The dated values as approved in this installation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from agencies.models import RuleValue, term_rule
from kit.held import Held
from law.values import RuleBook, Value


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


def row_in_force(rule: str, on: date) -> RuleValue:
    """Return the row of the day; raises `RuleValue.DoesNotExist` when law is silent.

    Of several the one begun last counts, then the one approved last.
    """
    for row in approved_rows().get(rule, []):
        if row.is_in_force(on):
            return row
    raise RuleValue.DoesNotExist(f"{rule} has no value on {on}")


def term_in_force(kind: str, insurance: str, on: date) -> RuleValue:
    """Return the term of a turn on the day; raises `RuleValue.DoesNotExist` when law is silent."""
    return row_in_force(term_rule(insurance, kind), on)
