"""How the acts of a transfer look at the desk that all services share."""

from typing import Any

from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications.act import Act
from applications.acts.naming import may_now
from applications.desk.services import Room
from kit import clock
from transfers.desk import showing
from transfers.desk_forms.judging import ReasonsForm
from transfers.desk_forms.looked_at import DeskForm
from transfers.models import Transfer


def _is_possible(act: Act, transfer: Transfer, who: Actor) -> bool:
    return may_now(act, transfer.case, who)


def _form(act: Act, transfer: Transfer, posted: Any) -> DeskForm:
    form: DeskForm = act.form(posted, transfer=transfer, today=clock.today())
    return form


def _preview(act: Act, _transfer: Transfer, form: ReasonsForm, _who: Actor) -> dict[str, Any]:
    """Return the chosen reasons as their reader will get them."""
    said = form.cleaned_data
    to_person = _("This is what the person will read")
    return {
        "template": "desk/reasons_preview.html",
        "heading": to_person if act.prepares else _("This is what the other agency will read"),
        "reasons": form.chosen_rows,
        "months": (said.get("first_month"), said.get("last_month")),
        "note": said["note"],
    }


TRANSFERS = Room(
    header=showing.header,
    is_possible=_is_possible,
    form=_form,
    preview=_preview,
)
