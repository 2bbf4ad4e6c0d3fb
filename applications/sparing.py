"""What stands in the place of a paper: a promise of the person, or a letter the portal has issued.

国务院令第716号 art. 7, 社会保险经办条例 art. 31: what the agencies hold is not asked for; where a
promise is enough (告知承诺) it says what follows if it is not true.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from applications import known
from law.wording import Text
from letters.models import Letter

if TYPE_CHECKING:
    from applications.models import Application

Spared = Callable[["Application"], Text | None]
PROMISED = Text(
    "免提交：您已书面承诺；承诺不实的，所办事项撤销并依法处理。",
    "Not needed: you have promised it. If it is not true, what was granted is revoked.",
)


def by_promise(field: str) -> Spared:
    """Spare a paper where the person has promised what it shows, in the declaration of a field."""

    def spared(application: "Application") -> Text | None:
        return PROMISED if known.answers_of(application).get(field) is True else None

    return spared


def by_letter(service: str, *kinds: str) -> Spared:
    """Spare a paper where a letter of these kinds says it already, of a case of that service.

    Only a letter that counts, to the person whose application it is.
    """

    def spared(application: "Application") -> Text | None:
        ours = Letter.objects.valid().filter(
            case__person=application.case.person_id, case__service=service, kind__in=kinds
        )
        found = ours.whole_names().order_by("-issued_at").first()
        if found is None:
            return None
        number = found.printed_number
        return Text(
            f"免提交：门户已出具{number}。",
            f"Not needed: our letter {number} says it.",
        )

    return spared


def either(*ways: Spared) -> Spared:
    """Spare a paper where any of several stands in its place, the first that does."""

    def spared(application: "Application") -> Text | None:
        found = (way(application) for way in ways)
        return next((text for text in found if text is not None), None)

    return spared
