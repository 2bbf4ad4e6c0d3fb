"""The applicant's side of any declared service: send, correct, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import SYSTEM, Actor
from agencies.models import Agency
from applications import documents, known, offers, papers
from applications.actions import deciding, drafting, matters, objecting, proving, signing
from applications.actions.drafting import check_may_file, keep_answers, prove
from applications.declaring import Deciding, Service
from applications.fields import Asked
from applications.known import PreCheck
from applications.models import Application
from applications.rules.flows import REVIEW
from casework.actions import moving, pausing, steps
from casework.actions.owing import Owed, owing
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Case, Correction, Step
from casework.rules.statuses import Status
from kit.errors import NotValid
from kit.spelling import wording
from letters.actions.issuing import issue
from letters.models import Letter
from letters.rules.numbers import LetterNumber

NOT_AT_THIS_STAGE = gettext_lazy("This is not possible at the present stage of the case.")


@transaction.atomic
def submit(
    application: Application, *, by: Actor, now: datetime, despite_checks: bool = False
) -> Application:
    """Send the application; sending it again returns the case as it stands.

    What the rules speak against is refused with its reasons, unless the person asks for a human
    decision (个人信息保护法 art. 24): then the agency decides. A service that is done at once is
    done in this transaction, and only ever with a yes.
    """
    check_may_file(application, by)
    case = application.case
    if case.submitted_at is not None:
        return application
    if case.person.deceased_on is not None:
        raise MoveNotPossible(_("The insured person has died, so nothing can be sent."))
    today = timezone.localdate(now)
    agency = _check_ready(application, by, today=today)
    question = _question(application, today=today)
    found = known.pre_check(application.service, question)
    _check_rules(application.service, found, despite_checks=despite_checks)
    matters.keep(application)
    moving.move(case, Status.SUBMITTED, by=by, now=now)
    if is_at_once(application.service, question, found):
        deciding.grant_at_once(application, found, by=SYSTEM, now=now)
        return application
    if found.answer == "no":
        Application.objects.filter(pk=application.pk).update(is_human_review_asked=True)
    application.service.kept(application, now)
    objecting.note_filed(application, by=by, now=now)
    _hand_to_agency(application, agency, by=by, now=now)
    return application


def _check_ready(application: Application, by: Actor, *, today: date) -> Agency:
    """Return who handles it; raises unless every question is answered and it can be sent there."""
    service, answers = application.service, known.answers_of(application)
    _check_whole(service, answers, today=today)
    drafting.check_offered(application, answers, today=today)
    if application.agency is None:
        raise NotValid({"agency": _("Choose the agency that handles it.")})
    if by.present is None:
        offers.check_open(service, application.agency, today=today)
    signing.check_may_send(
        application.case, application.agency, drafting.mark_of(application), by=by
    )
    proving.check_proven(application, answers)
    papers.check_whole(application)
    return application.agency


def _question(application: Application, *, today: date) -> Asked:
    held = known.known_for(application.case, today=today)
    answers = known.answers_of(application)
    return known.asked(application.service, answers, held, today=today)


def _check_rules(service: Service, found: PreCheck, *, despite_checks: bool) -> None:
    """Raise `NotValid` where the rules say no; what nobody reviews needs their yes."""
    only_at_once = service.deciding is Deciding.AT_ONCE
    if found.answer == "no" and (only_at_once or not despite_checks):
        raise NotValid({"": _("The rules speak against this; see the reasons below.")})
    if only_at_once and found.answer != "yes":
        raise NotValid({"": _("This needs somebody to look at it. Go to the counter, or call.")})


def is_at_once(service: Service, question: Asked, found: PreCheck) -> bool:
    """Whether the rules alone decide, which is only ever a yes (个人信息保护法 art. 24)."""
    if service.deciding is Deciding.AT_ONCE:
        return True
    return found.answer == "yes" and service.at_once(service.facts(question))


def _hand_to_agency(application: Application, agency: Agency, *, by: Actor, now: datetime) -> None:
    case, days = application.case, application.service.sooner(application, now)
    with owing() as owed:
        step = (
            steps.begin_step(case, REVIEW, agency, now=now, owed=owed)
            if days is None
            else steps.begin_shorter_step(case, REVIEW, agency, working_days=days, now=now)
        )
        issue_receipt(application, step, agency, by=by, now=now, owed=owed)
        tell(case, [Told("submitted")], now=now, occasion="submitted", owed=owed)


def issue_receipt(
    application: Application,
    step: Step,
    agency: Agency,
    *,
    by: Actor,
    now: datetime,
    owed: Owed,
) -> None:
    """Give the person a receipt; its number is the case's, so that it waits for no counter."""
    case = application.case
    number = LetterNumber(f"{case.number}-R")
    issue(
        case,
        Letter.Kind.RECEIPT,
        agency=agency,
        number=number,
        content=documents.receipt(application, step, number, now=now),
        by=by,
        now=now,
        to_person=True,
        owed=owed,
    )


def _check_whole(service: Service, answers: Mapping[str, Any], *, today: date) -> None:
    """Raise `NotValid` while an answer is missing or does not hold."""
    wrong = {
        name: wording(text) for name, text in known.gaps(service, answers, today=today).items()
    }
    if wrong:
        raise NotValid(wrong)


def answer_correction(
    application: Application,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Send what was corrected back to the clerk; the clock goes on.

    Call it outside a transaction where there are codes among the answers (`prove`).
    """
    others = prove(application, answers, by=by, now=now)
    _send_back(application, others, by=by, now=now, version=version)


@transaction.atomic
def _send_back(
    application: Application,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None,
) -> None:
    case = application.case
    moving.hold(case, version)
    if case.state != Status.CORRECTION_ASKED:
        raise MoveNotPossible(NOT_AT_THIS_STAGE)
    keep_answers(application, answers, None, now=now)
    now_said = known.answers_of(application)
    _check_whole(application.service, now_said, today=timezone.localdate(now))
    drafting.check_offered(application, now_said, today=timezone.localdate(now))
    proving.check_proven(application, now_said)
    papers.check_whole(application)
    matters.keep(application)
    step = steps.current_step(case)
    if step is None:
        raise MoveNotPossible(NOT_AT_THIS_STAGE)
    moving.move(case, Status.SUBMITTED, by=by, now=now, changed=sorted(answers))
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    pausing.resume(step, now=now)
    tell(case, [Told("corrected", step.agency)], now=now, occasion=f"corrected:{case.version}")


@transaction.atomic
def withdraw(application: Application, *, by: Actor, now: datetime, note: str = "") -> None:
    """Take the application back before it is decided; a draft is simply discarded."""
    case = application.case
    if case.state == Status.WITHDRAWN:
        return
    told = [] if case.submitted_at is None else [Told("withdrawn", application.agency)]
    moving.move(case, Status.WITHDRAWN, by=by, now=now, note=note)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now, done=False)
    tell(case, told, now=now, occasion="withdrawn")


@transaction.atomic
def close_unanswered(case: Case, now: datetime) -> None:
    """Close an application whose person was asked for a correction and did not answer in time."""
    moving.move(case, Status.WITHDRAWN, by=SYSTEM, now=now, unanswered=True)
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=now)
    steps.close_steps(case, now=now, done=False)


def application_of(case: Case) -> Application:
    """Return the application of a case, with the case itself."""
    application = Application.objects.get(pk=case.pk)
    application.case = case
    return application
