"""How a transfer is shown, to the person and at the desk: what the components of the kit need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency
from casework.case_pages import Turn
from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from casework.history_shown import UNSPOKEN, entry, happenings
from casework.models import Event, Step
from casework.rules.statuses import Party, Status
from casework.rules.verdicts import Outcome
from kit.spelling import wording
from law.workdays import Calendar, workdays_left
from letters.models import Letter
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from records.models import Relationship, Scheme
from records.rules.cover import YEARS_ARE_LOCAL, YEARS_BASIS, Advice
from records.rules.months import GridYear, MonthCount, MonthState
from transfers.facts import KnownRecord
from transfers.models import Transfer
from transfers.names_then import names_then
from transfers.rules.flow import STAGES, STEPS
from transfers.rules.reasons import REASONS, Reason
from transfers.rules.verdicts import Verdict


def reasons(codes: Iterable[str]) -> list[Reason]:
    """Return the reasons behind codes that an event or a letter names."""
    return [REASONS[code] for code in codes if code in REASONS]


def cover(advice: Advice | None) -> dict[str, list[str]] | None:
    """Return what a move means for medical cover: sentences, and the articles they stand on."""
    if advice is None:
        return None
    return {
        "sentences": [wording(each) for each in (*advice.sentences, YEARS_ARE_LOCAL)],
        "articles": [wording(each.label) for each in (*advice.basis, YEARS_BASIS)],
    }


def verdict_title(verdict: Verdict, *, is_mine_to_decide: bool = False) -> str:
    """Return in one line what the rules say to a transfer before it is filed."""
    if verdict.may_file:
        return _("You can ask for this transfer")
    if is_mine_to_decide:
        return _("One decision of yours is needed")
    return {
        Outcome.NOT_NEEDED: _("You do not need this transfer"),
        Outcome.HOLD: _("Something has to be settled first"),
    }.get(verdict.outcome, _("The rules speak against this transfer"))


def kind_of_record(held: Relationship) -> str:
    """Return how a record stands; a resident's is named as such, for it is counted by itself."""
    status = held.get_status_display()
    return f"{held.get_scheme_display()} · {status}" if held.scheme == Scheme.RESIDENT else status


def agency_on_turn(transfer: Transfer) -> str:
    """Return the name of the agency whose turn it is; empty when it is the person's or nobody's."""
    agencies = {
        Party.HANDLING: transfer.new_agency,
        Party.OTHER: transfer.original_agency,
    }
    found = agencies.get(transfer.case.whose_turn)
    return found.local_name if found else ""


# --- Whose turn, by when ----------------------------------------------------------------------
def turn_of(
    transfer: Transfer,
    step: Step | None,
    *,
    today: date,
    calendar: Calendar | None,
    is_stopped: bool = False,
) -> Turn:
    """Return whose turn it is in the words of the insured person, or of the family.

    `is_stopped`: by a death, and nobody has decided yet.
    """
    status = Status(transfer.case.status)
    if is_stopped and not status.is_end:
        return _turn_of_stopped(transfer)
    if status.is_end:
        return Turn(over=True, sentence=_how_it_ended(status), next=_after_the_end(status))
    if status == Status.CORRECTION_ASKED:
        return Turn(
            yours=True,
            sentence=_("It is your turn: please answer the agency."),
            paused=_("The agency's term stands still until you answer."),
            next=_("the agency goes on with the review as soon as you have answered."),
        )
    if status == Status.CLEARING:
        return _turn_of_clearing(transfer)
    runs = step is not None and step.paused_on is None and step.due_on is not None
    return Turn(
        whose=agency_on_turn(transfer),
        due_on=step.due_on if runs else None,
        days_left=workdays_left(today, step.due_on, calendar) if runs else None,
        provisional=bool(runs and step.is_provisional),
        paused="" if runs else _why_it_waits(status),
        next=_what_comes(transfer, status),
    )


def _turn_of_stopped(transfer: Transfer) -> Turn:
    """Return that nothing happens until two persons have looked; no term and no promise."""
    has_died = transfer.case.person.deceased_on is not None
    return Turn(
        whose=_name(transfer.new_agency),
        sentence=_("This case stands still."),
        paused=_("Nothing is sent or credited until the agency has decided how the case goes on.")
        if has_died
        else _("An agency is checking a report. Until then nothing is sent or credited."),
    )


def turn_after_return(transfer: Transfer) -> Turn:
    """Return whose turn it is when the bank returned the money: who sent it sends it anew."""
    return Turn(
        whose=_name(transfer.original_agency),
        paused=_("The bank returned the money. It has to be sent anew."),
        next=_what_comes(transfer, Status.LETTER_ISSUED),
    )


def _turn_of_clearing(transfer: Transfer) -> Turn:
    """Return whose turn it is when months were paid twice; the law names no term for it."""
    said = getattr(transfer, "clearing", None)
    is_asked = said is not None and said.answered_at is None
    return Turn(
        yours=is_asked,
        whose=agency_on_turn(transfer),
        sentence=_("Your transfer is done. Please answer on the months paid twice.")
        if is_asked
        else "",
        paused=_("The law names no term for paying back months paid twice."),
        next=_what_comes(transfer, Status.CLEARING),
    )


