from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuesConfig(AppConfig):
    """The room of what people pay themselves: dues, their payment, and money paid wrongly."""

    name = "services.dues"
    label = "dues"
    verbose_name = _("Dues")

    def ready(self) -> None:
        """Declare the services, say what orders are for, and how what is owed is done."""
        from applications.registry import declare
        from casework import invariants, notices
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.models import Duty
        from letters.samples import SAMPLES
        from payments import registry
        from payouts import registry as benefits
        from records import paying_alone
        from services.dues import invariants as own
        from services.dues import letter_samples
        from services.dues.actions import lapsing, opening
        from services.dues.actions.refunds import REFUNDS
        from services.dues.notices import DETAILS, TITLES, TOPICS
        from services.dues.payment_service import CONTRIBUTION_PAYMENT
        from services.dues.purpose import DUES
        from services.dues.refund_service import CONTRIBUTION_REFUND

        declare(CONTRIBUTION_PAYMENT, CONTRIBUTION_REFUND)
        registry.declare(DUES)
        HANDLERS[Duty.Kind.OPEN_DUES] = opening.do_open
        HANDLERS[Duty.Kind.REMIND_DUES] = lapsing.do_day
        IN_PIECES.update({Duty.Kind.OPEN_DUES, Duty.Kind.REMIND_DUES})
        CHORES.extend([opening.owe_month, lapsing.owe_day])
        SAMPLES["payment-receipt"] = letter_samples.receipt
        for each in REFUNDS.values():
            benefits.declare(each)
        paying_alone.register_opening(opening.when_chosen)
        notices.register(TITLES, DETAILS, TOPICS)
        invariants.OF_SERVICES.extend(own.INVARIANTS)
