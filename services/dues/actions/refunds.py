"""Paying back what was paid wrongly: owed to the person by the insurance that had it."""

from datetime import datetime

from django.utils import timezone

from applications import record_lines
from applications.declaring import Deed
from applications.known import answers_of
from law.money import from_fen
from law.wording import Text
from payouts.actions.owing import owe
from payouts.models import Payable
from payouts.registry import FUNDS, Benefit
from payouts.rules.amounts import Line
from services.dues.models import RefundDue
from services.dues.rules.reasons import RECORDS

TITLE = Text("多缴、误缴费用", "Contributions paid back")


def booked(payable: Payable, now: datetime) -> None:
    """Note that a refund was paid; called where the bank's answer is booked."""
    RefundDue.objects.filter(case=payable.case_id, paid_at=None).update(paid_at=now)


REFUNDS = {
    fund: Benefit(
        name=f"refund-{fund}",
        title=Text(f"退还的费用（{title.zh}）", f"Paid back ({title.en})"),
        fund=fund,
        is_monthly=False,
        purpose_code="RFND",
        on_paid=booked,
    )
    for fund, title in FUNDS.items()
}


def pay_out(deed: Deed, fen: int) -> None:
    """Owe what two persons have decided; again with the same case it is the same payment."""
    case, agency = deed.application.case, deed.application.agency
    if agency is None:
        return
    said = f"{from_fen(fen):,.2f}"
    line = Line(name="back", title=TITLE, amount=from_fen(fen), formula=said, basis=RECORDS)
    owe(
        case,
        benefit=REFUNDS[_fund(deed)].name,
        person=case.person,
        agency=agency,
        key=case.number,
        month=timezone.localdate(deed.now),
        lines=(line,),
        at=deed.now,
        by=deed.by,
    )


def _fund(deed: Deed) -> str:
    """Return the fund that had the money: the months are of one insurance."""
    lines = answers_of(deed.application).get("lines") or ()
    named = [record_lines.read(key).insurance for key in lines]
    return next((each for each in named if each in FUNDS), "pension")