def _how_it_ended(status: Status) -> str:
    return {
        Status.COMPLETED: _("Your transfer is complete."),
        Status.REFUSED: _(
            "The application was refused. The reasons and your way forward stand below."
        ),
        Status.WITHDRAWN: _("You have withdrawn this application."),
        Status.ENDED: _("This transfer has ended because the insured person has died."),
    }[status]


def _after_the_end(status: Status) -> str:
    if status == Status.COMPLETED:
        return _("nothing more to do. Keep the completion notice with your papers.")
    if status == Status.ENDED:
        return _("what the family can do stands on this page.")
    return _("you may apply again at any time.")


def _why_it_waits(status: Status) -> str:
    return {
        Status.LETTER_ISSUED: _(
            "The acceptance letter is on its way. The term begins when it is delivered."
        ),
        Status.CLARIFICATION_ASKED: _(
            "The original agency has asked a question. Its term stands still until the "
            "answer is there."
        ),
        Status.HANDED_OVER: _("The term begins when the money has arrived."),
    }.get(status, _("The term has not begun yet."))


def _what_comes(transfer: Transfer, status: Status) -> str:
    names = {
        "new": transfer.new_agency.local_name if transfer.new_agency else "",
        "original": transfer.original_agency.local_name if transfer.original_agency else "",
    }
    return wording(STAGES[status].comes) % names


# --- What is known: grid and route -----------------------------------------------------------
STATES = {
    MonthState.OUTSIDE: "none",
    MonthState.INSURED: "paid",
    MonthState.DOUBLE: "overlap",
    MonthState.OWED: "arrears",
    MonthState.GAP: "gap",
}
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class History:
    """Contributions month by month, as `history_grid.html` shows them."""

    months: list[dict[str, Any]]
    places: list[dict[str, Any]]


def history(known: KnownRecord) -> History:
    """Return the grid of what is known; each place has a letter."""
    agencies = [place.agency for place in known.places]
    return history_of(known.grid, known.count, agencies)


def history_of(grid: Iterable[GridYear], count: MonthCount, agencies: Iterable[Agency]) -> History:
    """Return a grid of months; the agencies lend their regions' names."""
    return history_named(
        grid, count, {agency.region_id: agency.region.local_name for agency in agencies}
    )


def history_named(grid: Iterable[GridYear], count: MonthCount, names: Mapping[str, str]) -> History:
    """Return a grid of months with the places by their names."""
    counted = {each.region: each.months for each in count.by_region}
    squares = [month for year in grid for month in year.months]
    regions = list(dict.fromkeys(region for month in squares for region in month.regions))
    letter = dict(zip(regions, LETTERS, strict=False))
    return History(
        months=[
            {
                "month": month.month,
                "state": STATES[month.state],
                "places": sorted(letter[region] for region in month.regions if region in letter),
            }
            for month in squares
        ],
        places=[
            {"letter": sign, "name": names.get(region, region), "months": counted.get(region, 0)}
            for region, sign in letter.items()
        ],
    )


@dataclass(frozen=True)
class Route:
    """From where to where, and what travels, as `route_strip.html` shows it."""

    from_place: str
    to_place: str
    from_agency: str
    to_agency: str
    months: int
    amount: int | None
    state: str
    schemes: str


def route(
    transfer: Transfer, *, months: int, amount: int | None, names_schemes: bool = False
) -> Route:
    """Return the way of the insurance; the line is solid once months and money have moved.

    The schemes are named where a resident's is concerned, or the person is in both.
    """
    is_named = names_schemes or Scheme.RESIDENT in (transfer.from_scheme, transfer.to_scheme)
    return Route(
        from_place=_name(transfer.original_region),
        to_place=_name(transfer.new_region),
        from_agency=_name(transfer.original_agency),
        to_agency=_name(transfer.new_agency),
        months=months,
        amount=amount,
        state="moved" if Status(transfer.case.status) in HAS_MOVED else "asked",
        schemes=" → ".join((transfer.get_from_scheme_display(), transfer.get_to_scheme_display()))
        if is_named
        else "",
    )


# The transfer is done when months are still being paid back.
HAS_MOVED = (Status.COMPLETED, Status.CLEARING)


def _name(place: Any) -> str:
    return place.local_name if place else ""


