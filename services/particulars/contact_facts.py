"""What the rules of new contact data are asked: what would change, and who else has the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import Person, User, phone_index
from applications.actions.proving import has_proven
from applications.fields import Answers, Asked
from kit import wall
from services.particulars.rules.contacts import CONTACTS, changed


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """What would change, and with how many others a proven phone would be shared.

    `changes` is None without a sign-in: nothing can be said of it then.
    """

    changes: Mapping[str, str] | None
    others: int
    is_family: bool


def wanted(answers: Answers) -> dict[str, str]:
    """Return the contacts that were asked to be changed."""
    chosen = answers.get("what") or ()
    return {name: str(answers.get(name) or "") for name in CONTACTS if name in chosen}


def on_record(person: Person) -> dict[str, str]:
    """Return the contacts that the agencies' record holds."""
    return {name: str(getattr(person, name) or "") for name in CONTACTS}


def facts_of(asked: Asked) -> ContactFacts:
    """Return the facts; without a sign-in, from what was said of the phone."""
    if asked.known is None:
        others = {"nobody": 0, "family": 1}.get(str(asked.answers.get("others")), 1)
        return ContactFacts(
            changes=None, others=others, is_family=asked.answers.get("others") != "strangers"
        )
    person = asked.known.person
    changes = changed(on_record(person), wanted(asked.answers))
    return ContactFacts(
        changes=changes,
        others=others_with(changes.get("phone", ""), person),
        is_family=bool(asked.answers.get("is_family")),
    )


@wall.as_house("count the records on which a phone stands")
def others_with(phone: str, person: Person) -> int:
    """Return on how many other records a phone stands; nobody learns it of a phone not theirs."""
    if not phone or not has_proven(person, phone):
        return 0
    return Person.objects.filter(phone_index=phone_index(phone)).exclude(pk=person.pk).count()


def may_sign_in_with(phone: str, user: User) -> bool:
    """Whether a user who signed in with the old phone may sign in with this one from now on."""
    taken = User.objects.filter(phone_index=phone_index(phone)).exclude(pk=user.pk)
    return not taken.exists()


def account_of(person: Person) -> User | None:
    """Return the account of a person, if they have one."""
    found: Any = getattr(person, "user", None)
    return found
