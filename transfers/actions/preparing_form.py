"""The information form is made from the records, for a second person to check."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from agencies.actors import Actor
from casework.actions import moving
from casework.actions.history import record
from casework.actions.living import check_not_stopped_by_death
from casework.actions.moving import take_up
from casework.actions.second_persons import expect
from casework.errors import MoveNotPossible, not_at_this_stage
from casework.models import Event
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.clock import day_of
from kit.errors import NotValid
from records.rules.interest import RateNotPublished
from transfers.actions.correcting_form import as_corrected
from transfers.actions.returning import hand_over_step
from transfers.actions.unsent_forms import drop_unsent_forms
from transfers.figures import books
from transfers.figures.form import Figures, form_figures
from transfers.models import FormLine, InformationForm, Transfer
from transfers.rules.stages import HANDING_OVER


@transaction.atomic
def prepare_form(
    transfer: Transfer,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    remark: str = "",
    interest: Mapping[int, int] | None = None,
) -> InformationForm:
    """Make the information form from the records, for a second person to check and send.

    Preparing again replaces what was not sent. `interest` says, by year in fen, what the agency
    credited in years nobody closed and for which no rate is published; without it the form is
    held (`NotValid`). 国办发〔2009〕66号 art. 4; form F4.
    """
    case = transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    _check_preparable(transfer)
    drop_unsent_forms(transfer)
    form = _write_form(transfer, interest or {}, remark, by=by, now=now)
    moving.turn_page(case)
    expect(record(case, Event.Kind.PREPARED, by=by, now=now, data={"form": form.version}))
    return form


def _check_preparable(transfer: Transfer) -> None:
    if transfer.case.state not in HANDING_OVER:
        raise not_at_this_stage()
    check_not_stopped_by_death(transfer.case)
    hand_over_step(transfer)
    if transfer.original_relationship is None:
        raise MoveNotPossible(_("Your records hold no insurance relationship of this person."))
    check_nothing_is_out(transfer)


def _write_form(
    transfer: Transfer, interest: Mapping[int, int], remark: str, *, by: Actor, now: datetime
) -> InformationForm:
    """Write down the next version of the form with its lines."""
    with as_corrected(transfer, today=day_of(now), now=now):
        reckoned, stated = _reckon(transfer, interest, today=day_of(now))
    last = transfer.forms.order_by("-version").first()
    form = InformationForm.objects.create(
        transfer=transfer,
        version=last.version + 1 if last else 1,
        transfer_on=day_of(now),
        interest=reckoned.interest,
        interest_stated=stated,
        remark=remark,
        prepared_by=by.user,
        prepared_by_client=by.client.client_id if by.client else "",
        prepared_at=now,
        **reckoned.sums,
    )
    FormLine.objects.bulk_create(FormLine(form=form, **line) for line in reckoned.lines)
    return form


def check_nothing_is_out(transfer: Transfer) -> None:
    """Raise while money of the same record, sent with a case that ended, has not come back."""
    ended = Transfer.objects.filter(
        original_relationship=transfer.original_relationship_id, case__status=Status.ENDED.value
    ).exclude(pk=transfer.pk)
    for each in ended.select_related("case"):
        sent = each.remittances.filter(bounced_on=None).aggregate(fen=Sum("amount_fen"))["fen"]
        back = each.returns.aggregate(fen=Sum("amount_fen"))["fen"]
        if (sent or 0) > (back or 0):
            raise MoveNotPossible(
                _("The money sent with case %(number)s has not come back. Settle that case first.")
                % {"number": each.case.number}
            )


def _reckon(
    transfer: Transfer, interest: Mapping[int, int], *, today: date
) -> tuple[Figures, list[int]]:
    """Return the figures, and the years whose interest rests on what the agency says."""
    asked = books.years_without_rate(transfer, today=today)
    stated = {year: interest[year] for year in asked if year in interest}
    if any(fen < 0 for fen in stated.values()):
        raise NotValid({"interest": _("Interest is not less than nothing.")})
    try:
        return form_figures(transfer, today=today, stated=stated), sorted(stated)
    except RateNotPublished as error:
        said = _(
            "The interest of %(year)s is not known: your books have not closed that year here, or "
            "no rate is published for it. Enter what your books credited to this account for it."
        )
        raise NotValid({"interest": said % {"year": error.year}}) from error


@transaction.atomic
def send_back_form(
    form: InformationForm, *, note: str, by: Actor, now: datetime, version: int | None = None
) -> None:
    """The second person finds a fault: the form is prepared anew."""
    case = form.transfer.case
    take_up(case, Action.HAND_OVER, by=by, version=version)
    if form.sent_at is not None:
        raise MoveNotPossible(_("This form has been sent already."))
    drop_unsent_forms(form.transfer)
    moving.turn_page(case)
    record(case, Event.Kind.SENT_BACK, by=by, now=now, note=note)
