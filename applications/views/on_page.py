"""A page of a draft as it is asked and answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from accounts import telling
from applications.actions import drafting
from applications.drafts import CHECK, Draft, settle_agency
from applications.fields import Answers, FormPage, Kind
from applications.page_forms import QuestionsForm, code_is_missing
from applications.views.finding import as_kept
from kit.errors import NotValid


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
        said = {**answers, **_contacts_in(self.page, data, answers, today=self.draft.today)}
        proven = self.draft.proven(self.page.fields, said)
        return QuestionsForm(
            data,
            questions=self.draft.offered(self.page.fields),
            answers=answers,
            today=self.draft.today,
            proven=proven,
            held=self.draft.known,
        )

    def keep(self, form: QuestionsForm) -> bool:
        """Keep the answers; say whether all of them hold."""
        edge = {"by": self.draft.who, "now": self.draft.now, "revision": _revision(self.request)}
        try:
            drafting.save(self.draft.application, form.answers, **edge)
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


def again(draft: Draft) -> Draft:
    """Return a draft as it is kept now."""
    return Draft(as_kept(draft.who, draft.number), draft.who, draft.now)


def _contacts_in(
    page: FormPage, data: QueryDict | None, answers: Answers, *, today: date
) -> dict[str, Any]:
    """Return the contacts that are typed on a page, for what proves them is asked beside them.

    Whether a contact is asked for at all depends on what was answered before it.
    """
    if data is None:
        return {}
    named = {each.proves for each in page.fields if each.kind is Kind.CODE}
    contacts = [each for each in page.fields if each.name in named]
    typed = QuestionsForm(data, questions=contacts, answers=answers, today=today)
    typed.full_clean()
    return {name: value for name, value in typed.cleaned_data.items() if value}


def _revision(request: HttpRequest) -> int | None:
    """Return what the page was drawn from; a page without it guards nothing."""
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
