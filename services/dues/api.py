"""What is due and one's orders, for a program of the insured person."""

import re
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.once import once
from casework.api.views import PortalView
from kit.api.errors import BadRequest, VersionUnknown
from kit.api.reading import StrictChoice, StrictNumber, StrictSerializer
from law.money import from_fen, spell_yuan
from payments.actions import ordering as paying
from payments.channels import CHANNELS
from payments.models import Order, Payment
from payments.rules.orders import MOST_LINES, State
from services.dues.actions import ordering
from services.dues.actions.crediting import dues_of
from services.dues.models import Due

TAG = re.compile(r'"([0-9]{1,9})"')
CREATED = 201


def _yuan(fen: int) -> str:
    return spell_yuan(from_fen(fen))


class DueOut(serializers.Serializer):
    """A month or a year that is due; amounts in yuan."""

    id = serializers.IntegerField()
    insurance = serializers.CharField()
    agency = serializers.CharField(help_text="Code of the agency.")
    period = serializers.CharField(help_text="A month as 2026-09, or a year as 2026.")
    kind = serializers.ChoiceField(choices=Due.Kind.choices)
    state = serializers.ChoiceField(choices=Due.State.choices)
    base = serializers.CharField()
    pooled = serializers.CharField()
    account = serializers.CharField()
    amount = serializers.CharField()
    last_day = serializers.DateField()
    order = serializers.CharField(allow_blank=True)


class DuesOut(serializers.Serializer):
    """The list, and what it adds up to; its ETag is what an order names in `If-Match`."""

    dues = DueOut(many=True)
    total = serializers.CharField()


class OrderBody(StrictSerializer):
    """Which dues, and how they are paid; an amount is never sent."""

    dues = serializers.ListField(
        child=StrictNumber(min_value=1, max_value=2**63 - 1), min_length=1, max_length=MOST_LINES
    )
    provider = StrictChoice(choices=[(name, name) for name in CHANNELS])


class OrderPaymentOut(serializers.Serializer):
    """Money that came for an order, and what has become of it."""

    number = serializers.CharField(help_text="The provider's.")
    amount = serializers.CharField()
    currency = serializers.CharField()
    paid_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=Payment.State.choices)


class PaymentOrderOut(serializers.Serializer):
    """An order as it stands; `pay_at` is where it is paid while that is possible."""

    number = serializers.CharField()
    state = serializers.ChoiceField(choices=[each.value for each in State])
    amount = serializers.CharField()
    provider = serializers.CharField()
    opened_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    pay_at = serializers.CharField(allow_null=True)
    case = serializers.CharField(allow_blank=True, help_text="Holds the receipt, once it is paid.")
    dues = DueOut(many=True)
    payments = OrderPaymentOut(many=True)


def due_row(due: Due) -> dict[str, Any]:
    """Return a due as programs read it."""
    held = due.relationship
    return {
        "id": due.pk,
        "insurance": held.insurance,
        "agency": held.agency.code,
        "period": f"{due.period:%Y}" if due.is_year else f"{due.period:%Y-%m}",
        "kind": due.kind,
        "state": due.state,
        "base": _yuan(due.base_fen),
        "pooled": _yuan(due.pooled_fen),
        "account": _yuan(due.account_fen),
        "amount": _yuan(due.amount_fen),
        "last_day": due.last_day,
        "order": due.order_no,
    }


def order_row(order: Order, view: PortalView) -> dict[str, Any]:
    """Return an order as programs read it."""
    is_payable = order.status is State.OPEN and view.now <= order.expires_at
    return {
        **{name: getattr(order, name) for name in ("number", "state", "provider")},
        "amount": _yuan(order.amount_fen),
        "opened_at": order.opened_at,
        "expires_at": order.expires_at,
        "pay_at": paying.pay_at(order, now=view.now) if is_payable else None,
        "case": order.case_number,
        "dues": [due_row(each) for each in dues_of(order)],
        "payments": [
            {
                "number": each.provider_no,
                "amount": _yuan(each.amount_fen),
                "currency": each.currency,
                "paid_at": each.paid_at,
                "state": each.state,
            }
            for each in order.payments.all()
        ],
    }


class Dues(PortalView):
    """What the caller has to pay themselves: open, or in an order of theirs."""

    tag = "payments"
    summary = _("What is due")
    answer = DuesOut

    def get(self, request: Request) -> Response:
        """List it, the earliest first."""
        ordering.check_may_pay(self.who)
        there = ordering.list_of(self.who, self.today)
        total = sum(each.amount_fen for each in there if each.state == Due.State.OPEN)
        data = {"dues": [due_row(each) for each in there], "total": _yuan(total)}
        tag = {"ETag": f'"{ordering.mark_of(there)}"'}
        return Response(DuesOut(data).data, headers=tag)


class Orders(PortalView):
    """Order what is due; `If-Match` names the list that was looked at (409 if it changed)."""

    tag = "payments"
    summary = _("Order what is due")
    body = OrderBody
    answer = PaymentOrderOut
    answer_status = CREATED
    is_once = True
    asks_version = True

    def post(self, request: Request) -> Response:
        """Open the order."""
        ordering.check_may_pay(self.who)
        return once(self, self._open)

    def _open(self) -> Response:
        said = self.read(OrderBody)
        made = ordering.order(
            said["dues"],
            provider=said["provider"],
            mark=mark_in(self.request),
            by=self.who,
            now=self.now,
        )
        return answer_order(made, self, status=CREATED)


def mark_in(request: Request) -> int:
    """Return the mark of the list from `If-Match`; raises where it is missing or no mark."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionUnknown
    found = TAG.fullmatch(header)
    if found is None:
        raise BadRequest(_('If-Match holds a version in quotes, such as "3".'))
    return int(found[1])


def answer_order(order: Order, view: PortalView, *, status: int = 200) -> Response:
    """Answer with an order as it stands."""
    order.refresh_from_db()
    row = PaymentOrderOut(order_row(order, view)).data
    return Response(row, status=status, headers={"ETag": f'"{order.version}"'})


class OfOrder(PortalView):
    """A route of one order of the caller's; somebody else's does not exist (404)."""

    tag = "payments"
    answer = PaymentOrderOut

    def order(self) -> Order:
        """Return the order."""
        ordering.check_may_pay(self.who)
        own = Order.objects.visible_to(self.who).filter(purpose=ordering.PURPOSE)
        return get_object_or_404(own, number=self.kwargs["order_no"])


class OneOrder(OfOrder):
    """An order as it stands."""

    summary = _("One order")

    def get(self, request: Request, order_no: str) -> Response:
        """Show it."""
        return answer_order(self.order(), self)


class CancelOrder(OfOrder):
    """Cancel an unpaid order; the provider is asked first whether it was paid."""

    summary = _("Cancel an order")

    def post(self, request: Request, order_no: str) -> Response:
        """Cancel it; again changes nothing."""
        found = ordering.cancel(self.order(), by=self.who, now=self.now)
        return answer_order(found, self)
