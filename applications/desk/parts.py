"""What every case page of the desk has: whose turn, what waits, the clerk, the history."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.words import marked
from agencies import work_calendar
from agencies.actors import Actor
from applications.acts.doing import acts_of
from applications.desk.finding import Shown, current_step, sees_record, turn_for
from applications.desk.forms import RevealForm
from applications.proceedings import what_stands_still
from casework.actions import assigning, preparing
from casework.actions.deaths import deciding_agency
from casework.days_shown import deadline_days, stops
from casework.models import AfterDeath, Case, Event, HeldAct, PreparedAct, Step
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.questions import question
from kit.spelling import wording
from law.workdays import workdays_left

Row = dict[str, Any]
DAYS_TO_FOLD = 7  # fewer are not worth a press
# With which somebody writes to whoever has the case next.
SAID = (Event.Kind.MOVED, Event.Kind.SENT_BACK, Event.Kind.URGE_ANSWERED)


def turn(
    case: Case,
    who: Actor,
    events: Iterable[Event],
    *,
    now: datetime,
    sentence: str,
    why_not: str,
    stands: bool = False,
    is_stopped: bool = False,
) -> Row:
    """Return whose turn it is and by when; `why_not` says why no clock runs where none does.

    `stands`: nobody at this desk can go on with it now; `is_stopped`: by a death.
    """
    today, step = timezone.localdate(now), current_step(case)
    calendars = work_calendar.known()
    calendar = calendars.at(step.agency.region_id) if step else calendars.national
    runs = step is not None and step.due_on is not None and step.paused_on is None
    left = workdays_left(today, step.due_day, calendar) if step and runs else None
    stopped = stops(events, at_desk=True)
    return {
        "sentence": sentence,
        "is_ours": step is not None
        and step.agency == who.agency
        and step.paused_on is None
        and not stands,
        "due_on": step.due_on if step and runs else None,
        "days_left": left,
        "provisional": bool(step and runs and step.is_provisional),
        "basis": step.term.basis if step and step.term else "",
        "why_not": _why_not(case, step, why_not, runs=runs, is_stopped=is_stopped),
        **_days(deadline_days(step, today=today, calendar=calendar, stopped=stopped), today),
        "late": left is not None and left < 0,
        "stopped_by": what_stands_still(case, who, events),
        "said": said_last(events) if case.is_open else None,
        "unread": case.unread_by_agency if may(who, Action.MESSAGES, case) else 0,
        "unread_href": reverse("desk_messages", args=[case.number]),
    }


def _days(days: list[Row], today: date) -> Row:
    """Return the days of a term from the week before this one on, and those that lie before."""
    first = today - timedelta(days=today.weekday() + 7)
    over = [each for each in days if each["date"] < first]
    if len(over) < DAYS_TO_FOLD:
        return {"days": days, "days_over": []}
    return {"days": days[len(over) :], "days_over": over}


def said_last(events: Iterable[Event]) -> Row | None:
    """Return what was written with the last step of the case, or in answer since; if anything."""
    for event in reversed(list(events)):
        if event.note and event.kind in SAID:
            return {
                "who": event.agency_then or event.actor_user,
                "at": event.at,
                "text": event.note,
            }
        if event.kind == Event.Kind.MOVED:
            return None
    return None


def _why_not(case: Case, step: Step | None, why_not: str, *, runs: bool, is_stopped: bool) -> str:
    if is_stopped:
        return _("The term runs on meanwhile.") if runs else ""
    return "" if runs or step is None or not case.is_open else why_not


def whose_turn(case: Case, who: Actor) -> str:
    """Return in a sentence whose turn it is; empty where no agency has one."""
    step = current_step(case)
    if case.state == Status.ENDED:
        return _("This case has ended because the insured person has died.")
    if not case.is_open:
        return _("This case has ended: %(status)s.") % {"status": case.status_label}
    if case.state == Status.CORRECTION_ASKED:
        return _("It is the applicant's turn.")
    if step is None:
        return ""
    if step.agency == who.agency:
        return _("It is your agency's turn.")
    return _("It is the turn of %(agency)s.") % {"agency": step.agency}


def waits_for_applicant(case: Case) -> str:
    """Return why the clock stands while the applicant is asked."""
    if case.state != Status.CORRECTION_ASKED:
        return ""
    return _("The clock stands still until the applicant answers.")


def clerk(case: Case, who: Actor) -> Row:
    """Return who does the turn, and whether this actor may take it on or give it back."""
    step = turn_for(case, who)
    is_ours = step is not None and step.agency == who.agency and who.acts_for_agency
    may_claim = is_ours and may(who, Action.CLAIM, case)
    return {
        "clerk": step.clerk if step else None,
        "may_claim": bool(may_claim and step and step.clerk is None),
        "may_release": bool(may_claim and step and step.clerk == who.user),
        "may_put_off": bool(may_claim),
        "may_write": may(who, Action.MESSAGES, case),
        "may_remind": may(who, Action.REMIND, case),
        "may_record_proceeding": may(who, Action.PROCEEDINGS, case),
        "may_give": bool(may_claim and step and assigning.may_give(step, who)),
    }


def held(case: Case, who: Actor) -> Row | None:
    """Return the decision that waits until letters may go out again, of a case `at_desk`."""
    found = next(iter(_held(case=case.pk)), None) if case.has_held_act else None
    if found is None or found.agency_id != (who.agency and who.agency.pk):
        return None
    return {
        "what": wording(acts_of(case.service).by_name[found.act].title),
        "by": found.by_user or _("its system"),
        "at": found.held_at,
        "may_take_back": may(who, Action.CLAIM, case),
    }


@question
def _held(*, case: int) -> QuerySet[HeldAct]:
    waiting = HeldAct.objects.waiting().filter(case=case).select_related("by_user")
    return waiting.order_by("pk")[:1]


def prepared(case: Case, who: Actor) -> PreparedAct | None:
    """Return what this desk has prepared and nobody has issued yet, of a case `at_desk`."""
    if not (case.has_prepared_act and who.acts_for_agency):
        return None
    return preparing.waiting_in(case, who.agency)


def prepared_row(prepared: PreparedAct, who: Actor, href: str, *, what: str = "") -> Row:
    """Return a decision that one person prepared and another has to issue."""
    return {
        "what": what,
        "is_mine": preparing.is_preparer(prepared, who),
        "by": prepared.prepared_by or _("its system"),
        "href": href,
    }


def hidden(
    request: HttpRequest, case: Case, who: Actor, shown: Shown, form: RevealForm | None
) -> Row:
    """Return what stays hidden until a reason is given, and the form that asks for one."""
    return {
        "number": may(who, Action.UNMASK, case) and not shown.number,
        "record": not sees_record(case, who, shown),
        "error": form.errors.get("reason", [""])[0] if form else "",
        "form": form or reveal_form(request, case),
    }


def history(case: Case) -> list[Event]:
    """Return what has happened, with who did it: one query."""
    return _history(case=case.pk)


@question
def _history(*, case: int) -> QuerySet[Event]:
    events = Event.objects.filter(case=case).select_related("actor_user", "mandate")
    return events.defer("actor_user__phone").order_by("sequence")


def reveal_form(request: HttpRequest, case: Case) -> RevealForm:
    """Return the empty question for a reason; its page looks for no words that wait."""
    return marked(request, RevealForm(), at=reverse("desk_reveal", args=[case.number]))


def death(case: Case, who: Actor, *, is_stopped: bool) -> Row | None:
    """Return what is known of a death, and whether this actor has to do something about it."""
    has_died = case.person.deceased_on is not None
    if not has_died and not is_stopped:
        return None
    is_told = may(who, Action.RECORD_DEATH, case)
    decides = Action.DECIDE_AFTER_DEATH if has_died else Action.RECORD_DEATH
    return {
        "said": _what_is_known(case, is_stopped=is_stopped),
        "href": reverse("desk_death", args=[case.number]) if is_told else "",
        "asks": is_stopped and may(who, decides, case),
    }


def _what_is_known(case: Case, *, is_stopped: bool) -> str:
    if case.person.deceased_on is None:
        return _("A death was reported. A second person has to confirm it.")
    if not case.is_open:
        return _("The death is recorded. This case has ended.")
    if is_stopped and AfterDeath.objects.waiting().filter(case=case).exists():
        return _("It has been proposed how this case goes on. A second person has to confirm it.")
    if is_stopped:
        decides = deciding_agency(case)
        return _("Two persons of %(agency)s decide how it goes on; until then it stands still.") % {
            "agency": decides.local_name if decides else ""
        }
    return _("Two persons have decided that this case is carried through.")
