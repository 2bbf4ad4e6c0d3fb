"""The hospitals that settle treatment of people insured elsewhere, held by each process."""

from collections.abc import Iterable
from datetime import date

from kit.held import Held
from services.care.models import Hospital
from services.care.rules.registering import stem

CARE = ("in_patient", "out_patient", "chronic")


def _read() -> tuple[Hospital, ...]:
    return tuple(Hospital.objects.select_related("region").order_by("region", "code"))


_held = Held(_read, Hospital)


def linked(place: str = "", care: str = "", words: str = "", *, today: date) -> list[Hospital]:
    """Return those that are linked today at a place, for a kind of care, with words in a name."""
    typed = words.casefold().split()
    return [
        each
        for each in _held()
        if is_linked(each, today)
        and each.code_of_region.startswith(stem(place) if place else "")
        and (care not in CARE or getattr(each, care))
        and all(word in each.searched for word in typed)
    ]


def listed_at(place: str) -> list[Hospital]:
    """Return every hospital of a place, linked or not."""
    return [each for each in _held() if each.code_of_region.startswith(stem(place))]


def is_linked(hospital: Hospital, today: date) -> bool:
    """Whether a hospital is linked on a day."""
    return hospital.closed_on is None or hospital.closed_on > today


def named(code: str) -> Hospital | None:
    """Return a hospital by its code, linked or not."""
    return next((each for each in _held() if each.code == code), None)


def have_any(places: Iterable[str], care: str, *, today: date) -> bool:
    """Whether each of some places has a linked hospital for a kind of care."""
    return all(linked(place, care, today=today) for place in places)
