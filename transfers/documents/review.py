"""The letters of a review: receipt, acceptance, refusal, the note with which a letter goes back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from agencies import rule_book
from agencies.actors import Actor
from agencies.rules.terms import TermKind
from applications.documents import received_by
from casework.actions.accounts import account_in_force
from casework.models import Step
from kit.clock import day_of
from law.wording import Text
from letters import data as paper
from letters.models import Letter
from letters.parties import agency_facts, agency_name, region_name
from letters.rules.numbers import LetterNumber
from transfers.documents.every_letter import (
    acceptance_letter_of,
    on_every_letter,
    reasons_given,
    schemes_of,
)
from transfers.letter_facts import review
from transfers.models import Transfer
from transfers.rules.told_agencies import TO_AGENCY

NEXT_AFTER_FILING = Text(
    "由转入地经办机构审核；审核通过后，向转出地经办机构发出同意接收函。",
    "The new agency reviews the application and, if it agrees, sends the original agency an "
    "acceptance letter.",
)


def acceptance(
    transfer: Transfer, number: LetterNumber, *, by: Actor, now: datetime, replaces: Letter | None
) -> dict[str, Any]:
    """Return the acceptance letter, form F3 (国办发〔2009〕66号 art. 8(2))."""
    new = transfer.new_agency
    account = account_in_force(new)
    return review.AcceptanceLetter(
        **on_every_letter(transfer, number, new, by, now, transfer.original_relationship),
        addressee=agency_facts(transfer.original_agency),
        scheme=schemes_of(transfer),
        bank=paper.BankAccount(
            holder=account.account_name, bank=account.bank_name, number=account.bank_account
        ),
        working_days=_hand_over_days(transfer, now),
        contact_phone=new.phone,
        tracking_number=transfer.case.number,
        replaces=replaces.printed_number if replaces else "",
    ).as_json()


def _hand_over_days(transfer: Transfer, now: datetime) -> int:
    on = day_of(now)
    return rule_book.term_in_force(TermKind.HAND_OVER, transfer.insurance, on).working_days


def refusal(
    transfer: Transfer,
    number: LetterNumber,
    codes: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the written explanation of a refusal (国办发〔2009〕66号 art. 8(2))."""
    return review.Refusal(
        **on_every_letter(transfer, number, transfer.new_agency, by, now),
        applied_on=day_of(transfer.case.submitted_at or now),
        from_region=region_name(transfer.original_region),
        to_region=region_name(transfer.new_region),
        reasons=reasons_given(codes, note),
    ).as_json()


def return_note(
    transfer: Transfer,
    number: LetterNumber,
    codes: Iterable[str],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the note with which the original agency sends the letter back."""
    letter = acceptance_letter_of(transfer)
    return review.ReturnNote(
        **on_every_letter(transfer, number, transfer.original_agency, by, now),
        addressee=agency_facts(transfer.new_agency),
        letter_number=letter.printed_number,
        letter_issued_on=day_of(letter.issued_at),
        received_on=day_of(letter.delivery.delivered_at),
        reasons=_reasons_for_agency(codes, note),
        contact_phone=transfer.original_agency.phone,
    ).as_json()


def receipt(
    transfer: Transfer, step: Step, number: LetterNumber, *, now: datetime
) -> dict[str, Any]:
    """Return the receipt of an application: what was filed, what follows, by when."""
    return paper.SubmissionReceipt(
        **on_every_letter(transfer, number, transfer.new_agency, None, now),
        submitted_at=now,
        filed=(*filed(transfer), *received_by(transfer.case)),
        next_step=NEXT_AFTER_FILING,
        due_on=step.due_on,
        working_days=step.working_days,
        provisional=step.is_provisional,
    ).as_json()


def filed(transfer: Transfer) -> list[paper.Filed]:
    """Return what was asked for, as a receipt and the form to be signed print it."""
    said = [
        paper.Filed(label=Text("转移险种", "Insurance"), value=schemes_of(transfer)),
        paper.Filed(label=Text("转出地", "From"), value=region_name(transfer.original_region)),
        paper.Filed(label=Text("转入地", "To"), value=region_name(transfer.new_region)),
        paper.Filed(
            label=Text("转出地经办机构", "Original agency"),
            value=agency_name(transfer.original_agency),
        ),
    ]
    if transfer.employer_name:
        employer = Text("新工作单位", "New employer")
        said.append(paper.Filed(label=employer, value=transfer.employer_name))
    return said


def _reasons_for_agency(codes: Iterable[str], note: str) -> tuple[paper.Reason, ...]:
    """Return the same reasons as one agency tells another."""
    return tuple(
        replace(each, title=TO_AGENCY[each.code].found, way_forward=TO_AGENCY[each.code].needed)
        for each in reasons_given(codes, note)
    )
