"""The page of an application from its sending to its end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts import looks
from accounts.models import AccessEntry
from agencies import actors
from agencies.actors import Actor
from agencies.entering import applicant_only, get_or_post
from applications import known, objections, papers, presenting, proceedings, terms_shown
from applications.actions import applying
from applications.actions.objecting import may_object
from applications.declaring import WAYS, Outcome
from applications.drafts import Draft
from applications.fields import Shown
from applications.models import Application
from applications.views import answering
from applications.views.answering import may_withdraw
from applications.views.finding import own_case
from applications.views.my_cases import lines
from applications.views.sending import figure_rows
from casework import notices
from casework.actions import reading
from casework.actions.living import stopped_among
from casework.case_pages import (
    CasePages,
    calendar_for,
    folded,
    pages_of,
    stations,
)
from casework.days_shown import deadline_days, stops
from casework.desk.showing import tone
from casework.history_shown import how_it_was_left
from casework.models import Case, Event
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.spelling import wording
from letters.cards import letter_cards
from letters.showing import letters_of

LATEST = 5


# --- One case: to the page of its service ---------------------------------------------------------
@require_safe
@applicant_only
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case as its service shows it."""
    found = own_case(request, number)
    return pages_of(found.service).case(request, found)


@get_or_post
@applicant_only
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for what the agency points at, as the service asks it."""
    found = own_case(request, number)
    return pages_of(found.service).correct(request, number=number)


@get_or_post
@applicant_only
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take an application back, as its service does it."""
    found = own_case(request, number)
    return pages_of(found.service).withdraw(request, number=number)


