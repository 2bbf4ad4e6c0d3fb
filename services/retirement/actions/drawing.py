"""The effect of a granted residents' pension: money each month, and the record stands as drawn."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from applications.declaring import Deed
from casework.errors import MoveNotPossible
from kit.clock import day_of
from kit.errors import NotValid
from law.money import spell_yuan
from law.wording import Text
from payouts.actions import entitling
from payouts.actions.owing import owe
from payouts.errors import Excluded
from payouts.rules.amounts import Line
from records.models import Relationship
from records.standing import draw
from services.retirement.letters import asked_of
from services.retirement.resident_facts import RESIDENT, ResidentFacts, resident_facts
from services.retirement.rules.findings import read_amount
from services.retirement.rules.resident import AMOUNTS, MONTHS

BASIC, ACCOUNT, BACK = "basic", "account", "months-before"
LABELS = {
    BASIC: Text("基础养老金", "Basic part"),
    ACCOUNT: Text("个人账户养老金", "Part of the account"),
    BACK: Text("补发以前月份", "Months before, paid back"),
}
BY_CLERK = "经办人员按当地标准核定"


@transaction.atomic
def begin(deed: Deed) -> None:
    """Pay it from its first month on; raises `MoveNotPossible` while the basic part is unknown."""
    application, case = deed.application, deed.application.case
    Person.objects.select_for_update().get(pk=case.person_id)
    facts = resident_facts(asked_of(application))
    corrected = deed.said.get("figures") or {}
    if application.agency is None or facts.first is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    try:
        entitling.entitle(
            case,
            benefit=RESIDENT,
            person=case.person,
            agency=application.agency,
            from_month=facts.first,
            until_month=None,
            lines=lines_of(facts, corrected),
            at=deed.now,
            by=deed.by,
        )
    except Excluded as other:
        raise MoveNotPossible(
            _("Another benefit that excludes this one is drawn for the same months.")
        ) from other
    _owe_back(deed, corrected)
    held = facts.held
    if held and held.status in (Relationship.Status.ACTIVE, Relationship.Status.SUSPENDED):
        draw(held, from_month=facts.first, case_number=case.number, now=deed.now)


def lines_of(facts: ResidentFacts, corrected: dict[str, Any]) -> tuple[Line, ...]:
    """Return the two parts; what a clerk has corrected counts."""
    found = facts.found
    typed = _typed(corrected, BASIC)
    basic = typed if typed is not None or found is None else found.basic
    if found is None or basic is None:
        raise MoveNotPossible(
            _("A figure is not known: correct it before the decision is prepared.")
        )
    if basic < found.least_basic:
        raise NotValid({"figure": _("It is never below the national basic part.")})
    account = _typed(corrected, ACCOUNT)
    of_account = found.of_account if account is None else account
    reckoned = f"{spell_yuan(found.account)} / {found.divisor}"
    return (
        Line(
            name=BASIC,
            title=LABELS[BASIC],
            amount=basic,
            formula=found.basic_basis.label.zh if typed is None else BY_CLERK,
            basis=found.basic_basis,
        ),
        Line(
            name=ACCOUNT,
            title=LABELS[ACCOUNT],
            amount=of_account,
            formula=reckoned if account is None else BY_CLERK,
            basis=AMOUNTS,
        ),
    )


def _owe_back(deed: Deed, corrected: dict[str, Any]) -> None:
    """Owe what the place pays of the months before the application, once."""
    amount, case, agency = _typed(corrected, BACK), deed.application.case, deed.application.agency
    if not amount or agency is None:
        return
    owe(
        case,
        benefit=RESIDENT_BACK,
        person=case.person,
        agency=agency,
        key=f"{RESIDENT_BACK}:{case.pk}",
        month=day_of(deed.now).replace(day=1),
        lines=(Line(name=BACK, title=LABELS[BACK], amount=amount, formula=BY_CLERK, basis=MONTHS),),
        at=deed.now,
    )


RESIDENT_BACK = "resident-pension-back"


def _typed(corrected: dict[str, Any], name: str) -> Decimal | None:
    if name not in corrected:
        return None
    amount = read_amount(str(corrected[name]["value"]).replace("¥", ""))
    if amount is None or amount < 0:
        raise NotValid({"figure": _("The amount has to be a number in yuan.")})
    return amount
