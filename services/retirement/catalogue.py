"""What stands in the catalogue of services although nobody applies for it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from law.wording import Text

ENTRIES = (
    Entry(
        name="pension-forecast",
        title=Text("退休和养老金测算", "Forecast of your pension"),
        errand=Text(
            "我什么时候能退休，能领多少，早退晚退差多少",
            "When may I retire, on how much, and what if earlier or later?",
        ),
        event=LifeEvent.RETIRING,
        guide=lambda: reverse("pension_forecast"),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=(
            Text("我什么时候可以退休？", "When may I retire?"),
            Text("养老金能领多少？", "How much will my pension be?"),
            Text("提前退休少领多少？", "How much less is it if I retire early?"),
        ),
    ),
)
# Where ways forward of this room lead, and what a link to it says.
PAGES = {
    "pension_forecast": lambda: _("When may I retire, and on how much"),
    "my_forecast": lambda: _("My own forecast"),
}
