"""What is done beside the turns of a case, whatever its service: its term, and who went to court.

Every service knows these acts; desk and programs reach them by their names.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy

from applications.act import KEPT, Act, of_case
from casework.actions import extending, proceedings, urging
from casework.models import Case, Proceeding
from casework.rules.authorisation import Action
from casework.serializers import bodies
from kit.errors import NotValid

TERM_PAGE, PROCEEDINGS_PAGE = "desk_term", "desk_proceedings"
EXTEND = Act(
    name="propose-extension",
    title=gettext_lazy("Propose to take days out of the term"),
    about="Propose that no working day between two days counts: force majeure, or an assessment.",
    row=Action.EXTEND_TERM,
    run=of_case(extending.propose),
    done=KEPT,
    body=bodies.ExtensionBody,
    page=TERM_PAGE,
)
APPROVE_EXTENSION = Act(
    name="approve-extension",
    is_second=True,
    title=gettext_lazy("Take the days out of the term"),
    about="Take the proposed days out of the term, as the second supervisor; all are told.",
    row=Action.EXTEND_TERM,
    run=of_case(extending.approve),
    done=gettext_lazy("The due day has moved. Everybody has been told."),
    page=TERM_PAGE,
)
TURN_DOWN_EXTENSION = Act(
    name="turn-down-extension",
    title=gettext_lazy("Leave the term as it is"),
    about="Turn the proposed extension down, or take back one's own.",
    row=Action.EXTEND_TERM,
    run=of_case(extending.turn_down),
    done=gettext_lazy("The term stays as it is."),
    page=TERM_PAGE,
)
REMIND = Act(
    name="remind",
    title=gettext_lazy("Remind the agency whose turn it is"),
    about="Remind the agency whose turn it is: the person once its term has passed, the other "
    "agency while it waits; again after five working days.",
    row=Action.REMIND,
    run=of_case(urging.remind),
    done=gettext_lazy("They have been reminded. You are told when they answer."),
    page=TERM_PAGE,
)
ANSWER_REMINDER = Act(
    name="answer-reminder",
    title=gettext_lazy("Answer the reminder"),
    about="Say by when it will be done, or why that is impossible.",
    row=Action.REMIND,
    run=of_case(urging.answer),
    done=gettext_lazy("Whoever asked has been told."),
    body=bodies.ReminderAnswerBody,
    page=TERM_PAGE,
)


def _record(case: Case, *, version: int | None = None, **said: Any) -> None:
    proceedings.record(case, **said)


def _which(case: Case, key: int) -> Proceeding:
    found = Proceeding.objects.filter(case=case, pk=key, turned_down_at=None).first()
    if found is None:
        raise NotValid({"proceeding": gettext_lazy("There is no such entry.")})
    return found


def _on(function: Callable[..., None]) -> Callable[..., None]:
    """Return what is done to one that was recorded, named by its key."""

    def run(subject: Any, *, proceeding: int, version: int | None = None, **said: Any) -> None:
        function(_which(subject.case, proceeding), **said)

    return run


RECORD_PROCEEDING = Act(
    name="record-proceeding",
    title=gettext_lazy("Record a reconsideration or a lawsuit"),
    about="Record that reconsideration or a lawsuit was filed: by the person of the case, or by "
    "one of the agency; it counts once another person of the agency confirms it.",
    row=Action.PROCEEDINGS,
    run=of_case(_record),
    done=KEPT,
    body=bodies.ProceedingBody,
    page=PROCEEDINGS_PAGE,
)
END_PROCEEDING = Act(
    name="record-proceeding-outcome",
    title=gettext_lazy("Record how a reconsideration or a lawsuit ended"),
    about="Record how one ended; it counts once a second person confirms it.",
    row=Action.PROCEEDINGS,
    run=_on(proceedings.record_outcome),
    done=KEPT,
    body=bodies.ProceedingOutcomeBody,
    page=PROCEEDINGS_PAGE,
)
CONFIRM_PROCEEDING = Act(
    name="confirm-proceeding",
    is_second=True,
    title=gettext_lazy("Confirm a reconsideration or a lawsuit"),
    about="Let what was recorded last count, as the second person.",
    row=Action.PROCEEDINGS,
    run=_on(proceedings.confirm),
    done=gettext_lazy("Confirmed."),
    body=bodies.WhichProceedingBody,
    page=PROCEEDINGS_PAGE,
)
TURN_DOWN_PROCEEDING = Act(
    name="turn-down-proceeding",
    title=gettext_lazy("Let a reconsideration or a lawsuit not count"),
    about="Decide that what was recorded last does not count.",
    row=Action.PROCEEDINGS,
    run=_on(proceedings.turn_down),
    done=gettext_lazy("It does not count."),
    body=bodies.WhichProceedingBody,
    page=PROCEEDINGS_PAGE,
)
ACTS = (
    EXTEND,
    APPROVE_EXTENSION,
    TURN_DOWN_EXTENSION,
    REMIND,
    ANSWER_REMINDER,
    RECORD_PROCEEDING,
    END_PROCEEDING,
    CONFIRM_PROCEEDING,
    TURN_DOWN_PROCEEDING,
)
