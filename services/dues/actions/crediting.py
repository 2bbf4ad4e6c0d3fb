"""Crediting a paid order in one transaction: months, account, ledger, case and receipt.

Called by the money's room while it holds the order, and only once for each order.
"""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from agencies.actors import SYSTEM
from applications.models import Application
from applications.rules.flows import REVIEW
from casework.actions import moving, steps
from casework.actions.telling import tell_person
from casework.models import Case
from casework.rules.statuses import Status
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import Series
from payments.models import Order, Payment
from records import accounts
from records.models import Contribution, InsuredPeriod, Posting, Relationship
from services.dues import receipts
from services.dues.models import Due
from services.dues.rules.reckoning import Months, joins

SERVICE = "contribution-payment"


def dues_of(order: Order) -> list[Due]:
    """Return the dues that an order holds, the earliest first."""
    held = Due.objects.filter(order_no=order.number).with_places()
    found = held.select_related("relationship__person")
    return list(found.order_by("period", "-relationship__insurance", "pk"))


def is_owed(order: Order) -> bool:
    """Hold the dues of an order, and say whether all of it is still theirs."""
    lines = set(order.lines.filter(is_live=True).values_list("subject", flat=True))
    held = Due.objects.select_for_update().filter(order_no=order.number, state=Due.State.IN_ORDER)
    return bool(lines) and {each.subject for each in held} == lines


def credit(order: Order, payment: Payment, now: datetime) -> None:
    """Book what was paid: nothing of it is there before the provider has said that it arrived."""
    dues = dues_of(order)
    case = _case_of(order, now)
    paid_on = timezone.localdate(payment.paid_at)
    held = Relationship.objects.select_for_update().filter(
        pk__in={each.relationship_id for each in dues}
    )
    list(held.order_by("pk"))
    for each in dues:
        _write_months(each)
        if each.account_fen:
            accounts.credit(each.relationship, each.period.year, each.account_fen)
    _write_payments(dues, case, paid_on, now)
    Due.objects.filter(pk__in=[each.pk for each in dues]).update(
        state=Due.State.PAID, paid_on=paid_on, case_number=case.number
    )
    Order.objects.filter(pk=order.pk).update(case_number=case.number)
    _post(case, payment, dues, now)
    moving.move(case, Status.COMPLETED, by=SYSTEM, now=now, order=order.number)
    # It begins and ends here; by it the agency sees what was paid to it.
    steps.begin_step(case, REVIEW, order.agency, now=now, clock_runs=False)
    steps.close_steps(case, now=now)
    _issue(case, order, payment, dues, now)


def _case_of(order: Order, now: datetime) -> Case:
    """Open the case that holds the receipt; its matter is the order."""
    case = moving.start(order.person, SERVICE, by=SYSTEM, now=now)
    Case.objects.filter(pk=case.pk).update(matter=order.number)
    case.matter = order.number
    Application.objects.create(case=case, agency=order.agency)
    moving.move(case, Status.SUBMITTED, by=SYSTEM, now=now)
    return case


# --- The record -----------------------------------------------------------------------------------
def _write_months(due: Due) -> None:
    """Write the months that were paid: they lengthen the period before where nothing differs."""
    first, last = months_of(due)
    before = (
        due.relationship.periods.lying_there()
        .filter(last_month__lt=first, scheme=due.relationship.scheme, is_paid=True)
        .filter(came_from=None, case_number="", corrected_with="")
        .order_by("-last_month")
        .first()
    )
    new = Months(first=first, last=last, base_fen=base_of(due), rates=rates_of(due))
    if before is not None and joins(_as_months(before), new):
        before.last_month = last
        before.save(update_fields=["last_month"])
        return
    InsuredPeriod.objects.create(
        relationship=due.relationship,
        first_month=first,
        last_month=last,
        base_fen=new.base_fen,
        employer_rate=new.rates[0],
        personal_rate=new.rates[1],
        account_rate=new.rates[2],
        scheme=due.relationship.scheme,
    )


def _write_payments(dues: list[Due], case: Case, paid_on: date, now: datetime) -> None:
    """Say of each month on which day it arrived; a debt on record is replaced, and stays beside."""
    months = [each for each in dues if not each.is_year]
    for each in months:
        standing = Contribution.objects.standing().filter(relationship=each.relationship)
        same = standing.filter(scheme=each.relationship.scheme, month=each.period, employer_code="")
        same.update(superseded_at=now, superseded_with=case.number)
    Contribution.objects.bulk_create(
        Contribution(
            relationship=each.relationship,
            scheme=each.relationship.scheme,
            month=each.period,
            base_fen=each.base_fen,
            personal_fen=each.amount_fen,
            account_fen=each.account_fen,
            due_on=each.last_day,
            arrived_on=paid_on,
            source=Contribution.Source.PAYMENT,
            brought_with=case.number,
            brought_at=now,
        )
        for each in months
    )


def months_of(due: Due) -> tuple[date, date]:
    """Return the first and the last month that a due is for."""
    return due.period, due.period.replace(month=12) if due.is_year else due.period


def base_of(due: Due) -> int:
    """Return the monthly base in fen: of a year a twelfth, rounded down."""
    return due.base_fen // 12 if due.is_year else due.base_fen


def rates_of(due: Due) -> tuple[Decimal, Decimal, Decimal]:
    """Return the shares of employer, person and account: whoever pays alone pays the whole."""
    return Decimal("0.00000"), due.rate, due.account_rate


def _as_months(period: InsuredPeriod) -> Months:
    return Months(
        first=period.first_month,
        last=period.last_month,
        base_fen=period.base_fen,
        rates=(period.employer_rate, period.personal_rate, period.account_rate),
    )


# --- The ledger and the receipt -------------------------------------------------------------------
def _post(case: Case, payment: Payment, dues: list[Due], now: datetime) -> None:
    """Post from the person to each fund; each agency's two sides add up to nothing."""
    of_agency: dict[int, int] = defaultdict(int)
    for each in dues:
        of_agency[each.relationship.agency_id] += each.amount_fen
    for agency, fen in sorted(of_agency.items()):
        common = {
            "case_number": case.number,
            "movement": Posting.Movement.PAID_IN,
            "reference": f"{payment.provider_no}:{agency}",
            "at": now,
        }
        fund = {"side": Posting.Side.FUND, "agency_id": agency, "amount_fen": fen}
        Posting.objects.create(**common, **fund)
        Posting.objects.create(**common, side=Posting.Side.PERSON, amount_fen=-fen)


def _issue(case: Case, order: Order, payment: Payment, dues: list[Due], now: datetime) -> None:
    number = next_number(order.agency, now, of=Series.DECISIONS)
    issue(
        case,
        Letter.Kind.PAYMENT,
        agency=order.agency,
        number=number,
        content=receipts.content(case, order, payment, dues, number, now=now),
        by=SYSTEM,
        now=now,
        to_person=True,
    )


# --- When it ends otherwise -----------------------------------------------------------------------
def let_go(order: Order, now: datetime) -> None:
    """Free the dues of an order that ended unpaid; some have lapsed meanwhile."""
    held = Due.objects.filter(order_no=order.number, state=Due.State.IN_ORDER)
    today = timezone.localdate(now)
    held.filter(last_day__lt=today).update(state=Due.State.LAPSED, order_no="")
    held.filter(last_day__gte=today).update(state=Due.State.OPEN, order_no="")


def disputed(order: Order, now: datetime) -> None:
    """Tell the person that something other than the sum has arrived, and that nothing is lost."""
    tell_person(order.person, "due-disputed", {}, now=now, occasion=f"order:{order.number}")
