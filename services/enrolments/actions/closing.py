"""What a granted closing does: the account is emptied and owed to its owner."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import rule_book
from applications.declaring import Deed
from applications.known import answers_of
from casework.errors import MoveNotPossible
from law.money import from_fen
from law.wording import Basis, Text
from payouts.actions.owing import owe
from payouts.rules.amounts import Line
from records.models import Relationship
from services.enrolments.actions import paying_out
from services.enrolments.rules.settling import ABROAD
from services.enrolments.settling import GONE, Left, left_in
from services.enrolments.settling_benefits import closed

BALANCE = Text("账户余额", "Balance of the account")
INTEREST = Text("利息", "Interest")
BEFORE = Text("1998年以前的个人缴费", "Paid personally before 1998")


@transaction.atomic
def close_account(deed: Deed) -> None:
    """Pay out what is left at the agency that decides, and end the relationship."""
    case, agency = deed.application.case, deed.application.agency
    if answers_of(deed.application)["ground"] == "needed":
        raise MoveNotPossible(_("The law allows no payment for this reason."))
    there = Relationship.objects.filter(
        person=case.person,
        insurance=answers_of(deed.application)["insurance"],
        scheme="employee",
    ).exclude(status__in=GONE)
    found = next((each for each in there if each.agency.in_office == agency), None)
    if found is None or agency is None:
        raise MoveNotPossible(_("There is no account of this person here."))
    today = timezone.localdate(deed.now)
    account = paying_out.held(found)
    left = left_in(account, today, rule_book.current())
    paying_out.check_free(account, left, but=case.number)
    paying_out.empty(account, left, case_number=case.number, now=deed.now)
    owe(
        case,
        benefit=closed(account.insurance).name,
        person=case.person,
        agency=agency,
        key=case.number,
        month=today,
        lines=lines_of(left, ABROAD),
        at=deed.now,
        by=deed.by,
    )


def lines_of(left: Left, basis: Basis) -> tuple[Line, ...]:
    """Return what is paid, line by line; they add up to it."""
    found = left.years
    rate = f"× {found.rate} ÷ 12, 1–{found.months}"
    rows = (
        ("balance", BALANCE, found.balance_fen, ""),
        ("interest", INTEREST, found.interest_fen, rate),
        ("before-1998", BEFORE, left.pre_1998_fen, ""),
    )
    return tuple(
        Line(name=name, title=title, amount=from_fen(fen), formula=formula, basis=basis)
        for name, title, fen, formula in rows
        if fen
    )
