"""What one person has prepared in a transfer and a second one neither approved nor dropped."""

from collections.abc import Iterator
from datetime import datetime

from casework.models import Case
from letters.models import VoidingProposal
from transfers.models import Clearing, InformationForm, Repayment, Restatement, Settlement


def prepared_at(case: Case) -> Iterator[datetime]:
    """Yield when each of it was prepared."""
    forms = InformationForm.objects.filter(transfer=case.pk, sent_at=None)
    yield from forms.values_list("prepared_at", flat=True)
    matches = Settlement.objects.filter(transfer=case.pk, completed_at=None)
    yield from matches.values_list("prepared_at", flat=True)
    clearings = Clearing.objects.filter(transfer=case.pk, approved_at=None)
    moments = clearings.values_list("prepared_at", flat=True)
    yield from (each for each in moments if each is not None)
    payments = Repayment.objects.filter(clearing=case.pk, approved_at=None)
    yield from payments.values_list("prepared_at", flat=True)
    found = Restatement.objects.filter(transfer=case.pk, confirmed_at=None)
    yield from found.values_list("found_at", flat=True)
    voidings = VoidingProposal.objects.waiting().filter(letter__case=case)
    yield from voidings.values_list("proposed_at", flat=True)
