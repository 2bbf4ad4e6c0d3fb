"""Whether people may still draw what they draw: records first, then they show it themselves.

Whoever does not show it in time is suspended and never ended; whoever shows it later is paid
everything that was kept.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.rules.levels import Level
from agencies import rule_book
from agencies.actors import Actor
from agencies.levels import check_level
from casework.actions import mandated
from casework.actions.telling import tell_person
from casework.models import Case, Duty, Notice
from casework.models.case import mandate_over
from casework.policies import may, may_generally
from casework.rules.authorisation import Action
from kit import wall
from kit.clock import day_of
from kit.errors import NotPermitted
from payouts.actions import entitling, telling
from payouts.errors import NotNow
from payouts.models import Entitlement, Qualification
from payouts.registry import EACH_DAY
from payouts.rules.drawing import month_of, next_month
from payouts.rules.proving import FIRST_REMINDER, proven_until, reminder_due
from payouts.rules.states import Drawn, Proof

NOT_PROVEN = "not-proven"
EARLY = time(8, 30)


# --- By the day -----------------------------------------------------------------------------------
def owe_day(*, now: datetime) -> None:
    """Owe the look at proofs of a day, once; safe to repeat."""
    today = day_of(now)
    key = f"prove:{today}"
    if not Duty.objects.filter(key=key).exists():
        due = datetime.combine(today, EARLY, timezone.get_default_timezone())
        duty = Duty(key=key, kind=Duty.Kind.PROVE, subject=today.isoformat(), due_at=due)
        Duty.objects.bulk_create([duty], ignore_conflicts=True)


@wall.as_house("look after proofs that people may still draw their money")
def do_day(duty: Duty, now: datetime) -> None:
    """End what the dead drew, remind those whose proof runs out, suspend those whose has.

    Safe to repeat.
    """
    today = date.fromisoformat(duty.subject)
    end_for_the_dead(Entitlement.objects.running(), now)
    for look_after in EACH_DAY:
        look_after(today, now)
    horizon = today + timedelta(days=FIRST_REMINDER.count(today, rule_book.current()))
    near = Entitlement.objects.filter(state=Drawn.ACTIVE.value, proven_until__lte=horizon)
    for entitlement in near.select_related("person").order_by("pk").iterator(chunk_size=500):
        _look_after(entitlement, today, now)


def end_for_the_dead(running: QuerySet[Entitlement], now: datetime) -> None:
    """Let the month of a death be the last; what was paid since is demanded back."""
    dead = running.filter(person__deceased_on__isnull=False).select_related("person")
    for entitlement in dead.order_by("pk"):
        if died := entitlement.person.deceased_on:
            entitling.end(entitlement, last_month=month_of(died), reason="death", at=now)


def _look_after(entitlement: Entitlement, today: date, now: datetime) -> None:
    until = entitlement.proven_until
    if until is None or entitlement.person.deceased_on is not None:
        return
    if until < today and entitlement.visit_asked_at is not None:
        return  # whoever cannot come is not suspended before somebody was there
    if until < today:
        from_month = next_month(month_of(until))
        entitling.suspend(entitlement, from_month=from_month, reason=NOT_PROVEN, at=now)
        return
    number = reminder_due(until, today, rule_book.current())
    occasion = f"entitlement:{entitlement.pk}:{until}:{number}"
    key = f"{occasion}:benefit-prove:{entitlement.person_id}"
    if number and not Notice.objects.filter(key=key).exists():
        data = {"until": until.isoformat(), "abroad": entitlement.abroad_since is not None}
        tell_person(entitlement.person, "benefit-prove", data, now=now, occasion=occasion)


@wall.as_house("keep where somebody lives who is paid each month")
def lives_abroad(person: Person, *, since: date | None, country: str = "") -> int:
    """Keep that somebody lives abroad since a day, or is back; return for how many payments.

    Nothing is stopped by it: they are told how it is shown from there.
    """
    running = Entitlement.objects.running().filter(person=person, proven_until__isnull=False)
    return running.update(abroad_since=since, abroad_in=country if since else "")


# --- Showing it -----------------------------------------------------------------------------------
def prove_myself(entitlement: Entitlement, *, by: Actor, now: datetime) -> Qualification:
    """Show it by being signed in as a real person, which the identity provider has seen lately."""
    if by.person_id is None or by.person_id != entitlement.person_id:
        raise NotPermitted
    check_level(by, Level.PERSON)
    return _prove(entitlement, Proof.SIGN_IN, by, now)


def ask_for_visit(entitlement: Entitlement, *, by: Actor, now: datetime) -> None:
    """Ask for a visit at home; until somebody was there nothing is suspended for want of it.

    Whoever acts by mandate asks for whom they act for, who is told. They prove nothing: a proof by
    somebody else would show that somebody else lives.
    """
    is_own = by.person_id is not None and by.person_id == entitlement.person_id
    case = None if is_own else acted_in(entitlement, by=by)
    if case is None and not is_own:
        raise NotPermitted
    with transaction.atomic():
        mandate = mandated.still_counts(case, by=by, now=now) if case else None
        _ask_for_visit(entitlement, now=now)
        if case is not None:
            occasion = f"visit:{entitlement.proven_until}"
            mandated.tell_whose_it_is(case, by=by, mandate=mandate, occasion=occasion, now=now)


def acted_in(entitlement: Entitlement, *, by: Actor) -> Case | None:
    """Return the case by which a mandate lets somebody look after this money, if one does."""
    case = Case.objects.filter(pk=entitlement.case_id, person=entitlement.person_id).first()
    if case is None or mandate_over(by, case) is None or not may(by, Action.PROVE, case):
        return None
    return case


def _ask_for_visit(entitlement: Entitlement, *, now: datetime) -> None:
    with wall.as_house("write down that somebody asks to be visited"), transaction.atomic():
        held = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
        if held.proven_until is None or held.status is Drawn.ENDED:
            raise NotNow(_("Nothing has to be shown for this."))
        if held.visit_asked_at is None:
            held.visit_asked_at = now
            held.save(update_fields=["visit_asked_at"])
            telling.visit_asked(held, now)


def prove_at_counter(
    entitlement: Entitlement, way: Proof, *, by: Actor, now: datetime, note: str = ""
) -> Qualification:
    """Write down that somebody stood at the counter, was visited, or that records agree.

    社会保险经办条例 art. 26: agencies compare records first. An agency's system reports that and
    nothing else, for it has seen nobody. Raises `NotPermitted`, or `NotNow` with what speaks
    against it.
    """
    if not may_generally(by, Action.PROVE) or by.agency is None:
        raise NotPermitted
    if by.user is None and way is not Proof.COMPARISON:
        raise NotPermitted(_("A system reports that records agree, and no other proof."))
    if not Entitlement.objects.at_desk_of(by).filter(pk=entitlement.pk).exists():
        raise NotPermitted
    if way is Proof.SIGN_IN:
        raise NotNow(_("Only the person can do this, by signing in."))
    return _prove(entitlement, way, by, now, note)


@wall.as_house("write down that somebody may still draw their money")
@transaction.atomic
def _prove(
    entitlement: Entitlement, way: Proof, by: Actor, now: datetime, note: str = ""
) -> Qualification:
    held = Entitlement.objects.select_for_update().get(pk=entitlement.pk)
    today, every = day_of(now), held.what.proves_every
    until = proven_until(today, every)
    if until is None or held.status is Drawn.ENDED:
        raise NotNow(_("Nothing has to be shown for this."))
    made, is_new = Qualification.objects.get_or_create(
        entitlement=held,
        on_day=today,
        way=way.value,
        defaults={
            "person_id": held.person_id,
            "agency_id": held.agency_id,
            "until": until,
            "note": note,
            "by": by.user,
            "by_client": by.client,
            "at": now,
        },
    )
    if is_new:
        Entitlement.objects.filter(pk=held.pk).update(proven_until=until, visit_asked_at=None)
        if held.suspensions.filter(over_at=None, reason=NOT_PROVEN).exists():
            entitling.resume(held, from_month=month_of(today), at=now, pays_back=True, by=by)
    return made
