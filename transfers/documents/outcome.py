"""The letters on what stays and on what is complete."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from kit.clock import day_of
from law.money import from_fen
from law.wording import Text
from letters.parties import agency_facts, region_name
from letters.rules.numbers import LetterNumber
from records.rules.contributions import month_number
from transfers.documents.every_letter import acceptance_letter_of, on_every_letter, reasons_given
from transfers.letter_facts import outcome
from transfers.merged import Merged
from transfers.models import InformationForm, Transfer
from transfers.rules.staying import Stay


def partial_notice(
    transfer: Transfer,
    number: LetterNumber,
    parts: Iterable[tuple[str, Stay | None]],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the written notice of what cannot be moved (人社厅发〔2019〕94号 art. 3)."""
    letter = acceptance_letter_of(transfer)
    return outcome.PartialNotice(
        **on_every_letter(transfer, number, transfer.original_agency, by, now),
        letter_number=letter.printed_number,
        received_on=day_of(letter.delivery.delivered_at),
        from_region=region_name(transfer.original_region),
        to_region=region_name(transfer.new_region),
        copy_to=agency_facts(transfer.new_agency),
        parts=tuple(_part(code, stay) for code, stay in parts),
        note=note,
    ).as_json()


def _part(code: str, stay: Stay | None) -> outcome.PartThatStays:
    (reason,) = reasons_given([code], "")
    if stay is None:
        return outcome.PartThatStays(reason=reason)
    months = month_number(stay.last_month) - month_number(stay.first_month) + 1
    return outcome.PartThatStays(
        reason=reason, from_month=stay.first_month, to_month=stay.last_month, months=months
    )


def completion(
    transfer: Transfer,
    form: InformationForm,
    merged: Merged,
    number: LetterNumber,
    *,
    by: Actor,
    now: datetime,
    remarks: tuple[Text, ...] = (),
) -> dict[str, Any]:
    """Return the notice that the transfer is complete (国办发〔2009〕66号 art. 8(4))."""
    every = list(form.lines.order_by("first_month", "pk"))
    lines = [line for line in every if line.months] or every
    arrivals = [each.arrived_on for each in transfer.remittances.all() if each.arrived_on]
    place = outcome.MergedPlace(
        region_name=region_name(transfer.original_agency.region),
        from_month=min(line.first_month for line in lines),
        to_month=max(line.last_month for line in lines),
        months=form.months,
        months_counted=merged.months_added,
        personal_account=from_fen(form.account_fen),
        pooled=from_fen(form.pooled_fen),
        total=from_fen(form.total_fen),
        arrived_on=max(arrivals, default=None),
    )
    return outcome.CompletionNotice(
        **on_every_letter(
            transfer, number, transfer.new_agency, by, now, transfer.new_relationship
        ),
        applied_on=day_of(transfer.case.submitted_at or now),
        from_region=region_name(transfer.original_region),
        places=(place,),
        months_here_before=merged.months_before,
        months_total=merged.months,
        account_balance=from_fen(merged.balance_fen),
        remarks=remarks,
    ).as_json()
