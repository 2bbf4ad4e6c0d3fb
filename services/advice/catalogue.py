"""How advice stands in the catalogue: answers to read, the guided way, a question to an agency."""

from django.urls import reverse

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from law.wording import Text
from services.advice import seeds
from services.advice.rules.values import ANSWERED_WITHIN

ENTRIES = (
    Entry(
        name="questions",
        title=Text("政策问答", "Questions and answers"),
        errand=Text("我想问一个问题", "I have a question about social insurance"),
        event=LifeEvent.QUESTION,
        guide=lambda: reverse("help"),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=tuple(
            each.content.title for each in seeds.seeds() if each.chapter in ("before", "using")
        ),
    ),
    Entry(
        name="guided",
        title=Text("我能办什么、能领什么", "What am I entitled to"),
        errand=Text("我不知道自己能办什么", "I do not know what I am entitled to"),
        event=LifeEvent.QUESTION,
        guide=lambda: reverse("help_guided"),
        needs=(NOTHING,),
        at_once=ANSWERED,
    ),
    Entry(
        name="question",
        title=Text("向经办机构提问", "A question to an agency"),
        errand=Text("这里没有我的问题", "My question is not there"),
        event=LifeEvent.QUESTION,
        guide=lambda: reverse("help_ask"),
        begin=lambda: reverse("help_ask"),
        needs=(NOTHING,),
        terms=(ANSWERED_WITHIN,),
    ),
)
