"""Stories of people who pay for their own insurance, and what it costs in the invented year.

The values of the year that runs are those of the year before carried on: invented, and said to be
so wherever they stand.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Person, User
from agencies import work_calendar
from agencies.actors import actor_of
from agencies.models import Post, Region, RuleValue
from agencies.rules.terms import Insurance
from applications.drafts import Draft, settle_agency
from casework.rules.milestones import reminder_day
from demo import staff
from demo.offers import NOT_ONLINE_YET
from demo.playing import OPENS, PLAYED, WALK, Scene, Story
from demo.sign_ins import identities_to_verify
from law.values import BETWEEN_PARTS, Value
from records import standing
from records.models import Relationship, Scheme, StatusSpan
from records.rules.flexible_values import LEAST
from services.enrolments.actions import inheriting, sharing
from services.enrolments.models import Heir, Sharing
from services.enrolments.rules import values

FLEXIBLE, RESIDENT, SHARING, INHERITANCE, CLOSING = (
    "enrolment-flexible",
    "enrolment-resident-medical",
    "account-sharing",
    "account-inheritance",
    "account-closing",
)
LAST_DAY_OF_FEBRUARY = 59
DOCUMENT = ("演示数据", "演示数据（沿用上年标准，非官方）", "Demo data: last year's, not official")
CARRIED_ON = timedelta(days=1000)


# --- What it costs --------------------------------------------------------------------------------
def load_values(*, now: datetime) -> None:
    """Approve what was loaded for one year for those that follow, as two administrators do."""
    first, second = (
        User.objects.get(email=f"{name}@{staff.HOST}") for name, _shown in staff.ADMINISTRATORS
    )
    edge = {"proposed_by": first, "proposed_at": now, "approved_by": second, "approved_at": now}
    known = set(Region.objects.values_list("code", flat=True))
    ending = [
        _row(rule.name, each, edge)
        for rule in values.RULES
        for each in rule.values
        if each.valid_to and each.region in known
    ]
    RuleValue.objects.bulk_create([*ending, *_periods(edge)])


def _row(rule: str, of: Value, edge: dict[str, Any]) -> RuleValue:
    begins = (of.valid_to or of.valid_from) + timedelta(1)
    return RuleValue(
        rule=rule,
        region_id=of.region,
        key=BETWEEN_PARTS.join(of.key),
        number=of.number,
        valid_from=begins,
        valid_to=begins + CARRIED_ON,
        **_cited(begins),
        **edge,
    )


def _periods(edge: dict[str, Any]) -> Iterator[RuleValue]:
    begins = date(2026, 1, 1)
    for province in Region.objects.filter(level=Region.Level.PROVINCE):
        yield RuleValue(
            rule=values.RESIDENT_PERIOD.name,
            region=province,
            number=LAST_DAY_OF_FEBRUARY,
            valid_from=begins,
            **_cited(begins),
            **edge,
        )


def _cited(begins: date) -> dict[str, Any]:
    number, title, title_en = DOCUMENT
    return {
        "document_number": number,
        "document": title,
        "document_en": title_en,
        "effective_on": begins,
        "is_verified": False,
    }


# --- Stories --------------------------------------------------------------------------------------
def _place(person: Person, insurance: str = Insurance.PENSION) -> str:
    return str(person.relationships.filter(insurance=insurance).latest("pk").agency.region_id)


def _pays(times: str, **said: Any) -> Callable[[Person], dict[str, Any]]:
    """Return the answers of somebody who pays on so many times the lowest base of their place."""

    def answers(person: Person) -> dict[str, Any]:
        place = _place(person)
        base = RuleValue.objects.filter(rule=values.PENSION_BASE.name, key=LEAST)
        nearest = base.filter(region__in=[place, f"{place[:2]}0000"]).latest("region_id")
        return {
            "insurance": "pension",
            "place": place,
            "permit": True,
            "work": "self-employed",
            "base": (nearest.number * Decimal(times)).quantize(Decimal("0.01")),
            "tier_base": "other",
            "begins": "next",
            "is_true": True,
            **said,
        }

    return answers


def _next_year(person: Person) -> dict[str, Any]:
    return {
        "place": _place(person),
        "permit": True,
        "year": "next",
        "kind": "adult",
        "tier": "1",
        "leaves_other": True,
        "is_true": True,
    }


def _relative() -> User:
    """Return the account of whoever is let pay from another's: the one whose story is late."""
    return User.objects.select_related("person").get(email=f"enrol-4@{staff.HOST}")


def _shared(_person: Person) -> dict[str, Any]:
    relative = _relative().person
    return {
        "relative_name": relative.name,
        "relative_number": relative.number,
        "relation": "sibling",
        "purposes": ["care"],
        "month_limit": Decimal("500.00"),
    }


def _heir(person: Person, relation: str) -> dict[str, Any]:
    of = {"relation": relation, "parts": 1, "of_parts": 2}
    return {"name": person.name, "number": person.number, **of}


