"""Asking an employer how work has ended, where it has not said so or says something else.

Nobody is asked for a paper for it (人社厅发〔2020〕24号); the term of the case goes on meanwhile.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies import rule_book, work_calendar
from applications import known
from applications.fields import Shown
from applications.known import answers_of
from applications.models import Application, Employer
from kit import wall
from kit.errors import NotPermitted, NotValid
from law.wording import Text, say_day
from law.workdays import add_workdays
from records.employers import last_employer
from services.unemployment.facts import BenefitFacts, facts_of
from services.unemployment.models import EmployerQuestion, EndingReport
from services.unemployment.rules.endings import Ending, Tri
from services.unemployment.rules.terms import EMPLOYER_ANSWERS
from services.unemployment.wording import ending_text

ANSWERING = "let an employer say how the work of its own people ended"
EMPLOYER_SAYS = Text("单位的说法", "What the employer says")
ASKED = Text(
    "已于{day}询问单位，请其在{due}前答复", "The employer was asked on {day}, to answer by {due}"
)


def ask_employer(application: Application, now: datetime) -> None:
    """Ask the employer once the application is sent, where its word is missing or differs."""
    case = application.case
    if case.submitted_at is None or application.agency is None:
        return
    today = timezone.localdate(now)
    held, answers = known.known_for(case, today=today), answers_of(application)
    facts = facts_of(known.asked(application.service, answers, held, today=today))
    if not _is_to_be_asked(facts):
        return
    days = EMPLOYER_ANSWERS.count(today, rule_book.current())
    EmployerQuestion.objects.get_or_create(
        case=case,
        defaults={
            "person": case.person,
            "agency": application.agency,
            "employer_code": last_employer(case.person_id).code,
            "employer_name": str(answers.get("employer") or ""),
            "asked_at": now,
            "due_on": add_workdays(today, days, work_calendar.of(application.agency)),
        },
    )


def _is_to_be_asked(facts: BenefitFacts) -> bool:
    return facts.employer_ending is None or facts.sides_differ or facts.will is Tri.ASK


def answered(application: Application) -> tuple[Shown, ...]:
    """Return what the employer was asked and has said, as desk and decision print it."""
    asked = EmployerQuestion.objects.filter(case=application.case).first()
    if asked is None:
        return ()
    report = EndingReport.objects.filter(question=asked).first()
    if report is None:
        on = timezone.localdate(asked.asked_at)
        days = (say_day(on), say_day(asked.due_on))
        said = Text(
            ASKED.zh.format(day=days[0].zh, due=days[1].zh),
            ASKED.en.format(day=days[0].en, due=days[1].en),
        )
        return (Shown(label=EMPLOYER_SAYS, value=said),)
    reason, day = ending_text(report.reason), say_day(report.last_day)
    rows = [
        Shown(label=EMPLOYER_SAYS, value=Text(f"{reason.zh}，{day.zh}", f"{reason.en}, {day.en}"))
    ]
    if report.note:
        rows.append(
            Shown(label=Text("单位的说明", "In the words of the employer"), value=report.note)
        )
    return tuple(rows)


# --- The employer's side --------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A question as the employer reads it: of whom, since when, until when."""

    key: int
    name: str
    number: str
    asked_on: date
    due_on: date


@wall.as_house(ANSWERING)
def questions_for(employer: Employer) -> list[Waiting]:
    """Return what an employer has still to answer, the most urgent first."""
    if not employer.is_live:
        return []
    open_ones = EmployerQuestion.objects.filter(
        answered_at=None, employer_code=employer.credit_code, agency__in=employer.agency.offices
    )
    return [_waiting(each) for each in open_ones.select_related("person")]


def _waiting(asked: EmployerQuestion) -> Waiting:
    return Waiting(
        key=asked.pk,
        name=str(asked.person.name),
        number=asked.person.masked_number,
        asked_on=timezone.localdate(asked.asked_at),
        due_on=asked.due_on,
    )


@wall.as_house(ANSWERING)
@transaction.atomic
def answer(
    employer: Employer,
    key: int,
    *,
    last_day: date,
    reason: str,
    note: str = "",
    by: User,
    now: datetime,
) -> EndingReport:
    """Keep what an employer says of the end of somebody's work; it is said once.

    Raises `NotPermitted` for a question that is not this employer's.
    """
    if not employer.is_live or employer.user_id != by.pk:
        raise NotPermitted
    own = EmployerQuestion.objects.select_for_update(of=("self",)).filter(
        pk=key, employer_code=employer.credit_code, agency__in=employer.agency.offices
    )
    asked = own.first()
    if asked is None or asked.answered_at is not None:
        raise NotPermitted(_("This has been answered, or is not asked of you."))
    wrong = {}
    if reason not in set(Ending):
        wrong["reason"] = _("Choose how the work ended.")
    if last_day > timezone.localdate(now):
        wrong["last_day"] = _("This day has not come yet.")
    if reason == Ending.OTHER and not note.strip():
        wrong["note"] = _("Say what happened.")
    if wrong:
        raise NotValid(wrong)
    asked.answered_at = now
    asked.save(update_fields=["answered_at"])
    return EndingReport.objects.create(
        person_id=asked.person_id,
        question=asked,
        employer_code=employer.credit_code,
        last_day=last_day,
        reason=reason,
        note=note.strip(),
        reported_by=by,
        reported_at=now,
    )
