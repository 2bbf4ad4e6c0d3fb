"""The letter that goes with money sent back."""

from datetime import datetime
from typing import Any

from agencies.actors import Actor
from law.money import from_fen
from letters.models import Letter
from letters.parties import agency_facts
from letters.rules.numbers import LetterNumber
from transfers.documents.every_letter import on_every_letter, schemes_of
from transfers.letter_facts import money
from transfers.models import InformationForm, SurplusReturn, Transfer


def surplus_letter(
    transfer: Transfer,
    form: InformationForm,
    returned: SurplusReturn,
    number: LetterNumber,
    *,
    by: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Return the letter with which what arrived beyond the form goes back."""
    original, new = transfer.sides
    of_form = Letter.objects.valid().filter(case=transfer.case, kind=Letter.Kind.FORM).last()
    return money.SurplusReturn(
        **on_every_letter(transfer, number, new, by, now),
        addressee=agency_facts(original),
        scheme=schemes_of(transfer),
        form_number=of_form.printed_number if of_form else "",
        form_total=from_fen(form.total_fen),
        arrived=from_fen(form.total_fen + returned.amount_fen),
        returned=from_fen(returned.amount_fen),
        returned_on=returned.returned_on,
        reference=returned.reference,
        contact_phone=new.phone,
    ).as_json()
