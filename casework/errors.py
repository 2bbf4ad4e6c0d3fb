"""Refusals that only a case knows; those of every room stand in `accounts.errors`."""

from django.utils.translation import gettext_lazy as _

from accounts.errors import Refusal


class MoveNotPossible(Refusal):
    """The case is not where this move begins, or somebody was faster."""

    code = "move_not_possible"


def somebody_was_faster() -> MoveNotPossible:
    """Return the refusal for the second of two people."""
    return MoveNotPossible(
        _("Somebody else has just changed this case. Here is how it stands now.")
    )
