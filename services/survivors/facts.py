"""What the rules of survivors' benefits are asked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from accounts.models import document_index
from agencies.models import Agency
from applications.fields import AgencyChoice, Answers, Asked, Known
from kit import wall
from law.identity_number import DocumentType, IdentityDocument
from law.values import RuleBook, ValueNotInForce
from services.survivors.finding import Deceased, deceased_of
from services.survivors.models import Bereavement, Payee
from services.survivors.rules.amounts import Grants, Income, grants, income_of, months, set_off
from services.survivors.rules.reasons import NO_DEATH_RECORD

WORK = "work"


@dataclass(frozen=True, kw_only=True)
class SurvivorFacts:
    """A death: who has died as the record has it, what was typed of it, who agrees.

    `is_told`: whether figures may be shown; before it is sent nothing of the record is.
    """

    region: str
    died_on: date | None
    cause: str
    paid_months: int | None
    drawn_months: int | None
    own_paid: Decimal | None
    overpaid: Decimal
    typed_income: Decimal | None
    has_death_record: bool
    is_drawn: bool
    all_agree: bool
    places: int
    today: date
    book: RuleBook
    is_anonymous: bool

    @property
    def income(self) -> Income | None:
        """The income that counts; nothing where the place has none."""
        if self.died_on is None:
            return None
        try:
            return income_of(self.died_on, self.region, self.book)
        except ValueNotInForce:
            return None

    @property
    def yearly(self) -> Decimal | None:
        """The income of a year: as it is loaded, else as it was typed."""
        found = self.income
        return found.amount if found else self.typed_income

    @property
    def months(self) -> Fraction | None:
        """The months of condolence; nothing while what was paid or the death is not known."""
        if self.paid_months is None or self.died_on is None:
            return None
        return months(self.paid_months, self.drawn_months, self.died_on, self.book)

    @property
    def grants(self) -> Grants | None:
        """Both grants with what is set off; nothing while a number is missing."""
        yearly, of = self.yearly, self.months
        if yearly is None or of is None or self.paid_months is None or self.died_on is None:
            return None
        own = self.own_paid if self.drawn_months is None else None
        found = grants(yearly, of, own, self.paid_months, self.died_on, self.book)
        return set_off(found, self.overpaid)


def index_of(number: str) -> str:
    """Return by what a resident's number is found without being readable."""
    return document_index(IdentityDocument(DocumentType.RESIDENT_ID, number.strip().upper(), ""))


def agency_of(_known: Known, answers: Answers) -> AgencyChoice:
    """Return who pays: the agency of the place where the family says the deceased was insured.

    It is not looked up by the number: nobody learns so where a stranger is insured.
    """
    place = str(answers.get("place") or "")
    if not place:
        return AgencyChoice(is_by_answers=True)
    found = Agency.objects.serving(place, "pension").first()
    if found is None:
        return AgencyChoice(reason=NO_DEATH_RECORD)
    return AgencyChoice(agencies=(found,))


def facts_of(asked: Asked) -> SurvivorFacts:
    """Return the facts; of the record only once the application was sent."""
    answers, known = asked.answers, asked.known
    number, name = (
        str(answers.get("deceased_number") or ""),
        str(answers.get("deceased_name") or ""),
    )
    is_sent = known is not None and known.filed_on is not None
    found = deceased_of(name, number, answers.get("died_on")) if is_sent and number else None
    died_on = (found.died_on if found else None) or answers.get("died_on")
    return SurvivorFacts(
        region=_region(found, answers),
        died_on=died_on,
        cause=str(answers.get("cause") or ""),
        paid_months=found.paid_months if found else answers.get("paid_months"),
        drawn_months=found.drawn_months if found else _typed_drawn(answers),
        own_paid=_own(found, answers),
        overpaid=found.overpaid if found else Decimal(answers.get("overpaid") or 0),
        typed_income=answers.get("income"),
        has_death_record=not is_sent or bool(found and found.died_on),
        is_drawn=is_sent and _is_drawn(number, known),
        all_agree=not is_sent or _all_agree(known),
        places=found.places if found else 1,
        today=asked.today,
        book=asked.book,
        is_anonymous=known is None,
    )


def _region(found: Deceased | None, answers: Answers) -> str:
    if found is not None and found.agency is not None:
        return str(found.agency.region_id)
    return str(answers.get("place") or "")


def _own(found: Deceased | None, answers: Answers) -> Decimal | None:
    """Return the own contributions; what no payment is on record for is not nought but unknown."""
    if found is None:
        return answers.get("own_paid")
    return found.own_paid or None


def _typed_drawn(answers: Answers) -> int | None:
    years = answers.get("drawn_years")
    return None if years is None else int(years) * 12


@wall.as_house("see that the grants for one death are drawn once")
def _is_drawn(number: str, known: Known | None) -> bool:
    others = Bereavement.objects.filter(deceased_index=index_of(number))
    return others.exclude(case=known.case if known else None).exists()


@wall.as_house("see whether all payees of a case agree")
def _all_agree(known: Known | None) -> bool:
    if known is None or known.case is None:
        return True
    return not Payee.objects.filter(case=known.case, agreed_at=None).exists()
