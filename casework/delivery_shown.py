"""How far each message of a notice has come, in words for its reader and for the clerk."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from casework.models import Dispatch, Notice

State, Why = Dispatch.State, Dispatch.Why
TONES = {
    State.SENT: "ok",
    State.CARRIED: "ok",
    State.FAILED: "alert",
    State.UNCERTAIN: "warn",
}
# Of no interest to whoever has no such address: they know it.
SAID_TO_NOBODY = {Why.NO_CONTACT.value, Why.NO_ACCOUNT.value}


@dataclass(frozen=True)
class Delivery:
    """One message of a notice: its way, how far it has come in words, since when."""

    way: str
    words: str
    state: str
    why: str
    at: datetime | None
    tone: str


def along(prefix: str = "dispatches") -> Prefetch:
    """Return what is fetched along with notices whose messages are shown."""
    return Prefetch(prefix, Dispatch.objects.select_related("gathered_in").order_by("way"))


def of(notice: Notice, *, whole: bool = False) -> list[Delivery]:
    """Return the messages of a notice; `whole` tells a clerk also why none could go out."""
    shown = [_shown(each) for each in notice.dispatches.all()]
    return [each for each in shown if whole or each.why not in SAID_TO_NOBODY]


def _shown(dispatch: Dispatch) -> Delivery:
    leads = dispatch.gathered_in or dispatch
    state = State(leads.state)
    why = Why(leads.why) if leads.why else None
    said = {"way": dispatch.get_way_display(), "state": state.label}
    if why:
        words = _("%(way)s: %(state)s (%(why)s)") % {**said, "why": why.label}
    else:
        words = _("%(way)s: %(state)s") % said
    return Delivery(
        way=dispatch.way,
        words=words,
        state=state.value,
        why=leads.why,
        at=leads.sent_at,
        tone=TONES.get(state, "quiet"),
    )
