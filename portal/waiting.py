"""What waits for whoever has just come in: their own cases on which they move next."""

from agencies.actors import Actor
from casework.models import Case
from casework.rules.statuses import Party, Status

MOST = 3


def for_person(who: Actor) -> list[Case]:
    """Return the cases that cannot go on without them, an asked correction before a draft."""
    if who.is_staff or who.person_id is None:
        return []
    own = Case.objects.visible_to(who).filter(person_id=who.person_id, closed_at=None)
    mine = [each for each in own.order_by("-created_at") if each.whose_turn is Party.APPLICANT]
    return sorted(mine, key=lambda each: each.state is Status.DRAFT)[:MOST]
