"""Some questions on a page of a draft or a correction: drawn, and kept."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.contacts import masked
from accounts.words import offered
from agencies.entering import posted, status_for
from applications import papers
from applications.actions import applying, proving
from applications.drafts import Draft
from applications.fields import Field, FormPage, Kind
from applications.page_forms import QuestionsForm
from applications.papers import Collected
from applications.views.on_page import OnPage, again
from casework.models import Correction
from kit.errors import NotValid
from kit.spelling import wording
from law.wording import Text


@dataclass(frozen=True)
class OnCorrection(OnPage):
    """What the agency points at, asked once more."""

    asked: Correction

    @property
    def path(self) -> str:
        """The address of the correction."""
        return reverse("case_correct", args=[self.draft.number])

    def around(self) -> dict[str, Any]:
        """Return what the agency says."""
        case = self.draft.application.case
        back = case.get_absolute_url()
        asked = {"note": self.asked.note, "papers": self._papers_asked()}
        return {"steps": [], "back": back, "correction": asked}

    def _papers_asked(self) -> list[dict[str, Any]]:
        """Return each paper that is asked for, and whether it has been sent since."""
        application = self.draft.application
        slots = {each["field"] for each in self.asked.fields if papers.is_paper(each["field"])}
        stands = [each for each in papers.of(application) if each.name in slots or each.fault()]
        return [{"title": each.paper.title, "wrong": _wrong_with(each)} for each in stands]

    def finish(self, form: QuestionsForm) -> HttpResponse:
        """Send the answer; the clock of the agency goes on."""
        said = {name: form.answers[name] for name in form.answers if name in self._kept_names}
        fresh = again(self.draft)
        try:
            applying.answer_correction(
                fresh.application, said, by=self.draft.who, now=self.draft.now
            )
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name if name in form.fields else None, str(text))
            return draw(self, form)
        messages.success(self.request, _("Thank you. Your answer is with the agency."))
        return redirect(fresh.application.case)

    @property
    def _kept_names(self) -> set[str]:
        return {each.name for each in self.page.fields if each.kind is not Kind.CODE}


def _wrong_with(collected: Collected) -> list[str]:
    """Return what is wrong with a paper, page by page; nothing once it is whole."""
    return [
        (_("Page %(n)s: ") % {"n": each.page.place} if each.page else "") + wording(each.why)
        for each in papers.points([collected])
    ]


def correction_of(request: HttpRequest, draft: Draft) -> OnCorrection:
    """Return what the agency points at; a contact among it is proven anew. Raises `Http404`."""
    asked = draft.application.case.corrections.filter(answered_at=None).first()
    if asked is None:
        raise Http404
    names = {each["field"] for each in asked.fields}
    questions = [e for e in draft.service.fields if e.name in names or e.proves in names]
    title = Text("请补正", "Answer the agency")
    page = FormPage(slug="correct", title=title, fields=tuple(questions))
    return OnCorrection(request, draft, page, asked)


def ask(on: OnPage) -> HttpResponse:
    """Ask the questions of a page; where all is answered, go on."""
    form = on.form(posted(on.request))
    is_posted = on.request.method == "POST"
    if is_posted and form.is_valid() and on.keep(form) and on.ask_for_codes(form):
        return on.finish(form)
    return draw(on, form)


def draw(on: OnPage, form: QuestionsForm) -> HttpResponse:
    """Draw a page with its questions."""
    draft = on.draft
    if on.request.method == "POST":
        draft = again(draft)
    context = {
        "service": draft.service,
        "page_asked": on.page,
        "number": draft.number,
        "agency": draft.application.agency,
        "form": offered(on.request, form, at=on.path),
        "address": on.path + on.way_back,
        "way_back": on.way_back,
        "rows": rows(draft, form, on.page.fields),
        "revision": draft.application.revision,
        **on.around(),
    }
    return render(on.request, "apply/page.html", context, status=status_for(on.request, form))


def rows(draft: Draft, form: QuestionsForm, questions: tuple[Field, ...]) -> list[dict[str, Any]]:
    """Return each question with its control; a code with where it went, or that it is proven."""
    drawn: list[dict[str, Any]] = []
    for each in questions:
        if each.name in form.fields:
            code = _code_of(draft, each) if each.kind is Kind.CODE else None
            drawn.append({"control": form[each.name], "code": code, "proven": ""})
        elif each.kind is Kind.CODE and each.name not in form.hidden:
            contact = str(form.before.get(each.proves) or "")
            drawn.append({"control": None, "code": None, "proven": masked(contact)})
    return drawn


def _code_of(draft: Draft, field: Field) -> dict[str, Any]:
    """Return what the page says of a code: by which name it is sent, and where the last went."""
    sent = proving.last_sent(draft.application, field, draft.answers, now=draft.now)
    contact = proving.contact_of(field, draft.answers)
    return {"name": field.name, "sent_to": masked(contact) if sent else ""}
