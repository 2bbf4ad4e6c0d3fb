"""What the letters of a transfer have in common."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from agencies.models import Agency
from agencies.rules.terms import Insurance
from kit.clock import day_of
from law.wording import Text
from letters import data as paper
from letters.models import Letter
from letters.parties import agency_facts, agent_facts, person_facts
from letters.rules.numbers import LetterNumber
from records.models import Relationship, Scheme
from transfers.models import Transfer
from transfers.rules.reasons import REASONS

SCHEMES = {
    (Insurance.PENSION, Scheme.EMPLOYEE): Text(
        "企业职工基本养老保险", "Basic old-age insurance for enterprise employees"
    ),
    (Insurance.PENSION, Scheme.RESIDENT): Text(
        "城乡居民基本养老保险", "Basic old-age insurance for residents"
    ),
    (Insurance.MEDICAL, Scheme.EMPLOYEE): Text(
        "职工基本医疗保险", "Basic medical insurance for employees"
    ),
    (Insurance.MEDICAL, Scheme.RESIDENT): Text(
        "城乡居民基本医疗保险", "Basic medical insurance for residents"
    ),
}


def schemes_of(transfer: Transfer) -> Text:
    """Return the scheme, or both where the insurance goes from one to another."""
    insurance = Insurance(transfer.insurance)
    old = SCHEMES[insurance, Scheme(transfer.from_scheme)]
    new = SCHEMES[insurance, Scheme(transfer.to_scheme)]
    return new if old == new else Text(f"{old.zh}转入{new.zh}", f"{old.en} into {new.en}")


def on_every_letter(
    transfer: Transfer,
    number: LetterNumber,
    issuer: Agency,
    by: Actor | None,
    now: datetime,
    relationship: Relationship | None = None,
) -> dict[str, Any]:
    """Return what every letter of a transfer carries."""
    return {
        "insurance": transfer.insurance,
        "number": number.identifier,
        "official_number": number.official,
        "case_number": transfer.case.number,
        "issued_on": day_of(now),
        "issuer": agency_facts(issuer),
        "person": person_facts(
            transfer.case.person,
            personal_number=relationship.personal_number if relationship else "",
        ),
        "agent": agent_facts(transfer.case),
        "handler": by.user.display_name if by and by.user else "",
    }


def reasons_given(codes: Iterable[str], note: str) -> tuple[paper.Reason, ...]:
    """Return the reasons with their articles; the clerk's own words stand with the first."""
    own_words = Text(note, note) if note.strip() else None
    return tuple(
        paper.Reason(
            code=code,
            title=REASONS[code].sentence,
            way_forward=REASONS[code].way_forward,
            detail=own_words if index == 0 else None,
            basis=REASONS[code].basis.label,
        )
        for index, code in enumerate(codes)
    )


def acceptance_letter_of(transfer: Transfer) -> Letter:
    letters = Letter.objects.filter(case=transfer.case, kind=Letter.Kind.ACCEPTANCE)
    return letters.select_related("delivery").latest("issued_at")