# --- The page of a declared service ---------------------------------------------------------------
def application_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Show whose turn it is and by when, what happened, what comes, and what was decided."""
    who = actors.actor(request)
    application = case.application
    if application.case.state is Status.DRAFT:
        return redirect(Draft(application, who, clock.now()).goes_on_at())
    shown = whole_case(application, who, today=clock.today())
    reading.read_with_its_case(case, shown["told"]["notices"], by=who, now=clock.now())
    return render(request, "applications/case.html", shown)


def whole_case(application: Application, who: Actor, *, today: date) -> dict[str, Any]:
    """Return all that the page of a case shows, in a fixed number of queries."""
    case = application.case
    is_stopped = case.is_open and bool(stopped_among([case]))
    step = case.steps.open().last() if case.is_open else None
    calendar = calendar_for(step)
    edge = {"today": today, "is_stopped": is_stopped}
    turn = presenting.turn_of(application, step, calendar=calendar, **edge)
    events = list(Event.objects.filter(case=case).select_related("mandate"))
    if case.state == Status.WITHDRAWN:
        turn = replace(turn, sentence=how_it_was_left(events))
    letters = letters_of(case)
    past = presenting.timeline(application, events, letters)
    runs = calendar is not None and not is_stopped
    ahead = presenting.what_is_ahead(application, turn, is_stopped=is_stopped)
    return {
        "application": application,
        "tone": "alert" if turn.is_late else tone(case.status),
        "turn": turn,
        "days": deadline_days(step, today=today, calendar=calendar, stopped=stops(events))
        if runs
        else [],
        "past": folded(past, ahead, is_over=not case.is_open)
        | {"stations": [] if is_stopped else _way(case.state)},
        "told": {
            "letters": letter_cards(letters),
            "notices": notices.latest_of(case, who.applies_for),
            "agency": application.agency,
            "looked": _who_looked(case) if may(who, Action.WHO_LOOKED, case) else None,
        },
        "correction": _correction(application) if not is_stopped else None,
        "decision": _decision(application),
        "objecting": objecting(case, who, events, today=today, is_late=turn.is_late),
        "ways": _ways_on(application, is_stopped=is_stopped),
        "asked": _asked(application, today=today) | {"found": presenting.found_rows(application)},
    }


def _way(state: Status) -> list[dict[str, str]]:
    """Return the stations of an application; one that was turned away has come to none of them."""
    if state in (Status.REFUSED, Status.WITHDRAWN, Status.ENDED):
        return []
    titles = (
        pgettext("station", "Sent"),
        _("Looked at"),
        _("Decided"),
        pgettext("station", "Done"),
    )
    behind = {Status.COMPLETED: len(titles), Status.APPROVED: 3}
    return stations(titles, behind.get(state, 1))


def _ways_on(application: Application, *, is_stopped: bool) -> dict[str, Any]:
    """Return what the person can still do."""
    case = application.case
    has_died = case.person.deceased_on is not None
    is_over = case.state in (Status.REFUSED, Status.WITHDRAWN)
    return {
        "has_died": has_died,
        "may_withdraw": may_withdraw(application) and not is_stopped,
        "may_apply_again": is_over and not has_died and not application.service.is_about_case,
    }


def _asked(application: Application, *, today: date) -> dict[str, Any]:
    """Return the answers; while it is not decided also what the rules work out today.

    What was worked out for a decision stands in its letter, as it was on that day.
    """
    service, answers = application.service, known.answers_of(application)
    rows = [{"key": wording(f.label), "value": wording(v)} for f, v in known.said(service, answers)]
    if service.begins_at and service.decided:  # nothing was typed: it says what was done
        rows = presenting.shown_rows(_told(application))
    rows += paper_rows(application)
    if not application.case.is_open:
        return {"rows": rows, "figures": [], "unknown": ""}
    found = known.rules_say(application, today=today)
    unknown = wording(found.unknown) if found.unknown else ""
    return {"rows": rows, "figures": figure_rows(found.figures), "unknown": unknown}


def _told(application: Application) -> Iterable[Shown]:
    decided = application.service.decided
    return decided(application) if decided else ()


def paper_rows(application: Application) -> list[dict[str, Any]]:
    """Return each paper with how it stands and its pages to open."""
    return [
        {
            "key": wording(each.paper.title),
            "value": papers.standing(each),
            "links": [
                {
                    "href": reverse("paper_file", args=[page.key]),
                    "text": _("Page %(n)s") % {"n": page.place},
                }
                for page in each.pages
                if page.is_clean
            ],
        }
        for each in papers.of(application)
    ]


def objecting(
    case: Case, who: Actor, events: Sequence[Event], *, today: date, is_late: bool
) -> dict[str, Any]:
    """Return where a person writes in a case or objects to it, and what they have objected to."""
    about = case.about
    may_write = case.submitted_at and not who.present  # they stand before the clerk
    messages_href = reverse("case_messages", args=[case.number]) if may_write else ""
    return {
        "about": about,
        "is_objection": case.procedure.decided_by_others,
        "filed": objections.of_case(case, who),
        "href": reverse("case_object", args=[case.number]) if may_object(case, who) else "",
        "messages_href": messages_href,
        "unread": case.unread_by_person,
        "proceedings": proceedings.rows_of(case, who),
        "proceeding_href": reverse("case_proceeding", args=[case.number])
        if case.submitted_at
        else "",
        "term": terms_shown.for_person(case, who, events, today=today, is_late=is_late),
        "remind_href": reverse("case_remind", args=[case.number]),
    }


def _decision(application: Application) -> dict[str, Any] | None:
    """Return what was decided and why; what can be done against it stands in the letter."""
    decision = application.decision
    if decision is None:
        return None
    reasons = application.service.reasons
    outcome = Outcome(decision.outcome)
    way = application.service.ways[outcome]
    return {
        "outcome": decision.outcome,
        # An objection is upheld or not; only what was applied for is granted.
        "own_words": None if way is WAYS[outcome] else way.done,
        "reasons": [reasons[code] for code in decision.reasons if code in reasons],
        "note": decision.note,
        "letter_href": decision.letter.get_absolute_url(),
        "has_remedies": decision.outcome != Outcome.GRANTED,
    }


def _who_looked(case: Case) -> list[dict[str, Any]]:
    looked = AccessEntry.objects.filter(person=case.person_id, case_number=case.number)
    looked = looked.select_related("mandate")
    return [looks.shown(each, with_case=False) for each in looked[:LATEST]]


def _correction(application: Application) -> dict[str, Any] | None:
    """Return what the agency asks, with the pages that it asks for again."""
    case = application.case
    if case.state != Status.CORRECTION_ASKED:
        return None
    asked = case.corrections.filter(answered_at=None).first()
    return {"note": asked.note if asked else "", "points": papers.told(application)}


def titles(case: Case, events: Sequence[Event]) -> list[str]:
    """Return what each entry of an application's history says."""
    return presenting.titles(applying.application_of(case), events)


PAGES = CasePages(
    case=application_page,
    correct=answering.correct,
    withdraw=answering.withdraw,
    lines=lines,
    titles=titles,
    along=("application__decision",),
)
