"""Finding the case that an address of the desk names, and what of it may be seen."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.models import Looked
from agencies.actors import Actor, Position
from applications.models import FigureCorrection, PaperPage
from casework.actions import looking
from casework.actions.living import with_reports
from casework.models import Case, Correction, HeldAct, PreparedAct, Step
from casework.policies import check_may, may
from casework.rules.authorisation import Action
from kit import clock
from kit.questions import keep_fetched, question


@dataclass(frozen=True)
class Shown:
    """What of the hidden is shown this once, for a reason that was given."""

    number: str = ""
    record: bool = False


NOTHING_SHOWN = Shown()


def case_at_desk(who: Actor, number: str, action: Action | None = None) -> Case:
    """Return the case if it is on this desk; what is foreign, or one's own, is not there.

    Raises `NotPermitted` when it is there but this action is not for this actor. Whoever gets it is
    noted: the person can read who opened their case, whichever of its pages it was.
    """
    case = next(iter(_case(by=who, number=number)), None)
    if case is None or case.person_id in who.kept_from:
        raise Http404
    keep_fetched([case], "steps", _turns(case=case.pk))
    if action is not None:
        check_may(who, action, case)
    looking.looked(case, Looked.CASE, by=who, now=clock.now())
    return case


@question
def _case(*, by: Actor, number: str) -> QuerySet[Case]:
    found = Case.objects.visible_to(by).filter(number=number)
    held = HeldAct.objects.waiting().filter(case=OuterRef("pk"))
    prepared = PreparedAct.objects.waiting().filter(case=OuterRef("pk"))
    of_case = {"case": OuterRef("pk")}
    return with_reports(found.select_related("person", "thread", "application")).annotate(
        has_held_act=Exists(held),
        has_prepared_act=Exists(prepared),
        has_corrections=Exists(Correction.objects.filter(**of_case)),
        has_papers=Exists(PaperPage.objects.filter(**of_case)),
        has_corrected_figures=Exists(FigureCorrection.objects.filter(**of_case)),
    )


@question
def _turns(*, case: int) -> QuerySet[Step]:
    return Step.objects.filter(case=case).select_related("clerk", "term")


def current_step(case: Case) -> Step | None:
    """Return the turn that is open now on the way of the case, from what was fetched along."""
    on_the_way = [step for step in case.steps.all() if step.is_open and not step.is_beside]
    return on_the_way[-1] if on_the_way else None


def turns_beside(case: Case) -> list[Step]:
    """Return the open turns beside the way of the case, from what was fetched along."""
    return [step for step in case.steps.all() if step.is_open and step.is_beside]


def turn_for(case: Case, who: Actor) -> Step | None:
    """Return the turn that this agency has, on the way of the case or beside; else whose it is."""
    step = current_step(case)
    turns = [*([step] if step else []), *turns_beside(case)]
    return next((each for each in turns if each.agency.in_office == who.agency), step)


def sees_record(case: Case, who: Actor, shown: Shown) -> bool:
    """An auditor sees contributions and amounts for a stated reason only (row 9).

    An agency whose turn went to another sees them no longer.
    """
    may_ask = who.position != Position.AUDITOR or shown.record
    return may_ask and may(who, Action.READ_HISTORY, case)
