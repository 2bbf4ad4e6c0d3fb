"""How an application looks to its person: whose turn it is, what happened, what comes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from applications.declaring import Outcome
from applications.fields import Shown
from applications.models import Application
from applications.rules.papers import Mark, says
from casework.case_pages import Turn
from casework.history_shown import (
    UNSPOKEN,
    by_which_way,
    entry,
    happenings,
    is_of_portal,
    opened_for_person,
)
from casework.models import Event, Step
from casework.rules.statuses import Party, Status
from kit.spelling import wording
from law.workdays import Calendar, workdays_left
from letters.models import Letter
from payouts.models import Payable

NOT_TOLD = UNSPOKEN | {Event.Kind.DELIVERED, Event.Kind.PREPARED}


def agency_name(application: Application) -> str:
    """Return the name of the agency that handles an application; empty while none does."""
    return application.agency.local_name if application.agency else ""


def shown_rows(shown: Iterable[Shown]) -> list[dict[str, Any]]:
    """Return what a declaration shows as the rows of a list, in the reader's language."""
    return [{"key": wording(each.label), "value": wording(each.value)} for each in shown]


def found_rows(application: Application) -> list[dict[str, Any]]:
    """Return what clerks have judged one by one until it is decided; then the letter says it."""
    return shown_rows(application.service.found(application) if application.case.is_open else ())


# --- Whose turn, by when --------------------------------------------------------------------------
def turn_of(
    application: Application,
    step: Step | None,
    *,
    today: date,
    calendar: Calendar | None,
    is_stopped: bool = False,
) -> Turn:
    """Return whose turn it is in the words of the person; `is_stopped` by a death."""
    status = application.case.state
    if status.is_end:
        return Turn(
            over=True, sentence=_how_it_ended(application), next=_after_the_end(application)
        )
    if is_stopped:
        return Turn(
            whose=agency_name(application),
            sentence=_("This case stands still."),
            paused=_("An agency is checking a report. Until then nothing is decided."),
        )
    if application.case.whose_turn is Party.APPLICANT:
        return _turn_of_person(status)
    if status is Status.APPROVED:
        return _turn_of_making(application, step, today, calendar)
    return _turn_of_agency(application, step, today, calendar)


def _turn_of_person(status: Status) -> Turn:
    if status == Status.DRAFT:
        return Turn(yours=True, sentence=_("Not sent yet. Your answers are kept."))
    return Turn(
        yours=True,
        sentence=_("It is your turn: please answer the agency."),
        paused=_("The agency's term stands still until you answer."),
        next=_("the agency goes on with the review as soon as you have answered."),
    )


def _turn_of_agency(
    application: Application, step: Step | None, today: date, calendar: Calendar | None
) -> Turn:
    runs = calendar is not None and step is not None and step.due_on and step.paused_on is None
    return Turn(
        whose=step.agency.local_name if step else agency_name(application),
        due_on=step.due_on if runs else None,
        days_left=workdays_left(today, step.due_on, calendar) if runs else None,
        provisional=bool(runs and step.is_provisional),
        paused="" if runs else _("The law names no term for this."),
        next=_("you get the decision in writing, with the reasons and what you can do."),
    )


def _turn_of_making(
    application: Application, step: Step | None, today: date, calendar: Calendar | None
) -> Turn:
    """Return the turn in which what was granted is made."""
    turn = _turn_of_agency(application, step, today, calendar)
    sentence = application.service.procedure.sentences[Status.APPROVED, Status.COMPLETED]
    return replace(
        turn,
        sentence=_("Granted. What you asked for is being made."),
        next=wording(sentence),
    )


def _how_it_ended(application: Application) -> str:
    decision = application.decision
    if decision is not None and (told := application.service.ways[Outcome(decision.outcome)].told):
        return wording(told)
    if decision is not None and decision.outcome == "partly":
        return _("Your application was granted in part. The decision stands below.")
    return {
        Status.COMPLETED: _("What you asked for is done."),
        Status.REFUSED: _(
            "Your application was not granted. The reasons and your way forward stand below."
        ),
        Status.WITHDRAWN: _("This application was closed before it was decided."),
        Status.ENDED: _("This case has ended because the insured person has died."),
    }[application.case.state]


def _after_the_end(application: Application) -> str:
    case = application.case
    status = case.state
    # What is decided for several persons at once is paid to each in a case of their own.
    of_case = Q(case=case) | Q(case__matter=case.number)
    own = Payable.objects.filter(of_case, person=case.person)
    if status is Status.COMPLETED and own.exists():
        return _("“My benefits” says what is paid to you for it, when, and to which account.")
    return {
        Status.COMPLETED: _("nothing more to do. Keep the letter with your papers."),
        Status.ENDED: "",
    }.get(status, _("you may apply again at any time."))


