from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReimbursementConfig(AppConfig):
    """The room of claims by hand: bills that somebody has paid to a hospital themselves."""

    name = "services.reimbursement"
    label = "reimbursement"
    verbose_name = _("Claims by hand")

    def ready(self) -> None:
        """Declare the services, and say what their payments are for."""
        from applications.acts import table
        from applications.registry import declare
        from law.wording import Text
        from letters.samples import SAMPLES
        from payouts import registry
        from payouts.registry import Benefit
        from payouts.rules import reasons as why_back
        from services.reimbursement.actions.settling import BENEFIT, complete_when_paid
        from services.reimbursement.acts import ACTS
        from services.reimbursement.claims import EMERGENCY, INPATIENT, OUTPATIENT
        from services.reimbursement.letter_samples import settlement
        from services.reimbursement.models import PAID_BY_ANOTHER
        from services.reimbursement.recovered import RECOVERED

        declare(INPATIENT, OUTPATIENT, EMERGENCY, RECOVERED)
        why_back.declare(PAID_BY_ANOTHER, Text("第三人已赔付", "Somebody else has paid"))
        table.register(*ACTS)
        SAMPLES["settlement"] = settlement
        registry.declare(
            Benefit(
                name=BENEFIT,
                title=Text("医疗费用手工报销", "Claim by hand"),
                fund="medical",
                is_monthly=False,
                purpose_code="MEDR",
                on_paid=complete_when_paid,
            )
        )
