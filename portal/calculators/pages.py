"""The calculators as pages: a short form, the answer in a sentence, the working, the articles."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules.wording import Text
from agencies.rules.workdays import Calendar, count_deadline
from portal.calculators import forms
from portal.calculators.answers import Answer, Known
from portal.calculators.catalogue import CALCULATORS, ask, what_is_known
from portal.calculators.reading import BadInput, day
from portal.spelling import wording

BAD_REQUEST = 422
MOST_DAYS_DRAWN = 60


@dataclass(frozen=True)
class Page:
    """One calculator's page: its form, a line about it, and whether what is typed is personal."""

    form: type[forms.Asking]
    about: Text
    icon: str
    is_personal: bool = False


PAGES = {
    "retirement-age": Page(
        forms.RetirementAgeForm,
        Text(
            "按出生年月查法定退休年龄和最低缴费年限。",
            "Your statutory age and the months needed, by month of birth.",
        ),
        "old-age",
    ),
    "benefit-place": Page(
        forms.BenefitPlaceForm,
        Text(
            "在几个省参过保，将来由哪个省发放养老金。",
            "Insured in several provinces: which one pays the pension.",
        ),
        "place",
    ),
    "pension-estimate": Page(
        forms.PensionEstimateForm,
        Text(
            "把数字代入公式，估算每月养老金。",
            "The formula with your numbers in it. An estimate only.",
        ),
        "calculator",
    ),
    "deadline": Page(
        forms.DeadlineForm,
        Text(
            "逐日数工作日，放假和调休都算进去。",
            "Working days counted one by one, with holidays and days worked for them.",
        ),
        "calendar",
    ),
    "unemployment-term": Page(
        forms.UnemploymentTermForm,
        Text("按缴费月数查最长领取期限。", "The longest term, by months paid."),
        "clock",
    ),
    "identity-number": Page(
        forms.IdentityNumberForm,
        Text(
            "核对号码的编码规则。号码不会保存，也不会出现在网址里。",
            "Whether a number keeps its rules. It is not stored and not in any address.",
        ),
        "person",
        is_personal=True,
    ),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All questions that have a page."""
    doors = [
        {"name": name, "title": CALCULATORS[name].title, "about": page.about, "icon": page.icon}
        for name, page in PAGES.items()
    ]
    return render(request, "calculators/index.html", {"doors": doors})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calculator(request: HttpRequest, calculator: str) -> HttpResponse:
    """One question: what is personal is posted, everything else stands in the address."""
    if calculator not in PAGES:
        raise Http404
    page = PAGES[calculator]
    if request.method == "POST" and not page.is_personal:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if page.is_personal and request.GET:
        return redirect("calculator", calculator)  # what is personal leaves the address at once
    typed = request.POST if page.is_personal else request.GET
    form = page.form(typed or None)
    known = what_is_known()
    answer = _answer(calculator, form, known) if form.is_valid() else None
    context = {
        "title": CALCULATORS[calculator].title,
        "page_of": page,
        "form": form,
        "answer": answer,
        "strip": _strip(form, known.calendar) if answer and calculator == "deadline" else [],
        "rows": _rows(calculator, answer) if answer else [],
    }
    status = BAD_REQUEST if form.is_bound and not answer else 200
    return render(request, "calculators/calculator.html", context, status=status)


def _answer(name: str, form: forms.Asking, known: Known) -> Answer | None:
    """Ask the calculator; what it refuses is told at the field."""
    try:
        return ask(name, form.question(), known)
    except BadInput as bad:
        field = bad.field if bad.field in form.fields else None
        form.add_error(field, wording(bad.message))
        return None


def _strip(form: forms.Asking, calendar: Calendar) -> list[dict[str, Any]]:
    """Return the days of a term as they are drawn; a very long term is not."""
    asked = form.question()
    if asked["working_days"] > MOST_DAYS_DRAWN:
        return []
    start = day(asked["received_on"], "")
    found = count_deadline(start, asked["working_days"], calendar)
    drawn = [{"date": start, "counted": False, "start": True}]
    drawn += [
        {"date": each.date, "counted": True, "number": each.day, "due": each.date == found.due_on}
        for each in found.days
    ]
    drawn += [
        {"date": each.date, "counted": False, "reason": wording(each.reason)}
        for each in found.skipped
    ]
    return sorted(drawn, key=lambda each: each["date"])


def _rows(name: str, answer: Answer) -> list[dict[str, str]]:
    """Return the numbers of an answer as a short list."""
    found = answer.spelled("zh-hans")["result"]
    kept = {
        "retirement-age": {
            "original_month": _("Month by the old age"),
            "delay_months": _("Months later"),
            "retirement_month": _("Month of retirement"),
            "minimum_contribution_months": _("Months of contributions needed"),
        },
        "pension-estimate": {
            "basic_pension": _("Basic pension, yuan a month"),
            "account_pension": _("Account pension, yuan a month"),
            "transitional_pension": _("Transitional pension, yuan a month"),
            "monthly_total": _("In all, yuan a month"),
            "divisor": _("Divisor at this age"),
        },
    }.get(name, {})
    return [{"key": label, "value": str(found[field])} for field, label in kept.items()]
