"""Telling people and agencies: a notice in the portal, and a duty to send it outside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agencies.models import Agency
from casework.actions.owing import owe
from casework.models import Case, Duty, Notice
from kit import wall

TELL = "tell whoever it concerns, whatever the teller may see"


@dataclass(frozen=True)
class Told:
    """One thing to tell; without an agency it is told to the insured person."""

    kind: str
    agency: Agency | None = None
    data: dict[str, Any] = field(default_factory=dict)


@wall.as_house(TELL)
def tell(
    case: Case,
    told: Iterable[Told],
    *,
    now: datetime,
    occasion: str,
    owed: list[Duty] | None = None,
) -> list[Notice]:
    """Tell each of them once; `occasion` names the occasion within the case.

    Raises `IntegrityError` when this occasion was told before: the caller's transaction ends.
    """
    notices = [
        Notice(
            case=case,
            key=f"{case.pk}:{occasion}:{each.kind}:{each.agency.pk if each.agency else 'person'}",
            kind=each.kind,
            to_agency=each.agency,
            to_person=None if each.agency else case.person,
            data=each.data,
            at=now,
        )
        for each in told
        # Nothing is addressed to somebody who has died; the case page tells the family.
        if each.agency or case.person.deceased_on is None
    ]
    Notice.objects.bulk_create(notices)
    owe((duty for each in notices for duty in _sending(each, case, now)), owed)
    return notices


@wall.as_house(TELL)
def tell_agency(
    agency: Agency, kind: str, data: dict[str, Any], *, now: datetime, occasion: str
) -> None:
    """Tell an agency once of something that is about itself and no case."""
    key = f"agency:{agency.pk}:{occasion}:{kind}"
    notice = Notice.objects.create(key=key, kind=kind, to_agency=agency, data=data, at=now)
    owe(_sending(notice, None, now), None)


def _sending(notice: Notice, case: Case | None, now: datetime) -> Iterator[Duty]:
    """Owe each way of sending by itself: when one fails, the other is not repeated."""
    ways = [("send", Duty.Kind.SEND)] + ([("text", Duty.Kind.TEXT)] if notice.to_person else [])
    for way, kind in ways:
        yield Duty(key=f"{way}:{notice.key}", kind=kind, case=case, notice=notice, due_at=now)
