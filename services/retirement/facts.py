"""What the rules of retiring are asked, from answers, records, findings and choices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.fields import AgencyChoice, Answers, Asked, Known
from applications.rules.reasons import NO_RECORD
from applications.where import HELD
from kit.once import once_a_page
from law.money import ZERO
from law.values import RuleBook, ValueNotInForce
from payouts import standing
from payouts.models.accounts import account_for
from records.models import Relationship, Scheme
from records.rules.months import Span
from records.rules.retirement import Category
from services.retirement.career import Career, career_of, category_of
from services.retirement.findings import findings_of
from services.retirement.forecast_questions import index_of
from services.retirement.models import Choice
from services.retirement.rules import findings
from services.retirement.rules.counting import Counted, counted, first_work_is_early
from services.retirement.rules.findings import Judged
from services.retirement.rules.pension import (
    AgeNotCovered,
    Determination,
    PensionFacts,
    PensionLine,
    by_hand,
    pension,
)
from services.retirement.rules.profiles import profile
from services.retirement.rules.windows import (
    First,
    Hindrance,
    When,
    Window,
    Wish,
    first_pension_month,
    may_retire,
    window,
)

PENSION, UNEMPLOYMENT, DISABILITY = "pension", "unemployment", "disability"
MIXED = "mixed"
FLEXIBLE = "flexible"


@dataclass(frozen=True, kw_only=True)
class RetireFacts:
    """Somebody's retirement as it would be, and what the records say beside it."""

    is_anonymous: bool
    category: Category | None
    born: date | None
    window: Window | None
    day: date
    when: When
    hindrances: frozenset[Hindrance]
    counted: Counted
    index: Decimal
    is_index_sure: bool
    account: Decimal
    transition_index: Decimal | None
    first: First
    region: str
    pays: str
    judged: Judged
    career: Career | None
    says_birth_differs: bool
    worked_before_sixteen: bool
    has_unproven: bool
    has_account: bool
    draws: frozenset[str]
    employer_denies: bool
    today: date
    book: RuleBook

    @property
    def month(self) -> date:
        """The month in which somebody retires."""
        return self.day.replace(day=1)

    @property
    def pension_facts(self) -> PensionFacts:
        """What the pension is reckoned from; raises `AgeNotCovered` without a month of birth."""
        if self.born is None:
            raise AgeNotCovered
        return PensionFacts(
            born=self.born,
            retires=self.month,
            counted=self.counted,
            index=self.index,
            account=self.account,
            transition_index=self.transition_index,
        )

    @property
    def lines(self) -> tuple[PensionLine, ...]:
        """The lines of the pension: by the rules, or the sum that a clerk worked out by hand."""
        if self.judged.by_hand is not None:
            return by_hand(self.judged.by_hand)
        found = self.determination()
        return found.lines if found else ()

    def determination(self) -> Determination | None:
        """Return the pension, or nothing where the place has no base or the age no divisor."""
        try:
            here = profile(self.region, self.month, self.book)
            return pension(self.pension_facts, here, on=self.today, book=self.book)
        except (ValueNotInForce, AgeNotCovered):
            return None


