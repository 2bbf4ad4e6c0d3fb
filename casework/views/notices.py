"""What a person was told, and what they wish to be sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actors
from agencies.actors import Actor
from casework import delivery_shown, notices
from casework.actions import reading, wishing
from casework.models import Case, Notice
from casework.wish_forms import DeskWishesForm, WishesForm
from kit import clock
from kit.errors import NotValid

A_PAGE = 20
MOST_CASES = 40  # to choose from; more are open in nobody's life


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show what this person was told; posting marks one of it, or all that is shown, as read."""
    who = actors.actor(request)
    told, chosen = _chosen(who, request)
    if request.method == "POST":
        reading.mark_read(told, request.POST.get("notice", ""), now=clock.now())
        query = f"?{urlencode(chosen)}" if chosen else ""
        return redirect(f"{request.path}{query}")
    rows = told.select_related("case").prefetch_related(delivery_shown.along())
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "notices": [_row(notice) for notice in page],
        "unread": told.filter(read_at=None).count(),
        "cases": _cases(who),
        "chosen": chosen,
        "query": urlencode(chosen),
    }
    return render(request, "casework/notice_list.html", context)


@login_required
@require_safe
@never_cache
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what a notice is about: with that it has been read."""
    who = actors.actor(request)
    own = Notice.objects.visible_to(who).filter(to_person=who.person_id or 0)
    told = get_object_or_404(own.select_related("case"), pk=pk)
    reading.mark_read(own, str(told.pk), now=clock.now())
    return redirect(notices.link(told))


def _chosen(who: Actor, request: HttpRequest) -> tuple[QuerySet[Notice], dict[str, str]]:
    """Return what was told to a person, narrowed to one case or to what is new, as asked."""
    told = Notice.objects.visible_to(who).filter(to_person=who.person_id or 0, mandate=None)
    chosen = {}
    if number := request.GET.get("case", "")[:32].replace("\0", ""):
        chosen["case"] = number
        told = told.filter(case__number=number)
    if request.GET.get("new") == "1":
        chosen["new"] = "1"
        told = told.filter(read_at=None)
    return told, chosen


def _cases(who: Actor) -> list[dict[str, str]]:
    """Return the cases of which a person was told something, the newest first."""
    if who.person_id is None:
        return []
    own = Case.objects.visible_to(who).filter(person=who.person_id, submitted_at__isnull=False)
    return [
        {"number": each.number, "title": f"{each.service_title} · {each.number}"}
        for each in own.order_by("-created_at")[:MOST_CASES]
    ]


def _row(notice: Notice) -> dict[str, Any]:
    shown = notices.shown(notice)
    return {**shown, "pk": notice.pk, "deliveries": delivery_shown.of(notice)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def notice_wishes(request: HttpRequest) -> HttpResponse:
    """Show and keep what somebody wishes to be sent."""
    if actors.actor(request).is_staff:
        return _of_staff(request)
    form = WishesForm(_posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            wishing.wish(request.user, form.wished())
        except NotValid as refused:
            for name, text in refused.errors.items():
                form.add_error(name, text)
        else:
            messages.success(request, _("Saved."))
            return redirect("notice_wishes")
    status = 422 if form.is_bound else 200
    return render(request, "casework/notice_wishes.html", {"form": form}, status=status)


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted; a form in which nothing was chosen is one, too."""
    return request.POST if request.method == "POST" else None


def _of_staff(request: HttpRequest) -> HttpResponse:
    """Ask staff about the summary of what waits for them, and about nothing else."""
    before = wishing.wished(request.user)
    form = DeskWishesForm(_posted(request), initial={"desk_digest": before.desk_digest})
    if request.method == "POST" and form.is_valid():
        wishing.wish_at_desk(request.user, is_digest=form.cleaned_data["desk_digest"])
        messages.success(request, _("Saved."))
        return redirect("notice_wishes")
    return render(request, "desk/notice_wishes.html", {"form": form})
