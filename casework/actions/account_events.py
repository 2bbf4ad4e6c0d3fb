"""What an owner could not be told of their account at once: kept, and sent like everything else."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import telling
from accounts.models import User
from casework.actions.saying import SAYERS, Said
from casework.models import Dispatch
from casework.rules.wishes import Topic
from kit import clock, wall


@wall.as_house("keep what an owner must hear of")  # whoever sets a new password is nobody yet
def keep(user: User, event: str, way: str) -> None:
    """Keep a change of an account for whoever it belongs to; it goes out by night too."""
    now = clock.now()
    Dispatch.objects.create(
        key=f"account:{user.pk}:{event}:{now:%Y%m%d%H%M%S%f}:{way}",
        what=Dispatch.What.ACCOUNT,
        way=way,
        topic=Topic.SECURITY,
        to_user=user,
        subject=event,
        made_at=now,
        due_at=now,
    )


def say(dispatch: Dispatch, _now: datetime) -> Said:
    """Say what has happened to the account."""
    return Said(_("Your account has changed"), telling.event_text(dispatch.subject))


SAYERS[Dispatch.What.ACCOUNT] = say
