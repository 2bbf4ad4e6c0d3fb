"""A life with insurance at four places, and what must lie where: months as sets, money as shares.

It knows what people pay and what moves when; the portal reckons the rest.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Sum

from agencies.models import Region
from casework.actions import after_death, deaths
from casework.actions.accounts import keep_first_accounts
from casework.rules.statuses import Status
from records import accounts
from records.models import AccountEntry, AccountYear, InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
from tests import cast
from tests.story import Story
from transfers.actions import accepting, applying, drafting, preparing_form, settling
from transfers.figures import books
from transfers.models import InformationForm

PLACES = {"chengdu": "510100", "guangzhou": "440100", "hangzhou": "330100", "wuhan": "420100"}
SHARE = {"employee": Decimal("0.08"), "resident": Decimal(1)}
# The clerk has looked at what the rules say and goes on.
LOOKED = {"despite_checks": True, "note": "已核实"}
BEGINS = datetime(2018, 3, 5, 2, 0, tzinfo=UTC)


def make_world():
    """The world of every test, with a fourth place and two clerks at each."""
    world = cast.make_world()
    for code, name, english in (("420000", "湖北省", "Hubei"), ("420100", "武汉市", "Wuhan")):
        level = "province" if code.endswith("0000") else "prefecture"
        Region.objects.create(
            code=code, name=name, name_en=english, level=level,
            parent_id="420000" if level == "prefecture" else None,
        )  # fmt: skip
    world.agencies["pension-wuhan"] = cast._agency("pension", "420100", "武汉市", "Wuhan", None)
    keep_first_accounts(now=cast.MONDAY)
    world.clerks = {
        (place, letter): cast.make_clerk(f"{place}-{letter}", world.agency("pension", place))
        for place in PLACES
        for letter in "ab"
    }
    return world


def share_of(base, scheme, rate=None):
    """Return what a month of this base brings to the account, in whole fen."""
    return int((base * (rate or SHARE[scheme])).quantize(Decimal(1), ROUND_HALF_UP))


class Move(Story):
    """One transfer of a life, by the clerks of its two places."""

    def __init__(self, life, origin, destination, scheme):
        self.life, self.world, self.insurance = life, life.world, "pension"
        self.now, self.references = life.now, 0
        self.places = {"original": origin, "new": destination}
        transfer = drafting.start("pension", by=life.actor, now=self.now)
        self.pk = transfer.pk
        answers = {
            "original_region": PLACES[origin],
            "new_region": PLACES[destination],
            "from_scheme": scheme,
            "to_scheme": scheme,
            "contact_phone": "+8613800000000",
        }
        drafting.save(transfer, answers, by=life.actor, now=self.now)

    def who(self, name):
        side, _stroke, letter = name.rpartition("_")
        return self.world.clerks[self.places[side], letter]

    def by(self, name):
        who = self.life.actor if name == "applicant" else self.who(name)
        return {"by": who, "now": self.now}

    def submit(self):
        applying.submit(self.transfer, despite_checks=True, **self.by("applicant"))

    def prepare_form(self, who="original_a"):
        """Prepare the form, stating interest of years for which no rate is published."""
        asked = books.years_without_rate(self.transfer, today=self.now.date())
        stated = dict.fromkeys(asked, 77)
        preparing_form.prepare_form(self.transfer, interest=stated, **self.by(who))

    def accept(self, who="new_a"):
        accepting.accept(self.transfer, **LOOKED, **self.by(who))

    def complete(self, who="new_b"):
        settling.complete(self.transfer, **LOOKED, **self.by(who))

    def record_short(self):
        self.record_arrival(less=1)

    def record_more(self):
        self.record_arrival(less=-100)

    def settle_doubles(self):
        """Let the person answer, and two clerks pay back what was paid twice, if anything was."""
        if self.case.state == Status.CLEARING:
            self.answer_clearing(holder=self.life.person.name)
            self.tell("prepare_clearing approve_clearing")

    def die(self):
        """Let two clerks record a death, and two end the case."""
        day = self.now.date()
        deaths.report(self.case, died_on=day, source="登记", **self.by("original_a"))
        deaths.confirm(self.case, **self.by("original_b"))
        said = {"goes_on": False, "reason": "参保人去世"}
        after_death.propose(self.case, **said, **self.by("new_a"))
        after_death.approve(self.case, **self.by("new_b"))

    def correct_back(self):
        self.correct_arrival(less=0)

    def leave_behind(self, first, last):
        self.prepare_notice(codes=["B03"], first_month=first, last_month=last)
        self.tell_what_stays()


class Life:
    """One person: where they pay, what they owe, what moved."""

    def __init__(self, world, number):
        self.world, self.now = world, BEGINS
        person = cast.make_person(
            f"张生{number}", date(1990, 1, 1),
            number=cast.identity_number(date(1990, 1, 1), sequence=f"{number:03d}"),
        )  # fmt: skip
        self.person = person
        self.actor = cast.make_verified_user(f"life{number}", person)
        self.lying = {}  # (place, scheme): {month: base}
        self.rates = {}  # (place, scheme, month): what was recorded, where it is not the share
        self.excess = {}  # (place, scheme): fen recorded above the share of months that moved
        self.is_over = False

    @property
    def year(self):
        return self.now.year

    @property
    def month(self):
        return month_number(self.now.date())

    def relationship(self, place, scheme):
        """Return the relationship at a place, opened when it is first paid into."""
        agency = self.world.agency("pension", place)
        held, _made = Relationship.objects.get_or_create(
            person=self.person, agency=agency, insurance="pension", scheme=scheme,
            defaults={
                "status": "active", "opened_month": self.now.date().replace(day=1),
                "personal_number": f"{place[:2]}{scheme[:1]}{self.person.pk}",
            },
        )  # fmt: skip
        return held

    def pay(self, place, scheme, months, base, *, owed=False, rate=None):
        """Pay, or owe, some months from now on; the agency books them at once."""
        held = self.relationship(place, scheme)
        Relationship.objects.filter(pk=held.pk).update(status="active")
        for _month in range(months):
            self._pay_month(held, place, scheme, base, owed=owed, rate=rate)
            self._next_month()
        Relationship.objects.filter(pk=held.pk).update(status="suspended")

    def _pay_month(self, held, place, scheme, base, *, owed, rate=None):
        first = month_of(self.month)
        share = rate or SHARE[scheme]
        InsuredPeriod.objects.create(
            relationship=held, scheme=scheme, first_month=first, last_month=first, base_fen=base,
            employer_rate=Decimal("0.16") if scheme == "employee" else Decimal(0),
            personal_rate=share, account_rate=share, is_paid=not owed, is_personal_arrears=owed,
        )  # fmt: skip
        if owed:
            return
        accounts.credit(held, self.year, share_of(base, scheme, rate))
        if rate:
            self.rates[place, scheme, self.month] = rate
        self.lying.setdefault((place, scheme), {})[self.month] = base

    def pay_twice(self, places, months, bases):
        """Pay some months at two places at once, each on its own base."""
        relationships = [self.relationship(place, "employee") for place in places]
        for _month in range(months):
            for held, place, base in zip(relationships, places, bases, strict=True):
                self._pay_month(held, place, "employee", base, owed=False)
            self._next_month()
        ids = [each.pk for each in relationships]
        Relationship.objects.filter(pk__in=ids).update(status="suspended")

    def _next_month(self):
        """Go on to the next month; at a year's end agencies close what was paid into."""
        if self.now.month == 12:
            years = AccountYear.objects.filter(relationship__person=self.person, year=self.year)
            years.filter(credited_fen__gt=0).update(is_closed=True)
        self.now = datetime.combine(month_of(self.month + 1), self.now.timetz()) + timedelta(days=4)

    def wait(self, months):
        """Let time pass without paying anything anywhere."""
        for _month in range(months):
            self._next_month()

    # --- What must lie where -----------------------------------------------------------------
    def money(self):
        """Return what all accounts of the person hold together, in fen."""
        held = Relationship.objects.filter(person=self.person)
        return sum(accounts.balance(each) for each in held)

    def written(self):
        """Return what accounts gained by interest and by agencies, and lost to the person."""
        mine = AccountYear.objects.filter(relationship__person=self.person)
        interest = mine.aggregate(fen=Sum("interest_fen"))["fen"] or 0
        made_up = AccountEntry.objects.filter(relationship__person=self.person, kind="made-up")
        gained = made_up.aggregate(fen=Sum("amount_fen"))["fen"] or 0
        return interest + gained - self.paid_back()

    def recorded(self, place, scheme, months):
        """Return what the books of a place recorded for some months there, in fen."""
        there = self.lying.get((place, scheme), {})
        rates = {m: self.rates.get((place, scheme, m)) for m in months}
        return sum(share_of(there[m], scheme, rates[m]) for m in months)

    def paid_back(self):
        """Return what left accounts for the person, in fen."""
        entries = AccountEntry.objects.filter(relationship__person=self.person, kind="paid-out")
        return -(entries.aggregate(fen=Sum("amount_fen"))["fen"] or 0)

    def months_lying(self):
        """Return the months the books hold, by place and scheme of the relationship."""
        found = {}
        periods = InsuredPeriod.objects.lying_there().filter(
            relationship__person=self.person, is_paid=True
        )
        for each in periods.select_related("relationship__agency"):
            place = next(p for p, c in PLACES.items() if c == each.relationship.agency.region_id)
            numbers = range(month_number(each.first_month), month_number(each.last_month) + 1)
            found.setdefault((place, each.relationship.scheme), set()).update(numbers)
        return found

    def should_lie(self):
        """Return the months the life knows, by place and scheme."""
        return {where: set(months) for where, months in self.lying.items() if months}

    # --- Moving ------------------------------------------------------------------------------
    def move(self, origin, destination, scheme, twist, stay=None):
        """Move what lies at one place to another; return the form, what moved, what was cleared."""
        there = self.lying.setdefault((origin, scheme), {})
        staying = {m: b for m, b in there.items() if stay and stay[0] <= m <= stay[1]}
        moving = {m: b for m, b in there.items() if m not in staying}
        story = Move(self, origin, destination, scheme)
        story.tell("submit wait accept wait")
        if staying:
            story.leave_behind(month_of(min(staying)), month_of(max(staying)))
        story.tell(TWISTS[twist])
        self.now = story.now + timedelta(days=1)
        self._next_month()
        if twist == "dies":
            self.is_over = True
            return None, {}, {}
        here = self.lying.setdefault((destination, scheme), {})
        twice = {m: b for m, b in moving.items() if m in here}
        self.lying[origin, scheme] = staying
        here.update({m: b for m, b in moving.items() if m not in twice})
        form = InformationForm.objects.filter(transfer=story.pk).latest("version")
        return form, moving, twice


SENT = "prepare_form send_form wait"
DONE = "prepare_settlement complete wait settle_doubles wait"
TWISTS = {
    "plain": f"{SENT} record_arrival {DONE}",
    "returned": f"return_letter wait reissue wait {SENT} record_arrival {DONE}",
    "disputed": f"{SENT} record_short dispute wait {SENT} record_arrival {DONE}",
    "mistyped": f"{SENT} record_short correct_back {DONE}",
    "too much": f"{SENT} record_more return_surplus {DONE}",
    "dies": "die wait",
}
