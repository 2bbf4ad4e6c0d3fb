"""Who acts: a person, a clerk, an agency's system, or the portal itself."""

from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import Mandate, Person, User
from accounts.rules.levels import Level
from agencies import second_factor
from agencies.models import Agency, ApiClient, Post
from kit import clock, wall
from kit.held import Held, rows_of
from kit.questions import question

if TYPE_CHECKING:
    from django.http import HttpRequest


class Position(StrEnum):
    """What somebody is to the portal, before any case is looked at."""

    ANONYMOUS = "an"
    UNVERIFIED = "iu"
    VERIFIED = "iv"
    CLERK = "clerk"
    SUPERVISOR = "su"
    AUDITOR = "pa"
    ADMINISTRATOR = "sa"
    CLIENT = "ac"
    SYSTEM = "system"


POSITION_OF_ROLE = {
    Post.Role.CLERK: Position.CLERK,
    Post.Role.SUPERVISOR: Position.SUPERVISOR,
    Post.Role.AUDITOR: Position.AUDITOR,
}


@dataclass(frozen=True)
class Actor:
    """Somebody who asks to see or to do something; handed down as `by`."""

    position: Position
    user: User | None = None
    agency: Agency | None = None
    client: ApiClient | None = None
    numbers: tuple[str, ...] = ()  # keyed indexes of documents: their own, and of relatives
    # Who stands at the counter with their document, while a clerk files for them (row 5).
    present: Person | None = None
    is_by_program: bool = False  # a person's own program calls, with their token

    @property
    def person(self) -> Person | None:
        """The insured person this actor is proven to be; for staff, whose case is not theirs."""
        return self.user.person if self.user else None

    def beside(self, person: Person) -> "Actor":
        """Return the same clerk while somebody stands at their counter."""
        return replace(self, present=person)

    @property
    def applies_for(self) -> Person | None:
        """Whose applications this actor fills in: their own, or those of whoever is present."""
        return self.present or self.person

    @property
    def applies_for_id(self) -> int | None:
        """The key of that person, without a query."""
        return self.present.pk if self.present else self.person_id

    @property
    def level(self) -> Level:
        """How far it is proven whose affairs these are; nothing of a person is proven of a program.

        Whoever stands at the counter has shown their document.
        """
        if self.present is not None:
            return Level.PERSON
        return self.user.level if self.user else Level.CONTACT

    @property
    def person_id(self) -> int | None:
        """The key of that person, without a query."""
        return self.user.person_id if self.user else None

    @cached_property
    def kept_from(self) -> tuple[int, ...]:
        """The persons with whose cases this actor has nothing to do at a desk (公务员法 art. 76).

        Whoever the account is linked to, and whoever has one of the numbers that the post holds:
        so a clerk's own case stays off their desk, whether their two accounts are linked or not.
        """
        linked = {self.person_id} if self.person_id else set()
        if not self.numbers:
            return tuple(linked)
        with wall.as_house("know whose cases are not a clerk's"):
            found = _persons_with(indexes=self.numbers)
            acts_for = [pk for pk, in_mandates in found if in_mandates]
            linked |= {pk for pk, _in_mandates in found}
            linked |= {m.giver_id for pk in acts_for for m in _held(holder=pk, now=clock.now())}
            return tuple(sorted(linked))

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """The mandates by which this person acts for others now; staff act for nobody at a desk.

        Asked for once a request and only of whoever was ever in one, so that what has been revoked
        or has run out is gone with the next request, in an open session and to a token as well.
        """
        if self.position != Position.VERIFIED or self.person is None:
            return ()
        if not self.person.in_mandates:
            return ()
        with wall.as_house("know for whom somebody acts"):
            return tuple(_held(holder=self.person.pk, now=clock.now()))

    def shape_and_values(self) -> tuple[Hashable, Sequence[int]]:
        """Return what decides which rows they see, and their keys (`kit.questions.Asker`)."""
        offices = self.agency.offices if self.agency else []
        account = [self.user.pk] if self.user else []
        person = [self.person_id] if self.person_id else []
        present = [self.present.pk] if self.present else []
        province = self.agency.region_id[:2] if self.agency else ""
        givers = [each.giver_id for each in self.mandates]
        held = (account, person, present, offices, givers, self.kept_from)
        # What a mandate covers decides how a query is built; for whom is a value.
        covers = tuple(tuple(each.services) for each in self.mandates)
        shape = (self.position, province, covers, *(len(each) for each in held))
        return shape, [key for keys in held for key in keys]

    def standing_for(self, values: Sequence[int]) -> "Actor":
        """Return an actor of the same shape with other keys, to build a query with."""
        left = iter(values)
        user = User(pk=next(left)) if self.user else None
        if user is not None and self.person_id:
            user.person_id = next(left)
        present = Person(pk=next(left)) if self.present else None
        agency = self.agency and self.agency.standing_for([next(left) for _ in self.agency.offices])
        found = replace(self, user=user, agency=agency, present=present)
        found.__dict__["mandates"] = tuple(
            Mandate(giver_id=next(left), services=each.services) for each in self.mandates
        )
        found.__dict__["kept_from"] = tuple(left)
        return found

    @cached_property
    def asker(self) -> wall.Asker:
        """What the wall in the database asks of this actor."""
        if self.position == Position.SYSTEM:
            return wall.Asker(wall.Kind.HOUSE, purpose="the portal itself")
        if self.agency is None:
            return self._asker_without_desk()
        if self.position == Position.AUDITOR:
            kind, offices = wall.Kind.AUDITOR, _offices_of_province(self.agency.region_id[:2])
        else:
            kind, offices = wall.Kind.DESK, self.agency.offices
        return wall.Asker(
            kind,
            person=self.applies_for_id,
            offices=tuple(offices),
            supervises=self.agency.pk if self.position == Position.SUPERVISOR else None,
            kept_from=self.kept_from,
        )

    def _asker_without_desk(self) -> wall.Asker:
        if self.position == Position.ADMINISTRATOR:
            return wall.Asker(wall.Kind.ADMINISTRATOR, person=self.person_id)
        if self.person_id is None:
            return wall.NOBODY
        givers = tuple(sorted(each.giver_id for each in self.mandates))
        return wall.Asker(wall.Kind.PERSON, person=self.person_id, givers=givers)

    @property
    def is_staff(self) -> bool:
        """Whether the actor works for an agency and acts at its desk."""
        return self.position in (Position.CLERK, Position.SUPERVISOR, Position.AUDITOR)

    @property
    def is_of_the_house(self) -> bool:
        """Whether the account is for work: staff of agencies, and administrators."""
        return self.is_staff or self.position == Position.ADMINISTRATOR

    @property
    def acts_for_agency(self) -> bool:
        """Whether the actor, human or program, may move what is their agency's."""
        return self.position in (Position.CLERK, Position.SUPERVISOR, Position.CLIENT)


