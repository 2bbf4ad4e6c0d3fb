"""A mother and her daughter: the mandate that one gives and the other accepts."""

from datetime import date, datetime, timedelta

from accounts.models import Person, User
from agencies.actors import actor_of
from casework.actions import mandating
from casework.actions.mandating import Wish
from tests.cast import MONDAY, identity_number, make_person, make_verified_user, make_world
from tests.kept import kept

BOTH = ("medical-transfer", "pension-transfer")
DAUGHTER_BORN = date(1984, 5, 20)


def again(actor):
    """Return the same account as the next request finds it."""
    return actor_of(User.objects.select_related("person").get(pk=actor.user.pk))


def make_family():
    """Make the usual world; the applicant is the mother, and has a daughter with an account."""
    return kept(("family",), _build)


def _build():
    world = make_world()
    User.objects.filter(pk=world.applicant.user.pk).update(real_person_at=MONDAY)
    with_daughter(world)
    return world


def with_daughter(world):
    """Give the applicant a daughter with an account."""
    daughter = make_person(
        "周敏",
        DAUGHTER_BORN,
        number=identity_number(DAUGHTER_BORN),
        phone="+8613800000077",
    )
    world.people["applicant"] = again(world.applicant)
    world.people["daughter"] = make_verified_user("daughter", daughter)


def wish(to, *, name="周敏", services=BOTH, last_day=None, now=None):
    """Return what a giver wants, for a year from now unless it is said otherwise."""
    today = (now or datetime.now(MONDAY.tzinfo)).date()
    return Wish(
        holder_name=name,
        to=to,
        services=services,
        last_day=last_day or today + timedelta(days=300),
    )


def to_document(person: Person):
    """Name somebody by their document."""
    return mandating.to_document(person.document)


def give(giver, holder, *, now, **said):
    """Give a mandate and have it accepted; return it."""
    wanted = wish(to_document(holder.person), name=holder.person.name, now=now, **said)
    _made, code = mandating.offer(wanted, by=giver, now=now)
    return mandating.accept(code, by=holder, now=now)
