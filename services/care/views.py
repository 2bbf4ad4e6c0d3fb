"""Pages of treatment elsewhere for which nothing is applied, and somebody's own registrations."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import AccessEntry, Looked
from agencies import actors, rule_book
from agencies.entering import insured_person_only
from applications.public_forms import CheckForm
from casework.acting import named_mandate
from casework.policies import whose
from kit import clock
from kit.preferences import asks_to_read_otherwise, read_as_asked
from records.rules.elsewhere import SITUATIONS
from records.rules.medical_shares import Grade
from services.care import check_questions as ask
from services.care import hospitals as listed
from services.care.facts import insured_as
from services.care.figures import stay_formula, stay_value
from services.care.hospital_forms import HospitalForm
from services.care.models import Registration, Visit
from services.care.passes import pass_of
from services.care.rules.kinds import KINDS, LONG_TERM, Kind, Scheme, Stay, Why, kinds
from services.care.rules.paying import EXAMPLE, Example, compare
from services.care.rules.reasons import FRAME
from services.care.which_questions import WHICH

UNPROCESSABLE = 422
COMPARED = (ask.INSURED_PLACE, ask.SCHEME, ask.IS_RETIRED, *ask.MONEY)
LATELY = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@read_as_asked
def compare_page(request: HttpRequest) -> HttpResponse:
    """What an example stay costs in the five situations; what is asked is kept nowhere."""
    form = _asked(request, COMPARED)
    is_ready = _is_answered(form, request)
    rows = _rows(form.answers) if is_ready else []
    context = {
        "form": form,
        "rows": rows,
        "amount": (form.answers.get("amount") or EXAMPLE) if is_ready else EXAMPLE,
        "is_open": any(row["sheet"] is None for row in rows),
        "asked_on": clock.today(),
        "basis": FRAME,
        "form_at_hand": "asked",
    }
    status = _status(request, form)
    return render(request, "care/compare.html", context, status=status)


def _asked(request: HttpRequest, questions: tuple) -> CheckForm:
    """Return the questions with what was posted: whether somebody is ill stands in no address."""
    typed = request.POST if request.method == "POST" else None
    form = CheckForm(typed, asked=questions, held={}, today=clock.today())
    if asks_to_read_otherwise(request):
        form.keep_as_typed()
    return form


def _status(request: HttpRequest, form: CheckForm) -> int:
    is_judged = form.is_bound and not asks_to_read_otherwise(request)
    return UNPROCESSABLE if is_judged and form.errors else 200


def _is_answered(form: CheckForm, request: HttpRequest) -> bool:
    if asks_to_read_otherwise(request):
        return False
    return form.is_bound and form.is_valid() and not form.is_more_asked


def _rows(answers: dict[str, Any]) -> list[dict[str, Any]]:
    example = example_of(answers)
    found = compare(example, on=clock.today(), book=rule_book.current())
    return [
        {
            "title": SITUATIONS[row.situation],
            "sheet": row.sheet,
            "least": row.elsewhere is not None and row.elsewhere.is_least,
            "said": stay_value(row, example),
            "formula": stay_formula(row),
            "basis": row.elsewhere.basis if row.elsewhere else None,
            "is_sure": row.is_sure,
        }
        for row in found
    ]


def example_of(answers: dict[str, Any]) -> Example:
    """Return the stay that somebody asks about."""
    scheme, percent = Scheme(answers["scheme"]), answers.get("own_share")
    return Example(
        region=answers["insured_place"],
        covered=answers.get("amount") or EXAMPLE,
        grade=Grade(answers["grade"]),
        insured=insured_as(scheme, is_retired=bool(answers.get("is_retired"))),
        deductible=answers.get("own_deductible"),
        share=None if percent is None else Decimal(percent) / 100,
    )


# --- Which kind -----------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@read_as_asked
def which_page(request: HttpRequest) -> HttpResponse:
    """Propose the kind by three questions, and lead to everything about treatment elsewhere."""
    form = _asked(request, WHICH)
    is_ready = _is_answered(form, request)
    found = _proposed(form.answers) if is_ready else []
    context = {"form": form, "found": found, "form_at_hand": "asked"}
    return render(request, "care/which.html", context, status=_status(request, form))


def _proposed(answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the kinds somebody may register as, the one that is paid best first."""
    stay = Stay(
        why=Why(answers["why"]),
        is_long=bool(answers.get("is_long")),
        is_referred=bool(answers.get("is_referred")),
        scheme=Scheme(answers.get("scheme") or Scheme.EMPLOYEE),
        is_retired=bool(answers.get("is_retired")),
    )
    return [{"title": KINDS[kind], "href": address_of(kind)} for kind in kinds(stay)]


def address_of(kind: Kind) -> str:
    """Return where somebody of a kind goes on."""
    if kind is Kind.EMERGENCY:
        return reverse("care_emergency")
    name = "care-long" if kind in LONG_TERM else "care-referral"
    return reverse("service_guide", args=["care-temporary" if kind is Kind.OTHER else name])


# --- Hospitals, emergencies -----------------------------------------------------------------------
@require_safe
def hospitals_page(request: HttpRequest) -> HttpResponse:
    """Find hospitals that settle directly with people insured elsewhere."""
    form = HospitalForm(request.GET or None)
    is_wrong = form.is_bound and not form.is_valid()
    asked = form.cleaned_data if form.is_bound and not is_wrong else {}
    place = asked.get("area", "")
    found = (
        listed.linked(place, asked.get("kind", ""), asked.get("q", ""), today=clock.today())
        if asked
        else []
    )
    context = {"form": form, "found": found, "is_searched": bool(asked) and not is_wrong}
    return render(request, "care/hospitals.html", context, status=400 if is_wrong else 200)


@require_safe
def emergency_page(request: HttpRequest) -> HttpResponse:
    """Say that an emergency counts as registered, and what to do."""
    return render(request, "care/emergency.html", {"basis": FRAME})


# --- My registrations -----------------------------------------------------------------------------
@insured_person_only
@require_safe
@never_cache
def my_registrations(request: HttpRequest) -> HttpResponse:
    """Show somebody's registrations as passes, and which hospitals asked about them."""
    who, mandate = actors.actor(request), named_mandate(request)
    person = whose(who, "care-long", mandate)
    today = clock.today()
    found = Registration.objects.of(person).select_related("case", "insured_area", "replaced_by")
    passes = [pass_of(each, today) for each in found]
    looks = AccessEntry.objects.filter(person=person, what=Looked.REGISTRATION)
    context = {
        "person": person,
        "current": [each for each in passes if each.is_current],
        "past": [each for each in passes if not each.is_current],
        "looks": looks[:LATELY],
        "visits": Visit.objects.filter(person=person)[:LATELY],
    }
    return render(request, "care/mine.html", context)
