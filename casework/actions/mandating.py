"""Giving a mandate, accepting it, ending it: each side for itself, and told to the other."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.models import Mandate, Person, User, document_index
from accounts.rules.levels import Level
from agencies import rule_book
from agencies.actors import Actor
from agencies.levels import check_level
from agencies.models import Agency
from agencies.rules import mandates as rules
from casework.actions.moving import CASE_ALPHABET
from casework.actions.telling import tell_person
from casework.rules.procedures import is_delegable, procedures
from kit import clock, crypto, wall
from kit.errors import NotPermitted, NotValid, TooOften
from kit.limits import limit
from kit.spelling import wording
from law.identity_number import IdentityDocument
from law.names import is_same_name
from law.wording import Text

READ_BOTH = "know both sides of a mandate"
NOT_RIGHT = _(
    "This code is not right, was made more than 14 days ago, or is meant for somebody else. Ask "
    "whoever gave it to you."
)
TOO_MANY = _("You have made many offers today. Try again tomorrow, or go to a counter.")
WRONG_TOO_OFTEN = _("Too many wrong codes were typed today. Try again tomorrow, or call 12333.")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants: who shall act, in what, until which day; `to` as `to_…` returns it."""

    holder_name: str
    to: str
    services: Sequence[str]
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Who has seen the giver in person; nobody where they used their own account."""

    clerk: User | None = None
    agency: Agency | None = None
    kind: str = Mandate.Kind.GIVEN


BY_ACCOUNT = Seen()


def to_document(document: IdentityDocument) -> str:
    """Return how a mandate names somebody by their document, without saying whether we know it."""
    return crypto.blind_index(f"document:{document_index(document)}", context="mandate.to")


def to_contact(contact: str) -> str:
    """Return how a mandate names somebody by a phone or an address in its one form."""
    return crypto.blind_index(f"contact:{contact}", context="mandate.to")


def delegable() -> list[str]:
    """Return the services that a mandate may cover, in the order of the house."""
    return [each.name for each in procedures() if is_delegable(each.name)]


def of(by: Actor) -> QuerySet[Mandate]:
    """Return the mandates that somebody has given or holds, the newest first."""
    return Mandate.objects.of(by.person_id) if by.person_id else Mandate.objects.none()


# --- Giving ---------------------------------------------------------------------------------------
def offer(wish: Wish, *, by: Actor, now: datetime) -> tuple[Mandate, str]:
    """Offer a mandate; return it with the code that the other one needs, told this once."""
    check_level(by, Level.PERSON)
    if by.person is None:
        raise NotPermitted
    if not limit("mandate.offers", by.person_id, now=now).passes():
        raise TooOften(TOO_MANY)
    return write_offer(by.person, wish, seen=BY_ACCOUNT, now=now)


@wall.as_house("offer a mandate to whoever it names")
@transaction.atomic
def write_offer(giver: Person, wish: Wish, *, seen: Seen, now: datetime) -> tuple[Mandate, str]:
    """Write an offer down, whoever has seen the giver; the same answer whoever it is meant for."""
    _check_wish(giver, wish, seen, today=timezone.localdate(now))
    _flag(giver)
    code = _drawn(10)
    made = Mandate.objects.create(
        number=f"W{now:%y}-{_drawn(4)}-{_drawn(4)}",
        kind=seen.kind,
        giver=giver,
        giver_name=giver.name,
        holder_name=wish.holder_name.strip(),
        services=sorted(set(wish.services)),
        expires_at=clock.end_of(wish.last_day),
        offered_to=wish.to,
        code_index=_code_index(code),
        offered_at=now,
        offered_until=now + timedelta(days=rules.OFFER_DAYS),
        proof=Mandate.Proof.COUNTER if seen.clerk else Mandate.Proof.ACCOUNT,
        clerk=seen.clerk,
        where=seen.agency.name if seen.agency else "",
        where_en=seen.agency.name_en if seen.agency else "",
    )
    return made, "-".join((code[:5], code[5:]))


def _check_wish(giver: Person, wish: Wish, seen: Seen, *, today: date) -> None:
    side, book = _side(giver), rule_book.current()
    if seen.kind == Mandate.Kind.GIVEN:
        _refuse("", rules.fault_of_giver(side, today, book))
    elif side.has_died:
        _refuse("", rules.HAS_DIED)
    if wish.to == to_document(giver.document):
        _refuse("number", rules.ONESELF)
    _refuse("services", rules.NO_SERVICE if not wish.services else None)
    if not all(map(is_delegable, wish.services)):
        _refuse("services", rules.NOT_DELEGABLE)
    _refuse("last_day", rules.fault_of_days(wish.last_day, today))


def _refuse(field: str, fault: Text | None) -> None:
    if fault is not None:
        raise NotValid({field: wording(fault)})


def _side(person: Person) -> rules.Side:
    return rules.Side(born_on=person.born_on, has_died=person.deceased_on is not None)


def _drawn(length: int) -> str:
    return "".join(secrets.choice(CASE_ALPHABET) for _place in range(length))


def _code_index(code: str) -> str:
    typed = "".join(filter(str.isalnum, code.upper()))
    return crypto.blind_index(typed, context="mandate.code")


def _flag(*persons: Person) -> None:
    """Let pages ask from now on whether a mandate counts for these persons."""
    Person.objects.filter(pk__in=[each.pk for each in persons]).update(in_mandates=True)
    for each in persons:
        each.in_mandates = True


# --- Accepting ------------------------------------------------------------------------------------
def look_at(code: str, *, by: Actor, now: datetime) -> Mandate:
    """Return the offer that a code stands for, if it is meant for this person; wrong ones count."""
    check_level(by, Level.NUMBER)
    wrong = limit("mandate.wrong", by.person_id, now=now)
    if not wrong.passes():
        raise TooOften(WRONG_TOO_OFTEN)
    found = _offered(code, by, now)
    if found is None:
        raise NotValid({"code": NOT_RIGHT})
    wrong.take_back()
    return found


@wall.as_house("find the offer that a code stands for")
def _offered(code: str, by: Actor, now: datetime) -> Mandate | None:
    offers = Mandate.objects.offered(now).select_related("giver")
    found = offers.filter(code_index=_code_index(code)).first()
    if found is None or by.user is None or by.person is None:
        return None
    is_ready = not found.is_guardian or found.approved_at is not None
    is_theirs = found.offered_to in _names_of(by.user, by.person)
    is_named = is_same_name(str(found.holder_name), str(by.person.name))
    return found if is_ready and is_theirs and is_named else None


def _names_of(user: User, person: Person) -> set[str]:
    """Return all by which an offer may name somebody: their document and what they have proven."""
    proven = {to_contact(each) for each in contacts.all_proven(user)}
    return proven | {to_document(person.document)}


def accept(code: str, *, by: Actor, now: datetime) -> Mandate:
    """Accept an offer; from this moment on the giver's affairs are open as far as it says.

    Raises `NotValid` with a sentence where the law or we let these two not do so.
    """
    mandate = look_at(code, by=by, now=now)
    return _accept(mandate, by=by, now=now)


@wall.as_house(READ_BOTH)
@transaction.atomic
def _accept(mandate: Mandate, *, by: Actor, now: datetime) -> Mandate:
    if by.person_id is None:
        raise NotPermitted
    pair = Person.objects.select_for_update().filter(pk__in=[mandate.giver_id, by.person_id])
    persons = {each.pk: each for each in pair.order_by("pk")}
    giver, holder = persons[mandate.giver_id], persons[by.person_id]
    fresh = Mandate.objects.offered(now).select_for_update(of=("self",)).filter(pk=mandate.pk)
    found = fresh.first()
    if found is None:
        raise NotValid({"code": NOT_RIGHT})
    _check_pair(found, giver, holder, now=now)
    earlier = Mandate.objects.filter(giver=giver, holder=holder, ended_at=None)
    # One that covers something else as well stays beside it.
    held = earlier.exclude(accepted_at=None)
    covered = [each.pk for each in held if set(each.services) <= set(found.services)]
    earlier.filter(pk__in=covered).update(ended_at=now, ended_by=Mandate.EndedBy.RENEWED)
    found.holder, found.holder_name = holder, holder.name
    found.accepted_at, found.code_index = now, ""
    found.save(update_fields=["holder", "holder_name", "accepted_at", "code_index"])
    _flag(giver, holder)
    _tell(found, giver, "mandate-accepted", now=now)
    return found


def _check_pair(mandate: Mandate, giver: Person, holder: Person, *, now: datetime) -> None:
    today, book = timezone.localdate(now), rule_book.current()
    _refuse("code", rules.ONESELF if giver == holder else None)
    _refuse("code", rules.HAS_DIED if giver.deceased_on is not None else None)
    _refuse("code", rules.fault_of_holder(_side(holder), today, book))
    live = Mandate.objects.live(now)
    if live.filter(giver=holder, holder=giver).exists():
        _refuse("code", rules.CIRCLE_OF_HOLDER)
    same = live.filter(giver=giver, holder=holder, expires_at__gte=mandate.expires_at)
    if any(set(mandate.services) <= set(each.services) for each in same):
        _refuse("code", rules.TWICE)
    if live.filter(holder=holder).exclude(giver=giver).count() >= rules.MOST_HELD:
        _refuse("code", rules.TOO_MANY_HELD.format(n=rules.MOST_HELD))


# --- Ending ---------------------------------------------------------------------------------------
def end(number: str, *, by: Actor, now: datetime) -> Mandate:
    """End a mandate, as its giver or its holder; from this second on it opens nothing.

    Ending it twice changes nothing. Raises `NotPermitted` where a ward would end a guardianship.
    """
    mandate = of(by).filter(number=number).first()
    if mandate is None:
        raise NotPermitted
    is_giver = mandate.giver_id == by.person_id
    if is_giver and mandate.is_guardian:
        raise NotPermitted(_("A guardianship is ended at a counter, by two persons of an agency."))
    return finish(mandate, Mandate.EndedBy.GIVER if is_giver else Mandate.EndedBy.HOLDER, now=now)


@wall.as_house(READ_BOTH)
@transaction.atomic
def finish(mandate: Mandate, ended_by: str, *, now: datetime) -> Mandate:
    """End a mandate or an offer now; whoever acts by it at the same moment is waited for."""
    found = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if found.ended_at is not None:
        return found
    was_accepted = found.accepted_at is not None
    found.ended_at, found.ended_by, found.code_index = now, ended_by, ""
    found.save(update_fields=["ended_at", "ended_by", "code_index"])
    told = [found.giver, found.holder] if was_accepted else []
    for person in filter(None, told):
        _tell(found, person, "mandate-ended", now=now)
    return found


def _tell(mandate: Mandate, person: Person, kind: str, *, now: datetime) -> None:
    if person.deceased_on is not None:
        return
    data = {"mandate": mandate.number, "given_on": mandate.given_on.isoformat()}
    tell_person(person, kind, data, now=now, occasion=f"mandate:{mandate.pk}")
