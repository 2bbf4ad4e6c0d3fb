"""How whoever stands at the counter says yes: a form to sign and scan, or a code to their phone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import contacts, telling
from accounts.forms.fields import CodeField
from agencies.actors import Actor
from agencies.entering import posted
from applications.actions import collecting, signing
from applications.desk.counter import at_counter
from applications.filings import Filing, filing_of
from applications.models import PaperPage, Signing
from applications.printed import form_of
from applications.rules.papers import SAYS, Fault
from applications.uploads import FILES, PHOTO, WHOLE, streamed_in, unread
from casework.models import Case
from casework.policies import may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import wording


class CodeForm(forms.Form):
    """The code that the person reads from their phone."""

    code = CodeField(label=gettext_lazy("Code that the person reads to you"))


def _filing(who: Actor, number: str) -> Filing:
    """Return what is being filed for whoever stands there; every other case is none."""
    case = get_object_or_404(Case.objects.visible_to(who).select_related("person"), number=number)
    if case.state is Status.DRAFT:
        if not may(who, Action.FILE_AT_COUNTER, case):
            raise Http404
    elif not (case.channel == Case.Channel.COUNTER and may(who, Action.CLAIM, case)):
        raise Http404
    return filing_of(case)


@require_http_methods(["GET", "POST"])
@at_counter
def sign(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show both ways; take the code that was read from the phone."""
    filing = _filing(who, number)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid() and _confirmed(filing, form, who):
        messages.success(request, _("The person has said yes."))
        return redirect(filing.check_at)
    return _draw(request, who, filing, form)


def _confirmed(filing: Filing, form: CodeForm, who: Actor) -> bool:
    code = form.cleaned_data["code"]
    try:
        signing.confirm(filing.case, filing.mark, code, by=who, now=clock.now())
    except NotValid as refusal:
        for text in refusal.errors.values():
            form.add_error("code", str(text))
    return not form.errors


def _draw(
    request: HttpRequest,
    who: Actor,
    filing: Filing,
    form: CodeForm | None = None,
    wrong: list[str] | None = None,
) -> HttpResponse:
    case = filing.case
    is_draft = case.state is Status.DRAFT
    sent = Signing.objects.filter(case=case).first()
    phone = signing.phone_of(case.person) if is_draft else ""
    given = signing.signing_of(case, filing.mark) if is_draft else sent
    context = {
        "filing": filing,
        "case": case,
        "is_draft": is_draft,
        "given": given,
        "mark": signing.short(filing.mark),
        "phone": contacts.masked(phone) if phone else "",
        "code_to": sent.code_to if sent and sent.code_mark == filing.mark else "",
        "pages": [_page(each) for each in signing.pages_of(case)],
        "form": form or CodeForm(),
        "errors": wrong or [],
    }
    is_wrong = bool(wrong or (form is not None and form.errors))
    return render(request, "desk/counter_sign.html", context, status=422 if is_wrong else 200)


def _page(page: PaperPage) -> dict[str, Any]:
    why = wording(SAYS[Fault(page.fault)]) if page.is_refused else ""
    return {"page": page, "why": why}


@require_safe
@at_counter
def form(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Print the filled form, to be read and signed."""
    filing = _filing(who, number)
    if who.agency is None:
        raise Http404
    pdf = form_of(filing, agency=who.agency, now=clock.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{number}-form.pdf"'
    return answer


@require_POST
@at_counter
def send_code(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Send a code to the phone that was known before."""
    filing = _filing(who, number)
    try:
        phone, code = signing.new_code(filing.case, filing.mark, by=who, now=clock.now())
        telling.tell(request, phone, _said_with(code, filing))
    except Refusal as refusal:
        texts = getattr(refusal, "errors", {"": refusal.reason}).values()
        messages.warning(request, " ".join(str(text) for text in texts))
    else:
        told = {"contact": contacts.masked(phone)}
        messages.success(request, _("A code is on its way to %(contact)s.") % told)
    return redirect("desk_counter_sign", number)


def _said_with(code: str, filing: Filing) -> str:
    """Return the message: it says for what the code is, and that it is read to the clerk."""
    said = {"code": code, "title": wording(filing.title), "number": filing.case.number}
    return (
        _(
            "[Social Insurance Online] Code %(code)s to confirm at the counter: %(title)s, case "
            "%(number)s. Read it to the clerk only if this is what you want."
        )
        % said
    )


# --- The scan -------------------------------------------------------------------------------------
@unread
@require_POST
@at_counter
def scan(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Take the scans in by streaming, and then ask whether it is forgery (`views.papers`)."""
    filing = _filing(who, number)
    collecting.check_often(who, now=clock.now())
    with streamed_in(request):
        return csrf_protect(_scanned)(request, who, filing)


def _scanned(request: HttpRequest, who: Actor, filing: Filing) -> HttpResponse:
    came = [*request.FILES.getlist(PHOTO), *request.FILES.getlist(FILES)]
    wrong: list[str] = []
    if not came:
        wrong.append(_("Choose a file or take a photograph first."))
    elif WHOLE not in request.POST:
        wrong.append(wording(SAYS[Fault.BROKEN_OFF]))
    else:
        for file in came:
            wrong += _attach(filing, file, who)
    if wrong:
        return _draw(request, who, filing, wrong=wrong)
    messages.success(request, _("The signed form is attached."))
    return redirect("desk_counter_sign", filing.case.number)


def _attach(filing: Filing, file: Any, who: Actor) -> list[str]:
    try:
        signing.attach(filing.case, filing.mark, file.take_up(), by=who, now=clock.now())
    except NotValid as refusal:
        return [str(text) for text in refusal.errors.values()]
    except Refusal as refusal:
        return [str(refusal.reason)]
    return []
