"""The calculators that answer what has happened in somebody's life, as the catalogue lists them."""

from collections.abc import Callable

from django.urls import reverse

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from calculators.catalogue import CALCULATORS
from law.wording import Text


def _door(name: str) -> Callable[[], str]:
    return lambda: reverse("calculator", args=[name])


def _entry(name: str, event: LifeEvent, errand: Text, *questions: Text) -> Entry:
    return Entry(
        name=name,
        title=CALCULATORS[name].title,
        errand=errand,
        event=event,
        guide=_door(name),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=questions,
    )


ENTRIES = (
    _entry(
        "retirement-age",
        LifeEvent.RETIRING,
        Text("我想知道什么时候能退休", "I want to know when I can retire"),
        Text("法定退休年龄是多少岁？", "What is my retirement age?"),
    ),
    _entry(
        "pension-estimate",
        LifeEvent.RETIRING,
        Text("我想知道养老金大约有多少", "I want to know about how much pension I get"),
        Text("退休后每月领多少钱？", "How much money will I draw a month?"),
    ),
    _entry(
        "unemployment-term",
        LifeEvent.LOST_WORK,
        Text("我想知道失业金能领多久", "I want to know how long I can draw unemployment benefit"),
        Text("失业保险金领几个月？", "How many months of unemployment benefit?"),
    ),
)
