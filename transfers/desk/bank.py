"""Statements of the bank at the desk: read a file, look through its lines, close the day."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agencies.actors import Actor
from casework.actions import looking
from casework.desk.door import at_desk
from casework.desk.waiting import BoundedPaginator
from kit import clock
from kit.errors import NotValid, Refusal
from records.models import BankEntry, BankStatement
from records.rules.bank_files import LARGEST
from transfers.actions import allotting, banking, closing_days, reading_statements
from transfers.bank_forms import ExplanationForm, StatementForm
from transfers.matching import Candidate, ComingBack, candidates_for, coming_back, lines_for
from transfers.models import Allotment

ROWS = 25
State = BankEntry.State
TONES = {State.OPEN: "warn", State.RETURNING: "warn", State.STRUCK: "", State.SET_ASIDE: ""}


@require_http_methods(["GET", "POST"])
@at_desk
def desk_bank(request: HttpRequest, who: Actor) -> HttpResponse:
    """List the statements, and read another."""
    banking.agency_of(who)
    if request.method == "GET":
        return _list(request, who, StatementForm())
    form = StatementForm(request.POST, request.FILES)
    if form.is_valid():
        content, now = form.cleaned_data["file"].read(LARGEST + 1), clock.now()
        try:
            statement = reading_statements.read_statement(content, by=who, now=now)
        except NotValid as refusal:
            form.add_refusal(refusal.errors)
        else:
            is_new = statement.read_at == now
            said = _("The statement has been read.")
            known = _("This file had been read before. Nothing has changed.")
            messages.success(request, said if is_new else known)
            return redirect("desk_bank_statement", statement.pk)
    return _list(request, who, form, status=422)


def _list(
    request: HttpRequest, who: Actor, form: StatementForm, *, status: int = 200
) -> HttpResponse:
    waiting = Count("entries", filter=Q(entries__state__in=(State.OPEN, State.RETURNING)))
    found = BankStatement.objects.visible_to(who).select_related("closed_by")
    found = found.annotate(waiting=waiting).order_by("-to_day", "-pk")
    page = BoundedPaginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page}
    return render(request, "desk/bank.html", context, status=status)


@require_GET
@at_desk
def lines(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show all lines of the account, the open ones first asked for."""
    banking.agency_of(who)
    return _lines_page(request, who, lines_for(who), default=State.OPEN)


@require_GET
@at_desk
def desk_bank_statement(request: HttpRequest, who: Actor, statement: int) -> HttpResponse:
    """Show one statement with its lines and sums."""
    found = _statement(who, statement)
    return _statement_page(request, who, found)


def _statement(who: Actor, pk: int) -> BankStatement:
    banking.agency_of(who)
    statements = BankStatement.objects.visible_to(who)
    return get_object_or_404(statements.select_related("close_asked_by", "closed_by"), pk=pk)


