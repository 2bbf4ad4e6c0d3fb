"""Stories of services that one agency handles: what is asked for, and what comes of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from accounts.models import Person, User
from accounts.rules.levels import Level
from agencies import work_calendar
from agencies.models import Agency, Post
from agencies.rules.terms import Insurance
from applications.registry import service_of
from casework.actions import counter
from casework.rules.milestones import reminder_day
from demo import staff
from demo.offers import NOT_ONLINE_YET
from demo.playing import OPENS, PLACE, WALK, Scene, Story
from demo.sign_ins import identities_to_verify
from law.identity_number import check_character
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of

CONTACT, KEY, PAY = "contact-change", "particulars-key", "pay-account-change"
PLAIN = "particulars-plain"
CERTIFICATE, ARREARS = "contribution-certificate", "contribution-arrears"
TOP_UP = "contribution-top-up"


def _why(claim: str, explanation: str = "") -> dict[str, Any]:
    said = {"claim": claim, "explanation": explanation, "others_show": True, "is_true": True}
    return {**said, "since": None}


def _renamed(last: str, claim: str, explanation: str = "") -> Callable[[Person], dict[str, Any]]:
    def answers(person: Person) -> dict[str, Any]:
        name = str(person.name)[:-1] + last
        return {"what": ["name"], "name": name, **_why(claim, explanation)}

    return answers


def _a_day_later(person: Person) -> dict[str, Any]:
    """Return a birth date one day later, and the number that goes with it."""
    born: date = person.born_on + timedelta(days=1)
    first = f"{str(person.number)[:6]}{born:%Y%m%d}000"
    return {
        "what": ["document", "born_on"],
        "document_type": person.document_type,
        "number": first + check_character(first),
        "born_on": born,
        **_why("recorded-wrongly", "入职时单位登记有误，与户口簿不一致。"),
    }


def _account(last: str) -> Callable[[Person], dict[str, Any]]:
    """Return an invented card number; by its last digits the sandbox of the banks answers."""

    def answers(person: Person) -> dict[str, Any]:
        number = f"621700{person.pk:09d}{last}"
        return {"bank": "105", "kind": "bank-card", "number": number, "is_own": True}

    return answers


def _particulars(**said: str) -> Callable[[Person], dict[str, Any]]:
    return lambda _person: {"what": list(said), **said}


def _new_phone(person: Person) -> dict[str, Any]:
    # Mobile numbers that begin with 160 are not given out.
    return {
        "what": ["phone"],
        "phone": f"+861609{person.pk:07d}",
        "is_family": False,
        "sign_in_too": False,
    }


def _last_two_years(person: Person) -> dict[str, Any]:
    _first, last = _months_of(person)
    return {
        "kind": "history",
        "insurances": ["pension"],
        "from_month": date(last.year - 1, 1, 1),
        "until_month": last,
        "hide_employers": False,
    }


def _two_months(person: Person) -> dict[str, Any]:
    _first, last = _months_of(person)
    return {
        "employer": "杭州示例物流有限公司",
        "from_month": date(last.year - 1, 1, 1),
        "until_month": date(last.year - 1, 2, 1),
        "show_name": False,
        "note": "工资条每月都扣了个人部分。",
    }


def _last_months(person: Person) -> dict[str, Any]:
    _first, last = _months_of(person)
    first = month_of(month_number(last) - 1)
    return {
        "employer": "杭州示例物流有限公司",
        "insurance": "pension",
        "ground": "too-low",
        "months": [{"first": first, "last": last, "base": Decimal("12000.00")}],
        "reach": "six-months",
    }


def _months_of(person: Person) -> tuple[date, date]:
    months = InsuredPeriod.objects.filter(relationship__person=person, is_paid=True)
    found = months.aggregate(first=Min("first_month"), last=Max("last_month"))
    return found["first"], found["last"]


STORIES = (
    # The no was wrong: two others uphold the objection, and the case is reviewed again.
    Story(
        KEY,
        _renamed("异", "police-changed", "派出所已更正姓名用字。"),
        (
            *((24, "fill"), (23, "send"), (18, "refuse"), (17, "approve")),
            *((14, "object"), (4, "uphold"), (3, "approve-objection")),
        ),
    ),
    Story(KEY, _renamed("妍", "same"), ((4, "fill"), (3, "send"))),
    # The police say otherwise, so a page of the household register lies there to be looked at.
    Story(KEY, _renamed("异", "recorded-wrongly", "入职时单位录错。"), ((2, "fill"), (1, "send"))),
    # Of another one a corner cannot be read: it is asked for again.
    Story(
        KEY,
        _renamed("异", "recorded-wrongly", "入职时单位录错。"),
        ((3, "fill"), (2, "send"), (1, "find-blurred")),
    ),
    Story(KEY, _a_day_later, ((3, "fill"), (2, "send"))),
    Story(KEY, _a_day_later, ((7, "fill"), (6, "send"), (1, "grant"))),
    Story(
        KEY,
        _renamed("异", "same"),
        ((12, "fill"), (11, "send"), (7, "look"), (6, "refuse"), (5, "approve")),
    ),
    Story(KEY, _a_day_later, ((21, "fill"), (20, "send"), (15, "grant"), (14, "approve"))),
    # Nobody has looked: late, and brought before the province.
    Story(
        KEY, _renamed("异", "police-changed", "上月在派出所更名。"), ((15, "fill"), (14, "send"))
    ),
    Story(CONTACT, _new_phone, ((2, "fill"), (2, "send"))),
    Story(KEY, _renamed("妍", "same"), ((1, "begin"),)),
    # An account for payments: at once, looked at by a clerk twice, and in somebody else's name.
    Story(PAY, _account("006"), ((8, "fill"), (8, "send"))),
    Story(PAY, _account("003"), ((2, "fill"), (1, "send"))),
    Story(PAY, _account("004"), ((4, "fill"), (3, "send"), (1, "grant"))),
    Story(PAY, _account("001"), ((9, "fill"), (8, "send"), (5, "refuse-account"), (4, "approve"))),
    # Plain particulars: at once, compared by one clerk, and one that waits for that.
    Story(PLAIN, _particulars(education="20", marriage="20"), ((5, "fill"), (5, "send"))),
    Story(PLAIN, _particulars(nation="11"), ((7, "fill"), (6, "send"), (4, "grant-alone"))),
    Story(PLAIN, _particulars(nation="08"), ((2, "fill"), (1, "send"))),
    # Somebody without an account has it filed at the counter; two other clerks decide.
    Story(KEY, _renamed("妍", "same"), ((3, "fill"), (2, "send")), is_at_counter=True),
    # A sealed certificate at once; an employer's debt that is looked into, and one that was found.
    Story(CERTIFICATE, _last_two_years, ((5, "fill"), (5, "send"))),
    Story(ARREARS, _two_months, ((4, "fill"), (3, "send"))),
    Story(ARREARS, _two_months, ((13, "fill"), (12, "send"), (6, "grant-alone"))),
    # An employer pays past months after all: one waits, one was granted by two.
    Story(TOP_UP, _last_months, ((3, "fill"), (2, "send"))),
    Story(TOP_UP, _last_months, ((11, "fill"), (10, "send"), (6, "grant"), (5, "approve"))),
)


def scenes(password: str, *, now: datetime) -> Iterator[Scene]:
    """Yield every step; the people sign in with nobody's password."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    people = people_without_account(0, len(STORIES))
    for number, (story, person) in enumerate(zip(STORIES, people, strict=True), start=1):
        if not story.is_at_counter:
            _sign_up(number, story, person, password, now=now)
        for order, (days_ago, what) in enumerate(story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
            yield Scene(story, person, what, opening + WALK * number + timedelta(minutes=order))


def _sign_up(number: int, story: Story, person: Person, password: str, *, now: datetime) -> None:
    user = staff.make_verified_user(f"change-{number}@{staff.HOST}", person, password, now=now)
    if service_of(story.service).level is Level.PERSON:
        at_counter(user, person, now=now)


def at_counter(user: User, person: Person, *, now: datetime) -> None:
    """Let somebody have shown their document at the desk of their agency."""
    counter.confirm(user, person, by=staff.at_desk(Agency.objects.get(code=PLACE), "a"), now=now)


def people_without_account(first: int, number: int) -> list[Person]:
    """Return women without an account, insured where staff works, those of Hangzhou first.

    Ask for all of them before any is given an account: `first` are left to other stories.

    The invented numbers of men say female, so whatever they ask for would be looked at.
    """
    paying = Relationship.objects.filter(
        agency__in=Post.objects.filter(role=Post.Role.CLERK).values("agency"),
        insurance=Insurance.PENSION,
        status=Relationship.Status.ACTIVE,
        person__in=Person.objects.filter(sex="female", user=None, deceased_on=None),
    ).exclude(agency__region=NOT_ONLINE_YET)
    for printed in identities_to_verify():  # for visitors to try: nothing happens to them before
        found = Person.objects.with_document(printed.document)
        paying = paying.exclude(person__in=found)
    places: dict[Person, list[str]] = {}
    for each in paying.select_related("person").order_by("person"):
        places.setdefault(each.person, []).append(each.agency.code)
    of_one_place = [
        (codes[0] != PLACE, each.pk, each) for each, codes in places.items() if not codes[1:]
    ]
    return [each for _elsewhere, _pk, each in sorted(of_one_place)[first : first + number]]
