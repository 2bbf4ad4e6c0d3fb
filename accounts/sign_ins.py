"""Sign-ins as a page lists them: on what, since when, last when, and whether from here."""

from datetime import datetime
from typing import Any

from accounts import sessions
from accounts.devices import device_name
from accounts.models import SignIn, User
from kit.callers import neighbour_of


def shown(user: User, *, now: datetime, request: Any = None) -> list[dict[str, Any]]:
    """Return the open sign-ins of an account; with a request, beside the one it belongs to.

    No place is looked up anywhere: of a connection we know only whether it is the reader's own.
    """
    here = request.session.session_key if request else None
    from_here = sessions.address_index(neighbour_of(request)) if request else None
    return [
        {
            "mark": each.mark,
            "device": device_name(each.device),
            "started_at": each.started_at,
            "seen_at": each.seen_at,
            "is_here": here is not None and each.pk == here,
            "is_same_connection": bool(from_here) and each.address_index == from_here,
        }
        for each in SignIn.objects.current(now).filter(user=user)
    ]
