"""Pages on which somebody acts for another: for whom is said on each, and each look is noted."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.models import Looked, Mandate
from agencies import actors
from agencies.actors import Actor
from casework.actions import looking
from casework.models import Case
from casework.models.case import mandate_over
from kit import clock

NAME = "for"  # by which an address names the mandate


def opened(request: HttpRequest, case: Case) -> Case:
    """Return a case that somebody opens; by mandate or at the counter the look is noted.

    By mandate the page says for whom.
    """
    who = actors.actor(request)
    if who.present is not None:
        looking.looked(case, Looked.COUNTER, by=who, now=clock.now())
        return case
    mandate = mandate_over(who, case)
    if mandate is not None:
        say_for_whom(request, mandate)
        looking.looked(case, Looked.CASE, by=who, now=clock.now())
    return case


def say_for_whom(request: HttpRequest, mandate: Mandate) -> None:
    """Let the frame of the page say for whom somebody acts on it."""
    request.acting_by = mandate  # type: ignore[attr-defined]


def own_page(request: HttpRequest) -> str:
    """Return where one goes on after a page: to one's own, or to that of whoever one acts for."""
    return home_of(actors.actor(request), getattr(request, "acting_by", None))


def home_of(who: Actor, mandate: Mandate | None) -> str:
    """Return the page with all affairs: one's own, or of whoever one acts for or stands there."""
    if who.present is not None:
        return reverse("desk_counter_visit")
    return reverse("acting_page", args=[mandate.number]) if mandate else reverse("my_page")


def mandate_of(request: HttpRequest, number: str) -> Mandate:
    """Return a mandate that the reader holds and that counts now; every other one is 404."""
    for each in actors.actor(request).mandates:
        if each.number == number:
            say_for_whom(request, each)
            return each
    raise Http404


def named_mandate(request: HttpRequest) -> Mandate | None:
    """Return the mandate that an address names; nothing where somebody acts for themselves."""
    number = request.GET.get(NAME, "")
    return mandate_of(request, number) if number else None