def _statement_page(
    request: HttpRequest,
    who: Actor,
    statement: BankStatement,
    *,
    form: ExplanationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_mine = statement.close_asked_by is not None and statement.close_asked_by == who.user
    context = {
        "statement": statement,
        "sums": _sums(statement),
        "sum_columns": [_("Amount")],
        "apart_size": abs(statement.apart_fen or 0),
        "is_other_account": statement.account != statement.agency.bank_account,
        "is_mine": is_mine,
        "close_form": form or _close_form(statement, is_mine=is_mine),
        "form": form,
    }
    entries = lines_for(who).filter(statement=statement)
    return _lines_page(request, who, entries, default="", status=status, **context)


def _close_form(statement: BankStatement, *, is_mine: bool) -> ExplanationForm | None:
    """Return the question to a second person; who asked it asks again only what is new."""
    is_unclear = closing_days.what_is_not_clear(statement)
    if is_mine and not (is_unclear and not statement.explanation):
        return None
    return ExplanationForm(is_needed=is_unclear)


def _sums(statement: BankStatement) -> list[dict[str, Any]]:
    """Return the sums of a day: what became of what came in, its sum, and what went out."""
    came = Q(amount_fen__gt=0)
    asked = {
        "in": Sum("amount_fen", filter=came),
        "out": Sum("amount_fen", filter=Q(amount_fen__lt=0)),
        **{state.value: Sum("amount_fen", filter=came & Q(state=state)) for state in SHOWN},
    }
    found = statement.entries.aggregate(**asked)
    labels = {**{s.value: s.label for s in SHOWN}, "in": _("Paid in"), "out": _("Paid out")}
    rows = [
        {"label": label, "values": [found[name] or 0], "is_sum": name == "in"}
        for name, label in labels.items()
    ]
    elsewhere = statement.lines_fen - (found["in"] or 0) - (found["out"] or 0)
    if elsewhere:
        rows.append({"label": _("Known from another file"), "values": [elsewhere]})
    return rows


SHOWN = (State.MATCHED, State.SENT_BACK, State.SET_ASIDE, State.RETURNING, State.OPEN)


def _lines_page(
    request: HttpRequest, who: Actor, entries: Any, *, default: str, status: int = 200, **more: Any
) -> HttpResponse:
    """Render lines in pages, with how certain the case of each open one is."""
    wanted = request.GET.get("state", default)
    chosen = entries.filter(state=wanted) if wanted in State.values else entries
    page = BoundedPaginator(chosen.order_by("day", "pk"), ROWS).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    waiting = [each for each in shown if each.state == State.OPEN]
    found, ours = candidates_for(who, waiting), coming_back(who, waiting)
    _note(who, shown, found, ours)
    choices = [("", _("All")), *State.choices]
    context = {
        "rows": [_row(each, found.get(each.pk, []), ours.get(each.pk)) for each in shown],
        "page_obj": page,
        "query": urlencode({"state": wanted}),
        "states": [
            {"text": text, "href": f"?state={value}", "is_here": value == wanted}
            for value, text in choices
        ],
        **more,
    }
    return render(request, "desk/bank_lines.html", context, status=status)


def _note(
    who: Actor,
    shown: list[BankEntry],
    found: dict[int, list[Candidate]],
    ours: dict[int, ComingBack],
) -> None:
    """Note whose cases stand on the page: those of the lines that are matched, and the hints."""
    given = Allotment.objects.filter(entry__in=shown).select_related("transfer__case")
    hints = [each for some in found.values() for each in some[:1]]
    named = (*given.order_by("pk"), *hints, *ours.values())
    cases = [each.transfer.case for each in named]
    looking.listed(cases, by=who, now=clock.now())


def _hint(entry: BankEntry, found: list[Candidate], ours: ComingBack | None) -> str:
    """Return what an open line may be."""
    if entry.state != State.OPEN:
        return ""
    if entry.amount_fen < 0:
        return _("see what it was and set it aside")
    if ours:
        said = _("case %(number)s: our own money comes back")
        return said % {"number": ours.transfer.case.number}
    if not found:
        return _("no case found")
    one = _("case %(number)s: certain") % {"number": found[0].transfer.case.number}
    several = ngettext("%(n)s case possible", "%(n)s cases possible", len(found))
    return one if found[0].is_certain else several % {"n": len(found)}


def _row(entry: BankEntry, found: list[Candidate], ours: ComingBack | None) -> dict[str, Any]:
    return {
        "entry": entry,
        "hint": _hint(entry, found, ours),
        "tone": TONES.get(State(entry.state), "ok"),
        "size": abs(entry.amount_fen),
        "is_out": entry.amount_fen < 0,
    }


@require_POST
@at_desk
def match_certain(request: HttpRequest, who: Actor) -> HttpResponse:
    """Match what is certain, with one press."""
    banking.agency_of(who)
    try:
        done = allotting.match_certain(by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    else:
        said = ngettext("%(n)s line has been matched.", "%(n)s lines have been matched.", done)
        messages.success(request, said % {"n": done})
    return redirect("desk_bank_lines")


@require_POST
@at_desk
def ask_to_close(request: HttpRequest, who: Actor, statement: int) -> HttpResponse:
    """Say that the day is done, as the first person."""
    found = _statement(who, statement)
    form = ExplanationForm(request.POST, is_needed=closing_days.what_is_not_clear(found))
    if not form.is_valid():
        return _statement_page(request, who, found, form=form, status=422)
    said = form.cleaned_data["explanation"]
    try:
        closing_days.ask_to_close(found, explanation=said, by=who, now=clock.now())
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return _statement_page(request, who, found, form=form, status=422)
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("A second person of your agency has to close it."))
    return redirect("desk_bank_statement", statement)


@require_POST
@at_desk
def close(request: HttpRequest, who: Actor, statement: int) -> HttpResponse:
    """Close the day, as the second person."""
    found = _statement(who, statement)
    try:
        closing_days.close(found, by=who, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, _("The statement is closed."))
    return redirect("desk_bank_statement", statement)
