"""One's own calendar: the page on which its address is made and shown, and the file itself."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actors
from casework import calendar_feed, dates
from casework.actions import calendars
from casework.models import CalendarAddress, Case
from kit import clock, wall
from kit.callers import neighbour_of
from kit.errors import TooOften
from kit.limits import limit

SHOW, RENEW, END, WORDS = "show", "renew", "end", "words"


class WordsForm(forms.Form):
    """How much the entries say."""

    words = forms.ChoiceField(
        label=gettext_lazy("What the entries say"),
        help_text=gettext_lazy(
            "A calendar is seen by others: on a shared computer, on a locked phone."
        ),
        choices=CalendarAddress.Words.choices,
        widget=forms.RadioSelect,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show the days that concern the reader, and the address under which programs find them."""
    person = request.user.person
    if person is None:
        return redirect(f"{resolve_url('verify_identity')}?next={request.path}")
    if request.method == "POST" and request.POST.get("do") != SHOW:
        return _change(request)
    address = calendars.address_of(request.user)
    context = {
        "entries": dates.of(person, clock.today()),
        "address": address,
        "form": WordsForm(initial={"words": address.words}) if address else None,
    }
    if address and request.method == "POST":
        context["href"] = _href(address)
        context["webcal"] = context["href"].replace("https://", "webcal://", 1)
    return render(request, "casework/my_calendar.html", context)


def _change(request: HttpRequest) -> HttpResponse:
    do = request.POST.get("do", "")
    form = WordsForm(request.POST)
    if do == RENEW:
        calendars.renew(request.user, now=clock.now())
        messages.success(request, _("There is a new address. The old one, if any, has ended."))
    elif do == END:
        calendars.end(request.user)
        messages.success(
            request, _("The address has ended. Calendars find nothing there any more.")
        )
    elif do == WORDS and form.is_valid():
        calendars.say_with(request.user, form.cleaned_data["words"])
        messages.success(request, _("Saved. Calendars show it when they look next."))
    return redirect("my_calendar")


def _href(address: CalendarAddress) -> str:
    query = urlencode({"key": str(address.secret)})
    return f"{settings.PORTAL_URL}{reverse('calendar_file')}?{query}"


@login_required
@require_safe
@never_cache
def case_days(request: HttpRequest, number: str) -> HttpResponse:
    """Give out the days of one case, for the calendar of a phone; it takes them in once."""
    who = actors.actor(request)
    own = Case.objects.visible_to(who).filter(person=who.person_id or 0)
    case = get_object_or_404(own.select_related("person"), number=number)
    case_at = case.get_absolute_url()
    entries = dates.of(case.person, clock.today())
    chosen = [each for each in entries if each.href.startswith(case_at)]
    if not chosen:
        return redirect(case_at)  # its day has passed, or nothing is due
    body = calendar_feed.written(chosen, words=CalendarAddress.Words.PLAIN, made_at=clock.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{number}.ics"'
    return answer


@require_safe
@never_cache
@wall.as_house("let a calendar program read the days of whoever gave it their address")
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Answer a calendar program that knows the secret; to anybody else there is nothing here."""
    now, secret = clock.now(), request.GET.get("key", "")
    address = calendars.found(secret, now=now)
    _check_rate(request, secret, is_known=address is not None)
    if address is None:
        raise Http404
    with translation.override(address.user.language):
        entries = dates.of(address.user.person, clock.today())
        body = calendar_feed.written(entries, words=address.words, made_at=now)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _check_rate(request: HttpRequest, secret: str, *, is_known: bool) -> None:
    """Refuse whoever tries secrets, and a program that asks every minute.

    Many calendars of one provider come from one address: what they know is counted by secret.
    """
    name, whose = ("secret", secret) if is_known else ("neighbour", neighbour_of(request))
    if not limit(f"calendar.{name}", whose, now=clock.now()).passes():
        raise TooOften(_("That was asked too often. A calendar needs to look a few times a day."))
