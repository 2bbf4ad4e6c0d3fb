"""A death becomes known: one person reports it, another confirms it; a mistake is taken back so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, User
from agencies import approval
from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import moving
from casework.actions.history import record
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, DeathReport, Event
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted, NotValid

LONGEST_SOURCE = 200


@dataclass(frozen=True)
class Decided:
    """Who has decided: two persons of an agency, in a case of the family."""

    case: Case
    agency: Agency
    prepared_by: User
    approved_by: User


def waiting_report(person: Person) -> DeathReport | None:
    """Return the report that waits for a second person."""
    return DeathReport.objects.waiting().filter(person=person).select_related("proposed_by").first()


def human(by: Actor) -> User:
    """Return the person who acts; a system alone reports and decides nothing about a death."""
    if by.user is None:
        raise NotPermitted
    return by.user


@transaction.atomic
def report(
    case: Case,
    *,
    died_on: date | None = None,
    source: str,
    is_taken_back: bool = False,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> DeathReport:
    """Report that the person of a case has died, or that this was recorded wrongly.

    From this moment nothing is sent, credited or completed in any of the person's cases.
    """
    moving.take_up(case, Action.RECORD_DEATH, by=by, version=version)
    person = Person.objects.select_for_update().get(pk=case.person_id)
    _check_said(person, died_on, source, is_taken_back=is_taken_back, now=now)
    if waiting_report(person) is not None:
        raise MoveNotPossible(_("This has been reported already and waits for a second person."))
    if by.agency is None:
        raise NotPermitted
    made = DeathReport.objects.create(
        person=person,
        agency=by.agency,
        died_on=None if is_taken_back else died_on,
        source=source.strip(),
        is_taken_back=is_taken_back,
        proposed_by=human(by),
        proposed_at=now,
    )
    _note(made, case, Event.Kind.DEATH_REPORTED, "death-reported", by=by, now=now)
    return made


def _check_said(
    person: Person, died_on: date | None, source: str, *, is_taken_back: bool, now: datetime
) -> None:
    if not source.strip() or len(source) > LONGEST_SOURCE:
        raise NotValid({"source": _("Write in at most 200 characters how this is known.")})
    if is_taken_back and person.deceased_on is None:
        raise MoveNotPossible(_("No death of this person is recorded."))
    if not is_taken_back and person.deceased_on is not None:
        raise MoveNotPossible(_("The death of this person is recorded already."))
    is_possible = died_on is not None and person.born_on <= died_on <= timezone.localdate(now)
    if not is_taken_back and not is_possible:
        raise NotValid({"died_on": _("Enter the day of the death; it cannot lie ahead.")})


@transaction.atomic
def confirm(case: Case, *, by: Actor, now: datetime, version: int | None = None) -> None:
    """Let a report count, as the second person: the day of the death is set, or taken out."""
    moving.take_up(case, Action.RECORD_DEATH, by=by, version=version)
    made = _waiting(case)
    approval.approve(made, by=human(by), now=now)
    Person.objects.filter(pk=case.person_id).update(deceased_on=made.died_on)
    case.person.refresh_from_db(fields=["deceased_on"])
    kind, told = Event.Kind.DEATH_CONFIRMED, "death-confirmed"
    if made.is_taken_back:
        kind, told = Event.Kind.DEATH_TAKEN_BACK, "death-taken-back"
    _note(made, case, kind, told, by=by, now=now)


@transaction.atomic
def turn_down(
    case: Case, *, note: str = "", by: Actor, now: datetime, version: int | None = None
) -> None:
    """Decide that a report does not count; whoever made it may take it back in the same way."""
    moving.take_up(case, Action.RECORD_DEATH, by=by, version=version)
    made = _waiting(case)
    approval.turn_down(made, now=now)
    _note(made, case, Event.Kind.SENT_BACK, "death-turned-down", by=by, now=now, note=note)


@wall.as_house("let a death that two persons have decided upon be known in every case")
@transaction.atomic
def know(
    person: Person, died_on: date, *, decided: Decided, source: str, by: Actor, now: datetime
) -> None:
    """Let a death count that two persons of an agency have found proven in a case of the family.

    From this moment on it is as one that was reported and confirmed: the cases of the person stop,
    mandates end, and each agency with a turn in them is told. Known already, nothing changes.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.deceased_on is not None:
        return
    waiting = DeathReport.objects.waiting().filter(person=person).first()
    if waiting is not None:
        approval.turn_down(waiting, now=now)  # what two persons have found takes its place
    made = DeathReport.objects.create(
        person=person,
        agency=decided.agency,
        died_on=died_on,
        source=source,
        proposed_by=decided.prepared_by,
        proposed_at=now,
        approved_by=decided.approved_by,
        approved_at=now,
    )
    Person.objects.filter(pk=person.pk).update(deceased_on=died_on)
    _note(made, decided.case, Event.Kind.DEATH_CONFIRMED, "death-confirmed", by=by, now=now)


def _waiting(case: Case) -> DeathReport:
    made = waiting_report(case.person)
    if made is None:
        raise MoveNotPossible(_("No report of a death waits for a second person."))
    return made


def _note(
    made: DeathReport,
    here: Case,
    kind: str,
    told: str,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
) -> None:
    """Write it into every open case of the person, and tell the agencies whose turn there was."""
    here_too = Case.objects.filter(pk=here.pk) | Case.objects.open()
    for each in here_too.filter(person=made.person).select_for_update().order_by("pk"):
        case = here if each.pk == here.pk else each
        moving.turn_page(case)
        data = {"death": made.pk, "taken_back": made.is_taken_back}
        record(case, kind, by=by, now=now, note=note, data=data)
        occasion = f"death:{made.pk}:{kind}"
        decides = _who_decides(case) if told == "death-confirmed" else {}
        each_agency = [Told(told, agency, decides) for agency in agencies_of(case)]
        tell(case, each_agency, now=now, occasion=occasion)


def _who_decides(case: Case) -> dict[str, str]:
    found = deciding_agency(case)
    return {"zh": found.name, "en": found.name_en} if found else {}


def deciding_agency(case: Case) -> Agency | None:
    """Return the agency whose two persons decide how a case goes on after a death."""
    turns = case.procedure.turns
    handling = [step for step in case.steps.order_by("-pk") if turns[step.kind].side == "N"]
    return handling[0].agency.in_office if handling else None


def agencies_of(case: Case) -> Iterable[Agency]:
    """Return the agencies that have or will have a turn in the case, each once."""
    steps = case.steps.order_by("pk")
    return {step.agency_id: step.agency for step in steps}.values()
