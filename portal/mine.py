"""My page: what waits for me, my cases of every service, my record and the latest notices."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Person
from agencies import actors, rule_book
from agencies.actors import Actor
from agencies.rules.terms import Insurance
from applications import mandates_shown
from applications.actions import listing
from applications.my_cases import (
    first_cases,
    first_waiting,
    lines_of,
    urgent_first,
)
from casework import notices
from casework.rules.procedures import procedure_of
from kit import clock, wall
from kit.questions import question
from kit.spelling import wording
from payouts import showing
from portal import glance
from records.models import Relationship
from services.dues.actions import ordering
from transfers.facts.record import KnownRecord, known_records
from transfers.presenting import grids
from transfers.views.applying.sending import other_insurance

LATEST, LATEST_NOTICES = 5, 3


@login_required
@require_safe
@never_cache
def my_page(request: HttpRequest) -> HttpResponse:
    """Show the one next step, my cases, my record at a glance and the latest notices."""
    who = actors.actor(request)
    if who.is_staff:
        return redirect("desk_today")
    if who.person is None:
        return render(request, "pages/my_page_unverified.html")
    cases = first_cases(by=who)
    lines, records = lines_of(cases, who, today=clock.today()), records_at_a_glance(who)
    context = {
        "person": who.person,
        "waiting": first_waiting(lines),
        "running": next((e for e in lines if e.case.is_open and not e.is_draft), None),
        "lines": urgent_first(lines)[:LATEST],
        "is_more": len(cases) > LATEST,
        "other": other_insurance(case.service for case in cases),
        "is_pensioner": is_pensioner(records),
        "records": records,
        "notices": list(notices.latest(who.person))[:LATEST_NOTICES],
        "acting": acting_for(who),
        **_of_others(who, who.person),
    }
    return render(request, "pages/my_page.html", context)


def _of_others(who: Actor, person: Person) -> dict[str, Any]:
    """Return what employers prepared, what is to be paid, and what is paid next.

    Most people have none of it: one statement asks first whether there is any.
    """
    now, today = clock.now(), clock.today()
    with wall.as_house("ask at once what there is for somebody, by their own key"):
        own = {"person": person.pk, "index": person.document_index, "now": now}
        [(is_listed, is_due, waits, key)] = _anything(**own)
    return {
        "listed": listed_for(person) if is_listed else [],
        "money": {
            "due": due_for(who) if is_due else None,
            "drawn": showing.next_of(today, waits=waits, key=key),
        },
    }


@question
def _anything(*, person: int, index: str, now: datetime) -> QuerySet[Person, Any]:
    return Person.objects.filter(pk=person).values_list(
        listing.anything_for(index, now=now),
        ordering.anything_for(OuterRef("pk")),
        *showing.anything_for(OuterRef("pk")),
    )


def acting_for(who: Actor) -> list[dict[str, Any]]:
    """Return the mandates by which somebody acts, each with what it covers and what is new."""
    unread = notices.unread_by_mandate(who.mandates)
    return [
        {
            "mandate": each,
            "covers": mandates_shown.in_short(each),
            "unread": unread.get(each.pk, 0),
        }
        for each in who.mandates
    ]


def due_for(who: Actor) -> dict[str, Any] | None:
    """Return what somebody has to pay themselves: how much (fen), and until when."""
    dues = ordering.list_of(who, clock.today())
    if not dues or (who.person is not None and who.person.deceased_on is not None):
        return None
    return {
        "amount_fen": sum(each.amount_fen for each in dues),
        "until": min(each.last_day for each in dues),
    }


def listed_for(person: Person) -> list[dict[str, Any]]:
    """Return what employers have prepared for somebody, each with the page to decide on it."""
    return [
        {
            "title": wording(procedure_of(each.service).title),
            "employer": each.employer.name,
            "href": reverse("listed", args=[each.key]),
        }
        for each in listing.waiting_for(person, now=clock.now())
    ]


def records_at_a_glance(who: Actor) -> list[dict[str, Any]]:
    """Return, for each insurance, the months that count, the places and the account."""
    return [_glance(who.person, name, known) for name, known in known_records(who.person).items()]


def _glance(person: Person, name: str, known: KnownRecord) -> dict[str, Any]:
    history, schemes = grids.history(known), known.schemes
    is_drawn = any(e.relationship.status == Relationship.Status.DRAWING for e in known.places)
    asks_for_ring = name == Insurance.PENSION and len(schemes) < 2 and not is_drawn
    months, book = known.count.months, rule_book.current()
    return {
        "insurance": wording(Insurance(name).label),
        "icon": "old-age" if name == Insurance.PENSION else "medical",
        "months": months,
        "overlapping": known.count.overlapping_months,
        "balance_fen": known.balance_fen,
        "schemes": schemes,
        "places": known.places,
        "history": history,
        "bar": glance.bar_of(history),
        "ring": glance.ring_of(person, months, book=book) if asks_for_ring else None,
    }


def is_pensioner(records: list[dict[str, Any]]) -> bool:
    """Whether somebody draws a pension and pays nowhere: nothing of it is left to move."""
    states = {place.relationship.status for record in records for place in record["places"]}
    status = Relationship.Status
    return status.DRAWING.value in states and status.ACTIVE.value not in states
