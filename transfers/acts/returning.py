"""Returning the acceptance letter with reasons."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from letters.models import Letter
from transfers.actions import returning
from transfers.acts.reasons import reasons_form
from transfers.acts.sides import original_agency
from transfers.rules.reasons import Use
from transfers.serializers import bodies


def _returned(letter: Letter) -> str:
    return _("Returned with note %(number)s. It is the new agency's turn.") % {
        "number": letter.printed_number
    }


RETURN = Act(
    name="return-letter",
    title=gettext_lazy("Return the letter"),
    about="Send the acceptance letter back with reasons.",
    row=Action.RETURN_LETTER,
    at=(Status.LETTER_ISSUED,),
    run=returning.return_letter,
    issuer=original_agency,
    done=_returned,
    form=reasons_form(Use.RETURN_OF_LETTER),
    body=bodies.ReasonsBody,
    kind="danger",
    key="r",
    is_previewed=True,
)
