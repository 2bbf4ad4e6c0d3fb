"""The cost list of a claim at the desk: judged line by line, what was changed, and the year."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor
from applications.acts import table
from applications.desk.application import application_of, header
from applications.desk.doing import do, version_seen
from applications.desk.finding import case_at_desk
from applications.models import Application
from casework.desk.door import at_desk
from casework.policies import check_may
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotValid
from kit.spelling import wording
from law.money import from_fen
from services.reimbursement.actions.listing import FIELD, said
from services.reimbursement.acts import ENTER_LIST, is_claim
from services.reimbursement.models import CostList, YearLine
from services.reimbursement.rules.lines import Fault, judge, scope, why
from services.reimbursement.rules.reading_lists import COLUMNS, LARGEST, NOT_UTF8, changed

Row = dict[str, Any]
MOST_SHOWN = 500
HOW = {
    "added": gettext_lazy("added"),
    "gone": gettext_lazy("left out"),
    "changed": gettext_lazy("changed"),
}


class CostListForm(forms.Form):
    """A list as a file, or pasted."""

    file = forms.FileField(
        label=gettext_lazy("File of the hospital (CSV)"), required=False, allow_empty_file=True
    )
    lines = forms.CharField(
        label=gettext_lazy("… or paste it"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Read the file as a text; one of the two is needed."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is not None and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 2 MB."))
        elif file is not None:
            try:
                cleaned[FIELD] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                text = NOT_UTF8.format(n=str(error.start + 1))
                self.add_error("file", said([Fault(0, text)]))
        elif not str(cleaned.get(FIELD) or "").strip():
            self.add_error(FIELD, _("Choose a file, or paste the list."))
        return cleaned


@require_http_methods(["GET", "POST"])
@at_desk
def desk_cost_list(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the list as it is judged, or enter another one."""
    case = case_at_desk(who, number, Action.DOWNLOAD)
    application = application_of(case)
    if not is_claim(application):
        raise Http404
    if request.method == "GET":
        return _page(request, who, application, CostListForm())
    check_may(who, Action.CORRECT_FIGURE, case)
    form = CostListForm(request.POST, request.FILES)
    if form.is_valid():
        entered = {FIELD: form.cleaned_data[FIELD]}
        try:
            return do(request, who, ENTER_LIST.name, application, entered, back="desk_cost_list")
        except NotValid as refusal:
            for text in refusal.errors.values():
                form.add_error(FIELD, str(text))
    return _page(request, who, application, form, status=422)


def _page(
    request: HttpRequest, who: Actor, application: Application, form: forms.Form, status: int = 200
) -> HttpResponse:
    case = application.case
    lists = list(CostList.objects.filter(case=case))
    lines = lists[-1].lines if lists else ()
    judged = [judge(each) for each in lines]
    before = lists[-2].lines if len(lists) > 1 else ()
    context = {
        "case": case,
        "header": header(application),
        "form": form,
        "version": version_seen(request) or case.version,
        "may_enter": table.is_possible(ENTER_LIST, application, who),
        "columns": ", ".join(COLUMNS),
        "scope": scope(lines) if lines else None,
        "lines": [{"judged": each, "why": wording(why(each))} for each in judged[:MOST_SHOWN]],
        "more": max(len(judged) - MOST_SHOWN, 0),
        "changes": [
            {"how": HOW[how], "line": line} for how, line in changed(before, lines)[:MOST_SHOWN]
        ]
        if before
        else [],
        "entered": lists[-1] if lists else None,
        "year": _year(application),
    }
    return render(request, "desk/cost_list.html", context, status=status)


@wall.as_house("show what of somebody's year was used, to who decides on the next claim")
def _year(application: Application) -> list[Row]:
    """Return what was decided for the person before, the newest first."""
    person = application.case.person_id
    lines = YearLine.objects.filter(person=person, counts=True)
    back = YearLine.objects.came_back(person)
    return [
        {
            "number": each.case.number,
            "year": each.year,
            "is_stay": each.is_stay,
            "covered": from_fen(each.covered_fen),
            "fund": from_fen(each.fund_fen),
            "serious": from_fen(each.serious_fen),
            "back": from_fen(back.get(each.pk, 0)),
        }
        for each in lines.select_related("case").order_by("-year", "-pk")[:50]
    ]
