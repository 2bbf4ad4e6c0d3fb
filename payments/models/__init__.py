"""Money from people: orders, payments, refunds, what providers said, how the books compare."""

from payments.models.books import DailySheet, Difference, ProviderEvent
from payments.models.orders import Order, OrderLine, Payment, Refund
from payments.models.sandbox import SandboxCharge, SandboxOrder

__all__ = [
    "DailySheet",
    "Difference",
    "Order",
    "OrderLine",
    "Payment",
    "ProviderEvent",
    "Refund",
    "SandboxCharge",
    "SandboxOrder",
]
