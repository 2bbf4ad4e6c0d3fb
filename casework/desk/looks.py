"""Who looked, for supervisors and auditors: by day, person, kind and case, and as a file."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts import security_log
from accounts.models import User
from agencies.actors import Actor, Position
from agencies.models import Post, of_agency
from casework.actions import looking, looks
from casework.desk.door import at_desk
from casework.desk.files import as_file
from casework.desk.waiting import MOST, BoundedPaginator
from casework.models import Case
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotPermitted, NotValid
from kit.form_fields.dates import CalendarDateField
from kit.tables import Format

ROWS = 50


class LooksFilter(forms.Form):
    """Which looks somebody wants to read; what cannot be read shows all."""

    use_required_attribute = False

    since = CalendarDateField(label=_("From the day"), required=False)
    until = CalendarDateField(label=_("To the day"), required=False)
    what = forms.ChoiceField(
        label=_("What"), choices=[("", _("Everything")), *looks.KINDS], required=False
    )
    case = forms.CharField(label=_("Case number"), max_length=32, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by.position == Position.SUPERVISOR:
            choices = [("", _("Everybody")), *_colleagues(by)]
            self.fields["who"] = forms.ChoiceField(label=_("Who"), choices=choices, required=False)

    @property
    def wanted(self) -> dict[str, Any]:
        """The valid choices that were made."""
        self.is_valid()
        for field in self.fields.values():
            field.required = True  # drawn without a mark: nothing of a filter has to be chosen
        return {name: value for name, value in self.cleaned_data.items() if value}


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    """Return who works at the agency or has done so, by name."""
    posts = Post.objects.filter(of_agency(by.agency)).values("user") if by.agency else []
    known = User.objects.filter(pk__in=posts).order_by("display_name", "pk")[:300]
    return [(str(user.pk), str(user)) for user in known]


@require_GET
@at_desk
def desk_looks(request: HttpRequest, who: Actor) -> HttpResponse | StreamingHttpResponse:
    """Show who looked, the newest first; with `?file=csv` or `xlsx` as a file."""
    if not may_generally(who, Action.WHO_LOOKED):
        raise NotPermitted
    form = LooksFilter(request.GET, by=who)
    found = looks.looks_wanted(who, form.wanted, today=clock.today())
    kind = request.GET.get("file", "")
    if kind in {*Format}:
        try:
            answer = as_file(lambda: looks.table(found), Format(kind), "who-looked")
        except NotValid as refusal:
            form.add_error("since", str(refusal.errors["since"]))
        else:
            security_log.note("list of looks taken along", request, account=request.user.pk)
            return answer
    return _page(request, who, form, found)


def _page(request: HttpRequest, who: Actor, form: LooksFilter, found: Any) -> HttpResponse:
    pages = BoundedPaginator(found, ROWS)
    page = pages.get_page(request.GET.get("page"))
    numbers = {look.case_number for look in page.object_list}
    seen = Case.objects.visible_to(who).filter(number__in=numbers - {""})
    cases = {case.number: case for case in seen}
    looking.listed(cases.values(), by=who, now=clock.now())
    asked = {name: value for name, value in request.GET.items() if name not in ("page", "file")}
    context = {
        "form": form,
        "looks": [(look, looks.what_of(look.what)) for look in page.object_list],
        "open_to": set(cases),
        "page_obj": page,
        "query": urlencode(asked),
        "is_filtered": bool(form.wanted),
        "found": pages.found if pages.found <= MOST else None,
    }
    return render(request, "desk/looks.html", context, status=422 if form.errors else 200)
