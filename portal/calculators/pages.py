"""The calculators as pages: a short form, the answer in a sentence, the working, the articles."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules.wording import Text
from portal.calculators import forms, forms_of_periods, forms_of_verdicts, workings
from portal.calculators.answers import Answer, Known
from portal.calculators.asking import Asking, Rows
from portal.calculators.catalogue import CALCULATORS, ask, what_is_known
from portal.calculators.examples import EXAMPLES
from portal.calculators.reading import BadInput
from portal.spelling import wording

BAD_REQUEST = 422
EXAMPLE = "example"


@dataclass(frozen=True)
class Page:
    """One calculator's page.

    `personal`: why what is typed there is personal; then it is posted, and there is no link to it.
    `see_also`: what people who ask this often ask next.
    """

    form: type[Asking]
    working: workings.Draw
    about: Text
    icon: str
    personal: Text | None = None
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """The calculators that answer one question people have."""

    title: Text
    names: tuple[str, ...]


THEMES = (
    Theme(
        Text("能不能转？转多少钱？", "May it move, and how much moves?"),
        ("pension-eligibility", "medical-eligibility", "pension-transfer-amount"),
    ),
    Theme(
        Text("我交了多少？", "What do I have so far?"),
        ("cumulative-months", "account-interest"),
    ),
    Theme(
        Text(
            "什么时候退休？养老金多少？在哪里领？", "When, where and how much will my pension be?"
        ),
        ("retirement-age", "pension-estimate", "benefit-place"),
    ),
    Theme(
        Text("哪天到期？", "By when must it be done?"),
        ("deadline", "working-days"),
    ),
    Theme(
        Text("还有两个问题", "Two more questions"),
        ("unemployment-term", "identity-number"),
    ),
)

PAGES = {
    "pension-eligibility": Page(
        forms_of_verdicts.PensionEligibilityForm,
        workings.verdict,
        Text(
            "申请之前先看看：能不能转，不能转的怎么办。",
            "See before you apply: whether it may move, and what to do if not.",
        ),
        "old-age",
        Text(
            "您的出生日期和户籍属于个人信息",
            "Your date of birth and your hukou are personal",
        ),
        ("pension-transfer-amount", "benefit-place"),
    ),
    "medical-eligibility": Page(
        forms_of_verdicts.MedicalEligibilityForm,
        workings.verdict,
        Text(
            "跨统筹区转移医保，先看看条件够不够。",
            "Moving to another pooling area: see whether the conditions are met.",
        ),
        "medical",
        Text("是否住院属于健康信息", "Whether you are in hospital is about your health"),
        ("cumulative-months",),
    ),
    "pension-transfer-amount": Page(
        forms_of_periods.TransferAmountForm,
        workings.six_sums,
        Text(
            "按缴费的起止月份和基数，算出个人账户和统筹基金各转多少。",
            "From your periods and bases: what moves from the account and from the pooled fund.",
        ),
        "money",
        Text(
            "您的缴费经历和工资水平属于个人信息", "Where you worked and what you earned is personal"
        ),
        ("account-interest", "pension-eligibility"),
    ),
    "cumulative-months": Page(
        forms_of_periods.CumulativeMonthsForm,
        workings.timeline,
        Text(
            "几段参保加起来多少个月，有没有重复和中断。",
            "What your periods add up to, with what is double and what is missing.",
        ),
        "months",
        Text("您的参保经历属于个人信息", "The places and months of your working life are personal"),
        ("retirement-age", "benefit-place"),
    ),
    "account-interest": Page(
        forms.AccountInterestForm,
        workings.year_of_interest,
        Text(
            "个人账户一年的利息怎么来的，逐月列出。",
            "How the interest of a year comes about, month by month.",
        ),
        "money",
        see_also=("pension-transfer-amount", "pension-estimate"),
    ),
    "retirement-age": Page(
        forms.RetirementAgeForm,
        workings.retirement,
        Text(
            "按出生年月查法定退休年龄和最低缴费年限。",
            "Your statutory age and the months needed, by month of birth.",
        ),
        "clock",
        see_also=("pension-estimate", "benefit-place"),
    ),
    "pension-estimate": Page(
        forms.PensionEstimateForm,
        workings.estimate,
        Text(
            "把数字代入公式，估算每月养老金。",
            "The formula with your numbers in it. An estimate only.",
        ),
        "calculator",
        see_also=("retirement-age", "cumulative-months"),
    ),
    "benefit-place": Page(
        forms_of_periods.BenefitPlaceForm,
        workings.place_by_place,
        Text(
            "在几个省参过保，将来由哪个省发放养老金。",
            "Insured in several provinces: which one pays the pension.",
        ),
        "place",
        see_also=("retirement-age", "cumulative-months"),
    ),
    "deadline": Page(
        forms.DeadlineForm,
        workings.day_by_day,
        Text(
            "逐日数工作日，放假和调休都算进去。",
            "Working days counted one by one, with holidays and days worked for them.",
        ),
        "calendar",
        see_also=("working-days",),
    ),
    "working-days": Page(
        forms.WorkingDaysForm,
        workings.month_by_month,
        Text(
            "一年有几个工作日，哪些天放假，哪些周末上班。",
            "How many working days a year has, what is off and which weekends are worked.",
        ),
        "calendar",
        see_also=("deadline",),
    ),
    "unemployment-term": Page(
        forms.UnemploymentTermForm,
        workings.as_sentences,
        Text("按缴费月数查最长领取期限。", "The longest term, by months paid."),
        "clock",
        see_also=("cumulative-months",),
    ),
    "identity-number": Page(
        forms.IdentityNumberForm,
        workings.as_sentences,
        Text(
            "核对号码的编码规则，六种证件都可以。",
            "Whether a number keeps its rules, for six kinds of documents.",
        ),
        "person",
        Text("证件号码属于个人信息", "The number of a document is personal"),
    ),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All calculators, by the question people have."""
    themes = [
        {"title": theme.title, "doors": [_door(name) for name in theme.names]} for theme in THEMES
    ]
    return render(request, "calculators/index.html", {"themes": themes})


