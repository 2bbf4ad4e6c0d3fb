"""A letter that was delivered to an agency is followed up until somebody there has opened it."""

from accounts.models import AccessEntry
from agencies.models import Agency
from casework.actions.following import Waiting
from casework.models import Case, Event
from casework.rules.clocks import LETTER_UNOPENED
from kit import wall
from letters.models import Letter
from letters.models.letters import OPENING


def find(case: Case, subject: str) -> Waiting | None:
    """Return a letter that counts and that nobody of its addressee has opened."""
    found = Letter.objects.valid().filter(pk=int(subject), delivery__isnull=False)
    letter = found.whole_names().select_related("delivery").first()
    if letter is None or letter.to_agency is None or is_opened(letter, case):
        return None
    reader, facts = letter.to_agency.in_office, {"letter": letter.printed_number}
    return Waiting(
        wait=LETTER_UNOPENED, whose=reader, asked_by=letter.agency.in_office, facts=facts
    )


@wall.as_house("see whether an agency has opened what it was sent")
def is_opened(letter: Letter, case: Case) -> bool:
    """Whether somebody of the addressee has looked into the case, or acted in it, since."""
    if letter.to_agency is None:
        return True
    reader, since = letter.to_agency.in_office, letter.delivery.delivered_at
    offices = Agency.objects.filter(pk__in=reader.offices)
    looks = AccessEntry.objects.filter(
        person=case.person_id, case_number=case.number, what__in=OPENING, at__gte=since
    )
    if looks.filter(agency_name__in=offices.values("name")).exists():
        return True
    acts = Event.objects.filter(case=case, at__gte=since, actor_agency__in=reader.offices)
    return acts.exists()
