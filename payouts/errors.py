"""Refusals of the room of money to people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal
from kit.spelling import wording

if TYPE_CHECKING:
    from payouts.models import Entitlement


class Excluded(Refusal):
    """Somebody draws already what excludes this; `other` is what they draw."""

    code = "drawn_already"

    def __init__(self, other: "Entitlement") -> None:
        said = _("This person already draws “{benefit}”, which excludes this one.")
        super().__init__(str(said).format(benefit=wording(other.what.title)))
        self.other = other


class NotNow(Refusal):
    """Something cannot be done in the state in which it is."""

    code = "not_now"


class FileRefused(Refusal):
    """A file of a bank that is not taken: nothing of it was booked."""

    status = 422
    code = "file_refused"
