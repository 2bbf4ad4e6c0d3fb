"""What stands in the catalogue of services although nobody applies for it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.catalogue import ANSWERED, NOTHING, Entry
from applications.declaring import LifeEvent
from law.wording import Text

ENTRIES = (
    Entry(
        name="care-which",
        title=Text("异地就医：该办哪一种备案", "Treatment elsewhere: which registration"),
        errand=Text(
            "我要去外地看病，不知道办哪一种", "I need treatment elsewhere: what do I need?"
        ),
        event=LifeEvent.ILL,
        guide=lambda: reverse("care_which"),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=(Text("异地就医怎么备案？", "How do I register for treatment elsewhere?"),),
    ),
    Entry(
        name="care-emergency",
        title=Text("异地急诊抢救", "An emergency elsewhere"),
        errand=Text("家人在外地急诊抢救", "An emergency in another place"),
        event=LifeEvent.ILL,
        guide=lambda: reverse("care_emergency"),
        needs=(NOTHING,),
        at_once=Text("无需办理，视同已备案", "Nothing to apply for: it counts as registered"),
        questions=(Text("急诊要先备案吗？", "Do I have to register before an emergency?"),),
    ),
    Entry(
        name="care-compare",
        title=Text("异地就医费用比较", "What a stay elsewhere costs"),
        errand=Text("我想知道在外地住院要花多少钱", "I want to know what a stay elsewhere costs"),
        event=LifeEvent.ILL,
        guide=lambda: reverse("care_compare"),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=(
            Text("备案和不备案差多少钱？", "How much does it cost not to register?"),
            Text("异地就医报销比例是多少？", "What share is paid elsewhere?"),
        ),
    ),
    Entry(
        name="care-find",
        title=Text("联网定点医院查询", "Linked hospitals"),
        errand=Text("我想找能直接结算的医院", "I am looking for a hospital that settles directly"),
        event=LifeEvent.ILL,
        guide=lambda: reverse("care_hospitals"),
        needs=(NOTHING,),
        at_once=ANSWERED,
        questions=(
            Text("哪些医院可以异地结算？", "Which hospitals settle for people from elsewhere?"),
        ),
    ),
)
# Where ways forward of this room lead, and what a link to it says.
PAGES = {
    "care_which": lambda: _("Which registration do I need?"),
    "care_emergency": lambda: _("What to do in an emergency"),
    "care_compare": lambda: _("What a stay costs"),
    "care_hospitals": lambda: _("Find linked hospitals"),
    "my_registrations": lambda: _("My registrations"),
}
