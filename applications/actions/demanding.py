"""The sealed notice of what was paid too much: issued once for each debt, the day it is found.

Payments know no letters; so the letter is looked after here, once a day. Where the letters of an
agency are stopped it follows when they go out again.
"""

from datetime import date, datetime

from django.db import transaction

from agencies.actors import SYSTEM
from applications.declaring import Outcome
from applications.documents import Demand, FigureLine, Line, on_every_letter
from applications.models import Application
from casework.errors import IssuingStopped
from kit import wall
from kit.clock import day_of
from law.money import from_fen
from law.wording import Text, say_yuan
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import LetterNumber, Series
from payouts.models import Recovery
from payouts.rules.reasons import why
from payouts.rules.recovering import DEMAND

WAYS_BACK = (
    Text(
        "可以一次退还、按月分期退还，或者从以后的待遇中抵扣：在门户“我的待遇”里选一种。",
        "You may pay it at once, month by month, or have it kept back of later payments: choose "
        "on the page “My benefits” of the portal.",
    ),
    Text(
        "提出异议的，在作出答复之前不抵扣，期限也不计算。",
        "If you object, nothing is kept back and no day passes until that is decided.",
    ),
)


@wall.as_house("issue the letters of what was paid too much")
def issue_demands(_today: date, now: datetime) -> None:
    """Issue the letter of each debt that has none yet; safe to repeat."""
    waiting = Recovery.objects.open().filter(letter="", person__deceased_on=None)
    for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:500]):
        _issue(key, now)


@transaction.atomic
def _issue(key: int, now: datetime) -> None:
    held = Recovery.objects.select_for_update(of=("self",)).select_related("case").get(pk=key)
    application = Application.objects.whole().filter(case=held.case_id).first()
    is_its_person = held.person_id == held.case.person_id
    if held.letter or application is None or application.agency is None or not is_its_person:
        return
    try:
        with transaction.atomic():  # its number goes back with it
            number = next_number(held.agency, now, of=Series.DECISIONS)
            letter = issue(
                held.case,
                Letter.Kind.DEMAND,
                agency=held.agency,
                number=number,
                content=_facts(held, application, number, now).as_json(),
                by=SYSTEM,
                now=now,
                to_person=True,
            )
    except IssuingStopped:
        return
    Recovery.objects.filter(pk=held.pk).update(letter=letter.number)


def _facts(
    recovery: Recovery, application: Application, number: LetterNumber, now: datetime
) -> Demand:
    of = recovery.entitlement.what.title if recovery.entitlement else application.service.title
    total = say_yuan(from_fen(recovery.amount_fen))
    return Demand(
        **on_every_letter(application, number, None, now),
        service=of,
        outcome=Outcome.GRANTED.value,
        applied_on=day_of(recovery.demanded_at),
        effective_on=day_of(now),
        due_on=recovery.due_on,
        opening=None,
        asked=(),
        decided=(
            Line(label=Text("多发合计", "Paid too much"), value=total),
            Line(label=Text("原因", "Why"), value=why(recovery.reason)),
        ),
        follows=WAYS_BACK,
        figures=tuple(
            FigureLine(
                label=each.title,
                value=say_yuan(each.amount),
                formula=Text(each.formula, each.formula),
                basis=each.basis.label,
                is_sure=each.basis.verified,
            )
            for each in recovery.shown_lines
        ),
        reasons=(),
        bases=(DEMAND.label,),
    )
