"""The invented provider of the demonstration, which misbehaves as real ones do."""

import hmac
import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from kit.clock import day_of
from law.wording import Text
from payments.models import SandboxCharge, SandboxOrder
from payments.providers import Answer, Event, ProviderRefuses, ProviderSilent
from payments.rules.orders import CURRENCY, Paid
from payments.rules.reconciling import Line
from payments.rules.signing import SignatureWrong, check, signature_of

NAME = "sandbox"
LATE = timedelta(minutes=5)
SILENT_FOR = timedelta(hours=1)
TIMESTAMP, SIGNATURE = "X-Pay-Timestamp", "X-Pay-Signature"
ONLY_IN_DEMO = Text(
    "演示支付渠道只在演示环境中使用。", "The invented provider is used in the demonstration only."
)


def secret() -> bytes:
    """Return what the call-backs are signed with, derived from the secret of the installation."""
    return hmac.new(settings.SECRET_KEY.encode(), b"payments.sandbox", sha256).digest()


class Sandbox:
    """Keeps books of its own, as a bank does, and is asked like one."""

    name = NAME
    title = Text("演示支付", "Invented provider")

    def check_ready(self) -> None:
        """It takes nobody's money, so it is for the demonstration alone."""
        if not settings.DEMO:
            raise ProviderRefuses(ONLY_IN_DEMO)

    def open(self, order_no: str, amount_fen: int, *, now: datetime) -> str:
        """Write the order into its books."""
        SandboxOrder.objects.get_or_create(order_no=order_no, defaults={"amount_fen": amount_fen})
        return reverse("sandbox_pay", args=[order_no])

    def ask(self, order_no: str, *, now: datetime) -> Answer:
        """Say what was taken; a slow charge is not known yet, a silent order not at all."""
        order = SandboxOrder.objects.filter(order_no=order_no).first()
        if order is None:
            return Answer()
        if order.is_silent(now):
            raise ProviderSilent(NAME)
        known = order.charges.filter(known_from__lte=now)
        return Answer(paid=tuple(map(_paid, known)), declined=order.declined)

    def close(self, order_no: str, *, now: datetime) -> None:
        """Take no more for it."""
        order = SandboxOrder.objects.filter(order_no=order_no).first()
        if order is not None and order.is_silent(now):
            raise ProviderSilent(NAME)
        SandboxOrder.objects.filter(order_no=order_no).update(is_closed=True)

    def refund(self, provider_no: str, refund_no: str, amount_fen: int, *, now: datetime) -> bool:
        """Give a charge back, whole and once."""
        charge = SandboxCharge.objects.select_related("order").get(provider_no=provider_no)
        if charge.order.is_silent(now):
            raise ProviderSilent(NAME)
        mine = SandboxCharge.objects.filter(pk=charge.pk, refund_no="", amount_fen=amount_fen)
        mine.update(refund_no=refund_no, refunded_at=now)
        charge.refresh_from_db()
        return charge.refund_no == refund_no

    def statement(self, day: date) -> Iterator[Line]:
        """Yield what it took and gave back on a day."""
        near = (
            datetime.combine(day, datetime.min.time()).astimezone() - timedelta(days=2),
            datetime.combine(day, datetime.min.time()).astimezone() + timedelta(days=3),
        )
        charges = SandboxCharge.objects.select_related("order")
        for each in charges.filter(paid_at__range=near).iterator(chunk_size=2000):
            if day_of(each.paid_at) == day:
                yield _line(each, is_refund=False)
        for each in charges.filter(refunded_at__range=near).iterator(chunk_size=2000):
            if each.refunded_at and day_of(each.refunded_at) == day:
                yield _line(each, is_refund=True)

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Event:
        """Check the signature, then read."""
        check(secret(), headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, ""), body, now=now)
        return read_event(body)


def read_event(body: bytes) -> Event:
    """Return what a signed body says; raises `SignatureWrong` for one that nobody can read."""
    try:
        said = json.loads(body)
        amount = said.get("amount_fen")
        return Event(
            event_id=str(said["id"])[:64],
            order_no=str(said["order"])[:32],
            kind=str(said["kind"])[:20],
            amount_fen=int(amount) if isinstance(amount, int) and abs(amount) < 2**62 else None,
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise SignatureWrong("the body cannot be read") from error


def _paid(charge: SandboxCharge) -> Paid:
    return Paid(
        provider_no=charge.provider_no,
        amount_fen=charge.amount_fen,
        currency=charge.currency,
        paid_at=charge.paid_at,
    )


def _line(charge: SandboxCharge, *, is_refund: bool) -> Line:
    return Line(
        provider_no=charge.provider_no,
        order_no=charge.order.order_no,
        fen=charge.amount_fen,
        currency=charge.currency,
        is_refund=is_refund,
    )


# --- What happens on its page ---------------------------------------------------------------------
def decline(order_no: str) -> None:
    """Say no, as a bank does for want of money; nothing is taken."""
    order = SandboxOrder.objects.get(order_no=order_no)
    SandboxOrder.objects.filter(pk=order.pk).update(declined=order.declined + 1)


@transaction.atomic
def charge(
    order_no: str,
    *,
    now: datetime,
    apart_fen: int = 0,
    currency: str = CURRENCY,
    known_after: timedelta = timedelta(),
    silent_for: timedelta | None = None,
    although_closed: bool = False,
) -> SandboxCharge | None:
    """Take the money, `apart_fen` more or less than was asked; None where the order is closed."""
    order = SandboxOrder.objects.select_for_update().get(order_no=order_no)
    if order.is_closed and not although_closed:
        return None
    if silent_for is not None:
        order.silent_until = now + silent_for
        order.save(update_fields=["silent_until"])
    return SandboxCharge.objects.create(
        provider_no=f"SB{now:%y%m%d}{secrets.token_hex(8).upper()}",
        order=order,
        amount_fen=order.amount_fen + apart_fen,
        currency=currency,
        paid_at=now,
        known_from=now + known_after,
    )


def call_back(
    order_no: str, provider_no: str, amount_fen: int, *, now: datetime, kind: str = "paid"
) -> tuple[dict[str, str], bytes]:
    """Return the headers and the body of a call-back, signed at `now`."""
    said = {
        "id": f"{provider_no}:{kind}",
        "order": order_no,
        "kind": kind,
        "amount_fen": amount_fen,
    }
    body = json.dumps(said).encode()
    timestamp = str(int(now.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: signature_of(secret(), timestamp, body)}, body
