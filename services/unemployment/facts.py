"""What the rules of unemployment benefit are asked, from answers, records and earlier spells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Person
from agencies.models import Agency
from agencies.rules.terms import UNEMPLOYMENT
from applications.fields import AgencyChoice, Answers, Asked, Known
from applications.rules.reasons import NO_RECORD
from applications.where import HELD
from kit.once import once_a_page
from law.money import from_fen
from law.values import RuleBook, ValueNotInForce
from law.wording import Text
from payouts import standing
from records import fetching
from records.models import Contribution, Relationship
from records.rules.contributions import month_number, month_of
from records.rules.months import Segment
from records.rules.retirement import Category
from services.unemployment.models import EndingReport, Spell
from services.unemployment.rules.endings import ENDINGS, Ending, Tri, differ, involuntary
from services.unemployment.rules.ladder import Term, term
from services.unemployment.rules.months import Counted, counted_months
from services.unemployment.rules.near_age import ToAge, has_reached, to_age
from services.unemployment.rules.starting import Start, start

Status = Relationship.Status
NEAR_DAYS = timedelta(days=62)  # an employer's report and an answer mean the same end within these
NOTHING_COUNTED = Counted(months=(), owed=())


@dataclass(frozen=True, kw_only=True)
class BenefitFacts:
    """Somebody without work: what they have paid, how it ended, and what stands in the way.

    `counted` is nothing where no agency has a record of the insurance. `reported` is what the
    employer has said, nothing without a sign-in.
    """

    region: str
    today: date
    applied: date
    counted: Counted | None
    left_over: int
    last_day: date | None
    ending: Ending | None
    employer_ending: Ending | None
    is_reported: bool | None
    is_insured: bool
    has_business: bool
    in_custody: bool
    draws_pension: bool
    draws_elsewhere: bool
    has_drawn_all: bool
    born_on: date | None
    sex: str
    own_base: Decimal | None
    running: Spell | None
    book: RuleBook
    is_anonymous: bool

    @property
    def months_paid(self) -> int:
        """The months that count."""
        return self.counted.paid if self.counted else 0

    @property
    def will(self) -> Tri:
        """Whether work ended against one's will."""
        if self.ending is None:
            return Tri.ASK
        return involuntary(self.ending, self.employer_ending)

    @property
    def sides_differ(self) -> bool:
        """Whether the employer says something that counts otherwise."""
        return self.ending is not None and differ(self.ending, self.employer_ending)

    @property
    def start(self) -> Start:
        """From when it counts: registered with the application, decided on the day asked about."""
        return start(self.applied, self.applied, self.today, self.region, self.book)

    @property
    def latest_category(self) -> Category:
        """The later age of the two a woman may have: nobody is refused for the earlier one."""
        return Category.MALE if self.sex == "male" else Category.FEMALE_55

    @property
    def has_age(self) -> bool:
        """Whether the statutory age was reached."""
        if self.born_on is None:
            return False
        return has_reached(self.born_on, self.latest_category, self.today)

    @property
    def near_age(self) -> ToAge | None:
        """How long it is drawn until the age, for whoever is close to it."""
        if self.born_on is None or not self.sex:
            return None
        own = Category.MALE if self.sex == "male" else Category.FEMALE_50
        first = self.start.first_month
        found = to_age(self.born_on, own, first, self.book)
        if found is None and self.sex != "male":
            return to_age(self.born_on, Category.FEMALE_55, first, self.book)
        return found

    @property
    def term(self) -> Term:
        """For how many months it is drawn; raises `ValueNotInForce` for a place without a "
        "ladder."""
        return term(self.months_paid, self.left_over, self.region, self.applied, self.book)

    @property
    def has_months(self) -> bool:
        """Whether there is a month to draw; where no ladder is loaded a person works it out."""
        try:
            return self.term.total > 0
        except ValueNotInForce:
            return True


# --- Who handles it -------------------------------------------------------------------------------
def insured(known: Known) -> tuple[Relationship, ...]:
    """Return where somebody has unemployment insurance; else where they have old-age insurance."""
    for insurance in (UNEMPLOYMENT, "pension"):
        held = [
            each
            for each in known.relationships
            if each.insurance == insurance and each.scheme == "employee" and each.status in HELD
        ]
        if held:
            latest = sorted(
                held, key=lambda each: (each.status == Status.ACTIVE, each.opened_month)
            )
            return tuple(reversed(latest))
    return ()


def agency_of(known: Known, _answers: Answers) -> AgencyChoice:
    """Return who may pay: where one was insured last, or where one's household is registered."""
    held = tuple(dict.fromkeys(each.agency.in_office for each in insured(known)))[:1]
    if not held:
        return AgencyChoice(reason=NO_RECORD)
    home = str(known.person.hukou_region_code or "")
    at_home = Agency.objects.serving(home, UNEMPLOYMENT).first() if home else None
    own = (*held, at_home) if at_home else held
    return AgencyChoice(agencies=tuple(dict.fromkeys(own)))


@once_a_page
def place_of(known: Known) -> str | None:
    """Return the code of the place that pays: as it was chosen, else where one was insured."""
    chosen = getattr(known.case, "application", None)
    if chosen is not None and chosen.agency is not None:
        return str(chosen.agency.region_id)
    held = insured(known)
    return str(held[0].agency.in_office.region_id) if held else None


# --- From the records -----------------------------------------------------------------------------
def counted_of(known: Known) -> Counted | None:
    """Return the months that count since the last spell; nothing where no record is held."""
    if not any(each.insurance == UNEMPLOYMENT for each in known.relationships):
        return None
    held = fetching.relationships_of(known.person, UNEMPLOYMENT, with_periods=True)
    segments = [
        Segment(
            region=(period.came_from or each.agency).region_id,
            first_month=period.first_month,
            last_month=period.last_month,
            insurance=UNEMPLOYMENT,
            owed=not period.is_paid,
        )
        for each in held
        for period in each.periods.all()
    ]
    before = spells_of(known.person)[:1]
    return counted_months(segments, since=before[0].counted_until if before else None)


