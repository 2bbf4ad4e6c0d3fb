"""The new agency's last turn: confirm that form and money match, merge the record, complete."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving, steps
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.actions.telling import Told, tell
from casework.errors import MoveNotPossible
from casework.models import Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from letters.actions.issuing import issue
from letters.actions.numbering import next_number
from letters.models import Letter
from records.rules.double_months import Plan
from transfers.actions import clearing_choice, clearing_waits, left_over
from transfers.actions.asking_again import ABOUT_NEW_PLACE, check_again
from transfers.actions.differences import check_matches, sent_form
from transfers.actions.handing_over import check_second_person
from transfers.actions.merging import merge
from transfers.actions.places import find_new_relationship
from transfers.completion_remarks import remarks
from transfers.documents import outcome
from transfers.double_months import plan_of
from transfers.merged import Merged
from transfers.models import Settlement, Transfer


@transaction.atomic
def prepare_settlement(
    transfer: Transfer, *, by: Actor, now: datetime, version: int | None = None
) -> Settlement:
    """Confirm that form and money match, for a second person to complete.

    人社部发〔2009〕187号: a transfer is closed only when information and money match.
    """
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version, at=(Status.HANDED_OVER,))
    check_not_stopped_by_death(case)
    check_matches(transfer)
    find_new_relationship(transfer)
    settlement, _made = Settlement.objects.update_or_create(
        transfer=transfer,
        defaults={
            "form": sent_form(transfer),
            "prepared_by": by.user,
            "prepared_by_client": by.client.client_id if by.client else "",
            "prepared_at": now,
        },
    )
    moving.turn_page(case)
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"settlement": True}))
    return settlement


@transaction.atomic
def complete(
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    note: str = "",
    despite_checks: bool = False,
) -> Letter:
    """Merge the months and credit the account, as the second person; then the case ends.

    社会保险法 arts. 19, 32: years are added up; each month counts once. Where months lie twice the
    transfer is done, and the case goes on until they are paid back (人社部发〔2010〕70号 art. 10).
    Where the new place insures the person no longer, this person says that it goes on, and why.
    """
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    settlement = _confirmed(transfer)
    check_second_person(settlement.prepared_by_id, by)
    check_matches(transfer)
    find_new_relationship(transfer)
    codes = check_again(
        transfer, now=now, despite_checks=despite_checks, note=note, only=ABOUT_NEW_PLACE
    )
    merged = merge(transfer, sent_form(transfer), now=now)
    doubles = plan_of(transfer)
    end = Status.CLEARING if doubles.cleared else Status.COMPLETED
    moving.move(case, end, by=by, now=now, note=note, **({"despite": codes} if codes else {}))
    _write_down(settlement, merged, by=by, now=now)
    steps.close_steps(case, now=now)
    left_over.keep(transfer, now=now)
    letter = _issue_notice(transfer, merged, doubles, by=by, now=now)
    if doubles.cleared:
        clearing_choice.begin(transfer, now=now)
        clearing_waits.expect(transfer, now=now)
    else:
        tell(case, [Told("completed")], now=now, occasion="completed")
    return letter


def _confirmed(transfer: Transfer) -> Settlement:
    settlement = Settlement.objects.filter(transfer=transfer, completed_at=None).first()
    if settlement is None:
        raise MoveNotPossible(_("Nobody has confirmed yet that form and money match."))
    return settlement


def _write_down(settlement: Settlement, merged: Merged, *, by: Actor, now: datetime) -> None:
    settlement.approved_by, settlement.completed_at = by.user, now
    settlement.months_counted = merged.months
    settlement.months_overlapping = merged.overlapping_months
    settlement.save()


def _issue_notice(
    transfer: Transfer, merged: Merged, doubles: Plan, *, by: Actor, now: datetime
) -> Letter:
    """Tell the person in writing what was added to their account."""
    form, (_original, new) = sent_form(transfer), transfer.sides
    number = next_number(new, now)
    said = remarks(transfer, form, doubles)
    content = outcome.completion(transfer, form, merged, number, by=by, now=now, remarks=said)
    return issue(
        transfer.case,
        Letter.Kind.COMPLETION,
        agency=new,
        number=number,
        content=content,
        by=by,
        now=now,
        to_person=True,
    )


@transaction.atomic
def send_back_settlement(
    transfer: Transfer, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault: the match is confirmed anew."""
    case = transfer.case
    take_up(case, Action.SETTLE, by=by, version=version)
    deleted, _rows = Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    if not deleted:
        raise MoveNotPossible(_("Nobody has confirmed yet that form and money match."))
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)
