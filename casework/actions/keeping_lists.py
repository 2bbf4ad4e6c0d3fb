"""Lists of the desk that a member of staff keeps under a name of their own."""

from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.models import KeptList
from kit.errors import NotPermitted, NotValid

MOST_KEPT = 20
LONGEST_NAME, LONGEST_QUERY = 40, 300


def kept_by(by: Actor) -> list[KeptList]:
    """Return the lists that somebody keeps, by name."""
    return list(KeptList.objects.filter(user=by.user)) if by.user else []


def keep(name: str, query: str, *, by: Actor) -> KeptList:
    """Keep a list; under a name that is taken already it takes that one's place.

    Raises `NotValid` for no name, too long a one, and one list too many.
    """
    if by.user is None or not by.is_staff:
        raise NotPermitted
    said = name.strip()
    if not said or len(said) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        most = {"n": LONGEST_NAME}
        raise NotValid({"name": _("Give the list a name of at most %(n)d characters.") % most})
    others = KeptList.objects.filter(user=by.user).exclude(name=said)
    if others.count() >= MOST_KEPT:
        raise NotValid({"name": _("You keep %(n)d lists already.") % {"n": MOST_KEPT}})
    kept, _is_new = KeptList.objects.update_or_create(
        user=by.user, name=said, defaults={"query": query}
    )
    return kept


def drop(name: str, *, by: Actor) -> None:
    """Keep one's list of this name no longer; doing it twice changes nothing."""
    KeptList.objects.filter(user=by.user, name=name).delete()
