"""Stories of claims by hand: paid soon, list changed, refused, late, paid back, many invoices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.models import Person
from agencies import work_calendar
from agencies.models import Post
from agencies.rules.terms import Insurance
from applications import known
from applications.acts_of_figures import CORRECT_FIGURE
from casework.rules.milestones import reminder_day
from demo import care, paid, playing, staff
from demo.playing import OPENS, WALK, Scene, Story
from records.models import Relationship
from services.reimbursement.acts import ENTER_LIST
from services.reimbursement.figures import FUND, TO_WORK_OUT
from services.reimbursement.rules.reading_lists import COLUMNS

INPATIENT, OUTPATIENT, EMERGENCY = (
    f"reimbursement-{kind}" for kind in ("inpatient", "outpatient", "emergency")
)
PATIENT = "patient"  # signs in with the password of the demo; her claim has twelve invoices
AWAY = ("310000", "310000-0")
LINES = (
    ("床位费", "A", "9", "60.00", "40.00", ""),
    ("护理费", "A", "9", "35.00", "", ""),
    ("头孢曲松注射剂", "A", "18", "42.50", "", ""),
    ("人工关节", "B", "1", "28600.00", "24000.00", "0.15"),
    ("复方营养素", "C", "6", "88.00", "", ""),
    ("手术费", "A", "1", "6470.00", "", ""),
)
TOTAL = sum((Decimal(line[2]) * Decimal(line[3]) for line in LINES), Decimal(0))


@dataclass(frozen=True)
class ClaimScene(Scene):
    """One step of a story of this room."""

    def play(self) -> None:
        """Let it happen."""
        PLAYED[self.what](self)


def _first(person: Person) -> int:
    """Return the number of somebody's first invoice: no two have the same."""
    return 10_000_000 + 100 * int(person.pk) % 80_000_000


def _listed(person: Person, *, without_nutrition: bool) -> str:
    rows = [",".join(COLUMNS)]
    for number, (name, class_, quantity, price, limit, rate) in enumerate(LINES, start=1):
        said = "A" if without_nutrition and class_ == "C" else class_
        amount = Decimal(quantity) * Decimal(price)
        rows.append(
            f"{_first(person)},{number},HZ{number:03d},{name},{said},{quantity},{price},{amount:.2f},"
            f"{limit},{rate}"
        )
    return "\n".join(rows)


def enter_list(scene: Scene) -> None:
    """Enter the list of the hospital."""
    scene.act(ENTER_LIST.name, "a", lines=_listed(scene.person, without_nutrition=False))


def enter_wrong_list(scene: Scene) -> None:
    """Enter it with a line in the wrong class; it is entered again later."""
    scene.act(ENTER_LIST.name, "a", lines=_listed(scene.person, without_nutrition=True))


def grant(scene: Scene) -> None:
    """Prepare a yes; where the numbers of the place are missing, work the amount out first."""
    today = timezone.localdate(scene.at)
    found = known.rules_say(scene.application, today=today).figures
    if any(each.name == FUND and each.value == TO_WORK_OUT for each in found):
        said = {"figure": FUND, "value": "21860.00", "reason": "按当地文件核定。"}
        scene.act(CORRECT_FIGURE, "a", **said)
    playing.grant(scene)


def refuse(scene: Scene) -> None:
    """Prepare a no."""
    note = "清单上的姓名与您不一致，请医院更正后重新申请。"
    scene.act("prepare-decision", "a", outcome="refused", reasons=["MED15"], note=note)


def pay(scene: Scene) -> None:
    """Have what was granted paid: the bank books it on one of the next mornings."""
    case, agency = scene.application.case, scene.application.agency
    today = timezone.localdate(scene.at)
    paid.name_account(case, 0, today)
    if agency is not None:
        desks = staff.at_desk(agency, "a"), staff.at_desk(agency, "b")
        paid.pay(agency, "medical", desks, now=scene.at, is_released=True)


PLAYED: dict[str, Callable[[Scene], None]] = {
    **playing.PLAYED,
    "pay": pay,
    "list": enter_list,
    "wrong-list": enter_wrong_list,
    "grant": grant,
    "refuse": refuse,
}


def _day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)


def _treated(at: tuple[str, str], diagnosis: str) -> dict[str, Any]:
    place, hospital = at
    return {
        "where": "mainland",
        "place": place,
        "hospital": hospital,
        "diagnosis": diagnosis,
        "cause": "illness",
        "is_settled": False,
        "ground": "no-card",
    }


def _at_home(person: Person) -> tuple[str, str]:
    """Return the place where somebody is insured, and its first hospital."""
    held = person.relationships.filter(insurance=Insurance.MEDICAL).latest("opened_month")
    place = str(held.agency.region_id)
    return place, f"{place}-0"