# --- The history in plain words -------------------------------------------------------------------
def timeline(
    application: Application, events: Sequence[Event], letters: Iterable[Letter]
) -> list[dict[str, Any]]:
    """Return what has happened, the earliest first."""
    href_of = {letter.number: letter.get_absolute_url() for letter in letters}
    reasons = application.service.reasons
    told = []
    for event, title in zip(events, titles(application, events), strict=True):
        if title and event.kind not in NOT_TOLD:
            codes = event.data.get("reasons", [])
            why = " ".join(wording(reasons[code].sentence) for code in codes if code in reasons)
            why = why or paper_judged(application, event)
            href = href_of.get(event.data.get("letter", ""), "")
            told.append(entry(event, title, reasons=why, href=href))
    return told


def paper_judged(application: Application, event: Event) -> str:
    """Return which page was looked at and what was said of it; empty for every other entry."""
    if event.kind != Event.Kind.PAPER_JUDGED:
        return ""
    said, place = event.data, int(event.data["place"])
    paper = wording(application.service.paper_in(said["paper"]).title)
    verdict = wording(says(Mark(said["mark"]), event.note))
    return _("%(paper)s, page %(n)s: %(said)s") % {"paper": paper, "n": place, "said": verdict}


def titles(application: Application, events: Iterable[Event]) -> list[str]:
    """Return what each entry of the history says, empty where it concerns the office alone."""
    return [_title(application, event) for event in events]


def _title(application: Application, event: Event) -> str:
    agency = event.agency_then
    names = {"agency": agency.local_name if agency else agency_name(application)}
    way = by_which_way(event)
    if way or event.kind == Event.Kind.MOVED:
        return (way or _moved(application, event)) % names
    return happenings(event).get(Event.Kind(event.kind), "") % names


def _moved(application: Application, event: Event) -> str:
    if application.service.begins_at:  # nobody sent an application: the service says what happened
        move = (Status(event.moved_from), Status(event.moved_to))
        return wording(application.service.procedure.titles[move])
    if event.moved_from == Status.APPROVED and event.moved_to == Status.COMPLETED:
        return wording(application.service.procedure.titles[Status.APPROVED, Status.COMPLETED])
    if event.moved_to in (Status.COMPLETED, Status.APPROVED):
        by_rules = event.actor_position == "system"
        return _("Done at once, as you asked") if by_rules else _("%(agency)s has decided")
    if event.moved_to == Status.SUBMITTED and event.moved_from == Status.CORRECTION_ASKED:
        return _("You sent your correction")
    if event.moved_to == Status.SUBMITTED and is_of_portal(event):
        return opened_for_person()
    if event.moved_to == Status.WITHDRAWN and event.moved_from == Status.DRAFT:
        return _("You discarded the draft")
    return {
        Status.SUBMITTED.value: _("You sent the application"),
        Status.WITHDRAWN.value: _("You withdrew the application"),
        Status.CORRECTION_ASKED.value: _("%(agency)s asked you to correct something"),
        Status.REFUSED.value: _("%(agency)s refused the application"),
        Status.ENDED.value: _("%(agency)s ended the case"),
    }.get(event.moved_to, "")


def what_is_ahead(
    application: Application, turn: Turn, *, is_stopped: bool = False
) -> list[dict[str, Any]]:
    """Return what runs now and what comes, in the sentences of the procedure."""
    status, sentences = application.case.state, application.service.procedure.sentences
    if status.is_end or status == Status.DRAFT or is_stopped:
        return []
    state = "late" if turn.is_late else "now"
    review = {"title": _("%(agency)s reviews it") % {"agency": agency_name(application)}}
    asked = {"title": _("You answer the agency"), "state": state}
    now = [asked, {**review, "state": "next"}] if turn.yours else [{**review, "state": state}]
    if turn.due_on:
        now[0]["on"] = turn.due_on
    made = sentences.get((Status.APPROVED, Status.COMPLETED))
    handed = {"title": _("It is handed to you"), "body": wording(made) if made else ""}
    if status is Status.APPROVED:
        return [{**handed, "state": state, **({"on": turn.due_on} if turn.due_on else {})}]
    end = sentences.get((Status.SUBMITTED, Status.APPROVED if made else Status.COMPLETED))
    decided = {"title": _("The decision"), "state": "next", "body": wording(end) if end else ""}
    return [*now, decided, *([{**handed, "state": "next"}] if made else [])]
