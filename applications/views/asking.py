"""Some questions on a page of a draft or a correction: drawn, kept, their contacts proven."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import telling
from accounts.contacts import masked
from accounts.words import offered
from agencies.entering import posted, status_for
from applications import papers
from applications.actions import applying, proving
from applications.declaring import Field, FormPage, Kind
from applications.drafts import CHECK, Draft, settle_agency
from applications.page_forms import QuestionsForm, code_is_missing
from applications.papers import Collected
from applications.views.finding import own_application
from casework.models import Correction
from kit.errors import NotValid, TooOften
from kit.spelling import wording
from law.wording import Text


@dataclass(frozen=True)
class OnPage:
    """A page of a draft as it is asked and answered."""

    request: HttpRequest
    draft: Draft
    page: FormPage

    # --- Where it is ------------------------------------------------------------------------------
    @property
    def is_from_check(self) -> bool:
        """Whether one came from the last look, to change this one page."""
        return self.request.GET.get("to") == CHECK

    @property
    def way_back(self) -> str:
        """What leads back to the last look, added to an address."""
        return f"?to={CHECK}" if self.is_from_check else ""

    @property
    def path(self) -> str:
        """The address under which what is typed is kept."""
        return self.draft.at(self.page.slug)

    def around(self) -> dict[str, Any]:
        """Return what stands around the questions: the steps, and the way back."""
        slug = self.page.slug
        back = self.draft.at(CHECK) if self.is_from_check else self.draft.before(slug)
        return {"steps": self.draft.steps(slug), "back": back, "correction": None}

    def finish(self, _form: QuestionsForm) -> HttpResponse:
        """Go on: to the next page, or back to the last look whence one came."""
        fresh = again(self.draft)
        settle_agency(fresh)
        self.request.session.pop(telling.DEMO_MESSAGE, None)
        there = fresh.at(CHECK) if self.is_from_check else fresh.after(self.page.slug)
        return redirect(there)

    # --- What is asked ----------------------------------------------------------------------------
    def form(self, data: QueryDict | None) -> QuestionsForm:
        """Return its questions with what is known; a proven contact needs no code."""
        answers = self.draft.filled_in
        said = {**answers, **_contacts_in(self.page, data, today=self.draft.today)}
        proven = self.draft.proven(self.page.fields, said)
        return QuestionsForm(
            data,
            questions=self.page.fields,
            answers=answers,
            today=self.draft.today,
            proven=proven,
        )

    def keep(self, form: QuestionsForm) -> bool:
        """Keep the answers; say whether all of them hold."""
        edge = {"by": self.draft.who, "now": self.draft.now, "revision": _revision(self.request)}
        try:
            applying.save(self.draft.application, form.answers, **edge)
        except NotValid as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name if name in form.fields else None, str(text))
        return not form.errors

    def ask_for_codes(self, form: QuestionsForm) -> bool:
        """Say at each code that is still missing that it is; say whether none is."""
        fresh = again(self.draft)
        proven = fresh.proven(form.asked, fresh.answers)
        for each in fresh.codes(form.asked):
            if each.required(fresh.answers) and each.name not in proven:
                form.add_error(each.name, code_is_missing())
        return not form.errors


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


def again(draft: Draft) -> Draft:
    """Return a draft as it is kept now."""
    return Draft(own_application(draft.who, draft.number), draft.who, draft.now)


def _contacts_in(page: FormPage, data: QueryDict | None, *, today: date) -> dict[str, Any]:
    """Return the contacts that are typed on a page, for what proves them is asked beside them."""
    if data is None:
        return {}
    named = {each.proves for each in page.fields if each.kind is Kind.CODE}
    contacts = [each for each in page.fields if each.name in named]
    typed = QuestionsForm(data, questions=contacts, answers={}, today=today)
    typed.full_clean()
    return {name: value for name, value in typed.cleaned_data.items() if value}


def _revision(request: HttpRequest) -> int | None:
    """Return what the page was drawn from; a page without it guards nothing."""
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


# --- Asking ---------------------------------------------------------------------------------------
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


# --- Codes ----------------------------------------------------------------------------------------
def send_and_return(on: OnPage, name: str) -> HttpResponse:
    """Keep what was typed, send a code to the contact of it, and show the page again."""
    form = on.form(
        _without(on.request.POST, [each.name for each in on.draft.codes(on.page.fields)])
    )
    if not (form.is_valid() and on.keep(form)):
        return draw(on, form)
    _send_code(on.request, again(on.draft), name)
    return redirect(on.path + on.way_back)


def _without(data: QueryDict, names: list[str]) -> QueryDict:
    left = data.copy()
    for name in names:
        left.pop(name, None)
    return left


def _send_code(request: HttpRequest, draft: Draft, name: str) -> None:
    """Send a code and say where it went, or why none is sent."""
    try:
        contact, code = proving.new_code(draft.application, name, draft.answers, now=draft.now)
    except TooOften as refusal:
        messages.warning(request, str(refusal.reason))
        return
    except NotValid as refusal:
        messages.warning(request, " ".join(str(text) for text in refusal.errors.values()))
        return
    telling.tell(request, contact, telling.code_text(code))
    said = _("A code is on its way to %(contact)s.") % {"contact": masked(contact)}
    messages.success(request, said)