def months_known(known: Known) -> int | None:
    """Return how many months count, as a check is filled in."""
    found = counted_of(known)
    return found.paid if found else None


def left_known(known: Known) -> int:
    """Return the months kept from the last spell."""
    ended = (each for each in spells_of(known.person) if each.ended_because)
    last = next(ended, None)
    return last.kept if last else 0


def running_of(known: Known) -> Spell | None:
    """Return the spell that goes on, with months left to draw."""
    running = (each for each in spells_of(known.person) if not each.ended_because)
    found = next(running, None)
    if found is None or found.planned_last < known.today.replace(day=1):
        return None
    return found


def report_for(known: Known, last_day: date | None) -> EndingReport | None:
    """Return what an employer has said of the end that somebody means."""
    found: Iterable[EndingReport] = reports_of(known.person)
    if last_day is not None:
        found = (each for each in found if abs(each.last_day - last_day) <= NEAR_DAYS)
    return next(iter(found), None)


@once_a_page
def reports_of(person: Person) -> list[EndingReport]:
    """Return what employers have said of somebody's ends of work, the newest first."""
    return list(EndingReport.objects.filter(person=person))


@once_a_page
def spells_of(person: Person) -> list[Spell]:
    """Return the spells of somebody, the newest first."""
    return list(Spell.objects.of(person))


def employer_says(known: Known) -> Text | None:
    """Return how work ended by the word of the employer, for the clerk beside the answer."""
    report = report_for(known, None)
    return ENDINGS[Ending(report.reason)].title if report else None


def base_known(known: Known) -> Decimal | None:
    """Return the average base of the last twelve months that were paid."""
    held = Contribution.objects.standing().filter(
        relationship__person=known.person, relationship__insurance=UNEMPLOYMENT
    )
    found = list(held.order_by("-month").values_list("base_fen", flat=True)[:12])
    return from_fen(sum(found)) / len(found) if found else None


def employer_known(known: Known) -> str | None:
    """Return the employer that insured somebody last."""
    named = [each.employer_name for each in insured(known) if each.employer_name]
    return str(named[0]) if named else None


def last_day_known(known: Known) -> date | None:
    """Return the day on which work ended, as the employer has said."""
    report = report_for(known, None)
    return report.last_day if report else None


# --- The facts ------------------------------------------------------------------------------------
def facts_of(asked: Asked) -> BenefitFacts:
    """Return the facts; without a sign-in from what was said of oneself."""
    answers, known = asked.answers, asked.known
    held = _recorded(known, answers) if known is not None else _said(answers)
    applied = (known.filed_on if known else None) or asked.today
    ending = answers.get("ending")
    told = {*(answers.get("circumstances") or ()), *(answers.get("stands") or ())}
    return BenefitFacts(
        today=asked.today,
        applied=applied,
        last_day=answers.get("last_day"),
        ending=Ending(ending) if ending else None,
        has_business="business" in told,
        in_custody="custody" in told,
        book=asked.book,
        is_anonymous=known is None,
        **held,
    )


def _said(answers: Answers) -> dict[str, Any]:
    paid, theirs = answers.get("months_paid"), answers.get("employer_says")
    months = tuple(month_of(24000 + index) for index in range(paid or 0))
    stands = answers.get("stands") or ()
    return {
        "region": str(answers.get("place") or ""),
        "counted": None if paid is None else Counted(months=months, owed=()),
        "left_over": answers.get("left_over") or 0,
        "employer_ending": Ending(theirs) if theirs else None,
        "is_reported": None,
        "is_insured": "insured" in stands,
        "draws_pension": "pension" in stands,
        "draws_elsewhere": "elsewhere" in stands,
        "has_drawn_all": "drawn" in stands,
        "born_on": answers.get("born_on"),
        "sex": str(answers.get("sex") or ""),
        "own_base": answers.get("own_base"),
        "running": None,
    }


def _recorded(known: Known, answers: Answers) -> dict[str, Any]:
    last_day = answers.get("last_day")
    report, running = report_for(known, last_day), running_of(known)
    held = insured(known)
    is_active = any(each.status == Status.ACTIVE for each in held)
    return {
        "region": place_of(known) or "",
        "counted": counted_of(known),
        "left_over": left_known(known),
        "employer_ending": Ending(report.reason) if report else None,
        "is_reported": report is not None or not is_active,
        "is_insured": is_active and report is None and _was_paid_after(known, last_day),
        "draws_pension": _draws_pension(known),
        "draws_elsewhere": running is not None,
        "has_drawn_all": running is None and bool(spells_of(known.person)),
        "born_on": known.person.born_on,
        "sex": str(known.person.sex),
        "own_base": base_known(known),
        "running": running,
    }


def _draws_pension(known: Known) -> bool:
    """Whether a pension or a disability allowance is drawn, by the record or as it is paid."""
    if any(
        each.status == Status.DRAWING and each.insurance == "pension"
        for each in known.relationships
    ):
        return True
    drawn = standing.excluding(known.person, "unemployment", known.today.replace(day=1))
    return drawn is not None and drawn.benefit != "unemployment"


def _was_paid_after(known: Known, last_day: date | None) -> bool:
    """Whether contributions are on record for a month after the one in which work ended."""
    if last_day is None:
        return False
    counted = counted_of(known)
    last = counted.last if counted else None
    return last is not None and month_number(last) > month_number(last_day)
