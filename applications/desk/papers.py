"""The papers of an application at the desk: seen and judged page by page, asked for again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actors import Actor
from applications import papers
from applications.actions import collecting
from applications.acts import doing, table
from applications.acts.naming import CORRECT
from applications.acts.table import ACTS
from applications.acts_of_papers import JUDGE
from applications.desk.application import application_of, header
from applications.desk.doing import version_seen
from applications.desk.finding import case_at_desk
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.papers import Collected
from applications.rules.papers import LONGEST_NOTE, MARKS, Mark, says
from casework.desk.door import at_desk
from casework.policies import asks_reason, check_may, may
from casework.rules.authorisation import Action
from kit import clock
from kit.errors import NotValid, Refusal
from kit.spelling import moment, wording

Row = dict[str, Any]
CLOSED: Row = {"picture": "", "file": "", "name": ""}
Errors = dict[str, str]


@require_http_methods(["GET", "POST"])
@at_desk
def desk_papers(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the papers, or note what was found; with it the bad pages may be asked for at once."""
    case = case_at_desk(who, number, Action.DOWNLOAD)
    application = application_of(case)
    if request.method == "GET":
        return page(request, who, application)
    check_may(who, Action.JUDGE_PAPER, case)
    errors = _judge(request, who, application)
    if errors:
        return page(request, who, application, errors=errors)
    if request.POST.get("do") == "ask":
        return _ask(request, who, application)
    messages.success(request, wording(ACTS[JUDGE].done))
    return redirect("desk_case", number)


def _judge(request: HttpRequest, who: Actor, application: Application) -> Errors:
    """Note what is said of each page; return what is wrong with it, by page."""
    errors: Errors = {}
    for each in papers.pages_of(application):
        mark = request.POST.get(f"mark-{each.key}", "")
        note = request.POST.get(f"note-{each.key}", "").strip()[:LONGEST_NOTE]
        if mark not in {value.value for value in MARKS} or (mark, note) == (
            each.mark,
            each.mark_note,
        ):
            continue
        said = {"page": each.key, "mark": mark, "note": note}
        try:
            doing.do(JUDGE, application, said, **_edge(request, who))
        except NotValid as refusal:
            errors[each.key] = " ".join(str(text) for text in refusal.errors.values())
        except Refusal as refusal:
            errors[""] = str(refusal.reason)
    return errors


def _ask(request: HttpRequest, who: Actor, application: Application) -> HttpResponse:
    try:
        doing.do(CORRECT, application, {}, **_edge(request, who))
    except NotValid as refusal:
        text = " ".join(str(text) for text in refusal.errors.values())
        return page(request, who, application, errors={"": text})
    except Refusal as refusal:
        return page(request, who, application, errors={"": str(refusal.reason)})
    messages.success(request, wording(ACTS[CORRECT].done))
    return redirect("desk_case", application.case.number)


def _edge(request: HttpRequest, who: Actor) -> Row:
    return {"by": who, "now": clock.now(), "version": version_seen(request)}


# --- What is shown --------------------------------------------------------------------------------
def page(
    request: HttpRequest, who: Actor, application: Application, *, errors: Errors | None = None
) -> HttpResponse:
    """Draw the papers; `errors` by page, or for all under the empty name."""
    wrong, collected = errors or {}, papers.of(application, at_desk=True)
    # Whoever is let in for a reason alone reads how the papers stand, and opens none.
    is_open = not asks_reason(who, Action.DOWNLOAD, application.case)
    context = {
        "case": application.case,
        "header": header(application),
        "papers": [_row(each, request, wrong, is_open=is_open) for each in collected],
        "marks": [(mark.value, wording(text)) for mark, text in MARKS.items()],
        "may_judge": table.is_possible(ACTS[JUDGE], application, who),
        "may_ask": table.is_possible(ACTS[CORRECT], application, who),
        "version": version_seen(request) or application.case.version,
        "may_add": may(who, Action.UPLOAD, application.case)
        and application.case.state in collecting.AT_COUNTER,
        "refusal": wrong.get("", ""),
    }
    return render(request, "desk/papers.html", context, status=422 if wrong else 200)


def pictures_of(application: Application, who: Actor) -> list[Row]:
    """Return the pages that this clerk may look at, for the page on which they are judged."""
    is_closed = asks_reason(who, Action.DOWNLOAD, application.case)
    if is_closed or not may(who, Action.DOWNLOAD, application.case):
        return []
    return [
        {
            "title": wording(each.paper.title),
            "place": page.place,
            "picture": reverse("paper_picture", args=[page.key]) if page.ending != "pdf" else "",
            "file": reverse("paper_file", args=[page.key]),
        }
        for each in papers.of(application)
        for page in each.pages
        if page.is_clean
    ]


def _row(collected: Collected, request: HttpRequest, errors: Errors, *, is_open: bool) -> Row:
    paper = collected.paper
    return {
        "slot": paper.slot,
        "title": wording(paper.title),
        "why": wording(paper.why),
        "article": wording(paper.basis.label),
        "is_missing": collected.is_missing,
        "spared": wording(collected.spared) if collected.spared else "",
        "pages": [
            _page_row(each, request, errors) | ({} if is_open else CLOSED)
            for each in collected.pages
        ],
    }


def _page_row(page: PaperPage, request: HttpRequest, errors: Errors) -> Row:
    address = "paper_picture" if page.is_clean and page.ending != "pdf" else ""
    return {
        "key": page.key,
        "place": page.place,
        "name": page.name,
        "state": page.state,
        "sheets": page.sheets,
        "picture": reverse(address, args=[page.key]) if address else "",
        "file": reverse("paper_file", args=[page.key]) if page.is_clean else "",
        "why": wording(papers.why(page)) if page.is_asked_again else "",
        "mark": request.POST.get(f"mark-{page.key}", page.mark),
        "note": request.POST.get(f"note-{page.key}", page.mark_note),
        "marked": _marked(page),
        "scanned": page.scanner != "none",
        "error": errors.get(page.key, ""),
    }


def _marked(page: PaperPage) -> str:
    """Return what was said of a page, and when."""
    if not page.marked_at:
        return ""
    said = wording(says(Mark(page.mark), page.mark_note))
    return _("%(said)s (%(at)s)") % {"said": said, "at": moment(page.marked_at)}
