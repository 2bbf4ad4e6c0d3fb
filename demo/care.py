"""Stories of treatment elsewhere: by promise, referred, looked at by nobody, refused, run out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Person
from agencies import work_calendar
from agencies.rules.terms import Insurance
from applications.acts import naming
from casework.rules.milestones import reminder_day
from demo import playing, staff
from demo.playing import OPENS, WALK, Scene, Story
from demo.sign_ins import identities_to_verify
from records.models import Relationship, Scheme

# A pensioner of Suzhou lives with a son in Shanghai; somebody else of Suzhou is for visitors.
SUZHOU, HANGZHOU = "M320500", "M330100"
PENSIONER, VISITOR = "suzhou-pensioner", "suzhou"
Status = Relationship.Status


@dataclass(frozen=True)
class CareScene(Scene):
    """One step of a story of this room."""

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)


def grant(scene: Scene) -> None:
    """Let one clerk grant it."""
    scene.act(naming.GRANT, "a", note="")


def refuse(scene: Scene) -> None:
    """Prepare a no."""
    note = "上传的单位证明未写明派驻地点，不能证明常驻异地工作。"
    scene.act(naming.PROPOSE_REFUSAL, "a", reasons=["CAR16"], note=note)


PLAYED: dict[str, Callable[[Scene], None]] = {**playing.PLAYED, "grant": grant, "refuse": refuse}


def _today() -> date:
    return timezone.localdate()


def _by_promise(_person: Person) -> dict[str, Any]:
    return {
        "kind": "settled-retiree",
        "place": "310000",
        "from_day": None,
        "address": "上海市示范区样例路8弄（与儿子同住）",
        "proof": "promise",
        "promise": True,
        "notice_read": True,
    }


def _referred(_person: Person) -> dict[str, Any]:
    return {
        "place": "310000",
        "from_day": None,
        "hospital": "330100-0",
        "department": "心内科",
        "referred_on": None,
        "diagnosis": "心律失常，建议转上级医院进一步治疗",
        "is_again": False,
        "notice_read": True,
    }


def _posted(_person: Person) -> dict[str, Any]:
    return {
        "kind": "posted-worker",
        "place": "440100",
        "from_day": None,
        "address": "广州市示范路9号",
        "employer": "示例科技有限公司",
        "proof": "paper",
        "notice_read": True,
    }


def _paid_long_ago(_person: Person) -> dict[str, Any]:
    admitted = _today() - timedelta(days=214)
    return {
        "kind": "other",
        "place": "510100",
        "late_hospital": "成都市第一示范医院",
        "admitted_on": admitted,
        "is_discharged": True,
        "discharged_on": admitted + timedelta(days=8),
        "is_settled": True,
        "settled_on": admitted + timedelta(days=8),
        "notice_read": True,
    }


STORIES = (
    (SUZHOU, Story("care-long", _by_promise, ((9, "fill"), (9, "send")))),
    (HANGZHOU, Story("care-referral", _referred, ((8, "fill"), (8, "send"), (6, "look-grant")))),
    (HANGZHOU, Story("care-referral", _referred, ((1, "fill"), (1, "send")))),
    (
        HANGZHOU,
        Story("care-long", _posted, ((9, "fill"), (9, "send"), (8, "refuse"), (7, "approve"))),
    ),
    # Nobody has looked: late.
    (HANGZHOU, Story("care-long", _posted, ((7, "fill"), (7, "send")))),
    # Registered late, and run out since.
    (HANGZHOU, Story("care-late", _paid_long_ago, ((5, "fill"), (5, "send"), (4, "grant")))),
)


def look_and_grant(scene: Scene) -> None:
    """Have a clerk find the pages good, and grant it."""
    playing.look(scene)
    grant(scene)


PLAYED["look-grant"] = look_and_grant


def scenes(hashed: str, visitor: str, *, now: datetime) -> Iterator[CareScene]:
    """Yield every step; those of Suzhou sign in with the password of the demo."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    people = {
        SUZHOU: iter(people_at(SUZHOU, Status.DRAWING, Status.ACTIVE)),
        HANGZHOU: iter(people_at(HANGZHOU, Status.ACTIVE)),
    }
    for number, (code, story) in enumerate(STORIES, start=1):
        person = next(people[code])
        name, word = (PENSIONER, visitor) if code == SUZHOU else (f"care-{number}", hashed)
        staff.make_verified_user(f"{name}@{staff.HOST}", person, word, now=now)
        for order, (days_ago, what) in enumerate(story.steps):
            day = reminder_day(today, days_ago, calendar)
            opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
            at = opening + WALK * (number + 12) + timedelta(minutes=order)
            yield CareScene(_dated(story, day), person, what, at)
    person = next(people[SUZHOU])
    staff.make_verified_user(f"{VISITOR}@{staff.HOST}", person, visitor, now=now)


def _dated(story: Story, day: date) -> Story:
    """Return the story with the day of its step where its answers name none."""

    def answers(person: Person) -> dict[str, Any]:
        said = story.answers(person)
        return {name: day if value is None else value for name, value in said.items()}

    return replace(story, answers=answers)


def people_at(code: str, *wanted: str, is_employee: bool = False) -> list[Person]:
    """Return people without an account who are insured at an agency: pensioners first."""
    held = Relationship.objects.filter(
        agency__code=code,
        insurance=Insurance.MEDICAL,
        status__in=wanted,
        person__in=Person.objects.filter(user=None, deceased_on=None),
    )
    for printed in identities_to_verify():
        held = held.exclude(person__in=Person.objects.with_document(printed.document))
    if is_employee:
        held = held.filter(scheme=Scheme.EMPLOYEE)
    found = held.select_related("person").order_by("-person")
    return [each.person for each in sorted(found, key=lambda each: each.status != Status.DRAWING)]
