"""One statement of the bank: a line that matches, one paid in two parts, too much, and unknown."""

from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from agencies.models import Agency
from casework.rules.statuses import Status
from demo import staff
from law.money import from_fen
from records.models import BankEntry
from transfers.actions import allotting, reading_statements
from transfers.models import Remittance

HEAD = "交易日期,贷方金额,借方金额,余额,对方户名,摘要,流水号\n"
OPENING = 1_000_000_00
PART, SURPLUS, UNKNOWN = 100_000, 5_000, 88_800  # fen


def load(*, now: datetime) -> None:
    """Read the statement at the agency that waits for most money, and match one line."""
    waiting = Remittance.objects.under_way().filter(transfer__case__status=Status.HANDED_OVER.value)
    agencies = waiting.values_list("transfer__new_agency").annotate(n=Count("pk"))
    most = agencies.order_by("-n", "transfer__new_agency").first()
    if most is None:
        return
    agency = Agency.objects.get(pk=most[0])
    money = list(waiting.filter(transfer__new_agency=agency).order_by("pk")[:3])
    clerk = staff.at_desk(agency, staff.CLERKS[0])
    reading_statements.read_statement(_file(money, now).encode(), by=clerk, now=now)
    if len(money) > 1:
        line = BankEntry.objects.get(agency=agency, reference="DEMO-L1")
        edge = {"by": clerk, "now": now}
        allotting.match(line, money[0].transfer, amount_fen=line.amount_fen, **edge)


def _file(money: list[Remittance], now: datetime) -> str:
    """Return the file: as many of the cases as there is money for, and one that nobody knows."""
    lines: list[tuple[int, str]] = []
    for number, each in enumerate(money):
        fen, said = each.amount_fen, f"养老转移 {each.reference}"
        parts = ([fen], [PART, fen - PART], [fen + SURPLUS])[number]
        lines += [(part, said) for part in parts]
    text, balance = HEAD, OPENING
    for number, (fen, said) in enumerate([*lines, (UNKNOWN, "往来款")], 1):
        balance += fen
        amounts = f"{from_fen(fen)},,{from_fen(balance)}"
        text += f"{timezone.localdate(now)},{amounts},某社保经办机构,{said},DEMO-L{number}\n"
    return text
