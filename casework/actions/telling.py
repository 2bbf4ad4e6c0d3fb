"""Telling people and agencies: a notice in the portal, and a message by each way outside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Mandate, Person
from agencies.models import Agency
from casework import notices
from casework.actions.owing import Owed, owe
from casework.models import Case, Dispatch, Event, Notice
from casework.rules.wishes import Topic, Way, when_awake
from kit import wall

TELL = "tell whoever it concerns, whatever the teller may see"


@dataclass(frozen=True)
class Told:
    """One thing to tell; without an agency it is told to the insured person.

    `is_sent`: whether a message goes out besides; not where another one of the same step does, nor
    where an agency would get hundreds.
    """

    kind: str
    agency: Agency | None = None
    data: dict[str, Any] = field(default_factory=dict)
    is_sent: bool = True


@dataclass(frozen=True)
class OfCase:
    """What is told of a case at one occasion; `occasion` names it within the case."""

    case: Case
    occasion: str
    told: Sequence[Told]


def tell(
    case: Case,
    told: Iterable[Told],
    *,
    now: datetime,
    occasion: str,
    owed: Owed | None = None,
) -> list[Notice]:
    """Tell each of them once; `occasion` names the occasion within the case.

    Raises `IntegrityError` when this occasion was told before: the caller's transaction ends.
    """
    return tell_each([OfCase(case, occasion, list(told))], now=now, owed=owed)


@wall.as_house(TELL)
def tell_each(
    of_cases: Iterable[OfCase], *, now: datetime, owed: Owed | None = None
) -> list[Notice]:
    """Tell what is to be told of several cases, each of it once, by few statements."""
    made: list[tuple[Notice, bool]] = []
    for each in of_cases:
        for told, notice in _notices(each, now):
            copies = [notice, *_to_holders(notice, each.case)]
            made += [(copy, told.is_sent) for copy in copies]
    Notice.objects.bulk_create(notice for notice, _is_sent in made)
    owe((message for notice, is_sent in made if is_sent for message in _messages(notice)), owed)
    return [notice for notice, _is_sent in made]


def _notices(of_case: OfCase, now: datetime) -> Iterator[tuple[Told, Notice]]:
    """Yield a notice to each of them, but none to somebody who has died.

    The case page tells the family.
    """
    case = of_case.case
    for told in of_case.told:
        if told.agency is None and case.person.deceased_on is not None:
            continue
        whose = told.agency.pk if told.agency else "person"
        notice = Notice(
            case=case,
            key=f"{case.pk}:{of_case.occasion}:{told.kind}:{whose}",
            kind=told.kind,
            to_agency=told.agency,
            to_person=None if told.agency else case.person,
            data=told.data,
            at=now,
        )
        yield told, notice


def _to_holders(notice: Notice, case: Case) -> Iterator[Notice]:
    """Yield the notice once more for each who acts for the person in this case."""
    if notice.to_agency or not case.person.in_mandates:
        return
    for mandate in mandates_at_work(case, now=notice.at):
        yield Notice(
            case=case,
            key=f"{notice.key}:{mandate.pk}",
            kind=notice.kind,
            to_person_id=mandate.holder_id,
            mandate=mandate,
            data=notice.data,
            at=notice.at,
        )


def mandates_at_work(case: Case, *, now: datetime) -> QuerySet[Mandate]:
    """Return the mandates that count and by which somebody has acted in a case."""
    acted = Event.objects.filter(case=case, mandate=OuterRef("pk"))
    return Mandate.objects.live(now).filter(Exists(acted), giver=case.person_id)


@wall.as_house(TELL)
def tell_person(
    person: Person,
    kind: str,
    data: dict[str, Any],
    *,
    now: datetime,
    occasion: str,
    case: Case | None = None,
) -> None:
    """Tell one person once, and nobody who acts for them; without a case it is of a mandate.

    Nothing is addressed to somebody who has died.
    """
    if person.deceased_on is not None:
        return
    each = ToPerson(person.pk, kind, occasion, data, case.pk if case else None)
    notice = _of_person(each, now)
    notice.save(force_insert=True)
    owe(_messages(notice), None)


@dataclass(frozen=True)
class ToPerson:
    """One thing that one person is told, once: `occasion` names when."""

    person: int
    kind: str
    occasion: str
    data: dict[str, Any] = field(default_factory=dict)
    case: int | None = None


@wall.as_house(TELL)
def tell_people(told: Iterable[ToPerson], *, now: datetime) -> None:
    """Tell very many people by few statements, each of them once; call it in a transaction.

    Nothing is addressed to somebody who has died.
    """
    told = list(told)
    named = Person.objects.filter(pk__in=[each.person for each in told])
    dead = set(named.exclude(deceased_on=None).values_list("pk", flat=True))
    living = (each for each in told if each.person not in dead)
    notices = Notice.objects.bulk_create(_of_person(each, now) for each in living)
    owe((dispatch for notice in notices for dispatch in _messages(notice)), None)


def _of_person(told: ToPerson, now: datetime) -> Notice:
    return Notice(
        case_id=told.case,
        key=f"{told.occasion}:{told.kind}:{told.person}",
        kind=told.kind,
        to_person_id=told.person,
        data=told.data,
        at=now,
    )


@wall.as_house(TELL)
def tell_agency(
    agency: Agency, kind: str, data: dict[str, Any], *, now: datetime, occasion: str
) -> None:
    """Tell an agency once of something that is about itself and no case."""
    key = f"agency:{agency.pk}:{occasion}:{kind}"
    notice = Notice.objects.create(key=key, kind=kind, to_agency=agency, data=data, at=now)
    owe(_messages(notice), None)


def _messages(notice: Notice) -> Iterator[Dispatch]:
    """Yield one message by each way: when one fails, the other is not repeated.

    Whether it goes out is decided when it would: by the wishes and the address that then count.
    """
    topic = notices.topic_of(notice)
    for way in Way if notice.to_person_id else [Way.MAIL]:
        yield Dispatch(
            key=f"{way}:{notice.key}",
            way=way,
            topic=topic,
            notice=notice,
            case_id=notice.case_id,
            to_person_id=notice.to_person_id,
            to_agency=notice.to_agency,
            made_at=notice.at,
            due_at=_leaves_at(topic, notice.at),
        )


def _leaves_at(topic: Topic, now: datetime) -> datetime:
    """Return when it goes out: agencies, and whoever must act at once, are told by night too."""
    return now if topic in (Topic.OFFICE, Topic.SECURITY) else when_awake(now)
