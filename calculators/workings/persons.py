"""What the number of a document and the rules for benefits say of somebody."""

from datetime import date

from django.utils.translation import gettext as _

from calculators.answers import Answer, Known
from calculators.asking import Asking
from calculators.workings.working import Working, drawn
from casework.rules.verdicts import Outcome
from kit.spelling import money, month_name, short_date, wording
from law.wording import Text, filled, say_months

SEX = {"male": Text("男", "Male"), "female": Text("女", "Female")}
AT_MOST = Text("最长可以领{months}。", "For at most {months}.")


def number_says(form: Asking, answer: Answer, known: Known) -> Working:
    """Say what can be read in the number of a document."""
    born_on, sex = answer.result["born_on"], answer.result["sex"]
    rows = [
        {"key": _("Date of birth"), "value": short_date(born_on) if born_on else ""},
        {"key": _("Sex"), "value": wording(SEX[sex]) if sex else ""},
    ]
    outcome = Outcome.ACCEPT if answer.result["valid"] else Outcome.REFUSE
    rows = [row for row in rows if row["value"]]
    return drawn("rows", told=False, rows=rows, outcome=outcome.value)


def unemployment(form: Asking, answer: Answer, known: Known) -> Working:
    """Say the term in a word first."""
    return Working(filled(AT_MOST, months=say_months(answer.result["months"])))


def dues(form: Asking, answer: Answer, known: Known) -> Working:
    """Show what is owed, the late fee and both together."""
    found = answer.result
    rows = [
        {"key": _("Owed"), "value": money(found["owed"])},
        {"key": _("Late fee"), "value": money(found["late_fee"])},
        {"key": _("In all"), "value": money(found["total"])},
    ]
    return drawn("rows", rows=rows)


def retirement(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the months the age is made of."""
    found = answer.result
    first, last = (_month_of(found[name]) for name in ("original_month", "retirement_month"))
    rows = [
        {"key": _("Month by the old age"), "value": first},
        {"key": _("Months later"), "value": str(found["delay_months"])},
        {"key": _("Month of retirement"), "value": last},
        {
            "key": _("Months of contributions needed"),
            "value": str(found["minimum_contribution_months"]),
        },
    ]
    return drawn("rows", rows=rows)


def _month_of(written: str) -> str:
    return month_name(date.fromisoformat(f"{written}-01"))


def estimate(form: Asking, answer: Answer, known: Known) -> Working:
    """Show the parts of the pension."""
    parts = {
        "basic_pension": _("Basic pension"),
        "account_pension": _("Account pension"),
        "transitional_pension": _("Transitional pension"),
        "monthly_total": _("In all, a month"),
    }
    sums = [
        {"label": words, "values": [answer.result[name]], "is_sum": name == "monthly_total"}
        for name, words in parts.items()
        if answer.result[name] or name != "transitional_pension"
    ]
    return drawn("pension", sums=sums)
