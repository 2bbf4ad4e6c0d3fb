"""One's contributions: by year, by employer, each month of a year, and a pay slip beside them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies import actors
from agencies.entering import get_or_post, insured_person_only, posted, status_for
from agencies.models import RECORDED_CHOICES
from kit import clock
from kit.form_fields.dates import MonthField
from kit.form_fields.money import MoneyField
from kit.spelling import wording
from law.money import to_fen
from services.contributions.record import Month, Record, record_of, sums
from services.contributions.rules import reasons
from services.contributions.rules.month_states import OWED, TONES, WORDS
from services.contributions.rules.slips import Finding, OnRecord, compare

YEAR, EMPLOYER = "year", "employer"
MOST = 240  # months on a page: ten years of two insurances


class ContributionFilter(forms.Form):
    """Which months are listed."""

    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    insurance = forms.ChoiceField(label=gettext_lazy("Insurance"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Status"), required=False)

    def __init__(self, given: Any, record: Record) -> None:
        super().__init__(given or None)
        years = map(str, dict.fromkeys(each.month.year for each in record.months))
        every = [("", _("All"))]
        choices = {
            "year": [(each, each) for each in years],
            "insurance": every + list(RECORDED_CHOICES),
            "state": every + [(each.value, wording(text)) for each, text in WORDS.items()],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def chosen(self, record: Record) -> list[Month]:
        """Return the months that were asked for: of one year, the latest unless another is named.

        Where a status is asked for without a year, all years are looked through.
        """
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        year, insurance, state = (asked.get(name, "") for name in ("year", "insurance", "state"))
        if not year and not state and record.months:
            year = record.months[0].month.year
        found: Iterable[Month] = record.months
        if year:
            found = (each for each in found if each.month.year == int(year))
        if insurance:
            found = (each for each in found if each.insurance == insurance)
        if state:
            found = (each for each in found if each.state == state)
        return list(islice(found, MOST))


@never_cache
@require_safe
@insured_person_only
def contributions(request: HttpRequest) -> HttpResponse:
    """Show the own record of contributions."""
    person = actors.actor(request).person
    if person is None:
        raise Http404
    record = record_of(person)
    form, by = ContributionFilter(request.GET, record), request.GET.get("by", "")
    owed = record.owed_by_employers
    context = {
        "form": form,
        "record": record,
        "months": [_row(each) for each in form.chosen(record)],
        # Drawn where they are asked for: forty-five years have a hundred lines.
        "by_year": sums(record.months) if by == YEAR else [],
        "by_employer": sums(_named(record), by_employer=True) if by == EMPLOYER else [],
        "counts": [
            (dict(RECORDED_CHOICES)[name], each, record.missing_line(name))
            for name, each in record.counts.items()
        ],
        "owed": owed,
        "insurances": dict(RECORDED_CHOICES),
    }
    return render(request, "contributions/record.html", context)


def _named(record: Record) -> Iterator[Month]:
    return (each for each in record.months if each.employer)


def _row(month: Month) -> dict[str, Any]:
    return {"it": month, "said": wording(WORDS[month.state]), "tone": TONES.get(month.state)}


# --- A pay slip beside the record -----------------------------------------------------------------
class SlipForm(forms.Form):
    """What a pay slip says of one month and insurance; nothing of it is kept."""

    insurance = forms.ChoiceField(label=gettext_lazy("Insurance"))
    month = MonthField(label=gettext_lazy("Month"))
    own = MoneyField(
        label=gettext_lazy("What was deducted for it"),
        help_text=gettext_lazy("The amount of this insurance alone, such as 640.00."),
    )
    base = MoneyField(
        label=gettext_lazy("The base, if the slip names it"),
        help_text=gettext_lazy("You may leave this empty."),
        required=False,
    )

    def __init__(self, given: Any = None) -> None:
        super().__init__(given)
        self.fields["insurance"].choices = RECORDED_CHOICES  # type: ignore[attr-defined]
        self.fields["month"].latest = clock.today()  # type: ignore[attr-defined]


@never_cache
@get_or_post
@insured_person_only
def slip(request: HttpRequest) -> HttpResponse:
    """Hold a pay slip beside the record, and lead to an objection where they differ."""
    person = actors.actor(request).person
    if person is None:
        raise Http404
    form = SlipForm(posted(request))
    context = {"form": form, **(_compared(form, record_of(person)) if form.is_valid() else {})}
    return render(request, "contributions/slip.html", context, status=status_for(request, form))


def _compared(form: SlipForm, record: Record) -> dict[str, Any]:
    said = form.cleaned_data
    there = record.at(said["month"], said["insurance"])
    rows = [OnRecord(e.base_fen, e.personal_fen, e.state in OWED) for e in there]
    base = None if said["base"] is None else to_fen(said["base"])
    found = compare(to_fen(said["own"]), base, rows)
    return {
        "found": found.value,
        "said": {**said, "own_fen": to_fen(said["own"]), "base_fen": base},
        "months": [_row(each) for each in there],
        "reason": None if found is Finding.SAME else reasons.DIFFERS,
        "line": there[0].line if there else record.missing_line(said["insurance"]),
    }
