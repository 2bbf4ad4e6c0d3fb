"""The original agency's form and money: prepared by one person, checked and sent by another."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agencies.actors import Actor
from applications.acts.naming import may_now
from applications.desk.case import refused_page
from applications.desk.doing import do
from applications.desk.keeping import offer_all, posted_from
from casework.desk.door import at_desk
from casework.errors import somebody_was_faster
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit import clock
from kit.errors import NotValid
from transfers.actions import correcting_form, differences, remitting
from transfers.acts import handing_over as acts
from transfers.desk import form_rows, put_right, showing, told
from transfers.desk.case import transfer_at_desk
from transfers.desk.told import Row
from transfers.desk_forms.form_and_money import RemarkForm, SendBackForm, SendForm
from transfers.desk_forms.looked_at import DeskForm
from transfers.figures import books
from transfers.figures.form import form_figures
from transfers.models import FormLine, InformationForm, Transfer

FORMS = {
    "remark_form": "desk_form_prepare",
    "send_form": "desk_form_send",
    "back_form": "desk_form_send_back",
}


@require_GET
@at_desk
def desk_form(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Show the figures from the records for checking, and what this person may do with them."""
    transfer = transfer_at_desk(who, number)
    if not may_now(acts.PAGE, transfer.case, who):
        return redirect("desk_case", number)
    return form_page(request, who, transfer)


def form_page(
    request: HttpRequest,
    who: Actor,
    transfer: Transfer,
    *,
    status: int = 200,
    form: DeskForm | None = None,
    **refused: Any,
) -> HttpResponse:
    """Render the figures: of the prepared form, or as the records stand today.

    A form that was refused stands in its place, and as `form` at the head of the page.
    """
    today = clock.today()
    prepared = acts.prepared_form(transfer)
    missing = [] if prepared else years_to_state(transfer, today)
    changes = put_right.rows(transfer, who)
    forms = {**_forms(transfer, missing, today), **refused}
    offer_all(request, forms, transfer.case.number, FORMS)
    context = {
        "header": showing.header(transfer),
        "case": transfer.case,
        "prepared": prepared,
        "years_without_rate": missing,
        "is_mine": _is_mine(prepared, changes, who),
        "changes": changes,
        "figures": _figures(transfer, prepared, missing, changes),
        "answer": _answer(transfer),
        "target": showing.account_row(transfer),
        "forms": forms,
        "form": form,
    }
    return render(request, "desk/form.html", context, status=status)


def _forms(transfer: Transfer, missing: list[int], today: date) -> dict[str, DeskForm]:
    blank = {"transfer": transfer, "today": today}
    return {
        "remark_form": RemarkForm(years=missing, **blank),
        "send_form": SendForm(initial={"sent_on": today}, **blank),
        "back_form": SendBackForm(auto_id="back_%s", **blank),
    }


def years_to_state(transfer: Transfer, today: date) -> list[int]:
    """Return the years whose interest the clerk has to state, in the record as put right."""
    with correcting_form.as_corrected(transfer, today=today, now=clock.now()):
        return books.years_without_rate(transfer, today=today)


def _is_mine(prepared: InformationForm | None, changes: list[Row], who: Actor) -> bool:
    """Whether somebody else has to send it: one prepared it, or wrote a line put right with it."""
    if prepared is None:
        return False
    return prepared.prepared_by == who.user or any(each["is_mine"] for each in changes)


def _figures(
    transfer: Transfer, prepared: InformationForm | None, missing: list[int], changes: list[Row]
) -> dict[str, Any]:
    """Return months, sums and lines, and what is owed of a form that was prepared.

    Where something is put right with it, the sums as the record stands come before them.
    """
    if prepared:
        shown, lines = prepared, _lines(prepared)
    else:
        with correcting_form.as_corrected(transfer, today=clock.today(), now=clock.now()):
            shown, lines = _as_of_today(transfer, missing)
    sums = form_rows.sum_rows(shown, transfer) if shown else []
    old = _sums_as_recorded(transfer) if sums and changes else []
    return {
        "sums": put_right.with_old_sums(sums, old) if old else sums,
        "sum_columns": [_("As recorded"), _("As put right")] if old else [_("Amount")],
        "lines": put_right.marked(
            form_rows.line_rows(lines), lines, changes, put_right.own_periods(transfer)
        ),
        "months": shown.months if shown else 0,
        "owed_fen": remitting.owed(prepared) if prepared else None,
    }


def _sums_as_recorded(transfer: Transfer) -> list[Row]:
    """Return the sums the record gives as it stands; none where a year's interest is open."""
    today = clock.today()
    if books.years_without_rate(transfer, today=today):
        return []
    shown, _lines_of_it = _as_of_today(transfer, [])
    return form_rows.sum_rows(shown, transfer) if shown else []


def _answer(transfer: Transfer) -> dict[str, Any] | None:
    """Return what the new agency found, where a form was sent before; none where none was."""
    if not transfer.forms.exclude(sent_at=None).exists():
        return None
    found = transfer.case.events.filter(moved_to=Status.DISPUTED.value).last()
    is_open = differences.is_difference_open(transfer)
    return {
        "said": told.event_body(found, sees_amounts=False) if found and is_open else "",
        "form_fen": differences.sent_form(transfer).total_fen,
        "arrived_fen": differences.stayed_of(transfer),
    }


def _lines(form: InformationForm) -> list[FormLine]:
    return list(form.lines.all())


def _as_of_today(
    transfer: Transfer, missing: list[int]
) -> tuple[InformationForm | None, list[FormLine]]:
    """Return the form as it would be made today; none while the interest of a year is open."""
    if transfer.original_relationship_id is None or missing:
        return None, []
    reckoned = form_figures(transfer, today=clock.today())
    return InformationForm(**reckoned.sums), [FormLine(**line) for line in reckoned.lines]


@posted_from("desk_form")
def prepare(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Write the form down for a second person."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    today = clock.today()
    years = years_to_state(transfer, today)
    form = RemarkForm(request.POST, transfer=transfer, today=today, years=years)
    if not form.is_valid():
        return form_page(request, who, transfer, status=422, remark_form=form, form=form)
    return do(request, who, acts.PREPARE.name, transfer, form.said, back="desk_form")


@posted_from("desk_form")
def send(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Send form and money as the second person."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    prepared = acts.prepared_form(transfer)
    if prepared is None:
        return refused_page(request, who, number, somebody_was_faster())
    form = SendForm(request.POST, transfer=transfer, today=clock.today())
    if remitting.owed(prepared) == 0:
        form.fields["reference"].required = form.fields["sent_on"].required = False
    if not form.is_valid():
        return form_page(request, who, transfer, status=422, send_form=form, form=form)
    try:
        said = {**form.said, "sent_on": form.said["sent_on"] or clock.today()}
        return do(request, who, acts.SEND.name, transfer, said)
    except NotValid as refusal:
        form.add_refusal(refusal.errors)
        return form_page(request, who, transfer, status=422, send_form=form, form=form)


@posted_from("desk_form")
def send_back(request: HttpRequest, who: Actor, number: str) -> HttpResponse:
    """Give the prepared form back with what has to be put right."""
    transfer = transfer_at_desk(who, number, Action.HAND_OVER)
    prepared = acts.prepared_form(transfer)
    if prepared is None:
        return refused_page(request, who, number, somebody_was_faster())
    form = SendBackForm(request.POST, auto_id="back_%s", transfer=transfer, today=clock.today())
    if not form.is_valid():
        return form_page(request, who, transfer, status=422, back_form=form, form=form)
    return do(request, who, acts.SEND_BACK.name, transfer, form.said)
