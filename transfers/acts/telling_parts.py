"""Telling the person what cannot be moved: prepared by one person, issued by another."""

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers.bodies import NoteBody
from transfers.actions import telling_parts
from transfers.acts import sides
from transfers.desk_forms import judging
from transfers.rules.procedures import PENSION
from transfers.serializers import bodies

PREPARE = Act(
    name="prepare-notice",
    title=gettext_lazy("Tell what cannot be moved"),
    about="Prepare the notice of what cannot be moved, for a second person to issue.",
    row=Action.RETURN_LETTER,
    aside=(Status.LETTER_ISSUED,),
    run=telling_parts.prepare_notice,
    done=sides.prepared_said,
    form=judging.PartialForm,
    body=bodies.PartialBody,
    key="p",
    hint=gettext_lazy("In writing, within 10 working days of receiving the letter."),
    is_previewed=True,
    only_for=PENSION.name,
    prepares=telling_parts.TELL_PARTS,
)
TELL = Act(
    name=telling_parts.TELL_PARTS,
    is_second=True,
    title=gettext_lazy("Issue the notice of what cannot be moved"),
    about="Issue the prepared notice as a second person; the form leaves these months out.",
    row=Action.RETURN_LETTER,
    run=sides.issuing(telling_parts.tell_what_stays),
    issuer=sides.original_agency,
    pinned=sides.prepared_for(telling_parts.TELL_PARTS, sides.original_agency),
    done=sides.issued_said,
    prepared=True,
    page="desk_tell-not-transferable",
    is_own_page=True,
)
SEND_BACK = Act(
    name="send-back-notice",
    title=gettext_lazy("Send the prepared notice back"),
    about="Send the prepared notice back, or take back one's own.",
    row=Action.RETURN_LETTER,
    run=sides.sending_back(telling_parts.TELL_PARTS, Action.RETURN_LETTER),
    done=sides.taken_back_said,
    body=NoteBody,
    prepared=True,
    beside=TELL.name,
    page="desk_tell-not-transferable",
    is_own_page=True,
)