def _inherits(person: Person) -> dict[str, Any]:
    """Return what a daughter says: her father has died, and her brother and she share equally."""
    held = Relationship.objects.filter(
        agency__in=Post.objects.filter(role=Post.Role.CLERK).values("agency"),
        insurance=Insurance.PENSION,
        scheme=Scheme.EMPLOYEE,
        person__in=Person.objects.filter(user=None, deceased_on=None),
    ).exclude(status=Relationship.Status.MOVED)
    account = held.exclude(agency__region=NOT_ONLINE_YET).exclude(person=person).latest("pk")
    died = account.person
    died.deceased_on = timezone.localdate() - timedelta(days=60)
    died.save(update_fields=["deceased_on"])
    return {
        "deceased_name": died.name,
        "deceased_number": died.number,
        "died_on": died.deceased_on,
        "insurance": "pension",
        "place": account.agency.region_id,
        "heirs": [_heir(person, "child"), _heir(_relative().person, "child")],
        "agreed": "online",
        "is_true": True,
    }


def _too_few_years(_person: Person) -> dict[str, Any]:
    return {"ground": "too-few-years", "insurance": "pension", "knows": True}


LEFT = {"work": "left", "left_on": date(2026, 1, 15)}
# Whether what an employer paid has been stopped before, and the story.
STORIES: tuple[tuple[bool, Story], ...] = (
    (True, Story(FLEXIBLE, _pays("1.5"), ((9, "fill"), (8, "settle"), (8, "send")))),
    (True, Story(FLEXIBLE, _pays("0.9"), ((4, "fill"), (3, "settle"), (3, "send")))),
    (
        False,
        Story(
            FLEXIBLE,
            _pays("1.2", **LEFT),
            ((12, "fill"), (11, "settle"), (11, "send"), (7, "refuse-enrolment"), (6, "approve")),
        ),
    ),
    # Nobody has looked: late.
    (False, Story(FLEXIBLE, _pays("1", **LEFT), ((15, "fill"), (14, "settle"), (14, "send")))),
    (True, Story(RESIDENT, _next_year, ((3, "fill"), (2, "settle"), (2, "send")))),
    (True, Story(FLEXIBLE, _pays("1"), ((1, "begin"),))),
    (
        False,
        Story(SHARING, _shared, ((6, "fill"), (5, "settle"), (5, "send"), (4, "agree-to-share"))),
    ),
    (
        False,
        Story(
            INHERITANCE, _inherits, ((5, "fill"), (4, "settle"), (4, "send"), (2, "agree-as-heir"))
        ),
    ),
    (True, Story(CLOSING, _too_few_years, ((4, "fill"), (3, "settle"), (3, "send")))),
)


def settle(scene: Scene) -> None:
    """Let the place say who handles it."""
    settle_agency(Draft(scene.application, scene.applicant, scene.at))


def refuse(scene: Scene) -> None:
    """Prepare a no: the employer says that the employment goes on."""
    note = "单位答复仍在职，未办理停保。"
    scene.act("prepare-decision", "a", outcome="refused", reasons=["ENR04"], note=note)


def agree_to_share(scene: Scene) -> None:
    """Let the relative agree, and pay for medicine from it."""
    key = Sharing.objects.get(giver=scene.person).pk
    sharing.agree(key, by=actor_of(_relative()), now=scene.at)
    on = timezone.localdate(scene.at)
    sharing.spend(key, 8640, purpose="care", on=on, reference="DEMO-1", now=scene.at)


def agree_as_heir(scene: Scene) -> None:
    """Let the brother agree; two persons of the agency decide next."""
    row = Heir.objects.exclude(person=scene.person).get(case=scene.application.case)
    inheriting.answer(row.pk, agrees=True, by=actor_of(_relative()), now=scene.at)


PLAYED |= {"agree-as-heir": agree_as_heir}
PLAYED |= {"settle": settle, "refuse-enrolment": refuse, "agree-to-share": agree_to_share}


def scenes(password: str, *, now: datetime) -> Iterator[Scene]:
    """Yield every step; what employers paid for those who say so has been stopped before."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    for number, ((is_stopped, story), person) in enumerate(zip(STORIES, _people(), strict=True), 1):
        if is_stopped:
            _stop_what_ran(person, today, now)
        staff.make_verified_user(f"enrol-{number}@{staff.HOST}", person, password, now=now)
        for order, (days_ago, what) in enumerate(story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
            later = WALK * (20 + number) + timedelta(minutes=order)
            yield Scene(story, person, what, opening + later)


def _stop_what_ran(person: Person, today: date, now: datetime) -> None:
    """Let each employer have ended the insurance with the last month paid."""
    first = today.replace(day=1)
    for each in person.relationships.filter(status=Relationship.Status.ACTIVE):
        reason = StatusSpan.Reason.OTHER
        standing.stop(each, from_month=first, reason=reason, case_number="", now=now)


def _people() -> list[Person]:
    """Return people without an account, insured at one place whose figures are loaded."""
    loaded = {each.region[:2] for each in values.PENSION_BASE.values}
    paying = Relationship.objects.filter(
        agency__in=Post.objects.filter(role=Post.Role.CLERK).values("agency"),
        insurance=Insurance.PENSION,
        status=Relationship.Status.ACTIVE,
        scheme=Scheme.EMPLOYEE,
        person__in=Person.objects.filter(user=None, deceased_on=None),
    ).exclude(agency__region=NOT_ONLINE_YET)
    for printed in identities_to_verify():
        found = Person.objects.with_document(printed.document)
        paying = paying.exclude(person__in=found)
    places: dict[Person, list[str]] = {}
    for each in paying.select_related("person").order_by("-person"):
        places.setdefault(each.person, []).append(str(each.agency.region_id))
    fitting = [
        person for person, codes in places.items() if not codes[1:] and codes[0][:2] in loaded
    ]
    return fitting[: len(STORIES)]
