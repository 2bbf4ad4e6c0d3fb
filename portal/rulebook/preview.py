"""What a proposed value would change: the open cases that would come out differently."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from agencies import rule_book, work_calendar
from agencies.models import TERM, RuleValue
from agencies.rules.terms import Insurance
from calculators.eligibility import OUTCOMES
from casework.actions.recounting import Reckoning, count_anew
from casework.models import Step
from casework.rules.procedures import procedures
from casework.rules.statuses import Status
from kit import clock, wall
from kit.spelling import money, table_date, wording
from law.values import NATIONAL, Rule, RuleBook, Value, ValueNotInForce, within
from portal.rulebook.catalogue import rules
from records.rules.interest import RateNotPublished
from transfers.facts import judging
from transfers.figures import form
from transfers.models import Transfer

# So many cases are worked out anew; more would keep the administrator waiting.
MOST_LOOKED_AT = 200
UNDER_REVIEW = (Status.SUBMITTED, Status.CORRECTION_ASKED)
NOT_YET_SENT = (Status.LETTER_ISSUED,)


@wall.as_house("say what a value would change, whoever's case it is")
def preview_of(proposal: RuleValue) -> dict[str, Any]:
    """Return the value in force now and the open cases that the proposed one would change."""
    rule = rules()[proposal.rule]
    today = clock.today()
    book = rule_book.current()
    reached = _concerned(proposal).count()
    before = _before(rule, proposal, book)
    return {
        "before": wording(rule.spell(before.number)) if before else "",
        "after": wording(rule.spell(proposal.number)),
        "changes": list(_changes(proposal, book, today)),
        "is_for_calculators_alone": not reached,
        "most": MOST_LOOKED_AT,
        "has_more": reached > MOST_LOOKED_AT,
    }


def _before(rule: Rule, proposal: RuleValue, book: RuleBook) -> Value | None:
    """Return what counts now where and from when the proposal would."""
    region = proposal.region_id or NATIONAL
    try:
        return book.value(rule, proposal.valid_from, region=region, key=proposal.cell)
    except ValueNotInForce:
        return None


def _concerned(proposal: RuleValue) -> Any:
    """Return the open turns or transfers that this rule can reach at all."""
    if proposal.rule.startswith(TERM):
        return _running(proposal)
    return _open_transfers(proposal)


def _running(proposal: RuleValue) -> Any:
    began = Q(starts_on__gte=proposal.valid_from)
    if proposal.valid_to:
        began &= Q(starts_on__lte=proposal.valid_to)
    turns = Step.objects.running().select_related("case", "term")
    if proposal.region_id:
        turns = turns.filter(agency__region__code__startswith=within(proposal.region_id))
    return turns.filter(began, _turns_of(proposal.rule)).order_by("due_on")


def _turns_of(rule: str) -> Q:
    """Return the condition for turns whose term is this rule, whatever services have it."""
    found = Q(pk__in=[])
    for service in procedures():
        for kind, turn in service.turns.items():
            if turn.term is not None and turn.term.name == rule:
                found |= Q(case__service=service.name, kind=kind)
    return found


def _open_transfers(proposal: RuleValue) -> Any:
    statuses = {
        "pension.temporary-account": UNDER_REVIEW,
        "pension.interest-rate": NOT_YET_SENT,
        "pension.account-share": NOT_YET_SENT,
        "pension.pooled-share": NOT_YET_SENT,
    }
    reached = [found for name, found in statuses.items() if proposal.rule.startswith(name)]
    transfers = Transfer.objects.filter(
        insurance=Insurance.PENSION, case__status__in=reached[0] if reached else ()
    )
    return transfers.whole().order_by("case__submitted_at", "pk")


def _changes(proposal: RuleValue, book: RuleBook, today: date) -> Iterator[dict[str, Any]]:
    concerned = _concerned(proposal)[:MOST_LOOKED_AT]
    if proposal.rule.startswith(TERM):
        yield from _moved_days(proposal, concerned, today)
        return
    newer = book.with_value(rules()[proposal.rule], proposal.value)
    for transfer in concerned:
        before, after = (_outcome(transfer, today, each) for each in (book, newer))
        if before != after:
            yield {"case": transfer.case.number, "before": before, "after": after}


def _moved_days(proposal: RuleValue, turns: Any, today: date) -> Iterator[dict[str, Any]]:
    """Return the due days that move; a backdated term can make an agency late at once."""
    reckoning = Reckoning(work_calendar.known(), {proposal.rule: _rows_with(proposal)})
    for step in turns:
        before = step.due_on
        count_anew(step, reckoning)
        if step.due_on != before:
            yield {
                "case": step.case.number,
                "before": table_date(before),
                "after": table_date(step.due_on),
                "is_late": step.is_late(today),
            }


def _rows_with(proposal: RuleValue) -> list[RuleValue]:
    """Return the rows of its rule as they would count with the proposal among them."""
    rows = [proposal, *rule_book.approved_rows().get(proposal.rule, [])]
    return sorted(rows, key=lambda row: row.valid_from, reverse=True)


def _outcome(transfer: Transfer, today: date, book: RuleBook) -> str:
    """Return what the rules say to a case, as one reads it."""
    if transfer.case.state in NOT_YET_SENT:
        try:
            return money(form.form_figures(transfer, today=today, book=book).sums["total_fen"])
        except RateNotPublished as error:
            return wording(error.message)
    verdict = judging.verdict(transfer, today=today, book=book)
    codes = " ".join(reason.code for reason in verdict.reasons)
    return f"{wording(OUTCOMES[verdict.outcome])} {codes}".strip()
