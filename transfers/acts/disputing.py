"""Disputing form or money: the original agency has to put it right."""

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from transfers.actions import differences
from transfers.acts.reasons import reasons_form
from transfers.rules.reasons import Use
from transfers.serializers import bodies

ACT = Act(
    name="dispute",
    title=gettext_lazy("Dispute form or money"),
    about="Ask the original agency to put form or money right.",
    row=Action.SETTLE,
    at=(Status.HANDED_OVER,),
    run=differences.dispute,
    done=gettext_lazy("The original agency has been asked to check form and money."),
    form=reasons_form(Use.DISPUTE),
    body=bodies.ReasonsBody,
    kind="danger",
    key="r",
    is_previewed=True,
)
