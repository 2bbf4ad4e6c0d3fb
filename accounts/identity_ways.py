"""The ways to prove who one is: the page that lists them, and whoever is refused, ask here.

A way is a line of `WAYS`: what it is called, which level it gives, the name of the address where it
begins, and whether it is there at all in this installation. Its page calls
`accounts.actions.raising.prove_person` (or links the account by the number, as `identity` does).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import provider
from accounts.rules.levels import Level


def always() -> bool:
    """It is there in every installation."""
    return True


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way: its name, the level it gives, in which words, and where it begins.

    `begins_at` is the name of an address that takes `?next=`, where one came from.
    """

    name: str
    level: Level
    title: str | Promise
    about: str | Promise
    begins_at: str
    is_offered: Callable[[], bool] = always


WAYS = (
    Way(
        name="number-match",
        level=Level.NUMBER,
        title=_("With your document number and a code"),
        about=_(
            "We compare your name and number with the record and send a code to the phone number "
            "that your agency has of you. It takes a few minutes."
        ),
        begins_at="verify_identity",
    ),
    Way(
        name="counter",
        level=Level.PERSON,
        title=_("At a social insurance counter"),
        about=_(
            "Show your identity document and a number that this page gives you. Somebody helps "
            "you there."
        ),
        begins_at="prove_at_counter",
    ),
    Way(
        name="provider",
        level=Level.PERSON,
        title=_("In person, through an identity provider"),
        about=_(
            "You show who you are there, with your face or your electronic social security card, "
            "and come back here. It tells us name, document number and date of birth, and nothing "
            "more."
        ),
        begins_at="identity_provider",
        is_offered=provider.is_offered,
    ),
)


def ways_to_prove(level: Level) -> list[Way]:
    """Return the ways of this installation that lead to a level or beyond, the nearest first."""
    offered = [way for way in WAYS if way.is_offered() and way.level.reaches(level)]
    return sorted(offered, key=lambda way: way.level.rank)
