"""Nothing happens in the case of somebody who has died before two persons have decided."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from casework.errors import MoveNotPossible
from casework.models import Case, DeathReport
from casework.models.deaths import stopped_by_death
from kit.questions import question


def is_stopped_by_death(case: Case) -> bool:
    """Whether a death is reported or known, and nobody has decided yet that the case goes on."""
    return bool(_stopped(case=case.pk))


@question
def _stopped(*, case: int) -> QuerySet[Case, int]:
    return Case.objects.filter(stopped_by_death(), pk=case).values_list("pk", flat=True)


REPORTED = "is_death_reported"  # of a case that was fetched `with_reports`


def with_reports(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Fetch along whether a death of the person is reported that nobody has confirmed yet."""
    return cases.annotate(**{REPORTED: Exists(waiting_reports(OuterRef("person")))})


def waiting_reports(person: OuterRef | int) -> QuerySet[DeathReport]:
    """Return the reports of a person's death that nobody has confirmed or taken back yet."""
    return DeathReport.objects.waiting().filter(person=person, is_taken_back=False)


def stopped_among(cases: Iterable[Case]) -> set[int]:
    """Return the keys of the cases that a death has stopped, for pages.

    Fetch the persons of the cases along, and what is reported of them (`with_reports`): then it
    asks nothing while no death is known or reported.
    """
    every = list(cases)
    reported = {case.person_id for case in every if getattr(case, REPORTED, False)}
    unknown = {case.person_id for case in every if not hasattr(case, REPORTED)}
    reported |= set(_reported_dead(among=sorted(unknown))) if unknown else set()
    concerned = [case.pk for case in every if case.person_id in reported or case.person.deceased_on]
    if not concerned:
        return set()
    stopped = Case.objects.filter(stopped_by_death(), pk__in=concerned)
    return set(stopped.values_list("pk", flat=True))


@question
def _reported_dead(*, among: list[int]) -> QuerySet[DeathReport, int]:
    waiting = DeathReport.objects.waiting().filter(person__in=among, is_taken_back=False)
    return waiting.values_list("person_id", flat=True)


def may_have_died(person: int) -> bool:
    """Whether a death of the person with this key is recorded, or reported and not yet judged."""
    is_dead = Person.objects.filter(pk=person, deceased_on__isnull=False).exists()
    return is_dead or waiting_reports(person).exists()


def check_person_lives(person: Person) -> None:
    """Raise where money would go to an account of somebody who has died, or may have.

    社会保险法 art. 14: what is theirs is inherited; it waits until the heirs are known.
    """
    if may_have_died(person.pk):
        raise MoveNotPossible(
            _("The person has died, or a death is reported. This money is not paid to them.")
        )


def check_not_stopped_by_death(case: Case) -> None:
    """Raise where two persons have to decide first whether the case goes on."""
    if is_stopped_by_death(case):
        raise MoveNotPossible(
            _("A death has been reported. Two persons have to decide how this case goes on.")
        )
