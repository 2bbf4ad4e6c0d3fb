"""Refusing with reasons: prepared by one person, issued or sent back by another."""

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.serializers.bodies import NoteBody
from transfers.actions import refusing
from transfers.acts import sides
from transfers.acts.reasons import reasons_form
from transfers.rules.reasons import Use
from transfers.serializers import bodies

PREPARE = Act(
    name="prepare-refusal",
    title=gettext_lazy("Refuse with reasons"),
    about="Prepare a refusal with reasons from the code list, for a second person to issue.",
    row=Action.REFUSE,
    at=refusing.REFUSABLE,
    run=refusing.prepare_refusal,
    done=sides.prepared_said,
    form=reasons_form(Use.REFUSAL),
    body=bodies.ReasonsBody,
    kind="danger",
    key="r",
    is_previewed=True,
    prepares=refusing.REFUSE,
)
REFUSE = Act(
    name=refusing.REFUSE,
    title=gettext_lazy("Refuse the application"),
    about="Issue the prepared refusal as a second person; the person gets it in writing.",
    row=Action.REFUSE,
    run=sides.issuing(refusing.refuse),
    issuer=sides.new_agency,
    pinned=sides.prepared_for(refusing.REFUSE, sides.new_agency),
    done=sides.issued_said,
    kind="danger",
    prepared=True,
    is_second=True,
    page="desk_refuse",
    is_own_page=True,
)
SEND_BACK = Act(
    name="send-back-refusal",
    title=gettext_lazy("Send the prepared refusal back"),
    about="Send the prepared refusal back, or take back one's own.",
    row=Action.REFUSE,
    run=sides.sending_back(refusing.REFUSE, Action.REFUSE),
    done=sides.taken_back_said,
    body=NoteBody,
    prepared=True,
    beside=REFUSE.name,
    page="desk_refuse",
    is_own_page=True,
)
