"""People who retire: early by choice, judged and paid, made public, refused, or late."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from agencies import work_calendar
from casework.rules.milestones import reminder_day
from demo import employers, playing, staff
from demo.lives import Draw, Life, Stay
from demo.playing import OPENS, WALK, Scene, Story
from demo.sign_ins import GAO_EMAIL, XIE_EMAIL
from records.models import Contribution, Relationship, Scheme
from records.rules.contributions import month_number, month_of
from records.rules.retirement import Category, retirement_of

PLACE = "330100"
FIRST = 5001  # beyond everybody else, whose lives are drawn by their numbers
YEARS_PAID = 24
RESIDENT_YEARS = 16
MANAGES = {"post": "management", "is_true": True}
FILE = {"file_at": "employer", "birth_differs": False}
PROOF = {"proof_page": "第12页", "counts": "yes", "note": ""}


@dataclass(frozen=True)
class RetiringScene(Scene):
    """One step of a story of this room."""

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)


def _judge_birth(scene: Scene) -> None:
    """Have the first clerk find the month of birth, and the average index, in the file."""
    born = scene.person.born_on
    if born is not None:
        scene.act("judge-file", "a", kind="birth", from_month=born.replace(day=1), **PROOF)
    scene.act("judge-file", "a", kind="average-index", value="0.9500", **PROOF)


def _refuse(scene: Scene) -> None:
    note = "档案中1986年的招工表有涂改，单位尚未提供原件。"
    said = {"outcome": "refused", "reasons": ["RET23"], "note": note}
    scene.act("prepare-decision", "a", **said)


def _make_public(scene: Scene) -> None:
    scene.act("make-public", "a", employer="示例钢铁厂", what="高温作业，120个月（2001年至2010年）")


PLAYED: dict[str, Callable[[Scene], None]] = {
    **playing.PLAYED,
    "judge": _judge_birth,
    "refuse": _refuse,
    "make-public": _make_public,
}


def _of_age(person: Person) -> dict[str, Any]:
    month = _statutory(person)
    return {**MANAGES, **FILE, "when": "statutory", "day": month.replace(day=20)}


def _earlier(person: Person) -> dict[str, Any]:
    month = month_of(month_number(_statutory(person)) - 3)
    return {**MANAGES, "when": "early", "day": month.replace(day=20)}


def _later(person: Person) -> dict[str, Any]:
    """A year later, as agreed with the employer, which has still to sign."""
    month = month_of(month_number(_statutory(person)) + 12)
    agreed = timezone.localdate() - timedelta(days=9)
    said = {"when": "late", "day": month.replace(day=20), "agreed_on": agreed, "is_leading": False}
    return {**MANAGES, **said}


def _file(_person: Person) -> dict[str, Any]:
    return {**MANAGES, **FILE}


def _signed(_person: Person) -> dict[str, Any]:
    return {"is_true": True}


def _heat(_person: Person) -> dict[str, Any]:
    work = {
        "from_month": date(2001, 1, 1),
        "to_month": date(2010, 12, 1),
        "kind": "heat",
        "employer": "示例钢铁厂",
        "is_listed": True,
    }
    return {"work": [work], "file_at": "employer", "consents": True, "is_true": True}


def _statutory(person: Person) -> date:
    born = person.born_on or date(1971, 1, 1)
    return retirement_of(Category.FEMALE_55, born).retirement_month


@dataclass(frozen=True)
class Retiring:
    """One of them: in how many months they come of age, and what they ask for."""

    of_age_in: int
    story: Story | None = None
    email: str = ""
    is_resident: bool = False


LATER = Retiring(4, Story("retirement-choice", _later, ((5, "fill"), (5, "send"))))
PEOPLE = (
    # For visitors to try: a woman of 54 who does not know which of three dates is best.
    Retiring(18, email=XIE_EMAIL),
    Retiring(12, Story("retirement-choice", _earlier, ((6, "fill"), (6, "send")))),
    Retiring(7, Story("file-pre-review", _file, ((4, "fill"), (3, "send")))),
    Retiring(0, Story("retirement", _of_age, ((5, "fill"), (4, "send"), (2, "judge")))),
    # Granted and waiting for the first payment; provisional, until the base is published.
    Retiring(
        -1,
        Story(
            "retirement",
            _of_age,
            ((19, "fill"), (18, "send"), (9, "judge"), (8, "grant"), (7, "approve")),
        ),
    ),
    Retiring(
        -1,
        Story(
            "retirement",
            _of_age,
            ((17, "fill"), (16, "send"), (11, "refuse"), (10, "approve")),
        ),
    ),
    # Nobody has looked: late.
    Retiring(-2, Story("retirement", _of_age, ((23, "fill"), (22, "send")))),
    # Insured as residents: one to try it as, and one who waits for a clerk to enter the basic part.
    Retiring(0, email=GAO_EMAIL, is_resident=True),
    Retiring(-1, Story("resident-pension", _signed, ((3, "fill"), (2, "send"))), is_resident=True),
    Retiring(60, Story("special-work", _heat, ((4, "fill"), (3, "send"), (1, "make-public")))),
    # The employer of the demonstration has still to sign it (/employer/agreements/).
    LATER,
)


def lives(today: date) -> list[Life]:
    """Return their lives: women of Hangzhou in management posts, paid for since long."""
    return [_life(Draw(number, today), each) for number, each in enumerate(PEOPLE, FIRST)]


def _life(draw: Draw, each: Retiring) -> Life:
    last = draw.now - 1
    if each.is_resident:
        return _resident(draw, month_of(draw.now + each.of_age_in))
    first = month_of(last - 12 * YEARS_PAID + 1)
    stay = Stay(PLACE, first, month_of(last), Relationship.Status.ACTIVE)
    life = draw.life(sex="female", age=54, stays=[stay], hukou=PLACE)
    born = born_for(month_of(draw.now + each.of_age_in))
    return replace(life, born_on=born.replace(day=life.born_on.day))


def _resident(draw: Draw, of_age: date) -> Life:
    """Return the life of somebody of sixty who has paid by the year since the scheme began."""
    since = date(draw.today.year - RESIDENT_YEARS, 1, 1)
    paid_until = date(draw.today.year - 1, 12, 1)
    stay = Stay(PLACE, since, paid_until, Relationship.Status.ACTIVE, Scheme.RESIDENT)
    life = draw.life(sex="female", age=60, stays=[stay], hukou=PLACE)
    born = month_of(month_number(of_age) - 60 * 12)
    return replace(life, born_on=born.replace(day=life.born_on.day))


def born_for(month: date) -> date:
    """Return the month of birth of a woman who comes of age in a month, or soon after it."""
    earliest = month_number(month) - 58 * 12
    for number in range(earliest, earliest + 4 * 12):
        if retirement_of(Category.FEMALE_55, month_of(number)).retirement_month >= month:
            return month_of(number)
    raise ValueError(f"nobody comes of age in {month}")


def _employ(person: Person, now: datetime) -> None:
    """Write down a month that the employer of the demonstration has paid: it is the last one."""
    held = person.relationships.filter(insurance="pension").latest("opened_month")
    last = held.periods.order_by("-last_month")[0]
    base = last.base_fen
    Contribution.objects.create(
        relationship=held,
        month=last.last_month,
        employer_code=employers.CODE,
        employer_name=employers.NAME,
        base_fen=base,
        employer_fen=int(base * last.employer_rate),
        personal_fen=int(base * last.personal_rate),
        account_fen=int(base * last.account_rate),
        arrived_on=last.last_month,
        source=Contribution.Source.FILE,
        brought_with="DEMO-LATER",
        brought_at=now,
    )


def sign_up(hashed: str, visitor: str, persons: Mapping[int, Person], *, now: datetime) -> None:
    """Let them sign in; before the other stories look for people who have no account."""
    for number, each in enumerate(PEOPLE):
        email = each.email or f"retiring-{number}@{staff.HOST}"
        word = visitor if each.email else hashed
        staff.make_verified_user(email, persons[FIRST + number], word, now=now)


def scenes(persons: Mapping[int, Person], *, now: datetime) -> Iterator[RetiringScene]:
    """Yield every step of their stories."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    for number, each in enumerate(PEOPLE):
        if each.story is None:
            continue
        if each is LATER:
            _employ(persons[FIRST + number], now)
        for order, (days_ago, what) in enumerate(each.story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
            at = opening + WALK * (number + 30) + timedelta(minutes=order)
            yield RetiringScene(each.story, persons[FIRST + number], what, at)
