"""Acting for somebody: a mandate is looked at once more, and whose affairs they are is told."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Mandate
from agencies.actors import Actor
from casework.actions.telling import tell_person
from casework.models import Case
from casework.models.case import mandate_over
from kit import wall
from kit.errors import NotPermitted

ENDED = _("The mandate has ended, or does not cover this. Ask the person to give it anew.")


def still_counts(case: Case, *, by: Actor, now: datetime) -> Mandate | None:
    """Return the mandate by which somebody acts in a case, held until the transaction ends.

    Raises `NotPermitted` when it has ended since they were let in: whoever ends it at the same
    moment waits, and whatever comes after finds it ended. Nothing for all who act for themselves.
    """
    mandate = mandate_over(by, case)
    if mandate is None:
        return None
    with wall.as_house("know whether a mandate still counts"):
        live = Mandate.objects.live(now).select_for_update(of=("self",))
        found = live.filter(pk=mandate.pk).first()
    if found is None:
        raise NotPermitted(ENDED)
    return found


def tell_whose_it_is(
    case: Case, *, by: Actor, mandate: Mandate | None, occasion: str, now: datetime
) -> None:
    """Tell the person of a case that somebody else acted for them: by mandate, or at a counter.

    Nobody learns from a letter weeks later that they are said to have stood somewhere.
    """
    data: dict[str, Any]
    if mandate is not None:
        kind = "acted-for-you"
        data = {"mandate": mandate.number, "given_on": mandate.given_on.isoformat()}
    elif by.present is not None and by.agency is not None:
        kind = "acted-at-counter"
        data = {"zh": by.agency.name, "en": by.agency.name_en}
    else:
        return
    tell_person(case.person, kind, data, now=now, occasion=f"{case.pk}:{occasion}", case=case)
