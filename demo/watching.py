"""What a supervisor and an administrator find: a clerk to agree on, one who is away, a decoy."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User, document_index
from agencies.models import Agency, Post
from casework.models import Absence, PostProposal
from demo import staff
from law.identity_number import IdentityDocument, check_character
from privacy.actions import decoys
from privacy.actions.decoys import Invented

PROPOSED_AT, WATCHED = "P440000", "P330100"
NEW_CLERK, NEW_NAME = "new-clerk", "沈佳"
AWAY_FOR = timedelta(days=14)
DECOY = Invented("吴月琴", "female", date(1966, 3, 17))
# Of nobody, as all numbers of the demonstration (docs/decisions/0011).
HOLDER = "44010519930811000"


def load(password: str, *, now: datetime) -> None:
    """Let a clerk wait for the head of one agency; at another let one be away, and set a decoy."""
    _propose(password, now)
    _send_away(now)
    decoys.place(Agency.objects.get(code=WATCHED), DECOY, now=now - timedelta(days=40))


def _propose(password: str, now: datetime) -> None:
    user = staff.make_user(f"{NEW_CLERK}@{staff.HOST}", password, display_name=NEW_NAME)
    number = HOLDER + check_character(HOLDER)
    PostProposal.objects.create(
        user=user,
        agency=Agency.objects.get(code=PROPOSED_AT),
        role=Post.Role.CLERK,
        kept_from=[document_index(IdentityDocument("resident-id", number))],
        proposed_by=User.objects.get(email=f"admin@{staff.HOST}"),
        proposed_at=now,
    )


def _send_away(now: datetime) -> None:
    agency, today = Agency.objects.get(code=WATCHED), timezone.localdate(now)
    third = User.objects.get(email=staff.sign_in_name(agency, staff.CLERKS[-1]))
    Absence.objects.create(
        post=Post.objects.get(user=third, ended_at=None),
        first_day=today,
        last_day=today + AWAY_FOR,
        entered_by=User.objects.get(email=staff.sign_in_name(agency, staff.HEAD)),
        entered_at=now,
    )