def _door(name: str) -> dict[str, Any]:
    page = PAGES[name]
    return {
        "name": name,
        "title": CALCULATORS[name].title,
        "about": page.about,
        "icon": page.icon,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calculator(request: HttpRequest, calculator: str) -> HttpResponse:
    """One question: what is personal is posted, everything else stands in the address."""
    if calculator not in PAGES:
        raise Http404
    page = PAGES[calculator]
    if request.method == "POST" and not page.personal:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    is_example = EXAMPLE in request.GET and request.method != "POST"
    if page.personal and request.GET.keys() - {EXAMPLE}:
        return redirect("calculator", calculator)  # what is personal leaves the address at once
    if request.method == "POST":
        typed = request.POST.dict()
    else:
        typed = EXAMPLES[calculator] if is_example else request.GET.dict()
    known = what_is_known()
    form, is_asked = _form(page.form, typed, known)
    answer = _answer(calculator, form, known) if is_asked and form.is_valid() else None
    context = _context(calculator, form, answer, known) | {
        "is_example": is_example,
        "link": _link(request, calculator, form) if answer and not page.personal else "",
    }
    status = BAD_REQUEST if is_asked and not answer else 200
    return render(request, "calculators/calculator.html", context, status=status)


def _form(kind: type[Asking], typed: dict[str, str], known: Known) -> tuple[Asking, bool]:
    """Return the form and whether it is asked: a row more or less asks nothing yet."""
    gone = typed.get("less", "")
    if issubclass(kind, Rows) and gone.isascii() and gone.isdigit() and len(gone) <= 2:
        typed = kind.without_row(typed, int(gone))
    form = kind(typed or None, known=known)
    is_asked = form.is_bound and not {"more", "less"} & typed.keys()
    if form.is_bound and not is_asked:
        form.keep_as_typed()
    return form, is_asked


def _answer(name: str, form: Asking, known: Known) -> Answer | None:
    """Ask the calculator; what it refuses is told at the field."""
    try:
        return ask(name, form.question(), known)
    except BadInput as bad:
        form.add_error(form.field_of(bad.field), wording(bad.message))
        return None


def _context(name: str, form: Asking, answer: Answer | None, known: Known) -> dict[str, Any]:
    page = PAGES[name]
    working = page.working(form, answer, known) if answer else workings.Working()
    return {
        "name": name,
        "title": CALCULATORS[name].title,
        "about": page.about,
        "personal": page.personal,
        "form": form,
        "has_rows": isinstance(form, Rows),
        "answer": answer,
        "sentence": working.sentence or (answer.explanation[0] if answer else ""),
        "working": working,
        "sentences": answer.explanation[0 if working.sentence else 1 :] if answer else (),
        "articles": tuple(dict.fromkeys(answer.basis)) if answer else (),
        "asked_on": known.today,
        "see_also": [_door(other) for other in page.see_also],
    }


def _link(request: HttpRequest, name: str, form: Asking) -> str:
    """Return the address that asks the same again."""
    address = reverse("calculator", args=[name])
    return request.build_absolute_uri(f"{address}?{form.as_address()}")
