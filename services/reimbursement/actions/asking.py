"""Asking the hospital, or the agency of the place of treatment, whether a stay was as claimed.

The question itself goes by post or by the agencies' own network; here stand what was asked, until
when, and what came back. The clock of the review stands still only where a local text says so, for
the days that it gives the other place, and everybody of the case is told why.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import rule_book
from agencies.actors import Actor
from applications.fields import Shown
from applications.known import answers_of
from applications.models import Application
from casework.actions import extending, moving
from casework.errors import MoveNotPossible
from casework.models import TermExtension
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotPermitted
from kit.once import once_a_page
from law.wording import Text, filled, say_day
from services.reimbursement.models import TreatmentQuestion
from services.reimbursement.questions import named_in
from services.reimbursement.rules import invoices
from services.reimbursement.rules.claiming import answered_by
from services.reimbursement.rules.values import CHECK_ANSWERED_BY

DOCUMENT_LENGTH = 80
YES = "yes"


@transaction.atomic
def ask(
    application: Application,
    *,
    whom: str,
    what: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> TreatmentQuestion:
    """Write down whom the agency asks and what; raises `MoveNotPossible` while one is open."""
    case, agency = application.case, application.agency
    moving.take_up(case, Action.CORRECT_FIGURE, by=by, version=version, at=(Status.SUBMITTED,))
    if by.user is None or agency is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    today, region = timezone.localdate(now), str(agency.region_id)
    total = invoices.total(named_in(answers_of(application)))
    until = answered_by(total, region, today, rule_book.current())
    try:
        with transaction.atomic():
            made = TreatmentQuestion.objects.create(
                case=case,
                whom=whom.strip(),
                what=what.strip(),
                asked_by=by.user,
                asked_at=now,
                answer_by=until,
            )
    except IntegrityError as error:
        raise MoveNotPossible(_("A question is open already: write down its answer.")) from error
    moving.turn_page(case)
    if until is not None:
        rule = CHECK_ANSWERED_BY.on(today, rule_book.current(), region=region)
        extending.take_out(
            case,
            ground=TermExtension.Ground.ELSEWHERE,
            document=rule.basis.title.zh[:DOCUMENT_LENGTH],
            first_day=today + timedelta(days=1),
            last_day=until,
            by=by,
            now=now,
        )
    return made


@transaction.atomic
def answer(
    application: Application,
    *,
    answer: str,
    confirms: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Write down what came back; it stands in the decision."""
    case = application.case
    moving.take_up(case, Action.CORRECT_FIGURE, by=by, version=version, at=(Status.SUBMITTED,))
    if by.user is None:
        raise NotPermitted(_("A person has to write this down, not a system."))
    open_one = TreatmentQuestion.objects.select_for_update().filter(case=case, answered_at=None)
    held = open_one.first()
    if held is None:
        raise MoveNotPossible(_("Nothing is asked that could be answered."))
    held.answer, held.confirms = answer.strip(), confirms == YES
    held.answered_by, held.answered_at = by.user, now
    held.save(update_fields=["answer", "confirms", "answered_by", "answered_at"])
    moving.turn_page(case)


@once_a_page
def has_open(application: Application) -> bool:
    """Whether something is asked that nobody has answered."""
    return TreatmentQuestion.objects.filter(case=application.case, answered_at=None).exists()


def answered(application: Application) -> tuple[Shown, ...]:
    """Return what was asked of the place of treatment and what it has said."""
    found = TreatmentQuestion.objects.filter(case=application.case)
    return tuple(
        Shown(label=Text("就医地协查", "Place of treatment"), value=_said(e)) for e in found
    )


def _said(asked: TreatmentQuestion) -> Text:
    on, whom = say_day(timezone.localdate(asked.asked_at)), str(asked.whom)
    if asked.answered_at is None:
        until = say_day(asked.answer_by) if asked.answer_by else None
        by = (
            Text(f"，{until.zh}前答复", f", to be answered by {until.en}")
            if until
            else Text("", "")
        )
        said = filled(Text("{on}向{whom}询问", "{whom} was asked on {on}"), on=on, whom=whom)
        return Text(said.zh + by.zh, said.en + by.en)
    word = Text("属实", "it is so") if asked.confirms else Text("不属实", "it is not so")
    return filled(
        Text("{whom}答复：{word}。{answer}", "{whom}: {word}. {answer}"),
        whom=whom,
        word=word,
        answer=str(asked.answer),
    )
