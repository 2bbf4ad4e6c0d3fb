"""Refusals that only a case knows; those of every room stand in `kit.errors`."""

from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal


class MoveNotPossible(Refusal):
    """The case is not where this move begins, or somebody was faster."""

    code = "move_not_possible"


class IssuingStopped(Refusal):
    """Letters and money of this agency are stopped at the moment (row 32)."""

    code = "issuing_stopped"

    def __init__(self, agency_id: int) -> None:
        super().__init__(
            _("Letters and money are stopped at the moment. Nothing has been issued or sent.")
        )
        self.agency_id = agency_id


def somebody_was_faster() -> MoveNotPossible:
    """Return the refusal for the second of two people."""
    return MoveNotPossible(
        _(
            "This case has just been changed, in another window or by somebody else. Here is how "
            "it stands now."
        )
    )


class VersionNotReached(Refusal):
    """A version that the case never had: the program made it up, or means another case."""

    code = "version_not_reached"

    def __init__(self) -> None:
        super().__init__(_("This case has never had the version that was named. Read it again."))


def not_at_this_stage() -> MoveNotPossible:
    """Return the refusal of what is not possible where the case stands."""
    return MoveNotPossible(_("This is not possible at the present stage of the case."))
