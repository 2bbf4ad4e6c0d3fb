"""What the rules of a registration are asked, fetched from answers, records and registrations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import Person
from applications.fields import Answers, Asked, Known
from applications.medical import insured_place, is_retired, medical, scheme_of
from kit.once import once_a_page
from law.values import RuleBook
from records.models import Relationship
from records.rules.areas import is_in_province, is_inside
from records.rules.medical_shares import Grade, Insured
from services.care import hospitals
from services.care.models import Hospital, Referral, Registration, Visit
from services.care.rules.kinds import LONG_TERM, Kind, Scheme
from services.care.rules.lateness import Late, late
from services.care.rules.paying import EXAMPLE, Example
from services.care.rules.proving import papers_asked_until
from services.care.rules.registering import Proof, Span, validity

NOT_CHOSEN = Kind.OTHER
LATELY_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class CareFacts:
    """A registration as it would be, beside what is registered already.

    Without a sign-in nothing is known of registrations and promises, and nothing speaks for them.
    """

    kind: Kind
    scheme: Scheme
    insured: str
    places: tuple[str, ...]
    span: Span
    asked_until: date | None
    proof: Proof
    held: tuple[Registration, ...]
    papers_until: date | None
    is_covered: bool
    example: Example
    care: str
    hospital: Hospital | None
    names_hospital: bool
    is_filed_by_hospital: bool
    today: date
    book: RuleBook
    is_anonymous: bool
    # What is to be changed, cancelled or proven; it is then none of those in the way.
    current: Registration | None = None
    names_none: bool = False  # several count, and it was not said which is meant
    late: Late | None = None
    was_treated_at_home: bool = False

    @property
    def overlapping(self) -> tuple[Registration, ...]:
        """Active registrations that would count on the same days."""
        return tuple(each for each in self.held if each.span.meets(self.span))

    @property
    def stands_alone(self) -> bool:
        """Whether no other may count on the same days: only papers and data let several stand."""
        return self.kind not in LONG_TERM or self.proof is Proof.PROMISE


# --- The facts ---------------------------------------------------------------------------------
def facts_for(kind: Kind | None, asked: Asked) -> CareFacts:
    """Return the facts of a registration of one kind, or of the kind that was chosen."""
    answers, known = asked.answers, asked.known
    chosen = kind or _kind(answers)
    insured = (insured_place(known) if known else None) or str(answers.get("insured_place") or "")
    from_day = answers.get("from_day") or asked.today
    scheme = Scheme((scheme_of(known) if known else None) or answers.get("scheme") or "employee")
    places = places_of(answers)
    span = validity(chosen, from_day, answers.get("until"), region=insured, book=asked.book)
    hospital = hospitals.named(str(answers.get("hospital") or ""))
    return CareFacts(
        kind=chosen,
        scheme=scheme,
        insured=insured,
        places=places,
        span=span,
        asked_until=answers.get("until"),
        proof=proof_of(chosen, answers, known),
        held=held_by(known),
        papers_until=_papers_until(known, insured, asked.book),
        is_covered=known is None or any(_runs(each) for each in medical(known)),
        example=_example(answers, known, insured, scheme, places),
        care=str(answers.get("care") or ""),
        hospital=hospital,
        names_hospital=bool(answers.get("hospital") or answers.get("hospital_name")),
        is_filed_by_hospital=filed_referral(known, answers) is not None,
        today=asked.today,
        book=asked.book,
        is_anonymous=known is None,
        was_treated_at_home=known is not None and _was_treated_at_home(known, insured),
    )


def facts_of_changing(asked: Asked) -> CareFacts:
    """Return the facts of a registration that is put in the place of the one that counts."""
    found = facts_for(None, asked)
    chosen = named_of(found.held, asked.answers)
    return replace(found, held=(), current=chosen, names_none=len(found.held) > 1 and not chosen)


def named_of(held: tuple[Registration, ...], answers: Answers) -> Registration | None:
    """Return the registration that was named by its case, or the only one there is."""
    named = answers.get("registration")
    if named:
        return next((each for each in held if each.case.number == named), None)
    return held[0] if len(held) == 1 else None


def facts_of_lateness(asked: Asked) -> CareFacts:
    """Return the facts of a registration that begins with a stay one is in, or has left."""
    answers = asked.answers
    admitted = answers.get("admitted_on") or asked.today
    found = facts_for(None, replace(asked, answers={**answers, "from_day": admitted}))
    paid = answers.get("settled_on") if answers.get("is_settled") else None
    if answers.get("is_settled") and paid is None:
        paid = asked.today
    how = late(
        asked.today,
        discharged=answers.get("discharged_on"),
        settled_on=paid,
        region=found.insured,
        book=asked.book,
    )
    return replace(found, late=how)


def _kind(answers: Answers) -> Kind:
    said = str(answers.get("kind") or "")
    return Kind(said) if said in set(Kind) else NOT_CHOSEN


def places_of(answers: Answers) -> tuple[str, ...]:
    """Return the places of treatment that were named, each once."""
    several: Iterable[str] = answers.get("places") or ()
    one = answers.get("place")
    return tuple(dict.fromkeys([*([str(one)] if one else []), *several]))


def proof_of(kind: Kind, answers: Answers, known: Known | None) -> Proof:
    """Return by what a registration is proven: by data, where they are held, before all else."""
    if kind not in LONG_TERM or lives_there(kind, answers, known):
        return Proof.DATA
    return Proof.PROMISE if answers.get("proof") == Proof.PROMISE else Proof.PAPER


def lives_there(kind: Kind, answers: Answers, known: Known | None) -> bool:
    """Whether the household register puts a retired person in the place of treatment already."""
    if kind is not Kind.RETIREE or known is None:
        return False
    home, places = str(known.person.hukou_region_code or ""), places_of(answers)
    return bool(home and places) and all(_in_city(home, place) for place in places)


def _in_city(home: str, place: str) -> bool:
    return home[:2] == place[:2] if place.endswith("0000") else home[:4] == place[:4]


@once_a_page
def held_by(known: Known | None) -> tuple[Registration, ...]:
    """Return the active registrations of somebody that have not run out."""
    if known is None:
        return ()
    active = Registration.State.ACTIVE
    running = (each for each in _registrations(known.person) if each.state == active)
    return tuple(each for each in running if each.until is None or each.until >= known.today)


@once_a_page
def _papers_until(known: Known | None, insured: str, book: RuleBook) -> date | None:
    """Return until when papers are asked of somebody who broke a promise, if they did."""
    if known is None:
        return None
    void = Registration.State.VOID
    broken = next((each for each in _registrations(known.person) if each.state == void), None)
    if broken is None or broken.stopped_on is None:
        return None
    return papers_asked_until(broken.stopped_on, region=insured, book=book)


def _runs(each: Relationship) -> bool:
    return each.status in (Relationship.Status.ACTIVE, Relationship.Status.DRAWING)


def filed_referral(known: Known | None, answers: Answers) -> Referral | None:
    """Return what a hospital filed of somebody for a place that was named, the newest first."""
    places = places_of(answers)
    filed = _referrals(known.person) if known and places else ()
    return next((each for each in filed if each.to_place_id in places), None)


def newest_referral(known: Known) -> Referral | None:
    """Return what a hospital filed last of somebody."""
    return next(iter(_referrals(known.person)), None)


@once_a_page
def _referrals(person: Person) -> list[Referral]:
    filed = Referral.objects.filter(person=person).select_related("hospital")
    return list(filed.order_by("-referred_on", "-pk"))


@once_a_page
def _registrations(person: Person) -> list[Registration]:
    return list(Registration.objects.of(person))


@once_a_page
def _was_treated_at_home(known: Known, insured: str) -> bool:
    """Whether a hospital of the place of insurance has settled a visit of the last year, on a day
    on which the person was registered as living elsewhere.
    """
    spans = [each.span for each in _registrations(known.person) if Kind(each.kind) in LONG_TERM]
    if not spans:
        return False
    since = known.today - timedelta(days=LATELY_DAYS)
    lately = Visit.objects.filter(person=known.person, settled_on__gte=since)
    visits = lately.values_list("admitted_on", "hospital__region")
    at_home = (day for day, place in visits if is_inside(place, insured))
    return any(span.holds(day) for day in at_home for span in spans)


# --- The example stay --------------------------------------------------------------------------
def _example(
    answers: Answers, known: Known | None, insured: str, scheme: Scheme, places: tuple[str, ...]
) -> Example:
    retired = is_retired(known) if known else None
    if retired is None:
        retired = bool(answers.get("is_retired", True))
    in_province = bool(places) and all(is_in_province(each, insured) for each in places)
    return replace(
        Example(region=insured),
        covered=answers.get("amount") or EXAMPLE,
        grade=Grade(answers.get("grade") or Grade.TERTIARY),
        insured=insured_as(scheme, is_retired=retired),
        deductible=answers.get("own_deductible"),
        share=_rate(answers.get("own_share")),
        in_province=in_province,
    )


def insured_as(scheme: Scheme, *, is_retired: bool) -> Insured:
    """Return whose share counts."""
    if scheme is Scheme.RESIDENT:
        return Insured.RESIDENT
    return Insured.RETIRED if is_retired else Insured.ACTIVE


def _rate(percent: int | None) -> Decimal | None:
    return None if percent is None else Decimal(percent) / 100
