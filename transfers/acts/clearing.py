"""Clearing months paid twice, and paying the person's share back: each by two persons."""

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers.bodies import NoteBody
from transfers import clearing_serializers as bodies
from transfers.actions import clearing, clearing_choice, paying_back
from transfers.acts.sides import new_agency
from transfers.rules.procedures import PENSION

PAGE = Act(
    name="clear",
    title=gettext_lazy("Clear the double months"),
    row=Action.SETTLE,
    at=(Status.CLEARING,),
    kind="primary",
    key="f",
    only_for=PENSION.name,
)
NOTE_ANSWER = Act(
    name="note-clearing-answer",
    title=gettext_lazy("Note the answer on months paid twice"),
    about="Write down what the person said at the counter or by phone; a system may not.",
    row=Action.SETTLE,
    run=clearing_choice.answer,
    done=gettext_lazy("The answer is written down."),
    body=bodies.ClearingNoteBody,
    page="desk_clear",
)
PREPARE = Act(
    name="prepare-clearing",
    title=gettext_lazy("Prepare the clearing of months paid twice"),
    about="Lay down months and amount, for a second person to clear them.",
    row=Action.SETTLE,
    run=clearing.prepare,
    done=gettext_lazy("Prepared. A second person has to clear the months."),
    page="desk_clear",
)
APPROVE = Act(
    name="approve-clearing",
    is_second=True,
    title=gettext_lazy("Clear the double months"),
    about="Clear the months and pay the person's share back, as a second person; a system may not.",
    row=Action.SETTLE,
    run=clearing.approve,
    issuer=new_agency,
    done=gettext_lazy("Cleared. The person is told in writing what was paid back."),
    page="desk_clear",
)
SEND_BACK = Act(
    name="send-back-clearing",
    title=gettext_lazy("Send a prepared clearing back"),
    about="The second person finds a fault: the clearing is prepared anew.",
    row=Action.SETTLE,
    run=clearing.send_back,
    done=gettext_lazy("Sent back. It can be prepared anew."),
    body=NoteBody,
    page="desk_clear",
)
RECORD_BOUNCE = Act(
    name="record-bounced-payment",
    title=gettext_lazy("Record a payment that came back"),
    about="Write down that the person's bank sent a payment back; the money waits for an account.",
    row=Action.SETTLE,
    run=paying_back.record_bounce,
    done=gettext_lazy("Written down. The person is asked for another account."),
    body=bodies.BounceBody,
    page="desk_clear",
)
PREPARE_PAYMENT = Act(
    name="prepare-payment",
    title=gettext_lazy("Prepare a payment to the person"),
    about="Prepare the payment of money that waits, to the account the person has given.",
    row=Action.SETTLE,
    run=paying_back.prepare,
    done=gettext_lazy("Prepared. A second person has to pay it."),
    page="desk_clear",
)
APPROVE_PAYMENT = Act(
    name="approve-payment",
    is_second=True,
    title=gettext_lazy("Pay the person"),
    about="Pay, as a second person; a system may not.",
    row=Action.SETTLE,
    run=paying_back.approve,
    done=gettext_lazy("Paid. The person has been told."),
    page="desk_clear",
)
SEND_BACK_PAYMENT = Act(
    name="send-back-payment",
    title=gettext_lazy("Send a prepared payment back"),
    about="The second person finds a fault in a prepared payment.",
    row=Action.SETTLE,
    run=paying_back.send_back,
    done=gettext_lazy("Sent back. It can be prepared anew."),
    body=NoteBody,
    page="desk_clear",
)
