"""What must be true of every transfer, beside what holds for every case."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from casework.rules.statuses import Status
from records.models import AccountYear, InsuredPeriod
from transfers.models import InformationForm, Settlement, Transfer


def completed_transfers_have_merged() -> Iterator[str]:
    """A completed transfer brought its months and its money; an uncompleted one brought none."""
    arrived = InsuredPeriod.objects.exclude(case_number="").values_list("case_number", flat=True)
    merged = set(arrived.distinct())
    completed = set(
        Transfer.objects.filter(case__status=Status.COMPLETED.value).values_list(
            "case__number", flat=True
        )
    )
    for number in sorted(completed ^ merged):
        yield f"case {number}: completed and merged are not the same"


def what_arrived_is_what_the_form_says() -> Iterator[str]:
    """At completion the money that arrived is the total of the form that counts."""
    settled = Settlement.objects.exclude(completed_at=None)
    sums = settled.annotate(arrived=Coalesce(Sum("transfer__remittances__arrived_fen"), 0))
    for settlement in sums.exclude(arrived=F("form__total_fen")):
        yield f"case {settlement.transfer.case.number}: money and form differ"


def nobody_approved_their_own_work() -> Iterator[str]:
    """What one person prepared another one sent or completed."""
    for model in (InformationForm, Settlement):
        own = model.objects.filter(approved_by=F("prepared_by"))
        for row in own:
            yield f"case {row.transfer.case.number}: prepared and approved by one person"


def accounts_carry_over() -> Iterator[str]:
    """Each year of an account opens with what the year before closed with."""
    before: dict[int, int] = {}
    years = AccountYear.objects.order_by("relationship_id", "year")
    for year in years.iterator(chunk_size=2000):
        if before.get(year.relationship_id, year.opening_fen) != year.opening_fen:
            yield f"account {year.relationship_id}: {year.year} opens with another balance"
        before[year.relationship_id] = year.closing_fen


INVARIANTS = (
    completed_transfers_have_merged,
    what_arrived_is_what_the_form_says,
    nobody_approved_their_own_work,
    accounts_carry_over,
)
