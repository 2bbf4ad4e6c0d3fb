"""What is put right of a record with a form, as the desk draws it: what stands, and what will."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from kit.spelling import money
from law.values import percent
from records import correcting
from records.models import InsuredPeriod, RecordCorrection
from transfers.actions import correcting_form
from transfers.desk.told import Row
from transfers.models import FormLine, Transfer
from transfers.rules.form_lines import FIRST_YEAR

Kind = RecordCorrection.Kind
RATES = {
    "employer_rate": gettext_lazy("Employer's share (%)"),
    "personal_rate": gettext_lazy("Person's share (%)"),
    "account_rate": gettext_lazy("Share into the account (%)"),
}
NOT_THERE = gettext_lazy("not there")


def rows(transfer: Transfer, who: Actor) -> list[Row]:
    """Return what was written down and waits for the second person, in its order."""
    lines = correcting_form.standing(transfer)
    of_one = attrgetter(*correcting_form.TOGETHER)
    return [_row(list(group), who) for _one, group in groupby(lines, key=of_one)]


def _row(together: list[RecordCorrection], who: Actor) -> Row:
    first = together[0]
    return {
        "key": first.pk,
        "first_month": first.first_month,
        "last_month": first.last_month,
        "changes": list(_changes(together)),
        "account_fen": sum(each.amount_fen for each in together),
        "reason": first.reason,
        "by": first.written_by and first.written_by.display_name,
        "is_mine": correcting_form.is_writer(first, who),
    }


def _changes(together: Iterable[RecordCorrection]) -> Iterator[Row]:
    """Yield each point with what stands there and what will."""
    of_kind = {each.kind: each for each in together}
    struck, added = of_kind.get(Kind.STRIKE), of_kind.get(Kind.ADD)
    stands = period_of(struck) if struck else None
    if stands and not added:
        yield {"label": _("Months"), "was": _terms(stands), "now": _("struck out")}
    if added and not stands:
        yield {"label": _("Months"), "was": str(NOT_THERE), "now": _terms(added)}
    if added and stands:
        yield from _terms_that_differ(stands, added)


def _terms_that_differ(stands: InsuredPeriod, added: RecordCorrection) -> Iterator[Row]:
    if stands.base_fen != added.base_fen:
        was, now = money(stands.base_fen), money(added.base_fen)
        yield {"label": _("Monthly base"), "was": was, "now": now}
    for name, label in RATES.items():
        was, now = percent(getattr(stands, name)), percent(getattr(added, name))
        if was != now:
            yield {"label": str(label), "was": was, "now": now}
    if not stands.is_paid:
        yield {"label": _("Contributions"), "was": _("owed"), "now": _("paid")}


def _terms(line: InsuredPeriod | RecordCorrection) -> str:
    shares = " / ".join(percent(getattr(line, name)) for name in RATES)
    return f"{money(line.base_fen)} · {shares}"


def period_of(line: RecordCorrection) -> InsuredPeriod | None:
    """Return what stands in the record where a line strikes months."""
    if line.first_month is None or line.last_month is None:
        return None
    own = [each for each in correcting.lying_over(line) if each.came_from_id is None]
    return min(own, key=attrgetter("first_month"), default=None)


def own_periods(transfer: Transfer) -> list[InsuredPeriod]:
    """Return what the original agency itself has recorded and can put right, in its order."""
    lying = InsuredPeriod.objects.lying_there().filter(
        relationship=transfer.original_relationship_id, came_from=None
    )
    return list(lying.filter(first_month__year__gte=FIRST_YEAR).order_by("first_month", "pk"))


def marked(
    rows_of_lines: list[Row], lines: list[FormLine], changes: list[Row], own: list[InsuredPeriod]
) -> list[Row]:
    """Return the yearly lines with a mark where one of the changes touches their months.

    What the agency itself recorded (`own`) has the `key` by which it can be put right.
    """
    return [
        {**row, "key": _key(line, own), "is_corrected": _touched(row, changes)}
        for row, line in zip(rows_of_lines, lines, strict=True)
    ]


def _key(line: FormLine, own: list[InsuredPeriod]) -> int | None:
    over = (
        each.pk
        for each in own
        if each.scheme == line.scheme
        and each.first_month <= line.last_month
        and each.last_month >= line.first_month
    )
    return next(over, None)


def _touched(row: Row, changes: Iterable[Row]) -> bool:
    return any(
        each["first_month"]
        and each["first_month"] <= row["last_month"]
        and each["last_month"] >= row["first_month"]
        for each in changes
    )


def with_old_sums(sums: list[Row], old: list[Row]) -> list[Row]:
    """Return the sums with what the record gives as it stands before them."""
    was = [each["values"] for each in old]
    return [{**each, "values": [*was[n], *each["values"]]} for n, each in enumerate(sums)]