def what_stays(transfer: Transfer, letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Return the months the person was told cannot be moved, why, and the letter that says so."""
    by_key = {letter.pk: letter for letter in letters}
    if not any(letter.kind == Letter.Kind.NOT_TRANSFERABLE for letter in by_key.values()):
        return []
    parts = list(transfer.parts_that_stay.all())
    return [
        {
            "first_month": part.first_month,
            "last_month": part.last_month,
            "sentence": wording(REASONS[part.reason].sentence),
            "forward": wording(REASONS[part.reason].way_forward),
            "href": by_key[part.letter_id].get_absolute_url(),
        }
        for part in parts
    ]


# --- The history of a case in plain words --------------------------------------------------------
LETTERS_TOLD = {
    Letter.Kind.ACCEPTANCE,
    Letter.Kind.FORM,
    Letter.Kind.RETURN,
    Letter.Kind.NOT_TRANSFERABLE,
}


def timeline(
    transfer: Transfer, events: Iterable[Event], *, letters: Sequence[Letter] = ()
) -> list[dict[str, Any]]:
    """Return what has happened, the earliest first: agencies are named, clerks are not."""
    by_number = {letter.number: letter for letter in letters}
    events = list(events)
    named = names_then(transfer, events, letters)
    told = [_line(event, by_number, named(event.at)) for event in events if _is_told(event)]
    return [line for line in told if line["title"]]


def _is_told(event: Event) -> bool:
    if event.kind == Event.Kind.DELIVERED:
        return event.data.get("kind") in LETTERS_TOLD
    return event.kind not in UNSPOKEN


def _line(event: Event, letters: dict[str, Letter], names: dict[str, str]) -> dict[str, Any]:
    letter = letters.get(event.data.get("letter", ""))
    why = " ".join(wording(each.sentence) for each in reasons(event.data.get("reasons", [])))
    href = letter.get_absolute_url() if letter else ""
    return entry(event, what_happened(event, names), reasons=why, href=href)


def what_happened(event: Event, names: dict[str, str]) -> str:
    """Return one line of the history as a sentence; both agencies by the names they had."""
    if event.kind == Event.Kind.MOVED:
        step = STEPS[Status(event.moved_from), Status(event.moved_to)]
        return wording(step.told) % names
    agency = _name(event.agency_then) or names["new"]
    return _happenings(event).get(Event.Kind(event.kind), "") % {**names, "agency": agency}


def _happenings(event: Event) -> dict[str, str]:
    return {
        **happenings(event),
        Event.Kind.DELIVERED: _delivered(event),
        Event.Kind.PREPARED: _prepared(event),
        Event.Kind.ARRIVED: _("The money has arrived at %(new)s"),
        Event.Kind.CORRECTED: _("%(new)s corrected what it had recorded of the money"),
        Event.Kind.SURPLUS_RETURNED: _("%(new)s sent back what was more than your record states"),
        Event.Kind.GOES_ON: _("%(agency)s decided to carry the transfer through"),
        Event.Kind.SURPLUS_BACK: _("What was too much has come back to %(original)s"),
        Event.Kind.BOUNCED: _("The bank returned the money to %(original)s"),
        Event.Kind.SENT_ANEW: _("%(original)s sent the money anew"),
        Event.Kind.ANSWERED: _("Your answer on the months paid twice was written down"),
        Event.Kind.PAID_BACK: _("%(new)s paid the money of the double months to your account"),
        Event.Kind.PAYMENT_BOUNCED: _("Your bank sent the payment of %(new)s back"),
    }


def _prepared(event: Event) -> str:
    if "after_death" in event.data:
        return _("%(agency)s has prepared how the transfer goes on; a second person decides")
    if "decision" in event.data:
        return ""  # it is told when it has been decided, not while two persons still look at it
    if "voiding" in event.data:
        return _("%(agency)s has found a mistake in a letter; a second person checks it")
    if "clearing" in event.data or "payment" in event.data:
        return _("%(agency)s has prepared your money; a second person checks it")
    if event.data.get("settlement", False):
        return _("%(agency)s has compared record and money; a second person checks it")
    return _("%(agency)s has drawn up your record; a second person checks it")


def _delivered(event: Event) -> str:
    return {
        Letter.Kind.ACCEPTANCE: _("The acceptance letter reached %(original)s"),
        Letter.Kind.FORM: _("The information form reached %(new)s"),
        Letter.Kind.RETURN: _("The returned letter reached %(new)s"),
        Letter.Kind.NOT_TRANSFERABLE: _("%(original)s told you what cannot be moved"),
    }.get(event.data.get("kind"), "")


def what_is_ahead(
    transfer: Transfer, current: Turn, *, is_stopped: bool = False, is_owed: bool = False
) -> list[dict[str, Any]]:
    """Return what runs now and the stages to come; nothing is sure once a death has stopped it.

    Money that the bank returned is owed and comes first.
    """
    status = Status(transfer.case.status)
    if status.is_end or is_stopped:
        return []
    names = {"new": _name(transfer.new_agency), "original": _name(transfer.original_agency)}
    stages = {
        Status.SUBMITTED: _("%(new)s reviews the application"),
        Status.LETTER_ISSUED: _("%(original)s draws up your record and sends the money"),
        Status.HANDED_OVER: _("%(new)s adds months and money to your account"),
    }
    aside = _("%(original)s sends the money anew") if is_owed else wording(STAGES[status].first)
    ahead = list(stages.values())[STAGES[status].behind :]
    first, *later = [aside, *ahead] if aside else ahead
    now: dict[str, Any] = {"title": first % names, "state": "late" if current.is_late else "now"}
    if current.due_on:
        now["on"] = current.due_on
    return [now, *({"title": each % names, "state": "next"} for each in later)]
