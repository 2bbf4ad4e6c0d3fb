"""Completing a transfer: one person confirms the match, another completes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers.bodies import NoteBody
from letters.models import Letter
from transfers.actions import settling
from transfers.acts.sides import new_agency
from transfers.desk_forms import form_and_money, judging
from transfers.rules.stages import COMPARING
from transfers.serializers import bodies


def _completed(letter: Letter) -> str:
    return _("Completed. The person is told with notice %(number)s.") % {
        "number": letter.printed_number
    }


PAGE = Act(
    name="settle",
    title=gettext_lazy("Match form and money"),
    row=Action.SETTLE,
    at=(Status.HANDED_OVER,),
    aside=tuple(each for each in COMPARING if each != Status.HANDED_OVER),
    kind="primary",
    key="f",
)
PREPARE = Act(
    name="prepare-settlement",
    title=gettext_lazy("Confirm that form and money match"),
    about="Confirm that form and money match, for a second person to complete.",
    row=Action.SETTLE,
    run=settling.prepare_settlement,
    done=gettext_lazy("Confirmed. A second person has to complete the transfer."),
    page="desk_settle",
)
COMPLETE = Act(
    name="complete",
    is_second=True,
    title=gettext_lazy("Complete the transfer"),
    about="Merge the months, credit the account, close the case, as a second person.",
    row=Action.SETTLE,
    run=settling.complete,
    issuer=new_agency,
    done=_completed,
    form=judging.CompletionForm,
    body=bodies.DespiteBody,
    page="desk_settle",
)
SEND_BACK = Act(
    name="send-back-settlement",
    title=gettext_lazy("Send the settlement back"),
    about="The second person finds a fault: the match is confirmed anew.",
    row=Action.SETTLE,
    run=settling.send_back_settlement,
    done=gettext_lazy("Sent back. The match can be confirmed anew."),
    form=form_and_money.SendBackForm,
    body=NoteBody,
    page="desk_settle",
)
