"""A mandate: Sun Guilan, 78 and without a phone, lets her daughter act; given at a counter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from accounts.models import Mandate, Person, User
from agencies import work_calendar
from agencies.actors import Actor, actor_of
from agencies.models import Agency
from agencies.rules import mandates as rules
from agencies.rules.terms import Insurance
from casework.actions import mandating, mandating_at_counter, messaging
from casework.actions.mandating import Wish, to_document
from casework.rules.milestones import reminder_day
from demo import staff
from transfers.actions import applying, drafting
from transfers.models import Transfer
from transfers.rules.procedures import MEDICAL, PENSION

COUNTER = "M330100"  # Hangzhou, where mother and daughter live
PLACES = ("510100", "330100")
OPENS = time(10, 20)
DAYS_AGO = {"give": 20, "file": 4, "write": 2}


@dataclass(frozen=True)
class Scene:
    """One step of it at its moment."""

    mother: Person
    daughter: Person
    at: datetime
    what: str

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)

    @property
    def acting(self) -> Actor:
        """The daughter, signed in as herself."""
        return actor_of(User.objects.select_related("person").get(person=self.daughter))


def scenes(mother: Person, daughter: Person, *, now: datetime) -> Iterator[Scene]:
    """Yield every step."""
    today, calendar = timezone.localdate(now), work_calendar.national()
    for what, days in DAYS_AGO.items():
        day = reminder_day(today, days, calendar)
        at = datetime.combine(day, OPENS, timezone.get_default_timezone())
        yield Scene(mother, daughter, at, what)


def give(scene: Scene) -> None:
    """Let a clerk write down what the mother wants, and the daughter accept it at home."""
    clerk = staff.at_desk(Agency.objects.get(code=COUNTER), "a")
    daughter = scene.daughter
    wish = Wish(
        holder_name=str(daughter.name),
        to=to_document(daughter.document),
        services=(MEDICAL.name, PENSION.name),
        last_day=rules.longest(timezone.localdate(scene.at)),
    )
    _made, code = mandating_at_counter.offer(
        scene.mother, wish, kind=Mandate.Kind.GIVEN, by=clerk, now=scene.at
    )
    mandating.accept(code, by=scene.acting, now=scene.at)


def file(scene: Scene) -> None:
    """Let the daughter ask for her mother's medical insurance to follow her."""
    acting = scene.acting
    transfer = drafting.start(
        Insurance.MEDICAL, by=acting, now=scene.at, mandate=acting.mandates[0]
    )
    old, new = PLACES
    answers = {
        "original_region": old,
        "new_region": new,
        "contact_phone": str(scene.daughter.phone),
        "note": "母亲随我在杭州生活，她没有手机，请联系我。",
    }
    drafting.save(transfer, answers, by=acting, now=scene.at)
    applying.submit(transfer, by=acting, now=scene.at, despite_checks=True)


def write(scene: Scene) -> None:
    """Let the daughter ask the agency something in the case."""
    case = Transfer.objects.whole().get(case__person=scene.mother).case
    text = "请问母亲在成都的个人账户余额会一起转过来吗？"
    messaging.write(case, text, by=scene.acting, now=scene.at)


PLAYED: dict[str, Callable[[Scene], None]] = {"give": give, "file": file, "write": write}
