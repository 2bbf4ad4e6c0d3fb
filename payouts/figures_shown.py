"""The numbers of a month at the desk: owed, held, sent, paid, returned, and what differs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, Sum, When
from django.utils.translation import gettext as _

from agencies.actors import Actor
from kit.spelling import money, month_name, wording
from payouts.models import Batch, Entitlement, Finding, Payable, Run
from payouts.models.seeing import whose
from payouts.registry import FUNDS
from payouts.rules.states import BATCHED, HELD, OWED, UNLIKE, Batched, Held, Owed, Unlike

# In the order in which a payment goes through them.
TONES = {
    Owed.OWED: "",
    Owed.HELD: "quiet",
    Owed.BATCHED: "",
    Owed.SENT: "",
    Owed.PAID: "ok",
    Owed.RETURNED: "alert",
}
MOST_BATCHES = 220  # of a month, and those that wait
BATCH_TONES = {Batched.PREPARED: "warn", Batched.SENT: "brand", Batched.ANSWERED: "ok"}


def months_of(who: Actor) -> list[date]:
    """Return the months of which the agency owed anything, the newest first."""
    ran = Run.objects.visible_to(who).order_by("-month").values_list("month", flat=True)
    return list(ran.distinct()[:36])


def by_state(who: Actor, month: date, fund: str) -> list[dict[str, Any]]:
    """Return how many payments of a month are in which state, and how much that is."""
    owed = Payable.objects.at_desk_of(who).counting().filter(period=month)
    if fund:
        owed = owed.filter(fund=fund)
    found = owed.order_by("state").values("state").annotate(n=Count("pk"), fen=Sum("amount_fen"))
    by = {each["state"]: each for each in found}
    return [
        {
            "state": state.value,
            "label": wording(OWED[state]),
            "tone": TONES[state],
            "n": by[state.value]["n"] if state.value in by else 0,
            "fen": by[state.value]["fen"] if state.value in by else 0,
        }
        for state in TONES
    ]


def bars(states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the states as bars, each with its number and sum in words."""
    return [
        {
            "label": each["label"],
            "value": each["fen"],
            "tone": each["tone"],
            "text": f"{each['n']} · {money(each['fen'])}",
        }
        for each in states
    ]


def batches_at_hand(who: Actor, month: date) -> list[Batch]:
    """Return the batches of a month and all that wait for release, those first, then the newest."""
    wanted = Q(period=month) | Q(state=Batched.PREPARED.value)
    waits_first = Case(When(state=Batched.PREPARED.value, then=0), default=1)
    found = Batch.objects.visible_to(who).filter(wanted)
    return list(found.order_by(waits_first, "-pk")[:MOST_BATCHES])


def batches(at_hand: Iterable[Batch], month: date, fund: str) -> list[dict[str, Any]]:
    """Return the batches of a month as a list shows them, the newest first."""
    of_month = (each for each in at_hand if each.period == month and each.lines)
    found = [each for each in of_month if not fund or each.fund == fund]
    return [batch_row(each) for each in sorted(found, key=lambda each: -each.pk)]


def to_release(at_hand: Iterable[Batch], who: Actor) -> list[dict[str, Any]]:
    """Return the batches that wait for this person: somebody else has prepared them."""
    others = [
        each
        for each in at_hand
        if each.status is Batched.PREPARED and who.user and each.prepared_by_id != who.user.pk
    ]
    return [batch_row(each) for each in sorted(others, key=lambda each: each.pk)[:20]]


def batch_row(batch: Batch) -> dict[str, Any]:
    """Return one batch as a list shows it."""
    return {
        "batch": batch,
        "state": wording(BATCHED[batch.status]),
        "tone": BATCH_TONES.get(batch.status, ""),
        "fund": wording(FUNDS[batch.fund]),
    }


def findings(who: Actor) -> list[dict[str, Any]]:
    """Return what somebody has to look at before it is paid."""
    open_ones = Finding.objects.at_desk_of(who).filter(cleared_at=None)
    found = open_ones.select_related("payable").order_by("payable", "pk")[:100]
    return [{"finding": each, "what": wording(UNLIKE[Unlike(each.kind)])} for each in whose(found)]


def visits(who: Actor) -> list[Entitlement]:
    """Return whose home somebody has to visit, the longest waiting first."""
    asked = Entitlement.objects.at_desk_of(who).filter(visit_asked_at__isnull=False)
    return whose(asked.order_by("visit_asked_at", "pk")[:100])


def run_rows(who: Actor, month: date, fund: str) -> list[dict[str, Any]]:
    """Return the runs of a month, each beside the month before."""
    found = Run.objects.visible_to(who).filter(month=month)
    if fund:
        found = found.filter(fund=fund)
    return [
        {"run": each, "fund": wording(FUNDS[each.fund]), "state": each.get_state_display()}
        for each in found.order_by("agency", "fund")
    ]


def failures(who: Actor, wanted: dict[str, Any]) -> Any:
    """Return payments by state, batch, month and fund: the list of what did not go through."""
    found = Payable.objects.at_desk_of(who)
    state = wanted.get("state")
    at_hand = Q(state__in=[Owed.HELD.value, Owed.RETURNED.value])
    found = found.filter(Q(state=state) if state else at_hand)
    if wanted.get("month"):
        found = found.filter(period=wanted["month"])
    if wanted.get("fund"):
        found = found.filter(fund=wanted["fund"])
    if wanted.get("batch"):
        found = found.filter(tries__batch__number=wanted["batch"])
    return found.order_by("-period", "pk")


def why(payable: Payable) -> str:
    """Return why a payment waits or came back, for the desk."""
    if payable.held_because:
        return wording(HELD[Held(payable.held_because)])
    return ""


def month_choices(months: list[date]) -> list[tuple[str, str]]:
    """Return months as a filter offers them."""
    return [(each.isoformat(), month_name(each)) for each in months]


def fund_choices() -> list[tuple[str, str]]:
    """Return the funds as a filter offers them."""
    return [("", _("All funds")), *((name, wording(said)) for name, said in FUNDS.items())]
