"""What the services beside the first one are asked: the spell that runs, and what is left of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from applications.fields import AgencyChoice, Answers, Asked, Known
from law.values import RuleBook, ValueNotInForce
from records.models import Contribution
from records.rules.contributions import month_number, month_of
from records.rules.retirement import Category
from services.unemployment.facts import base_known, insured, running_of
from services.unemployment.models import Spell
from services.unemployment.rules import paying
from services.unemployment.rules.near_age import ToAge, month_of_age, to_age
from services.unemployment.rules.paying import Rate
from services.unemployment.rules.reasons import NOTHING_DRAWN

BUSINESS, PAY_BACK = "business", "pay-back"


@dataclass(frozen=True, kw_only=True)
class SpellFacts:
    """A spell with what was answered of it; without a sign-in what was said stands in for it."""

    spell: Spell | None
    region: str
    left: int
    months_paid: int
    nth: int
    next_month: date
    on: date
    own_base: Decimal | None
    born_on: date | None
    sex: str
    answers: Answers
    today: date
    book: RuleBook
    is_anonymous: bool
    confirmed: bool = False
    pension_paid: tuple[tuple[date, int], ...] = ()  # months and what the person paid, in fen

    @property
    def is_business(self) -> bool:
        """Whether a business was begun, and no work found."""
        return self.answers.get("new") == BUSINESS

    @property
    def at_once(self) -> int:
        """How many months are paid at once; raises `ValueNotInForce`."""
        return paying.half_at_once(
            self.left, self.region, self.on, self.book, is_own_business=self.is_business
        )

    @property
    def rate(self) -> Rate:
        """What is paid for the next month; raises `ValueNotInForce`."""
        return paying.standard(
            self.region, self.next_month, self.months_paid, self.nth, self.own_base, self.book
        )

    @property
    def pays_at_once(self) -> bool:
        """Whether the place has such a payment."""
        try:
            return self.at_once >= 0
        except ValueNotInForce:
            return False

    @property
    def category(self) -> Category | None:
        """Whose age counts; of a woman the one that is closer and not yet behind her."""
        if self.born_on is None or not self.sex:
            return None
        if self.sex == "male":
            return Category.MALE
        earlier = month_of_age(self.born_on, Category.FEMALE_50)
        return Category.FEMALE_50 if earlier >= self.next_month else Category.FEMALE_55

    @property
    def to_age(self) -> ToAge | None:
        """How long it is drawn until the age, for whoever is close to it."""
        category = self.category
        if category is None or self.born_on is None:
            return None
        return to_age(self.born_on, category, self.next_month, self.book)


def agency_of_spell(known: Known, _answers: Answers) -> AgencyChoice:
    """Return who pays the spell that runs, or paid the last one."""
    found = running_of(known) or Spell.objects.of(known.person).select_related("agency").first()
    if found is not None:
        return AgencyChoice(agencies=(found.agency.in_office,))
    return AgencyChoice(reason=NOTHING_DRAWN)


def facts_of_spell(asked: Asked) -> SpellFacts:
    """Return the facts of the spell that runs."""
    answers, known = asked.answers, asked.known
    on = answers.get("since") or asked.today
    if known is None:
        return _said(asked, on)
    spell = running_of(known)
    this = max(on, spell.since) if spell else asked.today
    drawn = spell.drawn_by(this.replace(day=1)) if spell else 0
    return SpellFacts(
        spell=spell,
        region=spell.region if spell else "",
        left=max(0, spell.months - drawn) if spell else 0,
        months_paid=spell.months_paid if spell else 0,
        nth=drawn + 1,
        next_month=_next_month(spell, this),
        on=this,
        own_base=base_known(known),
        born_on=known.person.born_on,
        sex=str(known.person.sex),
        answers=answers,
        today=asked.today,
        book=asked.book,
        is_anonymous=False,
        confirmed=spell is not None and _is_confirmed(spell, asked.today),
        pension_paid=_pension_paid(known, spell) if answers.get("what") == PAY_BACK else (),
    )


def _next_month(spell: Spell | None, on: date) -> date:
    month = month_of(month_number(on) + 1)
    return max(month, spell.first_month) if spell else month


def _said(asked: Asked, on: date) -> SpellFacts:
    answers = asked.answers
    left, paid = answers.get("left_over") or 0, answers.get("months_paid") or 0
    return SpellFacts(
        spell=None,
        region=str(answers.get("place") or ""),
        left=left,
        months_paid=paid,
        nth=1,
        next_month=_next_month(None, on),
        on=on,
        own_base=answers.get("own_base"),
        born_on=answers.get("born_on"),
        sex=str(answers.get("sex") or ""),
        answers=answers,
        today=asked.today,
        book=asked.book,
        is_anonymous=True,
    )


def _is_confirmed(spell: Spell, today: date) -> bool:
    return spell.confirmations.filter(month=today.replace(day=1)).exists()


def _pension_paid(known: Known, spell: Spell | None) -> tuple[tuple[date, int], ...]:
    """Return what somebody has paid alone to old-age insurance in the months of the last spell."""
    of = spell or Spell.objects.of(known.person).first()
    if of is None:
        return ()
    paid = Contribution.objects.standing().filter(
        relationship__person=known.person,
        relationship__insurance="pension",
        employer_code="",
        arrived_on__isnull=False,
        month__range=(of.first_month, of.last_month or of.planned_last),
    )
    return tuple((each.month, each.personal_fen) for each in paid.order_by("month"))


def has_record(known: Known) -> bool:
    """Whether somebody has a record of the insurance."""
    return bool(insured(known))
