"""What the rules of a corrected identity are asked, fetched from records, cases and the police."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Person
from applications.fields import Answers, Asked
from applications.known import answers_of
from applications.models import Application
from casework.models import Case
from kit import crypto, wall
from kit.once import once_a_page
from law.canonical import canonical
from law.identity_number import IdentityDocument
from law.values import RuleBook
from services.particulars.models import PoliceAnswer
from services.particulars.rules.identity import Disagreement, Identity, agree, written
from services.particulars.rules.ways import Change, Claim, Police

SERVICE = "particulars-key"
NOBODY = Identity(name="", document_type="", number="", born_on=date.min, sex="")


@dataclass(frozen=True, kw_only=True)
class KeyFacts:
    """The change, what the police and the number itself say of it, and what it touches."""

    change: Change
    police: Police
    against: tuple[Disagreement, ...]
    has_other_record: bool
    open_cases: tuple[Case, ...]
    today: date
    book: RuleBook
    is_anonymous: bool
    since: date | None


def identity_of(person: Person) -> Identity:
    """Return somebody as the agencies' record writes them."""
    return Identity(
        name=str(person.name),
        document_type=person.document_type,
        number=str(person.number),
        born_on=person.born_on,
        sex=person.sex,
        issued_in=str(person.issued_in),
    )


def wanted_of(old: Identity, answers: Answers) -> Identity:
    """Return somebody as they should be recorded: the record, with what was asked for in its place.

    What has not been answered yet stays as it is.
    """
    new, chosen = old, answers.get("what") or ()
    if "name" in chosen and answers.get("name"):
        new = replace(new, name=answers["name"])
    if "document" in chosen and answers.get("number") and answers.get("document_type"):
        document = IdentityDocument(
            answers["document_type"], written(answers["number"]), answers.get("issued_in") or ""
        )
        new = replace(
            new,
            document_type=document.kind,
            number=document.number,
            issued_in=document.issued_in,
        )
    if "born_on" in chosen and answers.get("born_on"):
        new = replace(new, born_on=answers["born_on"])
    if "sex" in chosen and answers.get("sex"):
        new = replace(new, sex=answers["sex"])
    return new


def change_of(person: Person, answers: Answers) -> Change:
    """Return what somebody asks to be changed."""
    old = identity_of(person)
    return Change(old=old, new=wanted_of(old, answers), claim=str(answers.get("claim") or ""))


def facts_of(asked: Asked) -> KeyFacts:
    """Return the facts; without a sign-in only those of birth date and sex."""
    if asked.known is None:
        return _of_nobody(asked)
    person = asked.known.person
    change = change_of(person, asked.answers)
    police = police_answer(person, change.new)
    new = change.new
    return KeyFacts(
        change=change,
        police=police,
        against=agree(new.number, new.born_on, new.sex, new.document_type),
        has_other_record=_has_other_record(person, new, police),
        open_cases=tuple(open_cases(person)),
        today=asked.today,
        book=asked.book,
        is_anonymous=False,
        since=asked.answers.get("since"),
    )


def _of_nobody(asked: Asked) -> KeyFacts:
    answers = asked.answers
    born, sex = answers.get("recorded_born_on"), answers.get("recorded_sex")
    old = replace(NOBODY, born_on=born or asked.today, sex=sex or "male")
    new = replace(
        old,
        born_on=answers.get("true_born_on") or old.born_on,
        sex=answers.get("true_sex") or old.sex,
    )
    return KeyFacts(
        change=Change(old=old, new=new, claim=Claim.OTHER),
        police=Police.NO_ANSWER,
        against=(),
        has_other_record=False,
        open_cases=(),
        today=asked.today,
        book=asked.book,
        is_anonymous=True,
        since=None,
    )


@once_a_page
def open_cases(person: Person) -> list[Case]:
    """Return the other cases of somebody that are under way."""
    under_way = Case.objects.open().filter(person=person).exclude(service=SERVICE)
    return list(under_way.order_by("created_at", "pk"))


@once_a_page
@wall.as_house("know whether a document is on another record")
def holder_of(identity: Identity, *, beside: Person) -> Person | None:
    """Return whose record has this document already, if it is somebody else's."""
    return Person.objects.with_document(identity.document).exclude(pk=beside.pk).first()


def _has_other_record(person: Person, new: Identity, police: Police) -> bool:
    """Whether the number has a record already; told only where it is known to be the person's own.

    Otherwise anybody could find out by trying who is insured: so it is said once the police have
    agreed, or once the application is with a clerk.
    """
    is_sent = Case.objects.open().filter(person=person, service=SERVICE).exists()
    if police is not Police.SAME and not is_sent:
        return False
    return holder_of(new, beside=person) is not None


def asked_index(identity: Identity) -> str:
    """Return the keyed hash of what the police are asked; nobody finds by trying whose it is."""
    said = [
        identity.name,
        *identity.document.canonical[:2],
        identity.number,
        identity.born_on.isoformat(),
        identity.sex,
    ]
    return crypto.blind_index(canonical(said).decode(), context="particulars.identity")


def police_answer(person: Person, identity: Identity) -> Police:
    """Return what the police answered to exactly these particulars, in a case of this person."""
    found = _answer_about(person, asked_index(identity))
    return Police(found.answer) if found else Police.NO_ANSWER


@once_a_page
def _answer_about(person: Person, index: str) -> PoliceAnswer | None:
    told = PoliceAnswer.objects.filter(case__person=person, asked_index=index)
    return told.order_by("-at", "-pk").first()


def change_in(application: Application) -> Change:
    """Return what an application asks to be changed, by the answers that are kept."""
    return change_of(application.case.person, answers_of(application))
