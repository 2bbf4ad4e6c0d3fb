"""Sending money back the way it came, until the provider says that it has."""

from datetime import datetime

from django.db import transaction

from casework.actions.owing import owe
from casework.models import Duty
from payments import channels
from payments.models import Payment, Refund
from payments.providers import ProviderSilent
from payments.rules.orders import ask_again_after


def do_send_back(duty: Duty, now: datetime) -> None:
    """Send back what a duty names; the same refund number goes out however often it is tried."""
    refund = Refund.objects.select_related("payment").get(number=duty.subject)
    if refund.done_at is not None:
        return
    provider = channels.provider_of(refund.payment.provider)
    asked = refund.payment.provider_no, refund.number, refund.amount_fen
    try:
        is_back = provider.refund(*asked, now=now)
    except ProviderSilent:
        is_back = False
    if is_back:
        _done(refund, now)
    else:
        _later(refund, now)


@transaction.atomic
def _done(refund: Refund, now: datetime) -> None:
    if Refund.objects.filter(pk=refund.pk, done_at=None).update(done_at=now):
        Payment.objects.filter(pk=refund.payment_id).update(state=Payment.State.SENT_BACK)


def _later(refund: Refund, now: datetime) -> None:
    head = f"send-back:{refund.number}:"
    tries = Duty.objects.filter(key__startswith=head).count()
    again = Duty(
        key=f"{head}{tries}",
        kind=Duty.Kind.SEND_BACK,
        subject=refund.number,
        due_at=now + ask_again_after(tries),
    )
    owe([again], None)