@question
def _persons_with(*, indexes: tuple[str, ...]) -> QuerySet[Person, tuple[int, bool]]:
    found = Person.objects.with_index(indexes)
    return found.order_by("pk").values_list("pk", "in_mandates")


@question
def _held(*, holder: int, now: datetime) -> QuerySet[Mandate]:
    return Mandate.objects.live(now).filter(holder=holder).order_by("pk")


def _offices_of_province(province: str) -> list[int]:
    every = rows_of(Agency).values()
    return sorted(each.pk for each in every if each.region_id.startswith(province))


SYSTEM = Actor(Position.SYSTEM)
ANONYMOUS = Actor(Position.ANONYMOUS)


def actor_of(user: Any) -> Actor:
    """Return the actor behind a signed-in user (or an anonymous one)."""
    if not getattr(user, "is_authenticated", False) or not isinstance(user, User):
        return ANONYMOUS
    post = post_of(user)
    if post:
        position = POSITION_OF_ROLE[Post.Role(post.role)]
        return Actor(position, user, post.agency, numbers=tuple(post.kept_from))
    if user.is_superuser:
        return Actor(Position.ADMINISTRATOR, user)
    return Actor(Position.VERIFIED if user.is_verified else Position.UNVERIFIED, user)


def post_of(user: User) -> Post | None:
    """Return the post somebody holds now; nobody works at a closed desk (`Post.current`)."""
    found = copy(_posts().get(user.pk))
    return found if found is not None and user.is_active and found.agency.is_active else None


def _read_posts() -> dict[int, Post]:
    return {post.user_id: post for post in Post.objects.filter(ended_at=None)}


_posts = Held(_read_posts, Post)  # of a few thousand, while every page asks


def actor_of_client(client_id: str) -> Actor:
    """Return the actor behind an agency's system; anonymous when it is unknown or switched off."""
    known = ApiClient.objects.filter(client_id=client_id, is_active=True)
    found = known.first()
    return Actor(Position.CLIENT, agency=found.agency, client=found) if found else ANONYMOUS


def actor(request: "HttpRequest") -> Actor:
    """Return the actor of a request, found once; staff are such behind their second factor alone.

    The API reads who calls after the page did, so what was found is kept with its account.
    """
    user = request.user
    account, found = getattr(request, "_actor", (None, ANONYMOUS))
    if account is None or account != user.pk:
        found = actor_of(user)
        if found.is_of_the_house and not second_factor.is_proven(request):
            found = Actor(Position.UNVERIFIED, found.user)
        request._actor = (user.pk, found)  # type: ignore[attr-defined]
    return found


def stand_beside(request: "HttpRequest", person: Person) -> None:
    """Let a clerk act for somebody at their counter, for the rest of this request."""
    found = actor(request).beside(person)
    request._actor = (request.user.pk, found)  # type: ignore[attr-defined]
