"""Who may see and who may move: the table of authorisation held against an actor and a case."""

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from agencies.actors import Actor, Position
from casework.models import Case, Event, PreparedAct, Step
from casework.rules.authorisation import DECIDING, Action, Role, cell
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
    turns = case.procedure.turns
    last = {turns[step.kind].side: step.agency.in_office for step in _in_order(case)}
    return {side for side in sides(actor, case) if actor.agency and last[side] == actor.agency}


def _in_order(case: Case) -> list[Step]:
    return sorted(case.steps.all(), key=lambda step: step.pk)


def _begun(case: Case) -> list[Step]:
    """Return the turns that have begun, from what was fetched along if it was."""
    return [step for step in case.steps.all() if step.opened_at is not None]


def roles(actor: Actor, case: Case) -> set[Role]:
    """Return the columns of the table that this actor stands in for this case."""
    if actor.person_id == case.person_id:
        return {Role.VERIFIED}  # also for staff: nobody handles their own case
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
    stands = sides if action in LOOKING_BACK else sides_now
    letters = {cell(action, role)[:1] for role in roles(actor, case)}
    return any(reaches(letter, actor, case, stands(actor, case)) for letter in letters)


def took_part(actor: Actor, case: Case) -> bool:
    """Whether a case speaks against a decision that this actor has prepared or issued.

    社会保险行政争议处理办法 art. 11: others of the agency look at it again.
    """
    if case.about_id is None or not actor.acts_for_agency:
        return False
    keys = {"user": _key(actor.user), "client": _key(actor.client)}
    return bool(_decided_by(case=case.about_id, **keys))


def _key(who: Model | None) -> int:
    return who.pk if who else 0


@question
def _decided_by(*, case: int, user: int, client: int) -> QuerySet[Case]:
    """Return the case where one of these has prepared, issued or decided something in it."""
    acts = PreparedAct.objects.filter(case=OuterRef("pk"))
    theirs = Q(prepared_by=user) | Q(issued_by=user) | Q(prepared_by_client=client)
    moves = Event.objects.filter(case=OuterRef("pk"), kind=Event.Kind.MOVED, actor_user=user)
    by_them = Q(Exists(acts.filter(theirs))) | Q(Exists(moves))
    return Case.objects.filter(by_them, pk=case)


def reaches(letter: str, actor: Actor, case: Case, stands_on: set[str]) -> bool:
    """Whether the case lies within a cell's letter: own, one side, either side, the province."""
    if letter in ("N", "R"):
        return letter in stands_on
    if letter == "E":
        return bool(stands_on) or _was_brought_before(actor, case)
    if letter == "P":
        return _lies_in_province(actor, case)
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
        return actor.person_id is not None and actor.person_id == case.person_id
    is_kept_from = case.person_id in actor.kept_from
    return (
        actor.acts_for_agency
        and not is_kept_from
        and SIDE_OF_PARTY[party] in sides_now(actor, case)
    )
