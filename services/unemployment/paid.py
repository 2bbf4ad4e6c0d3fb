"""What the fund of unemployment insurance pays, and why it ends, in words."""

from django.utils.translation import gettext as _

from law.wording import Text
from payouts.registry import Benefit
from services.unemployment.actions.ending import end_with_it

FUND = "unemployment"
BENEFITS = (
    Benefit(
        name="unemployment",
        title=Text("失业保险金", "Unemployment benefit"),
        fund=FUND,
        is_monthly=True,
        excludes=frozenset({"pension", "disability"}),
        purpose_code="UNEM",
        on_ended=end_with_it,
    ),
    Benefit(
        name="unemployment-lump",
        title=Text("一次性失业保险金", "Unemployment benefit paid at once"),
        fund=FUND,
        is_monthly=False,
        purpose_code="UNEM",
    ),
    Benefit(
        name="unemployment-rural",
        title=Text("农民合同制工人一次性生活补助", "Lump sum for a rural contract worker"),
        fund=FUND,
        is_monthly=False,
        purpose_code="UNEM",
    ),
    Benefit(
        name="pension-back",
        title=Text("返还的养老保险费", "Pension contributions paid back"),
        fund=FUND,
        is_monthly=False,
        purpose_code="UNEM",
    ),
)
WHY_ENDED = {
    "work": Text("重新就业", "Work again"),
    "business": Text("开始经营", "A business was started"),
    "army": Text("参军", "Joined the army"),
    "pension": Text("开始领取养老金", "A pension is drawn"),
    "lump": Text("已一次性发放", "Paid at once"),
    "died": Text("领取人去世", "The person has died"),
}
PAGES = {"my_unemployment": lambda: _("My unemployment benefit")}
