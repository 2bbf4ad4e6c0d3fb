"""Who may see and who may move: the table of authorisation held against an actor and a case."""

from collections.abc import Callable

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Mandate, Person
from agencies.actors import Actor, Position
from agencies.models import approve_on_pages_only
from casework.models import Case, Event, PreparedAct, Step
from casework.models.case import is_of_applicant, mandate_over
from casework.rules.authorisation import DECIDING, NOT_FOR_WHO_FILED, Action, Role, cell
from casework.rules.statuses import Party, Status
from kit.errors import NotPermitted
from kit.questions import question

# On which side of a case an agency stands follows from the turns it has had.
SIDE_OF_PARTY = {Party.HANDLING: "N", Party.OTHER: "R"}
# What a person may read of the notes in their case: what was written to them.
NOTES_TO_THE_PERSON = (Status.CORRECTION_ASKED.value, Status.WITHDRAWN.value)
POSITION_ROLE = {
    Position.ANONYMOUS: Role.ANONYMOUS,
    Position.UNVERIFIED: Role.UNVERIFIED,
    Position.VERIFIED: Role.VERIFIED,
    Position.SUPERVISOR: Role.SUPERVISOR,
    Position.AUDITOR: Role.AUDITOR,
    Position.ADMINISTRATOR: Role.ADMINISTRATOR,
    Position.CLIENT: Role.CLIENT,
}


def may_read_note(event: Event, *, is_own: bool) -> bool:
    """Whether the note of an event is for this reader: agencies write to each other there."""
    return not is_own or event.moved_to in NOTES_TO_THE_PERSON


def sides(actor: Actor, case: Case) -> set[str]:
    """Return `N`, `R` or both: on which sides of the case the actor's agency has had a turn."""
    if actor.agency is None:
        return set()
    turns = case.procedure.turns
    ours = [step for step in _begun(case) if step.agency.in_office == actor.agency]
    return {turns[step.kind].side for step in ours}


# What a side may still see and read after its turn has gone to another agency.
LOOKING_BACK = {Action.READ_CASE, Action.DOWNLOAD, Action.FIND_BY_NUMBER}


def sides_now(actor: Actor, case: Case) -> set[str]:
    """Return the sides on which the actor's agency still stands: a letter may go elsewhere."""
    if actor.agency is None:
        return set()
    turns = case.procedure.turns
    last = {turns[step.kind].side: step.agency.in_office for step in _in_order(case)}
    return {side for side in sides(actor, case) if last[side] == actor.agency}


def _in_order(case: Case) -> list[Step]:
    return sorted(case.steps.all(), key=lambda step: step.pk)


def _begun(case: Case) -> list[Step]:
    """Return the turns that have begun, from what was fetched along if it was."""
    return [step for step in case.steps.all() if step.opened_at is not None]


def roles(actor: Actor, case: Case) -> set[Role]:
    """Return the columns of the table that this actor stands in for this case."""
    if actor.person_id == case.person_id:
        return {Role.VERIFIED}  # also for staff: nobody handles their own case
    if mandate_over(actor, case) is not None:
        return {Role.DELEGATE}
    if case.person_id in actor.kept_from:
        return set()  # nor a relative's, nor their own where the account does not know them
    if actor.position == Position.CLERK:
        return {
            Role.NEW_CLERK if side == "N" else Role.ORIGINAL_CLERK for side in sides(actor, case)
        }
    if actor.position == Position.VERIFIED:
        return set()  # somebody else's case
    return {POSITION_ROLE[actor.position]} if actor.position in POSITION_ROLE else set()


def may(actor: Actor, action: Action, case: Case) -> bool:
    """Whether the table lets this actor do this to this case."""
    if action in DECIDING and took_part(actor, case):
        return False
    if action in NOT_FOR_WHO_FILED and filed_at_counter(actor, case):
        return False
    if action is Action.FILE_AT_COUNTER:
        return serves_at_counter(actor, case) and may_generally(actor, action)
    stands = sides if action in LOOKING_BACK else sides_now
    letters = {cell(action, role)[:1] for role in roles(actor, case)}
    return any(reaches(letter, actor, case, stands(actor, case)) for letter in letters)


def took_part(actor: Actor, case: Case) -> bool:
    """Whether a case speaks against a decision that this actor has prepared or issued.

    社会保险行政争议处理办法 art. 11: others of the agency look at it again.
    """
    if not (case.procedure.decided_by_others and actor.acts_for_agency):
        return False
    disputed = _DISPUTED.get(case.service)
    cases = disputed(case) if disputed else [case.about_id] if case.about_id else []
    keys = {"user": _key(actor.user), "client": _key(actor.client)}
    return bool(cases and _decided_by(cases=cases, **keys))


# By service: the keys of the cases that one of its cases speaks against, where they are not the
# one that it is about.
_DISPUTED: dict[str, Callable[[Case], list[int]]] = {}


def disputes(found: Callable[[Case], list[int]], *services: str) -> None:
    """Say which cases the cases of these services speak against."""
    _DISPUTED.update(dict.fromkeys(services, found))


def _key(who: Model | None) -> int:
    return who.pk if who else 0