# --- Who handles it -----------------------------------------------------------------------------
def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return the agency where somebody is insured as an employee; of several the person chooses."""
    found: tuple[Agency, ...] = tuple(dict.fromkeys(e.agency.in_office for e in _pension(known)))
    return AgencyChoice(agencies=found) if found else AgencyChoice(reason=NO_RECORD)


def _pension(known: Known) -> list[Relationship]:
    held = [
        each
        for each in known.relationships
        if each.insurance == Insurance.PENSION
        and each.scheme == Scheme.EMPLOYEE
        and each.status in HELD
    ]
    running = [each for each in held if each.status != Relationship.Status.SUSPENDED]
    return running or held


# --- Whose age it is ----------------------------------------------------------------------------
def category_for(answers: Answers, known: Known | None, judged: Judged) -> Category | None:
    """Return whose age counts: by the file, else by what was answered; nothing where it is open."""
    if known is None:
        said = answers.get("category")
        return Category(said) if said in set(Category) else None
    if category_of(known.person) is Category.MALE:
        return Category.MALE
    post = judged.post or str(answers.get("post") or "")
    by_post = {
        findings.MANAGES: Category.FEMALE_55,
        FLEXIBLE: Category.FEMALE_55,
        findings.OTHER_POST: Category.FEMALE_50,
    }
    return by_post.get(post)


def born_for(answers: Answers, known: Known | None, judged: Judged) -> date | None:
    """Return the month of birth: by the file where it was judged, else by the record."""
    if judged.born is not None:
        return judged.born
    if known is None:
        return answers.get("born")
    said = answers.get("file_born") if answers.get("birth_differs") else None
    own = known.person.born_on
    return said or (own.replace(day=1) if own else None)


def _birth_differs(answers: Answers, known: Known | None, judged: Judged) -> bool:
    """Whether card and file differ: as the file was judged, else as the person says."""
    own = known.person.born_on if known else None
    if judged.born is None or own is None:
        return bool(answers.get("birth_differs"))
    return judged.born != own.replace(day=1)


# --- The facts ----------------------------------------------------------------------------------
def facts_of(asked: Asked, *, with_choice: bool = True) -> RetireFacts:
    """Return the facts of a retirement; a choice that stands counts, unless it is chosen anew."""
    answers, known, book = asked.answers, asked.known, asked.book
    judged = findings_of(known.person) if known else Judged()
    career = career_of(known.person, today=asked.today, book=book) if known else None
    category, born = category_for(answers, known, judged), born_for(answers, known, judged)
    of = window(category, born, book) if category and born else None
    months = _counted(answers, career, judged)
    day = answers.get("day") or _usual_day(of, asked.today)
    choice = standing_choice(known.person) if known and with_choice else None
    wish = _wish(of, day, months, answers, choice) if of else None
    region = (career.region if career else "") or str(answers.get("place") or "")
    first_work = answers.get("first_work")
    return RetireFacts(
        is_anonymous=known is None,
        category=category,
        born=born,
        window=of,
        day=day,
        when=When(answers.get("when") or When.STATUTORY),
        hindrances=may_retire(wish, book) if wish else frozenset(),
        counted=months,
        index=_index(answers, career, judged, asked.today),
        is_index_sure=judged.number(findings.INDEX) is not None,
        account=career.account if career else Decimal(answers.get("account") or ZERO),
        transition_index=judged.number(findings.TRANSITION_INDEX),
        first=_first(day, asked, region),
        region=region,
        pays=career.pays if career else "",
        judged=judged,
        career=career,
        says_birth_differs=_birth_differs(answers, known, judged),
        worked_before_sixteen=bool(born and first_work and first_work_is_early(born, first_work)),
        has_unproven=_has_unproven(answers, judged),
        has_account=known is None or account_for(known.person, asked.today) is not None,
        draws=_draws(known.person) if known else frozenset(),
        employer_denies=choice is not None and choice.employer_agrees is False,
        today=asked.today,
        book=book,
    )


def _usual_day(of: Window | None, today: date) -> date:
    return of.statutory if of and of.statutory > today else today


def _counted(answers: Answers, career: Career | None, judged: Judged) -> Counted:
    if career is None:
        paid, deemed = answers.get("paid_months") or 0, answers.get("deemed_months") or 0
        return Counted(paid, deemed, 0, ())
    return counted(
        career.paid, judged.deemed or _claimed(answers), judged.spans(findings.NOT_COUNTED)
    )


def _claimed(answers: Answers) -> tuple[Span, ...]:
    """Return the deemed periods that somebody says they can prove: for their own forecast."""
    rows = answers.get("deemed") or ()
    return tuple(
        Span(row["from_month"], row["to_month"])
        for row in rows
        if row.get("from_month") and row.get("to_month") and row.get("is_proven")
    )


def _has_unproven(answers: Answers, judged: Judged) -> bool:
    rows = answers.get("deemed") or ()
    return bool(rows) and not judged.is_reviewed and any(not row.get("is_proven") for row in rows)


def _index(answers: Answers, career: Career | None, judged: Judged, today: date) -> Decimal:
    found = judged.number(findings.INDEX)
    if found is not None:
        return found
    return career.index if career else index_of(answers, today.year)


def _wish(of: Window, day: date, months: Counted, answers: Answers, choice: Choice | None) -> Wish:
    """Return how somebody wants to go, with the notice or agreement that was sealed, or said."""
    noticed = (
        timezone.localdate(choice.noticed_at) if choice and choice.way == Choice.Way.EARLY else None
    )
    return Wish(
        window=of,
        day=day,
        when=When(answers.get("when") or When.STATUTORY),
        counted_months=months.total,
        noticed_on=noticed or answers.get("noticed_on"),
        agreed_on=(choice.agreed_on if choice else None) or answers.get("agreed_on"),
        is_leading=bool(answers.get("is_leading")),
    )


@once_a_page
def standing_choice(person: Person) -> Choice | None:
    """Return the choice of an earlier or later date that stands."""
    return Choice.objects.standing().filter(person=person).first()


def _first(day: date, asked: Asked, region: str) -> First:
    """Return from when it is paid; whoever files beforehand files in time."""
    filed = (asked.known.filed_on if asked.known else None) or asked.today
    return first_pension_month(day, max(filed, day), region, asked.book)


@once_a_page
def _draws(person: Person) -> frozenset[str]:
    """Return which of the benefits that touch a pension somebody draws now."""
    names = (PENSION, UNEMPLOYMENT, DISABILITY)
    return frozenset(name for name in names if standing.draws(person, name) is not None)
