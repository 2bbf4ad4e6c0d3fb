from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    """Money from people: orders, the providers that take it, receipts, the nightly comparison."""

    name = "payments"
    verbose_name = _("Payments")

    def ready(self) -> None:
        """Say how what is owed is done, and what is owed each night."""
        from casework import invariants
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.models import Duty
        from payments import invariants as own
        from payments.actions import asking, expiring, reconciling, refunding

        kinds = {
            Duty.Kind.ASK_PROVIDER: asking.do_ask,
            Duty.Kind.EXPIRE_ORDER: expiring.do_expire,
            Duty.Kind.SEND_BACK: refunding.do_send_back,
            Duty.Kind.RECONCILE: reconciling.do_reconcile,
        }
        HANDLERS.update(kinds)
        # No transaction stands around a question to a provider; each booking has its own.
        IN_PIECES.update(kinds)
        CHORES.append(reconciling.owe_nights)
        invariants.OF_SERVICES.extend(own.INVARIANTS)
