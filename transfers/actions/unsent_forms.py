"""What was prepared for the form and never sent: it is no document and no correction yet."""

from datetime import datetime

from records.models import RecordCorrection
from transfers.models import FormLine, Transfer


def drop_unsent_forms(transfer: Transfer) -> None:
    """Throw away forms that were prepared and never sent; what is put right of the record stays."""
    unsent = transfer.forms.filter(sent_at=None)
    FormLine.objects.filter(form__in=unsent).delete()
    unsent.delete()


def drop_what_is_unsent(transfer: Transfer, *, now: datetime) -> None:
    """Throw them away with what was to be put right by them: the turn ends without a form."""
    drop_unsent_forms(transfer)
    waiting = RecordCorrection.objects.filter(case_number=transfer.case.number)
    waiting.filter(applied_at=None, dropped_at=None).update(dropped_at=now)
