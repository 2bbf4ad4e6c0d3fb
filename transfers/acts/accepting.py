"""Accepting an application, and issuing a returned letter anew."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from letters.models import Letter
from transfers.actions import accepting, reissuing
from transfers.acts.sides import new_agency
from transfers.desk_forms import correspondence, judging
from transfers.serializers import bodies


def _accepted(letter: Letter) -> str:
    return _("Accepted. Acceptance letter %(number)s is being delivered.") % {
        "number": letter.printed_number
    }


def _reissued(letter: Letter) -> str:
    return _("Letter %(number)s is being delivered.") % {"number": letter.printed_number}


ACCEPT = Act(
    name="accept",
    title=gettext_lazy("Accept and issue the letter"),
    about="Accept: the acceptance letter is issued, and delivered to the original agency.",
    row=Action.ACCEPT,
    at=(Status.SUBMITTED,),
    run=accepting.accept,
    issuer=new_agency,
    done=_accepted,
    form=judging.DespiteForm,
    body=bodies.DespiteBody,
    kind="primary",
    key="a",
    confirm=gettext_lazy(
        "The acceptance letter gets its number and is delivered to the original agency at once."
    ),
)
REISSUE = Act(
    name="reissue-letter",
    title=gettext_lazy("Issue the returned letter anew"),
    about="Issue a returned letter anew, from the facts as they stand, to the same agency or "
    "another: one that holds a record of the person; where the portal knows none, one that serves "
    "the place the person names.",
    row=Action.ACCEPT,
    at=(Status.LETTER_RETURNED,),
    run=reissuing.reissue,
    issuer=new_agency,
    done=_reissued,
    form=correspondence.ReissueForm,
    body=bodies.ReissueBody,
    page="desk_reissue",
    is_own_page=True,
    kind="primary",
    key="a",
    hint=gettext_lazy("Corrected, or to the right agency; you see first what changes."),
)
