"""Nothing happens in the case of somebody who has died before two persons have decided."""

from django.utils.translation import gettext as _

from casework.errors import MoveNotPossible
from casework.models import Case
from casework.models.deaths import stopped_by_death


def is_stopped_by_death(case: Case) -> bool:
    """Whether a death is reported or known, and nobody has decided yet that the case goes on."""
    return Case.objects.filter(stopped_by_death(), pk=case.pk).exists()


def check_not_stopped_by_death(case: Case) -> None:
    """Raise where two persons have to decide first whether the case goes on."""
    if is_stopped_by_death(case):
        raise MoveNotPossible(
            _("A death has been reported. Two persons have to decide how this case goes on.")
        )
