"""The clerks of the agency: its supervisors invite them, end their posts, note who is away."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import security_log
from accounts.forms.fields import LONGEST_EMAIL
from agencies import second_factor
from agencies.actors import Actor
from agencies.models import Post
from casework.actions import staffing
from casework.desk.door import at_desk, show_once_more
from casework.holder_forms import HolderNumbers
from casework.models import Absence
from kit import clock
from kit.errors import NotValid, Refusal
from kit.form_fields.dates import CalendarDateField

MOST = 500  # of one agency, on one page


class InviteForm(HolderNumbers, forms.Form):
    """Whom the agency wants as a clerk."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        help_text=gettext_lazy("As it shall stand on papers and at the desk."),
        error_messages={"required": gettext_lazy("Enter the name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail at work"),
        max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("A code to this address opens the account."),
        error_messages={"required": gettext_lazy("Enter the e-mail address.")},
    )
    field_order = ("name", "email", "document_type", "number", "relatives")

    def clean(self) -> dict[str, Any]:
        """Turn the numbers into marks; the numbers themselves go no further."""
        given = super().clean() or {}
        given["kept_from"] = self.marks(given)
        return given


class AwayForm(forms.Form):
    """On which days a clerk is away."""

    first_day = CalendarDateField(label=gettext_lazy("First day away"))
    last_day = CalendarDateField(label=gettext_lazy("Last day away"))
    substitute = forms.TypedChoiceField(
        label=gettext_lazy("Who stands in"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("They get what comes meanwhile, and see what lies there."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = ("", _("Nobody: the cases go to the queue"))
        self.fields["substitute"].choices = [nobody, *((p.pk, str(p.user)) for p in colleagues)]


@require_GET
@at_desk
def desk_staff(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show who works at the agency, who is proposed, and whom one may invite."""
    return _page(request, who)


def _page(request: HttpRequest, who: Actor, *, status: int = 200, **more: Any) -> HttpResponse:
    staff = list(staffing.staff_of(who)[:MOST])
    standing = Absence.objects.standing().filter(post__in=staff).select_related("substitute__user")
    absences = {absence.post_id: absence for absence in standing}
    context = {
        "staff": [_row(post, who, absences.get(post.pk)) for post in staff],
        "proposals": [
            {"proposal": each, "is_mine": each.proposed_by == who.user}
            for each in staffing.proposals_of(who)[:MOST]
        ],
        "form": InviteForm(),
        "away_form": AwayForm(prefix="away", colleagues=staffing.substitutes(who)[:MOST]),
        "away_post": 0,
        **more,
    }
    return render(request, "desk/staff.html", context, status=status)


def _row(post: Post, who: Actor, absence: Absence | None) -> dict[str, Any]:
    is_clerk = post.role == Post.Role.CLERK
    return {"post": post, "absence": absence, "may_change": is_clerk and post.user != who.user}


@require_POST
@at_desk
def invite(request: HttpRequest, who: Actor) -> HttpResponse:
    """Propose somebody as a clerk, and write to them."""
    staffing.check_may_manage(who)
    form = InviteForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "email", "kept_from")}
        language = get_language() or "zh-hans"
        try:
            staffing.invite(by=who, language=language, now=clock.now(), **given)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, str(text))
        else:
            security_log.note("clerk proposed", request, account=request.user.pk)
            sentence = _(
                "Proposed, and written to. The post begins when the address is confirmed and a "
                "second person has agreed."
            )
            messages.success(request, sentence)
            return redirect("desk_staff")
    return _page(request, who, form=form, status=422)


@require_POST
@at_desk
def confirm(request: HttpRequest, who: Actor) -> HttpResponse:
    """Let a post begin as the second person, who has just shown once more that it is they."""
    staffing.check_may_manage(who)
    if not second_factor.is_proven_lately(request):
        return show_once_more(request, "desk_staff", _("Show once more that it is you."))
    done = _("The post has begun.")
    return _act(request, who, "clerk confirmed", done, staffing.confirm)


@require_POST
@at_desk
def turn_down(request: HttpRequest, who: Actor) -> HttpResponse:
    """Decide that a proposed clerk will not begin."""
    return _act(request, who, "clerk turned down", _("Turned down."), staffing.turn_down)


@require_POST
@at_desk
def end(request: HttpRequest, who: Actor) -> HttpResponse:
    """End a clerk's post at once."""
    done = _("The post has ended. What the clerk had taken on lies in the queue again.")
    return _act(request, who, "clerk's post ended", done, staffing.end)


@require_POST
@at_desk
def back(request: HttpRequest, who: Actor) -> HttpResponse:
    """Note that a clerk is there again."""
    return _act(request, who, "", _("Noted."), staffing.end_absence)


@require_POST
@at_desk
def away(request: HttpRequest, who: Actor) -> HttpResponse:
    """Note on which days a clerk is away."""
    staffing.check_may_manage(who)
    colleagues, post = staffing.substitutes(who)[:MOST], _key(request)
    form = AwayForm(request.POST, prefix="away", colleagues=colleagues)
    if form.is_valid():
        try:
            staffing.note_absence(post, **form.cleaned_data, by=who, now=clock.now())
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, str(text))
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
            return redirect("desk_staff")
        else:
            messages.success(request, _noted(form))
            return redirect("desk_staff")
    return _page(request, who, away_form=form, away_post=post, status=422)


def _noted(form: AwayForm) -> str:
    if form.cleaned_data["substitute"]:
        return _("Noted. From the first day on, new cases go to the colleague who stands in.")
    return _("Noted. From the first day on, the turns are free.")


def _key(request: HttpRequest) -> int:
    typed = request.POST.get("which", "")
    return int(typed[:18]) if typed.isascii() and typed.isdigit() else 0


def _act(
    request: HttpRequest, who: Actor, what: str, done: str, act: Callable[..., Any]
) -> HttpResponse:
    """Do something to the post or proposal that was posted; a refusal stands above the list."""
    staffing.check_may_manage(who)
    try:
        act(_key(request), by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("desk_staff")
    if what:
        security_log.note(what, request, account=request.user.pk)
    messages.success(request, done)
    return redirect("desk_staff")
