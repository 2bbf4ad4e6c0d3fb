"""The facts of an application's letters: receipt, confirmation, decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from agencies.actors import Actor
from applications import known
from applications.declaring import Outcome
from applications.fields import Figure, Kind, Shown
from applications.models import Application
from casework.models import Case, Step
from casework.rules.reasons import Reason
from law.wording import Text
from letters import data as paper
from letters.parties import agency_facts, agent_facts, person_facts
from letters.rules.numbers import LetterNumber

RECEIVED = Text("受理渠道", "Received")
CHANNELS = {
    Case.Channel.COUNTER.value: Text("窗口代办", "At the counter, filed by a clerk"),
    Case.Channel.PROGRAM.value: Text("本人的程序提交", "Sent by a program of the person"),
    Case.Channel.EMPLOYER.value: Text(
        "由单位名单发起，本人确认", "From an employer's list, confirmed"
    ),
}
NEXT_AFTER_FILING = Text("经办机构审核您的申请", "The agency reviews your application")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of a letter: a label, and what stands beside it."""

    label: Text
    value: Text | str
    heading: Text | None = None


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A number of a letter with its formula and its article."""

    label: Text
    value: Text
    formula: Text
    basis: Text
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class Receipt(paper.SubmissionReceipt):
    """申请回执 of a declared service."""

    service: Text


@dataclass(frozen=True, kw_only=True)
class CollectionNote(paper.Letter):
    """领取通知书: what was granted is made; where it waits, until when, and what to bring."""

    service: Text
    what: Text
    where: Text
    until: date
    bring: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Decision(paper.Letter):
    """决定书 or 办结确认书: what was asked, what was decided, why, from when, and the remedies.

    行政复议法 art. 20 (60 days) and 行政诉讼法 art. 46 (6 months); 社会保险法 art. 83 and
    社会保险经办条例 art. 52 for what they may be brought against.
    """

    service: Text
    outcome: str
    applied_on: date
    effective_on: date
    opening: Text | None
    asked: tuple[Line, ...]
    decided: tuple[Line, ...]
    follows: tuple[Text, ...]
    figures: tuple[FigureLine, ...]
    reasons: tuple[paper.Reason, ...]
    bases: tuple[Text, ...]
    # What other authorities answered when they were asked.
    compared: tuple[Line, ...] = ()
    note: str = ""
    # Of an objection: the case that it is about, by number and by the name of its service.
    about: Line | None = None
    has_remedies: bool = True


@dataclass(frozen=True, kw_only=True)
class Demand(Decision):
    """多领待遇退还通知书: what was paid too much, and until when it is to be paid back."""

    due_on: date


def filed(application: Application) -> tuple[paper.Filed, ...]:
    """Return what was asked for, as a receipt and the form to be signed print it."""
    asked = _asked(application)
    return tuple(paper.Filed(label=line.label, value=line.value) for line in asked)


def received_by(case: Case) -> tuple[paper.Filed, ...]:
    """Return by which way it came, where it was not sent online by the person."""
    said = CHANNELS.get(case.channel)
    return (paper.Filed(label=RECEIVED, value=said),) if said else ()


def receipt(
    application: Application, step: Step, number: LetterNumber, *, now: datetime
) -> dict[str, Any]:
    """Return the receipt: what was sent, what follows, by when."""
    return Receipt(
        **on_every_letter(application, number, None, now),
        submitted_at=now,
        filed=(*filed(application), *received_by(application.case)),
        next_step=NEXT_AFTER_FILING,
        due_on=step.due_on,
        working_days=step.working_days,
        provisional=step.is_provisional,
        service=application.service.title,
    ).as_json()


def collection_note(
    application: Application,
    number: LetterNumber,
    *,
    what: Text,
    where: Text,
    until: date,
    bring: Iterable[Text],
    now: datetime,
) -> dict[str, Any]:
    """Return the note that something is ready: what, where, until when, and what to bring."""
    return CollectionNote(
        **on_every_letter(application, number, None, now),
        service=application.service.title,
        what=what,
        where=where,
        until=until,
        bring=tuple(bring),
    ).as_json()


def decision(
    application: Application,
    outcome: Outcome,
    number: LetterNumber,
    *,
    reasons: Iterable[Reason] = (),
    note: str = "",
    figures: Iterable[Figure] = (),
    follows: Iterable[Text] = (),
    decided: Iterable[Shown] | None = None,
    by: Actor | None,
    now: datetime,
) -> dict[str, Any]:
    """Return the decision letter; a yes of the rules alone is a confirmation, signed by nobody."""
    service = application.service
    rows = [] if outcome == Outcome.REFUSED else decided or _asked(application)
    return Decision(
        **on_every_letter(application, number, by, now),
        service=service.title,
        outcome=outcome.value,
        applied_on=timezone.localdate(application.case.submitted_at or now),
        effective_on=timezone.localdate(now),
        opening=service.opening,
        asked=tuple(_asked(application)),
        decided=tuple(Line(label=row.label, value=row.value, heading=row.heading) for row in rows),
        follows=tuple(follows),
        figures=tuple(
            FigureLine(
                label=each.label,
                value=each.value,
                formula=each.formula,
                basis=each.basis.label,
                is_sure=each.is_sure,
            )
            for each in figures
        ),
        reasons=tuple(_reasons(reasons, note)),
        bases=tuple(each.label for each in service.bases_of(known.answers_of(application))),
        compared=tuple(
            Line(label=row.label, value=row.value) for row in service.compared(application)
        ),
        note=note,
        about=_about(application),
    ).as_json()


def _about(application: Application) -> Line | None:
    about = application.case.about
    return Line(label=about.procedure.title, value=about.number) if about else None


def _asked(application: Application) -> list[Line]:
    """Return what was asked for; that it is true was declared, and is nothing to decide on."""
    answers = known.answers_of(application)
    return [
        Line(label=field.label, value=value)
        for field, value in known.said(application.service, answers)
        if field.kind is not Kind.DECLARATION
    ]


def _reasons(reasons: Iterable[Reason], note: str) -> Iterable[paper.Reason]:
    """Yield the reasons with their articles; the clerk's own words stand with the first."""
    own_words = Text(note, note) if note.strip() else None
    for place, reason in enumerate(reasons):
        yield paper.Reason(
            code=reason.code,
            title=reason.sentence,
            way_forward=reason.way_forward,
            detail=own_words if place == 0 else None,
            basis=reason.basis.label,
        )


def on_every_letter(
    application: Application, number: LetterNumber, by: Actor | None, now: datetime
) -> dict[str, Any]:
    """Return what every letter of an application carries."""
    agency = application.agency
    if agency is None:
        raise ValueError("nobody handles this application yet")
    return {
        "insurance": application.service.procedure.insurance or "pension",
        "number": number.identifier,
        "official_number": number.official,
        "case_number": application.case.number,
        "issued_on": timezone.localdate(now),
        "issuer": agency_facts(agency),
        "person": person_facts(application.case.person),
        "agent": agent_facts(application.case),
        "handler": by.user.display_name if by and by.user else "",
    }
