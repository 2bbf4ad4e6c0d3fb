"""One batch at the desk: released or taken back, its file fetched, its answer brought."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.actors import Actor
from casework.desk.door import at_desk
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import Refusal
from kit.spelling import wording
from payouts import figures_shown as shown
from payouts.actions import answering, preparing, releasing
from payouts.desk.board import let_in, named, note_listed
from payouts.models import Batch
from payouts.models.seeing import whose
from payouts.rules.bank_answer import LONGEST
from payouts.rules.banks import bank_title
from payouts.rules.returns import of_code
from payouts.rules.states import Batched

MOST = 200


class AnswerForm(forms.Form):
    """The file with which a bank has answered."""

    file = forms.FileField(
        label=gettext_lazy("The answer of the bank"),
        help_text=gettext_lazy("As the bank has sent it: nothing of it may be changed."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty."),
        },
    )


def _one(who: Actor, number: str, action: Action = Action.READ_PAYMENTS) -> Batch:
    let_in(who, action)
    known = Batch.objects.visible_to(who).select_related("prepared_by", "released_by")
    found: Batch = get_object_or_404(known, number=number)
    return found


@never_cache
@require_safe
@at_desk
def batch(request: HttpRequest, who: Actor, batch: str) -> HttpResponse:
    """Show one batch: its sums, who prepared and released it, and what came back."""
    return render(request, "payouts/desk/batch.html", _context(_one(who, batch), who))


def _context(found: Batch, who: Actor, form: AnswerForm | None = None) -> dict[str, Any]:
    is_mine = who.user is not None and found.prepared_by_id == who.user.pk
    waits = found.status is Batched.PREPARED
    unpaid = found.entries.exclude(code__in=["", "00"])
    returned = whose(unpaid.select_related("payable")[:MOST])
    note_listed([each.payable for each in returned], who)
    return {
        **shown.batch_row(found),
        "bank": wording(bank_title(found.bank)),
        "may_release": waits and not is_mine and may_generally(who, Action.RELEASE_BATCH),
        "may_dissolve": waits and may_generally(who, Action.PREPARE_BATCH),
        "is_mine": waits and is_mine,
        "may_answer": found.status is Batched.SENT and may_generally(who, Action.PREPARE_BATCH),
        "is_sent": found.status in (Batched.SENT, Batched.ANSWERED),
        "returned": [
            {
                "line": each,
                "name": named(each.person, who),
                "why": wording(of_code(each.code).meaning),
            }
            for each in returned
        ],
        "form": form or AnswerForm(),
    }


@require_POST
@at_desk
def decide(request: HttpRequest, who: Actor, batch: str) -> HttpResponse:
    """Release a batch as the second person, or take it back."""
    found = _one(who, batch, Action.PREPARE_BATCH)
    try:
        if request.POST.get("do") == "release":
            version = request.POST.get("version", "")
            seen = int(version) if version.isascii() and version.isdigit() else None
            releasing.release(found, by=who, now=clock.now(), version=seen)
            messages.success(request, _("It is released: the money leaves."))
        elif request.POST.get("do") == "dissolve":
            preparing.dissolve(found, by=who, now=clock.now())
            messages.success(request, _("It is taken back; its payments are owed as before."))
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("desk_batch", batch=batch)


@never_cache
@require_safe
@at_desk
def file(request: HttpRequest, who: Actor, batch: str) -> HttpResponse:
    """Hand over the file for the bank: as it was released, or the same in ISO 20022."""
    found = _one(who, batch, Action.PREPARE_BATCH)
    form = "xml" if request.GET.get("form") == "iso20022" else "txt"
    content = releasing.content_of(found, form, by=who)
    if content is None:
        raise Http404
    kind = "application/xml" if form == "xml" else "text/plain; charset=utf-8"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.{form}"'
    return answer


@require_POST
@at_desk
def answer(request: HttpRequest, who: Actor, batch: str) -> HttpResponse:
    """Take what the bank answers: whole, or not at all with the reason."""
    found = _one(who, batch, Action.PREPARE_BATCH)
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            content = upload.read(LONGEST)
            n = answering.take(found, content, by=who, now=clock.now())
            text = ngettext("%(n)s payment was answered.", "%(n)s payments were answered.", n)
            messages.success(request, text % {"n": n})
            return redirect("desk_batch", batch=batch)
        except Refusal as refusal:
            form.add_error("file", str(refusal.reason))
    context = _context(found, who, form)
    return render(request, "payouts/desk/batch.html", context, status=422)
