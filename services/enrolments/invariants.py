"""What must be true of accounts that this room has emptied: each fen is owed to somebody."""

from collections.abc import Iterator

from django.db.models import Sum

from casework.models import Case
from payouts.models import Payable
from payouts.rules.states import Owed
from records.models import AccountEntry
from services.enrolments.models import HeirShare
from services.enrolments.settling_benefits import BENEFITS, INHERITED

SERVICES = ("account-inheritance", "account-closing", "account-merging")


def what_left_an_account_is_owed_to_somebody() -> Iterator[str]:
    """What a case took out of an account is what it owes, in all, and to each heir their share."""
    cases = Case.objects.filter(service__in=SERVICES)
    numbers = set(cases.values_list("number", flat=True))
    out = AccountEntry.objects.filter(kind=AccountEntry.Kind.PAID_OUT, case_number__in=numbers)
    took = dict(out.order_by().values_list("case_number").annotate(fen=Sum("amount_fen")))
    owed = _owed()
    for number in sorted(took.keys() | owed.keys()):
        if took.get(number, 0) + owed.get(number, 0):
            yield f"case {number}: an account lost another sum than is owed to people"


def _owed() -> dict[str, int]:
    """Return what is owed by the number of the case that was decided, in fen."""
    names = [each.name for each in BENEFITS]
    rows = Payable.objects.filter(benefit__in=names).exclude(state=Owed.CANCELLED.value)
    inherited = {each.name for each in INHERITED.values()}
    found: dict[str, int] = {}
    for benefit, number, matter, fen in rows.values_list(
        "benefit", "case__number", "case__matter", "gross_fen"
    ):
        key = matter if benefit in inherited else number
        found[key] = found.get(key, 0) + fen
    return found


def shares_are_the_whole() -> Iterator[str]:
    """The shares of an account that is inherited add up to what was paid out of it."""
    rows = HeirShare.objects.order_by().values_list("heir__case__number", "whole_fen")
    for number, whole, fen in rows.annotate(fen=Sum("amount_fen")):
        if whole != fen:
            yield f"case {number}: the heirs have {fen} of {whole} fen"


INVARIANTS = (what_left_an_account_is_owed_to_somebody, shares_are_the_whole)
