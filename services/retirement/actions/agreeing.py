"""What an employer says of a later retirement that somebody has agreed with it.

人社部发〔2024〕94号 art. 4: the agreement is in writing, by both. An employer that is known here
signs with its own account; one that is not goes on with paper, which a clerk reads.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Employer
from casework.actions.telling import Told, tell
from kit import wall
from kit.errors import NotPermitted
from services.retirement.models import Choice

SIGNING = "let an employer say what it has agreed with its own people"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An agreement as the employer reads it: with whom, made when, until which day."""

    key: int
    name: str
    number: str
    agreed_on: date
    until: date


@wall.as_house(SIGNING)
def agreements_for(employer: Employer) -> list[Waiting]:
    """Return what an employer has not spoken of yet, the nearest date first."""
    if not employer.is_live:
        return []
    waiting = Choice.objects.of_employer(employer).select_related("person")
    return [
        Waiting(
            key=each.pk,
            name=str(each.person.name),
            number=each.person.masked_number,
            agreed_on=each.agreed_on,
            until=each.chosen_day,
        )
        for each in waiting
        if each.agreed_on is not None
    ]


@wall.as_house(SIGNING)
@transaction.atomic
def say(employer: Employer, key: int, *, agrees: bool, by: User, now: datetime) -> Choice:
    """Keep the word of the employer, once: signed, or that nothing was agreed. The person is told.

    Raises `NotPermitted` for an agreement that is not this employer's, or that was taken back.
    """
    if not employer.is_live or employer.user_id != by.pk:
        raise NotPermitted
    own = Choice.objects.of_employer(employer).select_for_update(of=("self",))
    choice = own.select_related("case__person").filter(pk=key).first()
    if choice is None:
        raise NotPermitted(_("This has been answered or taken back, or is not asked of you."))
    choice.employer_agrees, choice.employer_said_at = agrees, now
    choice.employer_said_by = by
    choice.save(update_fields=["employer_agrees", "employer_said_at", "employer_said_by"])
    kind = "late-choice-signed" if agrees else "late-choice-denied"
    tell(choice.case, [Told(kind)], now=now, occasion=f"late-choice:{choice.pk}")
    return choice
