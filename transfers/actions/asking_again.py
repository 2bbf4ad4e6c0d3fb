"""Asking the rules again when a clerk decides: the world may have changed since it was filed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from kit.clock import day_of
from kit.errors import NotValid
from transfers.facts import judging
from transfers.models import Transfer
from transfers.rules.reasons import Reason, ReasonClass

STOPPING = (ReasonClass.REFUSE, ReasonClass.NOT_NEEDED, ReasonClass.HOLD)
# Whether the new place insures the person at all: asked once more before the record is merged.
ABOUT_NEW_PLACE = frozenset({"A04", "A05", "A15", "IN_NOT_ENROLLED"})


def standing(
    transfer: Transfer, *, today: date, only: frozenset[str] | None = None
) -> list[Reason]:
    """Return what the rules of today say against going on."""
    found = judging.verdict(transfer, today=today).reasons
    against = [reason for reason in found if reason.kind in STOPPING]
    return [reason for reason in against if only is None or reason.code in only]


def check_again(
    transfer: Transfer,
    *,
    now: datetime,
    despite_checks: bool,
    note: str,
    only: frozenset[str] | None = None,
) -> list[str]:
    """Return the codes against which the clerk goes on; raise unless they said so, and why."""
    codes = [reason.code for reason in standing(transfer, today=day_of(now), only=only)]
    if codes and not despite_checks:
        raise NotValid({"despite_checks": _("The rules speak against this. Look, then confirm.")})
    if codes and not note.strip():
        raise NotValid({"note": _("Write why it goes on although the rules speak against it.")})
    return codes
