"""Stories of lost work and of a death: asked, drawn, refused, late, ended; a family that shares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from accounts.models import Person, User
from agencies import work_calendar
from agencies.actors import actor_of
from agencies.models import Agency
from agencies.rules.terms import UNEMPLOYMENT, Insurance
from applications import known
from applications.acts_of_figures import CORRECT_FIGURE
from casework.rules.milestones import reminder_day
from demo import playing, staff
from demo.playing import OPENS, PLACE, WALK, Scene, Story
from demo.sign_ins import identities_to_verify
from law.identity_number import DocumentType
from records.models import InsuredPeriod, Relationship
from records.rules.contributions import month_number, month_of
from services.survivors.actions import paying
from services.survivors.figures import CLERK
from services.survivors.models import Payee
from services.unemployment.models import EndingReport

EMPLOYER = "杭州示例物流有限公司"
VISITOR = f"jobless@{staff.HOST}"  # for visitors to try: six years are paid, nothing is asked yet
DRAWING = f"jobless-drawing@{staff.HOST}"
PAID = (84, 64, 30, 54, 130, 66)  # months on record, one after the other


@dataclass(frozen=True)
class WorkScene(Scene):
    """One step of a story of this room."""

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)


def refuse(scene: Scene) -> None:
    """Prepare a no: it was their own wish, and nobody says otherwise."""
    note = "本人填写并电话确认系个人原因辞职，单位报送记录一致。"
    scene.act("prepare-decision", "a", outcome="refused", reasons=["UNE02"], note=note)


def _left(ending: str, days: int) -> Callable[[Person], dict[str, Any]]:
    def answers(_person: Person) -> dict[str, Any]:
        return {
            "employer": EMPLOYER,
            "last_day": timezone.localdate() - timedelta(days=days),
            "ending": ending,
            "looking": True,
            "skills": "仓储管理、叉车；想学电商客服",
        }

    return answers


def _mourning(person: Person, *, dead: Person, other: Person) -> dict[str, Any]:
    """Return what one of a family of two answers after a death."""
    return {
        "died_on": max(dead.deceased_on or date(2026, 6, 1), date(2021, 9, 1)),
        "deceased_name": str(dead.name),
        "deceased_number": str(dead.number),
        "cause": "illness",
        "place": "330100",
        "payees": [
            {
                "name": str(person.name),
                "number": str(person.number),
                "relation": "child",
                "parts": 2,
            },
            {
                "name": str(other.name),
                "number": str(other.number),
                "relation": "child",
                "parts": 1,
            },
        ],
        "agreed": True,
    }


def agree(scene: Scene) -> None:
    """Let the others of the family sign in and agree to their parts."""
    waiting = Payee.objects.filter(case=scene.application.case, agreed_at=None)
    for payee in list(waiting.exclude(person=None)):
        by = actor_of(User.objects.get(person=payee.person))
        paying.agree(payee.pk, by=by, now=scene.at)


def grant_to_family(scene: Scene) -> None:
    """Work both grants out where the income of the place is not loaded, and prepare a yes."""
    today = timezone.localdate(scene.at)
    shown = known.rules_say(scene.application, today=today).figures
    for name, value in (("funeral", "11300.00"), ("condolence", "50850.00")):
        if any(each.name == name and each.value == CLERK for each in shown):
            said = {"figure": name, "value": value, "reason": "按省统计局公布的上年度数核定。"}
            scene.act(CORRECT_FIGURE, "a", **said)
    playing.look(scene)
    playing.grant(scene)


PLAYED: dict[str, Callable[[Scene], None]] = {
    **playing.PLAYED,
    "refuse": refuse,
    "agree": agree,
    "grant-to-family": grant_to_family,
}
BENEFIT, SURVIVORS = "unemployment-benefit", "survivors"
STORIES = (
    # Asked a day ago: the employer is asked meanwhile.
    Story(BENEFIT, _left("reduction", 20), ((1, "fill"), (1, "send"))),
    Story(BENEFIT, _left("term-over", 60), ((12, "fill"), (12, "send"), (6, "grant"))),
    Story(
        BENEFIT, _left("own-wish", 30), ((9, "fill"), (9, "send"), (6, "refuse"), (5, "approve"))
    ),
    # Nobody has looked: late.
    Story(BENEFIT, _left("closed", 45), ((14, "fill"), (14, "send"))),
    Story(
        BENEFIT,
        _left("dismissed-notice", 90),
        ((45, "fill"), (45, "send"), (40, "grant"), (39, "approve")),
    ),
)
FAMILY = ("family", "mourning", "brother", "sister")
# The other one of the first family has still to agree; that of the second has, and has a case with
# a letter of their own.
WAITS = ((6, "fill"), (5, "send"))
PAID_STEPS = ((14, "fill"), (13, "send"), (12, "agree"), (9, "grant-to-family"), (8, "approve"))


def scenes(hashed: str, visitor: str, *, now: datetime) -> Iterator[WorkScene]:
    """Yield every step; the visitors sign in with the password of the demo."""
    people = _people(len(STORIES) + len(FAMILY) + 3)
    for number, (story, person) in enumerate(zip(STORIES, people, strict=False), start=1):
        is_drawing = number == len(STORIES)
        name = DRAWING if is_drawing else f"jobless-{number}@{staff.HOST}"
        staff.make_verified_user(name, person, visitor if is_drawing else hashed, now=now)
        _insure(person, PAID[number - 1], number, today=timezone.localdate(now))
        yield from _steps(story, person, number, now=now)
    visiting, *others = people[len(STORIES) :]
    died, family = others[:2], others[2:]
    staff.make_verified_user(VISITOR, visiting, visitor, now=now)
    _insure(visiting, PAID[-1], len(STORIES) + 1, today=timezone.localdate(now))
    for name, person in zip(FAMILY, family, strict=True):
        staff.make_verified_user(f"{name}@{staff.HOST}", person, visitor, now=now)
    yield from _mourn(died, family, now=now)


def _mourn(died: list[Person], family: list[Person], *, now: datetime) -> Iterator[WorkScene]:
    """Yield the steps of two families, each after a death of last month."""
    steps = (WAITS, PAID_STEPS)
    for number, (dead, own, other) in enumerate(zip(died, family[:2], family[2:], strict=True)):
        dead.deceased_on = timezone.localdate(now) - timedelta(days=40)
        dead.save(update_fields=["deceased_on"])
        story = Story(SURVIVORS, partial(_mourning, dead=dead, other=other), steps[number])
        yield from _steps(story, own, len(STORIES) + 2 + number, now=now)


def _people(number: int) -> list[Person]:
    """Return people without an account who are insured somewhere, the youngest records first."""
    held = Relationship.objects.filter(
        insurance=Insurance.PENSION,
        status=Relationship.Status.ACTIVE,
        person__in=Person.objects.filter(
            user=None, deceased_on=None, document_type=DocumentType.RESIDENT_ID
        ),
    )
    for printed in identities_to_verify():
        held = held.exclude(person__in=Person.objects.with_document(printed.document))
    found = dict.fromkeys(each.person for each in held.select_related("person").order_by("-pk"))
    return list(found)[:number]


def _steps(story: Story, person: Person, number: int, *, now: datetime) -> Iterator[WorkScene]:
    today, calendar = timezone.localdate(now), work_calendar.national()
    for order, (days_ago, what) in enumerate(story.steps):
        day = reminder_day(today, days_ago, calendar)
        opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
        yield WorkScene(story, person, what, opening + WALK * number + timedelta(minutes=order))


def _insure(person: Person, months: int, number: int, *, today: date) -> None:
    """Write down unemployment insurance until two months ago; most employers have said the end."""
    last = month_number(today) - 3
    first = last - months + 1
    held = Relationship.objects.create(
        person=person,
        agency=Agency.objects.get(code=PLACE),
        insurance=UNEMPLOYMENT,
        status=Relationship.Status.SUSPENDED,
        personal_number=f"3301S{person.pk:08d}",
        employer_name=EMPLOYER,
        opened_month=month_of(first),
    )
    InsuredPeriod.objects.bulk_create(_periods(held, first, last))
    if number % 2 == 0:
        EndingReport.objects.create(
            person=person,
            last_day=month_of(last + 1) - timedelta(days=1),
            reason="term-over",
            reported_at=timezone.now() - timedelta(days=30),
        )


def _periods(held: Relationship, first: int, last: int) -> Iterator[InsuredPeriod]:
    """Yield months in a row, cut at the turn of each year."""
    while first <= last:
        ends = min(last, first // 12 * 12 + 11)
        yield InsuredPeriod(
            relationship=held,
            first_month=month_of(first),
            last_month=month_of(ends),
            base_fen=680_000,
            employer_rate=Decimal("0.005"),
            personal_rate=Decimal("0.005"),
            account_rate=Decimal(0),
        )
        first = ends + 1
