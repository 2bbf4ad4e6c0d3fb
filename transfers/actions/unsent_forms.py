"""Information forms that were prepared and never sent: they are no documents yet."""

from transfers.models import FormLine, Transfer


def drop_unsent_forms(transfer: Transfer) -> None:
    """Throw away what was prepared and never sent."""
    unsent = transfer.forms.filter(sent_at=None)
    FormLine.objects.filter(form__in=unsent).delete()
    unsent.delete()
