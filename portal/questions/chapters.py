"""All chapters of plain questions, and where the rules find them."""

from django.urls import reverse

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from law.wording import Text
from portal.questions.afterwards import AFTERWARDS
from portal.questions.before import BEFORE
from portal.questions.meanwhile import MEANWHILE
from portal.questions.using import USING

CHAPTERS = (BEFORE, MEANWHILE, AFTERWARDS, USING)
ENTRY = Entry(
    name="questions",
    title=Text("常见问题", "Plain questions and answers"),
    errand=Text("我想问一个问题", "I have a question about social insurance"),
    event=LifeEvent.QUESTION,
    guide=lambda: reverse("help"),
    needs=(NOTHING,),
    at_once=ANSWERED,
    questions=tuple(each.asked for chapter in CHAPTERS for each in chapter.questions),
)
