"""The facts of a pension that is worked out anew: the same retirement, by what is known now."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Person
from applications.fields import Asked
from kit.once import once_a_page
from services.retirement.facts import RetireFacts, facts_of
from services.retirement.models import Determination


@dataclass(frozen=True)
class AnewFacts:
    """A pension as it is, beside what it would be."""

    before: Determination | None
    retiring: RetireFacts
    is_anonymous: bool


@once_a_page
def last_determination(person: Person) -> Determination | None:
    """Return how somebody's pension was determined last."""
    found = Determination.objects.filter(person=person, followed_by=None)
    return found.select_related("entitlement", "agency").order_by("-at", "-pk").first()


def anew_facts(asked: Asked) -> AnewFacts:
    """Return the facts of the same retirement, by what is known now."""
    before = last_determination(asked.known.person) if asked.known else None
    answers = dict(asked.answers)
    if before is not None:
        answers["day"] = date.fromisoformat(before.facts["retires"])
    return AnewFacts(before, facts_of(replace(asked, answers=answers)), asked.known is None)
