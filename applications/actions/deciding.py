"""Deciding an application: by one or by two, as its service says; a yes of the rules at once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import rule_book
from agencies.actors import Actor
from agencies.models import Agency
from applications import documents, known, papers
from applications.actions import correcting, figures, objecting, signing
from applications.declaring import Deciding, Deed, Outcome, Service
from applications.known import PreCheck
from applications.models import Application, Decision
from applications.rules.flows import PRODUCE, REVIEW
from casework.actions import moving, preparing, steps
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from casework.rules.reasons import Reason
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from letters.rules.numbers import LetterNumber, Series

DECIDE = "decide"
# The place of the number in a letter that nobody has issued yet.
NO_NUMBER = LetterNumber("—")


def status_after(service: Service, outcome: Outcome) -> Status:
    """Return where a decision leads: to the end, or to what has still to be made."""
    if outcome is Outcome.REFUSED:
        return Status.REFUSED
    moves = service.procedure.moves
    is_made = (Status.SUBMITTED, Status.APPROVED) in moves
    return Status.APPROVED if is_made else Status.COMPLETED


def check_reasons(service: Service, codes: Iterable[str], outcome: Outcome) -> list[Reason]:
    """Return the reasons a clerk chose; raises `NotValid` for an unknown one, and a no without."""
    chosen = list(dict.fromkeys(codes))
    known = service.grounds_of_refusal if outcome is Outcome.REFUSED else service.reasons
    unknown = [code for code in chosen if code not in known]
    if unknown:
        raise NotValid({"reasons": _("This reason does not fit here.")})
    if outcome is not Outcome.GRANTED and not chosen:
        raise NotValid({"reasons": _("Choose at least one reason.")})
    return [service.reasons[code] for code in chosen]


def _check_papers(application: Application, outcome: Outcome) -> None:
    signing.check_usable(application.case)
    papers.check_decidable(application, is_yes=outcome is not Outcome.REFUSED)


def _check_explained(service: Service, outcome: Outcome, note: str) -> None:
    if service.ways[outcome].is_explained and not note.strip():
        raise NotValid({"note": _("Say what is put right. It is printed in the letter.")})


@transaction.atomic
def prepare(
    application: Application,
    outcome: str,
    reasons: Iterable[str] = (),
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> PreparedAct:
    """Prepare a decision, for a second person to check and approve (row 37)."""
    case = application.case
    moving.take_up(case, Action.PREPARE_DECISION, by=by, version=version, at=(Status.SUBMITTED,))
    decided = Outcome(outcome)
    _check_papers(application, decided)
    checked = check_reasons(application.service, reasons, decided)
    _check_explained(application.service, decided, note)
    application.service.hold(application, decided, now)
    said = {
        "outcome": decided.value,
        "reasons": [reason.code for reason in checked],
        "note": note.strip(),
        "figures": figures.corrected_in(application),
        "worked_out": figures.worked_out(application, now),
    }
    return preparing.prepare(case, DECIDE, said, agency=_agency(application), by=by, now=now)


@transaction.atomic
def approve(
    prepared: PreparedAct,
    application: Application,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Decide as the second person: effect, letter and move in one transaction (row 38)."""
    case = application.case
    moving.take_up(case, Action.APPROVE_DECISION, by=by, version=version)
    said = preparing.issue_as_second(prepared, by=by, now=now)
    outcome = Outcome(said["outcome"])
    _check_papers(application, outcome)
    reasons = check_reasons(application.service, said["reasons"], outcome)
    application.service.hold(application, outcome, now)
    figures.check_unchanged(application, said, now)
    deed = Deed(application=application, by=by, now=now, outcome=outcome, said=said)
    _move_on(deed, note=said["note"], reasons=said["reasons"])
    kind = application.service.ways[outcome].letter
    return _carry_out(deed, reasons, kind=kind, prepared=prepared)


