"""What lies between sent and arrived once a case is over: one explains it, another confirms."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.errors import somebody_was_faster
from casework.rules.authorisation import Action
from casework.serializers.bodies import NoteBody
from transfers.actions import restating
from transfers.acts.sides import original_agency
from transfers.desk_forms import form_and_money
from transfers.models import Restatement, Transfer
from transfers.serializers import bodies_of_money


def _pinned(transfer: Transfer, said: Mapping[str, Any]) -> dict[str, Any]:
    """Name the finding that was looked at, so that a held act confirms no other."""
    found = restating.waiting(transfer)
    return {**said, "finding": found.pk if found else 0}


def _confirm(transfer: Transfer, *, finding: int, **edge: Any) -> Restatement:
    found = restating.waiting(transfer)
    if found is not None and found.pk != finding:
        raise somebody_was_faster()
    return restating.confirm(transfer, **edge)


EXPLAIN = Act(
    name="explain-difference",
    title=gettext_lazy("Explain the difference"),
    about="Write down why more or less arrived than was sent, for a second person to confirm.",
    row=Action.HAND_OVER,
    run=restating.explain,
    done=gettext_lazy("Written down. A second person has to confirm it."),
    form=form_and_money.FindingForm,
    body=bodies_of_money.FindingBody,
    page="desk_difference",
)
CONFIRM = Act(
    name="confirm-difference",
    is_second=True,
    title=gettext_lazy("Confirm the explanation"),
    about="Confirm what explains a difference, as a second person; a system may not.",
    row=Action.HAND_OVER,
    run=_confirm,
    issuer=original_agency,
    pinned=_pinned,
    done=gettext_lazy("Confirmed. The books say what the bank paid out."),
    page="desk_difference",
)
SEND_BACK = Act(
    name="send-back-difference",
    title=gettext_lazy("Send the explanation back"),
    about="The second person finds a fault in the explanation: it is written anew.",
    row=Action.HAND_OVER,
    run=restating.send_back,
    done=gettext_lazy("Sent back. It can be explained anew."),
    form=form_and_money.SendBackForm,
    body=NoteBody,
    page="desk_difference",
)
