from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    """The room of money to people."""

    name = "payouts"
    verbose_name = _("Payments to people")

    def ready(self) -> None:
        """Say what people are told of their money, and how what is owed is done."""
        from casework import dates, invariants, notices
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.models import Duty
        from payouts import invariants as own
        from payouts.actions import asking, preparing, proving, running, telling
        from payouts.days import days_to_prove, pay_days
        from payouts.notices import DETAILS, PAGES, TITLES, TOPICS

        kinds = {
            Duty.Kind.RUN_MONTH: running.do_run,
            Duty.Kind.PREPARE_BATCHES: preparing.do_prepare,
            Duty.Kind.ASK_BANK: asking.do_ask,
            Duty.Kind.TELL_PAID: telling.do_tell,
            Duty.Kind.PROVE: proving.do_day,
        }
        HANDLERS.update(kinds)
        # Each piece of them is a transaction of its own, and doing it again changes nothing.
        IN_PIECES.update(kinds)
        CHORES.extend([running.owe_runs, proving.owe_day])
        invariants.OF_SERVICES.extend(own.INVARIANTS)
        notices.register(TITLES, DETAILS, TOPICS, PAGES)
        dates.register(pay_days, days_to_prove)
