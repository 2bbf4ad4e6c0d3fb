"""Writing down that an account belongs to a person, by whichever way that was proven."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import IdentityProof, Person, ProvenBy, User
from kit import wall
from kit.errors import NotPermitted

ALREADY_SOMEBODY = _("Your account belongs to another person's record. Nothing was changed.")
SOMEBODY_ELSES = _(
    "This identity is already linked to another account. Sign in with that account. If it is not "
    "yours, call 12333 at once."
)
HAS_DIED = _("This record says that the person has died. Call 12333 if that is wrong.")


LINK = "link an account to the person it was proven to be"


@dataclass(frozen=True)
class Before:
    """Before whom something was proven: a clerk of an agency, or a provider, by its names."""

    name: str = ""
    name_en: str = ""
    clerk: User | None = None


NOBODY = Before()


@wall.as_house(LINK)
@transaction.atomic
def prove_person(
    user: User, person: Person, *, way: ProvenBy, now: datetime, before: Before = NOBODY
) -> bool:
    """Raise an account to the level of a real person; say whether it was lower before.

    The person must be the account's own, or nobody's where the account has none yet.
    """
    user = _link(user, person, now=now)
    if user.real_person_at is not None:
        return False
    user.real_person_at = now
    user.save(update_fields=["real_person_at"])
    _write(user, person, way, before, now)
    return True


@wall.as_house(LINK)
@transaction.atomic
def match_number(user: User, person: Person, *, now: datetime) -> bool:
    """Link an account to the person whose number it matched; say whether it was not before."""
    if _locked(user).person_id == person.pk:
        return False
    _write(_link(user, person, now=now), person, ProvenBy.NUMBER, NOBODY, now)
    return True


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _link(user: User, person: Person, *, now: datetime) -> User:
    user = _locked(user)
    if user.person_id not in (None, person.pk):
        raise NotPermitted(ALREADY_SOMEBODY)
    if person.deceased_on is not None:
        raise NotPermitted(HAS_DIED)
    if User.objects.filter(person=person).exclude(pk=user.pk).exists():
        raise NotPermitted(SOMEBODY_ELSES)
    if user.person_id is None:
        user.person, user.identity_verified_at = person, now
        user.save(update_fields=["person", "identity_verified_at"])
    return user


def _write(user: User, person: Person, way: ProvenBy, before: Before, now: datetime) -> None:
    IdentityProof.objects.create(
        user=user,
        person=person,
        way=way,
        confirmed_by=before.clerk,
        where=before.name,
        where_en=before.name_en,
        at=now,
    )
