"""What the rules of an inheritance are asked.

The account of somebody else is looked at for the agency alone: whoever applies learns nothing of
it before it is decided, and cannot find out by trying who is insured.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from accounts.models import Person
from applications.fields import Answers, Asked
from casework.models import Case
from kit import wall
from kit.once import once_a_page
from law.identity_number import DocumentType, IdentityDocument
from law.names import name_key
from records.models import Relationship
from services.enrolments.models import Heir
from services.enrolments.rules.inheriting import Share, add_up
from services.enrolments.settling import GONE, Left, is_under_way, left_in

SERVICE = "account-inheritance"
OFFICE = (wall.Kind.DESK, wall.Kind.HOUSE)


@dataclass(frozen=True, kw_only=True)
class InheritanceFacts:
    """What an agency decides by; `left` and what follows are None to anybody else.

    `heirs` are the rows of the table as they were sent, with what each has said.
    """

    shares: tuple[Share, ...]
    is_heir: bool
    agreed: str
    died_on: date | None
    heirs: tuple[Heir, ...]
    left: Left | None
    is_open: bool
    is_under_way: bool
    is_death_known: bool

    @property
    def fractions(self) -> tuple[Fraction, ...]:
        """The shares, where all of them are some."""
        return tuple(each.fraction or Fraction(0) for each in self.shares)


def shares_in(answers: Answers) -> tuple[Share, ...]:
    """Return the rows of the table that can be read."""
    return tuple(
        Share(str(row.get("number") or ""), row.get("parts") or 0, row.get("of_parts") or 0)
        for row in answers.get("heirs") or ()
    )


@once_a_page
def found(name: str, number: str) -> Person | None:
    """Return whoever is on the records with exactly this name and identity card."""
    document = IdentityDocument(DocumentType.RESIDENT_ID, number.upper(), "")
    person = Person.objects.with_document(document).first()
    return person if person and name_key(str(person.name)) == name_key(name) else None


def deceased_in(answers: Answers) -> Person | None:
    """Return whose account it is."""
    named = str(answers.get("deceased_name") or ""), str(answers.get("deceased_number") or "")
    return found(*named) if all(named) else None


def account_of(person: Person, answers: Answers) -> Relationship | None:
    """Return the account that is kept at the place that was named."""
    held = Relationship.objects.filter(
        person=person, insurance=answers.get("insurance"), scheme="employee"
    ).exclude(status__in=GONE)
    wanted = answers.get("place")
    there = [each for each in held.order_by("pk") if each.agency.in_office.region_id == wanted]
    return there[-1] if there else None


def heirs_of(case: Case) -> tuple[Heir, ...]:
    """Return the rows that count, in their order."""
    return tuple(Heir.objects.filter(case=case, replaced_at=None).order_by("row"))


def facts_of(asked: Asked) -> InheritanceFacts:
    """Return what the rules are asked."""
    answers, known = asked.answers, asked.known
    shares = shares_in(answers)
    own = str(known.person.number).upper() if known else ""
    seen = _as_the_office(asked) if wall.asker().kind in OFFICE and known else {}
    return InheritanceFacts(
        shares=shares,
        is_heir=known is None or own in {each.number.upper() for each in shares},
        agreed=str(answers.get("agreed") or ""),
        died_on=answers.get("died_on"),
        **{**_UNSEEN, **seen},
    )


_UNSEEN: dict = {
    "heirs": (),
    "left": None,
    "is_open": False,
    "is_under_way": False,
    "is_death_known": True,
}


def _as_the_office(asked: Asked) -> dict:
    """Return what the agency sees; an application that was not sent yet shows nobody anything."""
    known, died_on = asked.known, asked.answers.get("died_on")
    if known is None or known.filed_on is None or died_on is None:
        return {}
    person = deceased_in(asked.answers)
    account = account_of(person, asked.answers) if person else None
    if person is None or account is None:
        return {"left": None, "is_open": True, "is_death_known": _is_known(person, died_on)}
    return {
        "heirs": heirs_of(known.case) if known.case else (),
        "left": left_in(account, died_on, asked.book),
        "is_open": True,
        "is_under_way": is_under_way(account),
        "is_death_known": _is_known(person, died_on),
    }


def _is_known(person: Person | None, died_on: date) -> bool:
    return person is not None and person.deceased_on == died_on


def add_up_to_one(facts: InheritanceFacts) -> bool:
    """Whether the shares are the whole; nothing is said of a table that is empty."""
    return not facts.shares or add_up(facts.shares)


def all_agree(facts: InheritanceFacts) -> bool:
    """Whether every heir has agreed, or a paper says so for them."""
    if not facts.is_open or facts.agreed != "online":
        return True
    return bool(facts.heirs) and all(each.agreed_at for each in facts.heirs)
