"""The person is asked which of the months paid twice stay, and where the money goes.

人社部发〔2009〕187号 opinion 3, 人社部发〔2010〕70号 art. 10, 人社部发〔2014〕17号 art. 7.
"""

import re
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.rules.terms import TermKind
from casework.actions import moving, steps, terms
from casework.actions.history import record
from casework.actions.moving import hold
from casework.actions.owing import owe
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Duty, Event, Notice
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit.clock import day_of
from kit.errors import NotPermitted, NotValid
from law.workdays import add_workdays
from records.rules.double_months import PROPOSED, Keep
from transfers import double_months
from transfers.actions import left_over, paying_back
from transfers.models import Clearing, Transfer
from transfers.rules.clearing import DAYS_TO_ANSWER

NUMBER = re.compile(r"[0-9]{8,30}")
LONGEST_BANK, LONGEST_NOTE = 80, 500
ASKED_AGAIN = "clearing-asked-again"


def begin(transfer: Transfer, *, now: datetime) -> None:
    """Open the agency's turn, which has no term by law, and ask the person for the first time."""
    case, new = transfer.case, transfer.sides[1]
    Clearing.objects.create(transfer=transfer, began_at=now)
    last = case.steps.filter(kind=TermKind.SETTLE).last()
    steps.begin_step(
        case, TermKind.CLEAR, new, now=now, clock_runs=False, clerk=last.clerk if last else None
    )
    tell(case, [Told("clearing-asked")], now=now, occasion="clearing")
    today, calendar = day_of(now), work_calendar.of(new)
    day = add_workdays(today, DAYS_TO_ANSWER.count(today, rule_book.current()), calendar)
    again = Duty(
        key=f"ask-again:{case.pk}",
        kind=Duty.Kind.ASK_AGAIN,
        case=case,
        due_at=datetime.combine(day, time(8, 30), terms.SHANGHAI),
    )
    owe([again], None)


def ask_again(duty: Duty, now: datetime) -> None:
    """Ask a second time, unless the person has answered or the months are cleared."""
    waiting = Clearing.objects.filter(transfer=duty.case_id, answered_at=None, approved_at=None)
    clearing = waiting.select_related("transfer__case").first()
    if clearing is not None:
        tell(clearing.transfer.case, [Told(ASKED_AGAIN)], now=now, occasion=ASKED_AGAIN)


def was_asked_twice(case: Case) -> bool:
    """Whether the agency may go on with what the portal proposes."""
    return Notice.objects.filter(case=case, kind=ASKED_AGAIN).exists()


def clearing_of(transfer: Transfer) -> Clearing:
    """Return the clearing as it stands; raise where no month lies twice."""
    found = Clearing.objects.filter(transfer=transfer).first()
    if found is None:
        raise MoveNotPossible(_("No month of this case was paid twice."))
    return found


@transaction.atomic
def answer(
    transfer: Transfer,
    *,
    keep: str = "",
    holder: str = "",
    bank_name: str = "",
    account_number: str = "",
    way: str = Clearing.Way.PORTAL,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Clearing:
    """Write down which months stay and where the money goes, said by the person alone.

    A clerk may write it down for them, with who said it and how. What was prepared before is
    prepared anew; once the months are cleared only the account is asked for.
    """
    case = transfer.case
    _check_who_answers(transfer, way, note, by)
    hold(case, version)
    clearing = clearing_of(transfer)
    if not _may_answer(clearing):
        raise MoveNotPossible(_("The money is being paid or was paid: nothing is left to answer."))
    number = re.sub(r"[\s-]", "", account_number)
    _check_account(case, holder, bank_name, number, is_needed=_needs_account(clearing, way))
    if clearing.approved_at is None:
        clearing.keep = _checked_choice(transfer, keep)
        clearing.prepared_at = clearing.prepared_by = None
        clearing.prepared_by_client = ""
    if number:
        clearing.bank_name, clearing.account_number = bank_name.strip(), number
    clearing.answered_at, clearing.answered_by = now, by.user
    clearing.answer_way, clearing.answer_note = way, note.strip()
    clearing.save()
    left_over.keep(transfer, now=now)
    moving.turn_page(case)
    said = {"keep": clearing.keep, "way": way, "account": clearing.has_account}
    event = record(case, Event.Kind.ANSWERED, by=by, now=now, note=note.strip(), data=said)
    told = Told("clearing-answered", transfer.new_agency)
    tell(case, [told], now=now, occasion=f"answered:{event.sequence}")
    return clearing


def _check_who_answers(transfer: Transfer, way: str, note: str, by: Actor) -> None:
    if way == Clearing.Way.PORTAL:
        if by.person_id is None or by.person_id != transfer.case.person_id:
            raise NotPermitted
        return
    check_may(by, Action.SETTLE, transfer.case)
    if by.user is None:
        raise NotPermitted
    if not note.strip():
        raise NotValid({"note": _("Write who said it, and how.")})
    if len(note) > LONGEST_NOTE:
        raise NotValid({"note": _("Write at most 500 characters.")})


def _may_answer(clearing: Clearing) -> bool:
    """Until the months are cleared; afterwards while the money waits."""
    return clearing.approved_at is None or paying_back.is_waiting(clearing)


def _needs_account(clearing: Clearing, way: str) -> bool:
    return way == Clearing.Way.PORTAL or clearing.approved_at is not None


def _check_account(case: Case, holder: str, bank: str, number: str, *, is_needed: bool) -> None:
    if not number and not is_needed:
        return
    wrong = {}
    if not bank.strip() or len(bank) > LONGEST_BANK:
        wrong["bank_name"] = _("Enter the name of the bank and its branch, at most 80 characters.")
    if not NUMBER.fullmatch(number):
        wrong["account_number"] = _("Enter the account number: 8 to 30 digits.")
    if holder.strip() != case.person.name:
        wrong["holder"] = _("The account must be in the name of the insured person.")
    if wrong:
        raise NotValid(wrong)


def _checked_choice(transfer: Transfer, keep: str) -> str:
    """Return which months stay; where the law decides, its answer is the only one."""
    if not double_months.plan_of(transfer).has_choice:
        return PROPOSED.value
    if keep not in [each.value for each in Keep]:
        raise NotValid({"keep": _("Choose which months stay.")})
    return keep
