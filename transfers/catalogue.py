"""The two transfers as the catalogue lists them; their doors are those of this room."""

from collections.abc import Callable

from django.urls import reverse

from applications.catalogue import Entry, terms_of
from applications.declaring import LifeEvent
from law.wording import Text
from transfers.questions import asked_in
from transfers.rules.procedures import MEDICAL, PENSION


def _door(insurance: str) -> Callable[[], str]:
    """Return the address where the whole way is explained, and begun; nobody signs in to read."""
    return lambda: f"{reverse('how_it_works')}#{insurance}"


def _begin(insurance: str) -> Callable[[], str]:
    """Return the address at which a transfer of an insurance is begun."""
    return lambda: f"{reverse('transfer_start')}?insurance={insurance}"


ENTRIES = (
    Entry(
        name=PENSION.name,
        fields=asked_in("pension"),
        title=PENSION.title,
        errand=Text(
            "我换了省份工作，要把养老保险转过来",
            "I work in another province: take my old-age insurance along",
        ),
        event=LifeEvent.MOVED,
        guide=_door("pension"),
        begin=_begin("pension"),
        terms=terms_of(PENSION),
        questions=(
            Text("什么时候需要转移养老保险？", "When do I have to move my pension insurance?"),
            Text("跨省转移社保，合并缴费年限", "Join the years I paid in different provinces"),
        ),
    ),
    Entry(
        name=MEDICAL.name,
        fields=asked_in("medical"),
        title=MEDICAL.title,
        errand=Text(
            "我换了地方参保，要把医疗保险转过来",
            "I am insured somewhere else: take my medical insurance along",
        ),
        event=LifeEvent.MOVED,
        guide=_door("medical"),
        begin=_begin("medical"),
        terms=terms_of(MEDICAL),
        questions=(
            Text("医保个人账户余额怎么转？", "How does the balance of my health account move?"),
            Text("跨统筹区转移医保", "Move my health insurance to another pooling area"),
        ),
    ),
)