def _bills(person: Person, *amounts: Decimal, ago: int) -> dict[str, Any]:
    rows = [
        {"number": f"{_first(person) + number}", "on": _day(ago), "amount": amount}
        for number, amount in enumerate(amounts)
    ]
    return {"invoices": rows, "total": sum(amounts)}


def _stay(person: Person) -> dict[str, Any]:
    days = {"admitted_on": _day(50), "discharged_on": _day(41), "stay_number": "ZY20260018"}
    return {**_treated(_at_home(person), "膝关节置换术后"), **days, **_bills(person, TOTAL, ago=41)}


def _visits(person: Person) -> dict[str, Any]:
    amounts = (Decimal("386.40"), Decimal("129.00"))
    return {**_treated(_at_home(person), "过敏性鼻炎"), **_bills(person, *amounts, ago=30)}


def _urgent(person: Person) -> dict[str, Any]:
    said = {"is_admitted": True, "admitted_on": _day(70), "discharged_on": _day(64)}
    return {
        **_treated(AWAY, "急性阑尾炎"),
        **said,
        "stay_number": "",
        **_bills(person, Decimal("18250.75"), ago=64),
    }


def _hurt(person: Person) -> dict[str, Any]:
    """A stay after an accident whose other side had not paid: the fund pays first."""
    how = {
        "cause": "third-party",
        "accident": "骑车过路口时被一辆货车撞倒，货车一方还没有赔付。",
        "third": "unpaid",
    }
    days = {"admitted_on": _day(46), "discharged_on": _day(39), "stay_number": ""}
    said = {**_treated(_at_home(person), "左腓骨骨折"), **how, **days}
    return {**said, **_bills(person, Decimal("26480.00"), ago=39)}


def _paid_after_all(person: Person) -> dict[str, Any]:
    """The other side has paid meanwhile: most of it goes back to the fund."""
    claims = person.cases.filter(service=INPATIENT).order_by("-pk")
    return {"claim": claims[0].number, "received": Decimal("18000.00"), "received_on": _day(2)}


def _many(person: Person) -> dict[str, Any]:
    amounts = [Decimal(120 + 37 * number) + Decimal("0.50") for number in range(12)]
    days = {"admitted_on": _day(24), "discharged_on": _day(12), "stay_number": ""}
    return {**_treated(AWAY, "腰椎间盘突出"), **days, **_bills(person, *amounts, ago=12)}


HURT = Story(
    INPATIENT,
    _hurt,
    ((20, "fill"), (20, "send"), (19, "look"), (16, "grant"), (15, "approve"), (12, "pay")),
)
SENT = ((10, "fill"), (10, "send"), (9, "look"))
STORIES = (
    Story(INPATIENT, _stay, (*SENT, (8, "list"), (7, "grant"), (6, "approve"))),
    Story(INPATIENT, _stay, (*SENT, (8, "wrong-list"), (7, "list"), (2, "grant"))),
    Story(OUTPATIENT, _visits, (*SENT, (8, "refuse"), (7, "approve"))),
    # Nobody has looked: late.
    Story(EMERGENCY, _urgent, ((33, "fill"), (33, "send"))),
    HURT,
    Story(INPATIENT, _many, ((1, "fill"),)),
)
# Of whoever was hurt, once the bank has booked it.
RECOVERED = Story("reimbursement-recovered", _paid_after_all, ((1, "fill"), (1, "send")))


def _people() -> list[Person]:
    """Return people without an account whose medical agency has clerks, those of Hangzhou first."""
    status = Relationship.Status
    with_clerks = Post.objects.filter(role=Post.Role.CLERK, agency__handles_medical=True)
    codes = set(with_clerks.values_list("agency__code", flat=True)) - {care.HANGZHOU}
    found: list[Person] = []
    for code in (care.HANGZHOU, *sorted(codes)):
        found += care.people_at(code, status.DRAWING, status.ACTIVE, is_employee=True)
    return found


def scenes(hashed: str, patient: str, *, now: datetime) -> Iterator[ClaimScene]:
    """Yield every step; the last patient signs in with the password of the demo."""
    for number, (story, person) in enumerate(zip(STORIES, _people(), strict=False), start=1):
        is_last = number == len(STORIES)
        name, word = (PATIENT, patient) if is_last else (f"claim-{number}", hashed)
        staff.make_verified_user(f"{name}@{staff.HOST}", person, word, now=now)
        yield from _steps(story, person, number, now=now)
        if story is HURT:
            yield from _steps(RECOVERED, person, number, now=now)


def _steps(story: Story, person: Person, number: int, *, now: datetime) -> Iterator[ClaimScene]:
    today, calendar = timezone.localdate(now), work_calendar.national()
    for order, (days_ago, what) in enumerate(story.steps):
        day = reminder_day(today, days_ago, calendar)
        opening = datetime.combine(day, OPENS, timezone.get_default_timezone())
        at = opening + WALK * (number + 30) + timedelta(minutes=order)
        yield ClaimScene(story, person, what, at)
