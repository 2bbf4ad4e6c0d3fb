"""What somebody draws, was paid and has to pay back, as pages and programs show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from accounts.models import Mandate
from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency
from casework.rules.procedures import is_delegable
from kit.spelling import money, month_name, short_date, wording
from payouts.models import (
    BatchLine,
    Entitlement,
    EntitlementRate,
    Payable,
    PaymentAccount,
    Recovery,
    Suspension,
    account_for,
)
from payouts.models.seeing import whose
from payouts.rules.banks import bank_title
from payouts.rules.drawing import month_before, month_of, next_month
from payouts.rules.reasons import why
from payouts.rules.returns import of_code
from payouts.rules.running import pay_day
from payouts.rules.states import DRAWN, HELD, KINDS, OWED, PROOFS, Drawn, Held, Kind, Owed, Proof

TONES = {
    Owed.PAID: "ok",
    Owed.RETURNED: "alert",
    Owed.HELD: "warn",
    Owed.SENT: "brand",
    Owed.BATCHED: "brand",
}
DRAWN_TONES = {Drawn.ACTIVE: "ok", Drawn.SUSPENDED: "warn"}
LATEST = 36


@dataclass(frozen=True, kw_only=True)
class DrawnNow:
    """One thing that somebody draws: how much, when next, and what waits for them."""

    entitlement: Entitlement
    title: str
    state: str
    tone: str
    amount_fen: int
    next_on: date | None
    account: str
    why: str
    prove_until: date | None


def entitlements(who: Actor) -> list[Entitlement]:
    """Return what an actor may see of entitlements, with what a page shows of each."""
    rates = EntitlementRate.objects.filter(replaced_by=None)
    found = Entitlement.objects.visible_to(who)
    whole = found.prefetch_related(Prefetch("rates", rates), "suspensions")
    return whose(whole.order_by("state", "-from_month", "-pk"), case=True)


def drawn_by_mandate(who: Actor, mandate: Mandate, today: date) -> list[DrawnNow]:
    """Return what somebody draws for whom one acts, as far as the mandate goes; no account of it.

    What has ended is not shown: there is nothing to look after any more.
    """
    covered = {each for each in mandate.services if is_delegable(each)}
    found = [each for each in entitlements(who) if each.person_id == mandate.giver_id]
    theirs = (each for each in found if each.case and each.case.service in covered)
    return [drawn(each, today, None) for each in theirs if each.status is not Drawn.ENDED]


def drawn(each: Entitlement, today: date, account: PaymentAccount | None) -> DrawnNow:
    """Return one entitlement as it is shown today."""
    month = month_of(today)
    span = each.span
    rate = span.rate(max(month, each.from_month))
    paused = [pause for pause in each.suspensions.all() if pause.over_at is None]
    return DrawnNow(
        entitlement=each,
        title=wording(each.what.title),
        state=wording(DRAWN[each.status]),
        tone=DRAWN_TONES.get(each.status, ""),
        amount_fen=rate.fen if rate else 0,
        next_on=next_day(each, today) if each.status is Drawn.ACTIVE else None,
        account=_described(account) if account else "",
        why=_why(each, paused),
        prove_until=each.proven_until if each.status is not Drawn.ENDED else None,
    )


def _described(account: PaymentAccount) -> str:
    """Return the bank and the last digits: enough to know it, and too little to use it."""
    return f"{wording(bank_title(account.bank))} {account.masked_number[-8:]}"


def _why(each: Entitlement, paused: list[Suspension]) -> str:
    if paused:
        return wording(why(paused[0].reason))
    return wording(why(each.ended_because)) if each.ended_because else ""


def next_day(each: Entitlement, today: date) -> date:
    """Return the day on which the next money comes."""
    month = max(month_of(today), each.from_month)
    day = pay_day_of(each.agency, month)
    return day if day > today else pay_day_of(each.agency, next_month(month))


def pay_day_of(agency: Agency, month: date) -> date:
    """Return the day of a month on which an agency pays, by the rules of its place."""
    calendar, book = work_calendar.of(agency), rule_book.current()
    return pay_day(month, calendar, book, str(agency.region_id))


def my_account(who: Actor, today: date) -> PaymentAccount | None:
    """Return the account to which somebody is paid today."""
    return account_for(who.person, today) if who.person else None


def anything_for(person: OuterRef) -> tuple[Exists, Subquery]:
    """Return the questions whether a payment waits for somebody, and what they draw first.

    They stand within another statement, whose row names the person; `next_of` takes the answers.
    """
    is_stuck = Q(state=Owed.RETURNED.value) | Q(held_because=Held.NO_ACCOUNT.value)
    waiting = Payable.objects.filter(is_stuck, person=person)
    own = Entitlement.objects.filter(person=person, state=Drawn.ACTIVE.value)
    return Exists(waiting), Subquery(own.order_by("from_month", "pk").values("pk")[:1])


def next_of(today: date, *, waits: bool, key: int | None) -> dict[str, Any] | None:
    """Return what somebody is paid next, for their first page; and whether a payment waits."""
    if key is None:
        return {"waits": True} if waits else None
    found = Entitlement.objects.prefetch_related("rates", "suspensions").get(pk=key)
    shown = drawn(found, today, None)
    return {
        "waits": waits,
        "fen": shown.amount_fen,
        "title": shown.title,
        "next_on": shown.next_on,
    }


# --- The statement --------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Paid:
    """One payment of the statement, each line with how it came about and where that stands."""

    payable: Payable
    title: str
    month: str
    state: str
    tone: str
    when: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    different: str = ""
    mend: str = ""
    is_mendable: bool = False


def statement(who: Actor, *, lacks_account: bool = False) -> list[Paid]:
    """Return the payments of an actor, the newest month first.

    Where no account is known a payment that is owed waits for one, before the run has found it out.
    """
    seen = Payable.objects.visible_to(who).counting().filter(person=who.person_id)
    live = BatchLine.objects.filter(payable=OuterRef("pk"), is_live=True)
    coming = seen.annotate(comes_on=Subquery(live.values("batch__pay_on")[:1]))
    rows = list(coming.select_related("rate").order_by("-month", "-pk")[:LATEST])
    regular = {(each.entitlement_id, each.month): each for each in rows if each.is_regular}
    return [paid(each, regular, lacks_account=lacks_account) for each in rows]


def paid(
    each: Payable,
    regular: dict[tuple[int | None, date], Payable] | None = None,
    *,
    lacks_account: bool = False,
) -> Paid:
    """Return one payment as it is shown."""
    waits_for_account = lacks_account and each.status is Owed.OWED
    before = (regular or {}).get((each.entitlement_id, month_before(each.month)))
    lines = [
        {
            "title": wording(line.title),
            "amount": line.amount,
            "formula": line.formula,
            "article": wording(line.basis.label),
            "is_verified": line.basis.verified,
        }
        for line in each.shown_lines
    ]
    return Paid(
        payable=each,
        title=f"{wording(each.what.title)} · {wording(KINDS[Kind(each.kind)])}",
        month=month_name(each.month),
        state=wording(OWED[each.status]),
        tone=TONES.get(each.status, ""),
        when=_when(each),
        lines=lines,
        different=different(each, before) if each.is_regular else "",
        mend=wording(HELD[Held.NO_ACCOUNT]) if waits_for_account else _mend(each),
        is_mendable=waits_for_account or _is_mendable(each),
    )


def _when(each: Payable) -> str:
    if each.booked_on and each.status is Owed.PAID:
        return _("booked on %(day)s") % {"day": short_date(each.booked_on)}
    comes_on = getattr(each, "comes_on", None)  # asked for in the statement of its payee
    if comes_on and each.status in (Owed.BATCHED, Owed.SENT):
        return _("to be paid on %(day)s") % {"day": short_date(comes_on)}
    return ""


def _mend(each: Payable) -> str:
    """Say what waits for the person, and what they do."""
    if each.status is Owed.HELD and each.hold is not None and not each.returned_because:
        return wording(HELD[each.hold])
    if each.returned_because and each.status in (Owed.RETURNED, Owed.HELD):
        code = of_code(each.returned_because)
        return f"{wording(code.meaning)} {wording(code.way)}"
    return ""


def _is_mendable(each: Payable) -> bool:
    """Whether another account is what it waits for."""
    if each.status is Owed.RETURNED:
        return each.returned_because not in ("R06", "R07")
    return each.status is Owed.HELD and each.held_because == "no-account"


def different(each: Payable, before: Payable | None) -> str:
    """Say why it is not what it was the month before; nothing where it is the same."""
    said: list[str] = []
    if each.withheld_fen:
        said.append(_("%(sum)s was kept back, as you agreed.") % {"sum": money(each.withheld_fen)})
    if before is None or before.gross_fen == each.gross_fen:
        return " ".join(said)
    apart = each.gross_fen - before.gross_fen
    text = (
        _("%(sum)s more than the month before: %(why)s")
        if apart > 0
        else _("%(sum)s less than the month before: %(why)s")
    )
    reason = "；".join(_changed(before, each)) or _("it was worked out anew.")
    said.append(text % {"sum": money(abs(apart)), "why": reason})
    return " ".join(said)


def _changed(before: Payable, now: Payable) -> Iterable[str]:
    was = {line.name: line for line in before.shown_lines}
    for line in now.shown_lines:
        old = was.pop(line.name, None)
        if old is None or old.amount != line.amount:
            yield f"{wording(line.title)} {line.formula}".strip()
    for gone in was.values():
        yield _("without “%(line)s”") % {"line": wording(gone.title)}


# --- What comes back ------------------------------------------------------------------------------
def recoveries(who: Actor) -> list[Recovery]:
    """Return what somebody has to pay back, or had to."""
    seen = Recovery.objects.visible_to(who).filter(person=who.person_id)
    return list(seen.select_related("entitlement").order_by("-pk"))


def title_of(recovery: Recovery) -> str:
    """Return of which benefit something has to come back."""
    return wording(recovery.entitlement.what.title) if recovery.entitlement else ""


def proof_in_words(way: str) -> str:
    """Return how somebody showed that they may still draw it."""
    return wording(PROOFS[Proof(way)])
