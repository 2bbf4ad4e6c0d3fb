"""What this room pays: pensions, and the allowance of those who can work no more."""

from datetime import datetime

from agencies.actors import SYSTEM
from applications.actions.applying import application_of
from applications.actions.completing import complete
from casework.rules.statuses import Status
from law.wording import Text
from payouts.models import Payable
from payouts.registry import Benefit
from services.retirement.actions.drawing import RESIDENT_BACK
from services.retirement.facts import DISABILITY, PENSION, UNEMPLOYMENT
from services.retirement.resident_facts import RESIDENT


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
RESIDENT_BENEFIT = Benefit(
    name=RESIDENT,
    title=Text("城乡居民养老金", "Residents' pension"),
    fund="pension",
    is_monthly=True,
    purpose_code="0103",
    excludes=frozenset({PENSION}),
    proves_every=12,
    on_paid=on_paid,
)
RESIDENT_BACK_BENEFIT = Benefit(
    name=RESIDENT_BACK,
    title=Text("城乡居民养老金补发", "Residents' pension, months before"),
    fund="pension",
    is_monthly=False,
    purpose_code="0104",
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
BENEFITS = (PENSION_BENEFIT, DISABILITY_BENEFIT, RESIDENT_BENEFIT, RESIDENT_BACK_BENEFIT)
