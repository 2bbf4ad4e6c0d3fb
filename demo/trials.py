"""People, clerks and systems that a developer makes for a trial: as many as they like.

They are like those of the demonstration: their identity numbers belong to nobody and their phones
are not given out.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from knox.models import AuthToken

from accounts.models import Person, User, number_index
from agencies.actors import actor_of
from agencies.models import Agency, ApiClient, Post
from agencies.scopes import SCOPES
from casework.actions import systems
from casework.models import ClientProposal
from demo import histories, people, staff
from demo.lives import Draw, Life, moves
from feeds.actions import managing
from feeds.models import Webhook
from kit import wall
from kit.errors import NotValid
from law.identity_number import DocumentType

# Beyond everybody of the invented country, and as many as eight digits of a phone can tell apart.
FIRST, LAST = 1_000_000, 99_999_999
LIFETIME = timedelta(days=90)
MONTHS = 96
AGES = (27, 35)  # below forty nothing has to be looked up by a clerk (国办发〔2009〕66号 art. 5)
TRIES = 20
ROLES = (Post.Role.CLERK, Post.Role.CLERK, Post.Role.SUPERVISOR)


@dataclass(frozen=True)
class TrialPerson:
    """Somebody who was insured at one place and now works at another."""

    person: Person
    email: str
    token: str


@dataclass(frozen=True)
class TrialOffice:
    """Two clerks of an agency by their tokens, and a system of its own by its secret."""

    agency: Agency
    clerks: tuple[str, str]
    system: ApiClient
    secret: str


@wall.as_house("make people for a trial")
@transaction.atomic
def make_person(*, origin: str, destination: str, name: str, now: datetime) -> TrialPerson:
    """Make somebody with a record at two places, and a token; raise `NotValid` for no place."""
    for field, code in (("origin", origin), ("destination", destination)):
        if Agency.objects.filter(code__in=(f"P{code}", f"M{code}")).count() < 2:
            raise NotValid({field: _("The demonstration has no agencies at this place.")})
    if origin == destination:
        raise NotValid({"destination": _("Choose two places.")})
    life = _life(origin, destination, name, now=now)
    persons = people.load([life])
    histories.load([life], persons, today=timezone.localdate(now))
    email = f"test-{life.number}@{staff.HOST}"
    user = staff.make_verified_user(
        email, persons[life.number], make_password(staff.PASSWORD), now=now
    )
    return TrialPerson(persons[life.number], email, _token(user))


def _life(origin: str, destination: str, name: str, *, now: datetime) -> Life:
    """Draw a life whose number nobody has yet."""
    today = timezone.localdate(now)
    for _try in range(TRIES):
        draw = Draw(FIRST + secrets.randbelow(LAST - FIRST), today)
        stays = moves(draw, [origin, destination], months=MONTHS, gap=0, latest=9)
        sex = draw.sex()
        life = draw.life(sex=sex, age=draw.chance.randint(*AGES), stays=stays, name=name)
        index = number_index(DocumentType.RESIDENT_ID, people.number_of(life))
        if not Person.objects.filter(number_index=index).exists():
            return life
    raise NotValid({"": _("Every number that was drawn is taken. Try once more.")})


@wall.as_house("make people for a trial")
@transaction.atomic
def make_office(code: str, *, now: datetime) -> TrialOffice:
    """Make two clerks and a system of an agency; raise `NotValid` where there is no such agency."""
    agency = Agency.objects.filter(code=code, is_active=True).first()
    if agency is None:
        raise NotValid({"agency": _("There is no such agency.")})
    first, second, head = (_clerk(agency, role, now=now) for role in ROLES)
    proposal = ClientProposal.objects.create(
        agency=agency,
        name=f"Trial {secrets.token_hex(3)}",
        scopes=list(SCOPES),
        proposed_by=head,
        proposed_at=now,
    )
    administrator = User.objects.get(email=f"admin@{staff.HOST}")
    systems.approve(proposal, by=administrator, now=now)
    system = ApiClient.objects.select_related("client", "agency").latest("pk")
    secret = systems.fetch_secret(system, by=actor_of(head), now=now)
    return TrialOffice(agency, (_token(first), _token(second)), system, secret)


@wall.as_house("make people for a trial")
@transaction.atomic
def make_webhook(code: str, url: str, *, now: datetime) -> tuple[Webhook, str]:
    """Set a webhook up as the head of an agency does; raise `NotValid` where it cannot be."""
    agency = Agency.objects.filter(code=code, is_active=True).first()
    if agency is None:
        raise NotValid({"agency": _("There is no such agency.")})
    head = _clerk(agency, Post.Role.SUPERVISOR, now=now)
    return managing.make(url, by=actor_of(head), now=now)


def _clerk(agency: Agency, role: str, *, now: datetime) -> User:
    email = f"trial-{secrets.token_hex(4)}@{staff.HOST}"
    user = staff.make_user(email, make_password(None), display_name=f"测试{email[6:10]}")
    Post.objects.create(user=user, agency=agency, role=role, started_at=now - staff.IN_OFFICE_FOR)
    return user


def _token(user: User) -> str:
    _kept, value = AuthToken.objects.create(user, expiry=LIFETIME)
    return str(value)
