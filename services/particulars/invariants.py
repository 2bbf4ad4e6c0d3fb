"""What must be true of every corrected record; each finding is one violation in plain words."""

from collections.abc import Callable, Iterator
from datetime import date

from services.particulars.models import PersonVersion, plain_of
from services.particulars.rules.plain import NAMES


def records_hold_what_was_decided_last() -> Iterator[str]:
    """The last version of each particular is what the record holds today."""
    last: dict[tuple[int, str], PersonVersion] = {}
    for version in PersonVersion.objects.select_related("person").order_by("at", "pk"):
        last[version.person_id, version.field] = version
    for (person, name), version in last.items():
        held = plain_of(version.person)[name] if name in NAMES else getattr(version.person, name)
        if (held.isoformat() if isinstance(held, date) else held) != version.new:
            yield f"person {person}: {name} is not what was decided last"


INVARIANTS: tuple[Callable[[], Iterator[str]], ...] = (records_hold_what_was_decided_last,)
