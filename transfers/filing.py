"""A transfer as somebody at a counter signs it: every answer that counts, in both languages."""

from datetime import datetime

from django.urls import reverse

from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.fields import Answers
from applications.filings import Door, Filing
from casework.models import Case
from law.wording import Text
from letters.data import Filed
from letters.parties import agency_name
from transfers.actions import drafting
from transfers.catalogue import ENTRIES
from transfers.documents import review
from transfers.models import Transfer
from transfers.rules.procedures import BY_INSURANCE, MEDICAL, PENSION

YES = Text("是", "Yes")
ARREARS = {
    Transfer.Arrears.PAY.value: Text("补缴后再转移", "Paid up before the transfer"),
    Transfer.Arrears.WAIVE.value: Text("放弃补缴", "Not paid up"),
}


def filing_of(case: Case) -> Filing:
    """Return what a transfer would file."""
    transfer = Transfer.objects.whole().get(pk=case.pk)
    transfer.case = case
    return Filing(
        case=case,
        title=case.procedure.title,
        filed=(*review.filed(transfer), *_further(transfer)),
        mark=drafting.mark_of(transfer),
        check_at=reverse("transfer_check", args=[case.number]),
        agency=transfer.new_agency,
    )


def _further(transfer: Transfer) -> list[Filed]:
    """Return what a receipt leaves out and a person signs all the same."""
    agency = transfer.new_agency
    said = [
        (Text("转入地经办机构", "New agency"), agency_name(agency) if agency else ""),
        (Text("欠费月份的处理", "Months still owed"), ARREARS.get(transfer.arrears, "")),
        (Text("经批准调动", "Approved move"), YES if transfer.is_approved_move else ""),
        (Text("联系电话", "Contact phone"), transfer.contact_phone),
        (Text("通讯地址", "Postal address"), transfer.contact_address),
        (Text("备注", "Note"), transfer.note),
    ]
    return [Filed(label=label, value=value) for label, value in said if value]


def _door(insurance: str, name: str) -> Door:
    entry = next(each for each in ENTRIES if each.name == name)

    def handles(agency: Agency) -> bool:
        return bool(getattr(agency, f"handles_{insurance}"))

    def href() -> str:
        return f"{reverse('transfer_start')}?insurance={insurance}"

    return Door(title=entry.title, errand=entry.errand, href=href, is_ours=handles)


DOORS = (
    _door(Insurance.PENSION.value, PENSION.name),
    _door(Insurance.MEDICAL.value, MEDICAL.name),
)


def begin(service: str, employer: str, _answers: Answers, *, by: Actor, now: datetime) -> Case:
    """Begin a transfer that an employer has listed; its name is filled in where none stands."""
    insurance = next(each for each, known in BY_INSURANCE.items() if known.name == service)
    transfer = drafting.start(insurance, by=by, now=now, channel=Case.Channel.EMPLOYER)
    if not transfer.employer_name:
        drafting.save(transfer, {"employer_name": employer}, by=by, now=now)
    return transfer.case
