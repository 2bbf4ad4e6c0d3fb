"""Stories of social security cards: lost at night and found, replaced, refused, late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.models import Person, User
from agencies import work_calendar
from agencies.actors import Actor, actor_of
from agencies.models import Agency
from agencies.rules.terms import Insurance
from applications.actions import applying, drafting
from applications.acts import doing
from applications.models import Application
from applications.registry import service_of
from casework.rules.milestones import reminder_day
from demo import changes, staff
from records.models import Relationship
from services.cards.actions import filing, making, ordering
from services.cards.models import Card
from services.cards.rules import maker_file
from services.cards.rules.maker_file import Step
from services.cards.rules.orders import Made
from services.cards.rules.states import State, Wish
from services.cards.shown import REPORTS
from services.cards.standing import REPLACEMENT

BANKS = ("icbc", "ccb", "abc", "boc", "psbc")
NIGHT, MORNING, OFFICE = time(23, 14, 5), time(7, 40), time(10, 20)
NEW_CARD = {
    "collects": "self",
    "since": None,
    "bank": "icbc",
    "delivery": "counter",
    "photo": "keep",
}


def load(*, now: datetime) -> None:
    """Give a card to everybody who signs in and has none yet."""
    today = timezone.localdate(now)
    signed_up = Person.objects.filter(user__isnull=False, deceased_on=None, cards=None)
    for person in signed_up.order_by("pk"):
        issuer = _issuer(person)
        if issuer is not None:
            _issue(person, issuer, today)


def _issuer(person: Person) -> Agency | None:
    held = Relationship.objects.filter(person=person, insurance=Insurance.PENSION)
    found = held.order_by("-opened_month", "-pk").first()
    return found.agency.in_office if found else None


def _issue(person: Person, issuer: Agency, today: date) -> None:
    making.issue(
        person,
        f"D{person.pk:08d}",
        bank=BANKS[person.pk % len(BANKS)],
        issuer=issuer,
        issued_on=today - timedelta(days=1200 + person.pk % 900),
        state=State.NORMAL,
        photo_taken_on=today - timedelta(days=1300 + person.pk % 900),
    )


@dataclass(frozen=True)
class Scene:
    """One step of a story at its moment."""

    person: Person
    what: str
    at: datetime
    said: dict[str, Any]

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)

    @cached_property
    def who(self) -> Actor:
        """The person, signed in."""
        return actor_of(User.objects.get(person=self.person))

    @property
    def card(self) -> Card:
        """The card that it is about: the old one."""
        return Card.objects.filter(person=self.person).earliest("pk")

    @property
    def application(self) -> Application:
        """The application for a new card."""
        mine = Application.objects.whole().filter(case__service=REPLACEMENT)
        return mine.get(case__person=self.person)

    def report(self, wish: Wish) -> None:
        """Report the card lost, or found."""
        service = service_of(REPORTS[wish])
        filing.file(service, wish, self.card, by=self.who, now=self.at)

    def act(self, name: str, desk: str, **said: Any) -> None:
        """Let a clerk do something with the application."""
        application = self.application
        if application.agency is not None:
            who = staff.at_desk(application.agency, desk)
            doing.do(name, application, said, by=who, now=self.at)

    def maker_says(self, state: Made) -> None:
        """Let the maker report how far the card is."""
        number = self.application.case.number
        step = Step(number, state, self.at, f"D9{self.person.pk:07d}", "")
        raw = maker_file.write_states(f"{number}-{state}"[:32], self.at, [step])
        ordering.read_states(raw, now=self.at)


def _apply(scene: Scene) -> None:
    edge = {"by": scene.who, "now": scene.at}
    application = drafting.start(service_of(REPLACEMENT), **edge)
    answers = {"card": scene.card.key, **NEW_CARD, **scene.said}
    drafting.save(application, answers, **edge)
    drafting.choose_agency(scene.application, scene.card.issuer.in_office, **edge)
    applying.submit(scene.application, despite_checks=True, **edge)


def _refuse(scene: Scene) -> None:
    note = "照片与档案中的本人照片不符。"
    scene.act("propose-refusal", "a", reasons=["CRD20"], note=note)
    scene.act("approve-decision", "b")


PLAYED: dict[str, Callable[[Scene], None]] = {
    "lose-for-now": lambda scene: scene.report(Wish.LOSE_FOR_NOW),
    "lose": lambda scene: scene.report(Wish.LOSE),
    "find": lambda scene: scene.report(Wish.FIND),
    "apply": _apply,
    "grant": lambda scene: scene.act("grant", "a", note="已核对。"),
    "refuse": _refuse,
    "made": lambda scene: scene.maker_says(Made.MADE),
    "at-counter": lambda scene: scene.maker_says(Made.AT_COUNTER),
}
LOST = {"reason": "lost"}
STORIES: tuple[tuple[tuple[int, time, str, dict[str, Any]], ...], ...] = (
    # Lost at night, found in the morning.
    ((3, NIGHT, "lose-for-now", {}), (2, MORNING, "find", {})),
    # Lost the day before yesterday and not found yet.
    ((2, NIGHT, "lose-for-now", {}),),
    # A new card is waiting at the counter.
    (
        (12, OFFICE, "lose", {}),
        (12, time(11), "apply", LOST),
        (9, OFFICE, "grant", {}),
        (5, OFFICE, "made", {}),
        (2, OFFICE, "at-counter", {}),
    ),
    # A broken one, just asked for.
    ((1, OFFICE, "apply", {"reason": "broken"}),),
    # Refused by two hands: the photograph shows somebody else.
    ((8, OFFICE, "apply", {"reason": "bank", "bank": "ccb"}), (5, OFFICE, "refuse", {})),
    # Nobody has looked at it: late.
    ((13, OFFICE, "lose", {}), (13, time(11), "apply", LOST)),
)


def scenes(password: str, *, now: datetime) -> Iterator[Scene]:
    """Yield every step, having given each of them an account and a card."""
    people = changes.people_without_account(len(changes.STORIES), len(STORIES))
    for number, person in enumerate(people, start=1):
        staff.make_verified_user(f"card-{number}@{staff.HOST}", person, password, now=now)
    load(now=now)
    today, calendar = timezone.localdate(now), work_calendar.national()
    zone = timezone.get_default_timezone()
    for person, story in zip(people, STORIES, strict=True):
        since = today
        for days_ago, at, what, said in story:
            since = reminder_day(today, days_ago, calendar)
            answers = {"since": since, **said} if what == "apply" else said
            yield Scene(person, what, datetime.combine(since, at, zone), answers)
