"""What this room pays: pensions, and the allowance of those who can work no more."""

from datetime import datetime

from agencies.actors import SYSTEM
from applications.actions.applying import application_of
from applications.actions.completing import complete
from casework.rules.statuses import Status
from law.wording import Text
from payouts.models import Payable
from payouts.registry import Benefit
from services.retirement.facts import DISABILITY, PENSION, UNEMPLOYMENT


def on_paid(payable: Payable, at: datetime) -> None:
    """Complete the case with the first payment; later ones find it completed."""
    case = payable.case
    if case is not None and case.state is Status.APPROVED:
        complete(application_of(case), SYSTEM, at)


PENSION_BENEFIT = Benefit(
    name=PENSION,
    title=Text("基本养老金", "Pension"),
    fund="pension",
    is_monthly=True,
    purpose_code="0101",
    excludes=frozenset({UNEMPLOYMENT, DISABILITY}),
    proves_every=12,
    on_paid=on_paid,
)
DISABILITY_BENEFIT = Benefit(
    name=DISABILITY,
    title=Text("病残津贴", "Disability allowance"),
    fund="pension",
    is_monthly=True,
    purpose_code="0102",
    excludes=frozenset({UNEMPLOYMENT, PENSION}),
    proves_every=12,
    on_paid=on_paid,
)