@transaction.atomic
def grant(
    application: Application,
    *,
    note: str = "",
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Letter:
    """Say yes as the one person that decides in a service of `Deciding.ONE` (row 59)."""
    case, service = application.case, application.service
    moving.take_up(case, Action.GRANT, by=by, version=version, at=(Status.SUBMITTED,))
    if service.deciding is not Deciding.ONE:
        raise NotPermitted(_("Here two persons decide: prepare the decision."))
    if preparing.waiting_in(case, _agency(application)) is not None:
        raise MoveNotPossible(_("A refusal waits for a second person. It is sent back first."))
    _check_papers(application, Outcome.GRANTED)
    _check_explained(service, Outcome.GRANTED, note)
    service.hold(application, Outcome.GRANTED, now)
    said = {"note": note.strip(), "figures": figures.corrected_in(application)}
    deed = Deed(application=application, by=by, now=now, outcome=Outcome.GRANTED, said=said)
    _move_on(deed, note=said["note"])
    return _carry_out(deed, [], kind=service.ways[Outcome.GRANTED].letter)


def _move_on(deed: Deed, **data: Any) -> None:
    """Move the case by what was decided; what has to be made begins with a term of its own."""
    application, case, now = deed.application, deed.application.case, deed.now
    to = status_after(application.service, deed.outcome)
    moving.move(case, to, by=deed.by, now=now, **data)
    steps.close_steps(case, now=now)
    if to is Status.APPROVED:
        begin_making(application, now=now)


def begin_making(application: Application, *, now: datetime) -> None:
    """Begin the turn in which what was granted is made; no clock runs where no term is known."""
    agency = _agency(application)
    term = application.service.procedure.turns[PRODUCE].term
    is_known = term is not None and rule_book.is_known(
        term.name, timezone.localdate(now), agency.region_id
    )
    steps.begin_step(application.case, PRODUCE, agency, now=now, clock_runs=is_known)


def grant_at_once(application: Application, found: PreCheck, *, by: Actor, now: datetime) -> Letter:
    """Do what was asked, with a sealed confirmation; call it in the transaction of the sending."""
    deed = Deed(application=application, by=by, now=now, outcome=Outcome.GRANTED, said={})
    case = application.case
    steps.begin_step(case, REVIEW, _agency(application), now=now, clock_runs=False)
    _move_on(deed)
    return _carry_out(deed, [], kind=Letter.Kind.CONFIRMATION, found=found)


def _carry_out(
    deed: Deed,
    reasons: list[Reason],
    *,
    kind: str,
    prepared: PreparedAct | None = None,
    found: PreCheck | None = None,
) -> Letter:
    """Issue the letter of a decision and let it take effect.

    The letter is written first: it says what was so until now, and what is so from now on.
    """
    application, service = deed.application, deed.application.service
    number = next_number(_agency(application), deed.now, of=Series.DECISIONS)
    found = found or _pre_check(application, deed.now)
    content = _content(deed, reasons, found, number)
    letter = issue(
        application.case,
        kind,
        agency=_agency(application),
        number=number,
        content=content,
        by=deed.by,
        now=deed.now,
        to_person=True,
    )
    _write_down(deed, letter, prepared)
    if deed.outcome is not Outcome.REFUSED:
        service.effect(deed)
        correcting.end_what_it_replaces(deed)
    objecting.tell_outcome(deed)
    is_made = application.case.state is Status.APPROVED
    told = Told("application-granted" if is_made else service.ways[deed.outcome].notice)
    tell(application.case, [told], now=deed.now, occasion=f"decided:{letter.number}")
    return letter


def draft(
    application: Application, said: Mapping[str, Any], *, by: Actor, now: datetime
) -> dict[str, Any]:
    """Return the letter of a decision as it would be printed now, but for its number.

    Raises `NotValid` for what could not be decided so.
    """
    outcome = Outcome(said["outcome"])
    _check_papers(application, outcome)
    reasons = check_reasons(application.service, said.get("reasons") or (), outcome)
    _check_explained(application.service, outcome, str(said.get("note") or ""))
    corrected = said.get("figures") or figures.corrected_in(application)
    told = {**said, "figures": corrected}
    deed = Deed(application=application, by=by, now=now, outcome=outcome, said=told)
    return _content(deed, reasons, _pre_check(application, now), NO_NUMBER)


def _content(
    deed: Deed, reasons: list[Reason], found: PreCheck, number: LetterNumber
) -> dict[str, Any]:
    application, service = deed.application, deed.application.service
    return documents.decision(
        application,
        deed.outcome,
        number,
        reasons=reasons,
        note=str(deed.said.get("note") or ""),
        figures=figures.with_corrections(found.figures, deed.said.get("figures") or {}),
        follows=found.follows if deed.outcome is not Outcome.REFUSED else (),
        decided=service.decided(application) if service.decided else None,
        by=deed.by,
        now=deed.now,
    )


def _write_down(deed: Deed, letter: Letter, prepared: PreparedAct | None) -> None:
    said: Mapping[str, Any] = deed.said
    decision = Decision.objects.create(
        case=deed.application.case,
        outcome=deed.outcome.value,
        prepared_by=prepared.prepared_by if prepared else None,
        approved_by=deed.by.user,
        reasons=list(said.get("reasons", [])),
        note=str(said.get("note", "")),
        letter=letter,
        decided_at=deed.now,
    )
    Application.objects.filter(pk=deed.application.pk).update(decision=decision)


def _pre_check(application: Application, now: datetime) -> PreCheck:
    return known.rules_say(application, today=timezone.localdate(now))


def _agency(application: Application) -> Agency:
    if application.agency is None:
        raise MoveNotPossible(_("Nobody handles this application yet."))
    return application.agency
