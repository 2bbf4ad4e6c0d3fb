"""The lives of those who take part: the tour's people, and one applicant for each story."""

from dataclasses import replace
from datetime import date

from demo import names
from demo.lives import Draw, Life, Status, Stay, moves
from demo.stories import STORIES, Story
from records.models import Scheme
from records.rules.contributions import month_of

# The tour: people with two insurances each, who have just begun to work in Hangzhou. Three of them
# have not signed up yet: Huang with an identity card, Ho with the residence permit of Hong Kong,
# and Wu, who is 62 and has followed her children.
LIN, CHEN, HUANG, HO = 1, 2, 3, 4
# A mother without a phone, and the daughter who acts for her.
SUN, ZHOU = 5, 6
WU = 7
TOUR_NAMES = {
    LIN: "林晓梅",
    CHEN: "陈志强",
    HUANG: "黄文静",
    HO: "何嘉敏",
    SUN: "孙桂兰",
    ZHOU: "周敏",
    WU: "吴秀英",
}
SUN_BORN_ON, ZHOU_BORN_ON = date(1948, 2, 11), date(1979, 9, 24)
HUANG_BORN_ON, HUANG_COUNTY = date(1995, 10, 21), "430102"
WU_BORN_ON, WU_COUNTY = date(1964, 5, 6), "510104"
HO_BORN_ON, HONG_KONG = date(1990, 4, 17), "810000"
FIRST_STORY = 11


def tour(today: date) -> list[Life]:
    """Return Lin (Guangzhou), Chen (Chengdu), Huang and Ho (Shenzhen), Sun, Zhou and Wu."""
    lin = _newcomer(Draw(LIN, today), "440100", months=122, overlap=2)
    chen = _newcomer(Draw(CHEN, today), "510100", months=96)
    huang = _newcomer(Draw(HUANG, today), "440300", months=61)
    ho = _newcomer(Draw(HO, today), "440300", months=70)
    return [
        replace(lin, sex="female", born_on=date(1988, 3, 15), hukou="330100", wage=110),
        replace(chen, sex="male", born_on=date(1986, 7, 2), hukou="510100", wage=125),
        replace(huang, sex="female", born_on=HUANG_BORN_ON, hukou="430100", wage=90),
        replace(ho, sex="female", born_on=HO_BORN_ON, hukou="", permit=HONG_KONG, wage=140),
        replace(_mother(Draw(SUN, today)), born_on=SUN_BORN_ON, has_phone=False),
        replace(_mother(Draw(WU, today)), born_on=WU_BORN_ON),
        replace(_newcomer(Draw(ZHOU, today), "510100", months=140), born_on=ZHOU_BORN_ON, wage=105),
    ]


def _mother(draw: Draw) -> Life:
    """Return somebody insured as a resident, first in Chengdu and now with her daughter."""
    life = _newcomer(draw, "510100", months=72)
    old, new = life.stays
    old = replace(old, first=old.first.replace(month=1), last=old.last.replace(month=12))
    new = replace(new, status=Status.DRAWING)
    stays = tuple(replace(each, scheme=Scheme.RESIDENT) for each in (old, new))
    return replace(life, hukou="510100", stays=stays)


def _newcomer(draw: Draw, place: str, *, months: int, overlap: int = 0) -> Life:
    stays = moves(draw, [place, "330100"], months=months, gap=-overlap, latest=9)
    return draw.life(sex="female", age=35, stays=stays, name=TOUR_NAMES[draw.number])


def of_stories(today: date) -> list[Life]:
    """Return one applicant for each story, numbered in the same order."""
    return [
        _of_story(Draw(number, today), story) for number, story in enumerate(STORIES, FIRST_STORY)
    ]


def _of_story(draw: Draw, story: Story) -> Life:
    age, sex = draw.chance.randint(27, 38), draw.sex()
    months = draw.chance.randint(40, (age - 19) * 12)
    is_elsewhere = story.twist == "record-in-chengdu"
    places = ["510100" if is_elsewhere else story.origin, story.destination]
    if months > 120 and draw.chance.randrange(3) == 0:
        places.insert(0, _elsewhere(draw, places))
    gap = _gap(story, draw.chance.choice((0, 0, 1, 3, -1)))
    stays = moves(draw, places, months=months, gap=gap, latest=draw.chance.randint(9, 16))
    stays[-2:] = _twisted(draw, stays[-2], stays[-1], story.twist)
    name = names.draw(sex, draw.chance)
    return draw.life(sex=sex, age=age, stays=stays, name=name, story=story.key)


def _gap(story: Story, drawn: int) -> int:
    """Return the months between two stays, less than nothing where they were paid twice.

    A transfer that leaves months double does not end at once: that is told by its own stories.
    """
    if story.twist == "paid-twice":
        return -2
    return max(drawn, 0) if story.is_completed else drawn


def _elsewhere(draw: Draw, places: list[str]) -> str:
    taken = {place[:2] for place in places}
    return draw.chance.choice([p for p in ("210100", "340200", "530100") if p[:2] not in taken])


def _twisted(draw: Draw, old: Stay, new: Stay, twist: str) -> list[Stay]:
    """Give the original stay, or the new one, what the story is about."""
    if twist == "also-resident":
        first, last = date(old.first.year - 3, 1, 1), date(old.first.year - 1, 12, 1)
        return [replace(old, first=first, last=last, scheme=Scheme.RESIDENT), old, new]
    if twist == "ended-there":
        return [old, replace(new, status=Status.ENDED)]
    if twist == "there-and-back":
        return [old, replace(new, last=month_of(draw.now - 5))]
    return [_twisted_old(draw, old, twist), new]


def _twisted_old(draw: Draw, stay: Stay, twist: str) -> Stay:
    if twist == "still-paying":
        return replace(stay, last=month_of(draw.now - 1), status=Status.ACTIVE)
    if twist == "employer-owes":
        return replace(stay, owed=2, is_owed_by_employer=True)
    if twist == "asleep":
        return replace(stay, first=date(2016, 1, 1), last=date(2020, 12, 1), asleep=True)
    if twist == "resident":
        first, last = stay.first.replace(month=1), stay.last.replace(month=12)
        return replace(stay, first=first, last=last, scheme=Scheme.RESIDENT)
    return stay
