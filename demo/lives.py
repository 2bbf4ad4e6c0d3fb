"""Invented working lives: who was insured where, from when to when.

Every life is drawn from a chance seeded with its number, so that the same month always gives the
same world.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from random import Random

from demo import names
from records.models import Relationship, Scheme
from records.rules.contributions import month_number, month_of

Status = Relationship.Status
Kind = Relationship.AccountKind

HOW_MANY = 338
# Where people go to work, and where they come from.
COAST = ("440100", "440300", "330100", "310000", "110000", "320500", "350200", "441900", "370200")
INLAND = ("510100", "430100", "420100", "410100", "610100", "360100", "450100", "520100", "500000",
          "340100", "530100", "620100", "230100", "640100")  # fmt: skip
ANYWHERE = COAST + INLAND


@dataclass(frozen=True)
class Stay:
    """Months at one place; `owed` of them, at the end, were never paid."""

    place: str
    first: date
    last: date
    status: str = Status.SUSPENDED
    scheme: str = Scheme.EMPLOYEE
    account: str = Kind.GENERAL
    owed: int = 0
    is_owed_by_employer: bool = False  # the person's own part has been kept back from their wage
    asleep: bool = False  # the agency has closed no year of its account since
    lacks: tuple[date, ...] = ()  # months of which nothing was ever written down


@dataclass(frozen=True)
class Life:
    """An invented person and their stays; `wage` is their share of the average wage, in percent."""

    number: int
    name: str
    sex: str
    born_on: date
    hukou: str
    stays: tuple[Stay, ...]
    wage: int = 100
    permit: str = ""  # 810000, 820000 or 830000: insured under a residence permit, without a hukou
    deceased_on: date | None = None
    story: str = ""
    has_phone: bool = True


@dataclass
class Draw:
    """What a kind of life is drawn from."""

    number: int
    today: date
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(f"life {self.number}")  # noqa: S311 - invented lives

    @property
    def now(self) -> int:
        """This month, counted."""
        return month_number(self.today)

    def places(self, how_many: int) -> list[str]:
        """Return different provinces, so that every move is one between provinces."""
        return self.chance.sample(ANYWHERE, how_many)

    def life(self, *, sex: str, age: int, stays: list[Stay], **others) -> Life:
        """Return the life of somebody of that age."""
        home = others.pop("hukou", None) or self.chance.choice(INLAND)
        born_on = date(self.today.year - age, self.chance.randint(1, 9), self.chance.randint(1, 28))
        return Life(
            number=self.number,
            name=others.pop("name", None) or names.draw(sex, self.chance),
            sex=sex,
            born_on=born_on,
            hukou=home,
            stays=tuple(stays),
            wage=self.chance.randrange(60, 190, 5),
            **others,
        )

    def sex(self) -> str:
        """Return one of the two."""
        return self.chance.choice(("male", "female"))


def moves(draw: Draw, places: list[str], *, months: int, gap: int, latest: int) -> list[Stay]:
    """Return stays one after the other, `gap` months apart (negative: they overlap).

    The last one, of `latest` months, is where contributions run.
    """
    *before, newest = places
    here = draw.now - 1
    stays = [Stay(newest, month_of(here - latest + 1), month_of(here), Status.ACTIVE)]
    end = here - latest - gap
    each = max((months - latest) // max(len(before), 1), 3)
    for place in reversed(before):
        first = end - each + 1
        stays.insert(0, Stay(place, month_of(first), month_of(end)))
        end = first - 1 - max(gap, 0)
    return stays


def settled(draw: Draw) -> Life:
    """Somebody who never moved."""
    age = draw.chance.randint(23, 48)
    months = draw.chance.randint(12, (age - 20) * 12)
    stays = moves(draw, draw.places(1), months=months, gap=0, latest=months)
    return draw.life(sex=draw.sex(), age=age, stays=stays)


def mover(draw: Draw) -> Life:
    """Somebody with two to four places: some with gaps, some with overlaps, some with arrears."""
    age = draw.chance.randint(28, 49)
    months = draw.chance.randint(36, min((age - 19) * 12, 340))
    places = draw.places(draw.chance.randint(2, 4))
    gap = draw.chance.choice((0, 0, 0, 1, 2, 5, 11, -1, -2, -3))
    stays = moves(draw, places, months=months, gap=gap, latest=draw.chance.randint(1, 30))
    if draw.chance.randrange(6) == 0:
        stays[0] = replace(stays[0], owed=draw.chance.randint(1, 3))
    return draw.life(sex=draw.sex(), age=age, stays=stays)


def veteran(draw: Draw) -> Life:
    """Somebody insured for close to thirty years, since before 1998."""
    months = draw.now - month_number(date(draw.today.year - 30, 7, 1))
    stays = moves(draw, draw.places(2), months=months, gap=0, latest=draw.chance.randint(4, 40))
    return draw.life(
        sex="male", age=draw.chance.randint(51, 55), stays=stays, hukou=stays[-1].place
    )


def temporary(draw: Draw) -> Life:
    """Somebody who came to a new place at 50/40 or older: the account there is temporary."""
    sex = draw.sex()
    age = draw.chance.randint(53, 57) if sex == "male" else draw.chance.randint(43, 48)
    latest = draw.chance.randint(2, 24)
    stays = moves(draw, draw.places(2), months=draw.chance.randint(80, 240), gap=1, latest=latest)
    stays[-1] = replace(stays[-1], account=Kind.TEMPORARY)
    return draw.life(sex=sex, age=age, stays=stays, hukou=stays[0].place)


def resident(draw: Draw) -> Life:
    """Somebody in the resident schemes, paid by the year."""
    years = draw.chance.randint(2, 12)
    first, last = date(draw.today.year - years, 1, 1), month_of(draw.now - 1)
    place = draw.chance.choice(INLAND)
    stay = Stay(place, first, last, Status.ACTIVE, Scheme.RESIDENT)
    return draw.life(sex=draw.sex(), age=draw.chance.randint(30, 57), stays=[stay], hukou=place)


def drawing(draw: Draw) -> Life:
    """Somebody who draws a pension."""
    sex = draw.sex()
    age = draw.chance.randint(62, 70) if sex == "male" else draw.chance.randint(56, 66)
    ended = draw.now - draw.chance.randint(6, 60)
    first = month_of(ended - draw.chance.randint(190, 270))
    stay = Stay(draw.chance.choice(ANYWHERE), first, month_of(ended), Status.DRAWING)
    return draw.life(sex=sex, age=age, stays=[stay], hukou=stay.place)


def deceased(draw: Draw) -> Life:
    """Somebody who has died."""
    ended = draw.now - draw.chance.randint(4, 40)
    first = month_of(ended - draw.chance.randint(30, 200))
    stay = Stay(draw.chance.choice(ANYWHERE), first, month_of(ended), Status.ENDED)
    died_on = month_of(ended + 1).replace(day=draw.chance.randint(1, 28))
    age = draw.chance.randint(45, 70)
    return draw.life(sex=draw.sex(), age=age, stays=[stay], deceased_on=died_on)


KINDS: tuple[tuple[Callable[[Draw], Life], int], ...] = (
    (mover, 144),
    (settled, 45),
    (veteran, 10),
    (temporary, 16),
    (resident, 20),
    (drawing, 14),
    (deceased, 8),
    (settled, 20),  # more, so that stories of their own have people; numbered last
)


def everybody_else(first: int, today: date) -> list[Life]:
    """Return the lives of those who only fill the records, numbered from `first`."""
    number = count(first)
    return [kind(Draw(next(number), today)) for kind, many in KINDS for _each in range(many)]