@question
def _decided_by(*, cases: list[int], user: int, client: int) -> QuerySet[Case]:
    """Return the cases where one of these has prepared, issued or decided something in it."""
    acts = PreparedAct.objects.filter(case=OuterRef("pk"))
    theirs = Q(prepared_by=user) | Q(issued_by=user) | Q(prepared_by_client=client)
    moves = Event.objects.filter(case=OuterRef("pk"), kind=Event.Kind.MOVED, actor_user=user)
    by_them = Q(Exists(acts.filter(theirs))) | Q(Exists(moves))
    return Case.objects.filter(by_them, pk__in=cases)[:1]


def serves_at_counter(actor: Actor, case: Case) -> bool:
    """Whether its person stands at this actor's counter, and the case belongs there.

    It does where it is a draft, which another agency's counter may not send, or has been sent to
    the actor's agency.
    """
    if actor.present is None or actor.present.pk != case.person_id:
        return False
    if case.person_id in actor.kept_from or not actor.acts_for_agency:
        return False
    is_draft = case.submitted_at is None and case.closed_at is None
    return is_draft or "N" in sides_now(actor, case)


def filed_at_counter(actor: Actor, case: Case) -> bool:
    """Whether it was this actor who sent the case, for a person at the counter."""
    if case.channel != Case.Channel.COUNTER or not actor.acts_for_agency:
        return False
    return bool(_sent_by(case=case.pk, user=_key(actor.user)))


@question
def _sent_by(*, case: int, user: int) -> QuerySet[Case]:
    sent = Event.objects.filter(
        case=OuterRef("pk"),
        moved_from=Status.DRAFT.value,
        moved_to=Status.SUBMITTED.value,
        actor_user=user,
    )
    return Case.objects.filter(Exists(sent), pk=case)


def may_apply(case: Case, by: Actor) -> bool:
    """Whether it is theirs, in person or by mandate, or its person stands at their counter."""
    return may(by, Action.FILE_AT_COUNTER, case) or may(by, Action.FILE, case)


def check_may_apply(case: Case, by: Actor) -> None:
    """Raise `NotPermitted` unless rows 4 or 5 let this actor fill it in and send it."""
    if not may_apply(case, by):
        raise NotPermitted


def reaches(letter: str, actor: Actor, case: Case, stands_on: set[str]) -> bool:
    """Whether the case lies within a cell's letter: own, one side, either side, the province."""
    if letter in ("N", "R"):
        return letter in stands_on
    if letter == "E":
        return bool(stands_on) or _was_brought_before(actor, case)
    if letter == "P":
        return _lies_in_province(actor, case)
    if letter == "G":
        return mandate_over(actor, case) is not None
    if letter == "O":
        return actor.person_id == case.person_id
    return letter == "A"


def _was_brought_before(actor: Actor, case: Case) -> bool:
    """Whether a supervisor's agency supervises one that was late in this case."""
    if actor.position != Position.SUPERVISOR or actor.agency is None:
        return False
    return any(each.supervisor_id == actor.agency.pk for each in case.escalations.all())


def _lies_in_province(actor: Actor, case: Case) -> bool:
    if actor.agency is None:
        return False
    province = actor.agency.region_id[:2]
    return any(step.agency.region_id[:2] == province for step in _begun(case))


def asks_reason(actor: Actor, action: Action, case: Case) -> bool:
    """Whether the table lets this actor in for a reason only, which is written down."""
    return any("r" in cell(action, role)[1:] for role in roles(actor, case))


def asks_reason_generally(actor: Actor, action: Action) -> bool:
    """Whether the table lets actors of this position do it to anybody for a reason only."""
    role = POSITION_ROLE.get(actor.position)
    return role is not None and "r" in cell(action, role)[1:]


def whose(actor: Actor, service: str, mandate: Mandate | None, about: Case | None = None) -> Person:
    """Return the person for whom the actor begins something: themselves, or who gave a mandate.

    Raises `NotPermitted` where no mandate that counts covers it.
    """
    person = about.person if about else mandate.giver if mandate else actor.applies_for
    if person is None:
        raise NotPermitted
    if person.pk != actor.applies_for_id:
        check_may(actor, Action.FILE, Case(person=person, service=service, about=about))
    return person


def check_may(actor: Actor, action: Action, case: Case) -> None:
    """Raise `NotPermitted` unless the table lets this actor do this to this case."""
    if not may(actor, action, case):
        raise NotPermitted


def may_generally(actor: Actor, action: Action) -> bool:
    """Whether the table lets actors of this position do this to any case at all."""
    if actor.position == Position.CLERK:
        return bool(cell(action, Role.NEW_CLERK) or cell(action, Role.ORIGINAL_CLERK))
    if actor.position not in POSITION_ROLE:
        return False
    return bool(cell(action, POSITION_ROLE[actor.position]))


def is_party(actor: Actor, party: Party, case: Case) -> bool:
    """Whether the actor is (or acts for) the party whose move it is."""
    if party == Party.APPLICANT:
        if actor.present is not None:
            return may(actor, Action.FILE_AT_COUNTER, case)
        return is_of_applicant(actor, case)
    is_kept_from = case.person_id in actor.kept_from
    return (
        actor.acts_for_agency
        and not is_kept_from
        and SIDE_OF_PARTY[party] in sides_now(actor, case)
    )


def check_not_by_token(by: Actor) -> None:
    """Raise where an agency approves on the pages only and a program calls for a second person."""
    if by.is_by_program and by.agency is not None and by.agency.pk in approve_on_pages_only():
        raise NotPermitted(_("Your agency approves on the pages only, not by a token."))
