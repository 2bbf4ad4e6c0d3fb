"""A death and what follows: reported by one person, confirmed by another, and so is its outcome.

Every service knows these acts; what a death means for its cases it says to `casework`.
"""

from django.utils.translation import gettext_lazy

from applications.act import KEPT, Act, of_case
from casework.actions import after_death, deaths
from casework.rules.authorisation import Action
from casework.serializers.bodies import AfterDeathBody, DeathBody, NoteBody

PAGE = "desk_death"
REPORT = Act(
    name="report-death",
    title=gettext_lazy("Report a death"),
    about="Report that the insured person has died, or that this was recorded wrongly.",
    row=Action.RECORD_DEATH,
    run=of_case(deaths.report),
    done=KEPT,
    body=DeathBody,
    page=PAGE,
)
CONFIRM = Act(
    name="confirm-death",
    is_second=True,
    title=gettext_lazy("Confirm the report of a death"),
    about="Let the report of a death count, as the second person; the agencies are told.",
    row=Action.RECORD_DEATH,
    run=of_case(deaths.confirm),
    done=gettext_lazy("Confirmed. The agencies have been told."),
    page=PAGE,
)
TURN_DOWN = Act(
    name="turn-down-death",
    title=gettext_lazy("Turn down the report of a death"),
    about="Decide that the report of a death does not count.",
    row=Action.RECORD_DEATH,
    run=of_case(deaths.turn_down),
    done=gettext_lazy("The report does not count."),
    body=NoteBody,
    page=PAGE,
)
PROPOSE_AFTER = Act(
    name="propose-after-death",
    title=gettext_lazy("Propose how a case goes on after a death"),
    about="Propose that the case ends after a death, or is carried through.",
    row=Action.DECIDE_AFTER_DEATH,
    run=of_case(after_death.propose),
    done=KEPT,
    body=AfterDeathBody,
    page=PAGE,
)
APPROVE_AFTER = Act(
    name="approve-after-death",
    is_second=True,
    title=gettext_lazy("Approve how a case goes on after a death"),
    about="Carry the proposal out, as the second person.",
    row=Action.DECIDE_AFTER_DEATH,
    run=of_case(after_death.approve),
    done=gettext_lazy("Decided. The agencies have been told."),
    page=PAGE,
)
TURN_DOWN_AFTER = Act(
    name="turn-down-after-death",
    title=gettext_lazy("Turn down how a case goes on after a death"),
    about="Decide that the proposal has to be made anew.",
    row=Action.DECIDE_AFTER_DEATH,
    run=of_case(after_death.turn_down),
    done=gettext_lazy("The decision has to be made anew."),
    body=NoteBody,
    page=PAGE,
)
ACTS = (REPORT, CONFIRM, TURN_DOWN, PROPOSE_AFTER, APPROVE_AFTER, TURN_DOWN_AFTER)
