"""What must be true of every transfer, beside what holds for every case."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from casework.rules.statuses import Status
from records.models import AccountYear, InsuredPeriod, Posting
from transfers import conservation
from transfers.models import InformationForm, Remittance, Settlement, SurplusReturn, Transfer


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


def _sums(model: type[Remittance] | type[SurplusReturn], field: str) -> dict[int, int]:
    """Return, for each transfer, what a field of its money adds up to."""
    found = model.objects.values_list("transfer").annotate(sum=Coalesce(Sum(field), 0))
    return dict(found.order_by())


def what_arrived_and_stayed_is_what_the_form_says() -> Iterator[str]:
    """At completion the money that arrived, less what went back, is the total of the form."""
    arrived = _sums(Remittance, "arrived_fen")
    returned = _sums(SurplusReturn, "amount_fen")
    settled = Settlement.objects.exclude(completed_at=None).select_related("form")
    for each in settled.select_related("transfer__case"):
        stayed = arrived.get(each.pk, 0) - returned.get(each.pk, 0)
        if stayed != each.form.total_fen:
            yield f"case {each.transfer.case.number}: money and form differ"


def the_ledger_says_what_the_papers_say() -> Iterator[str]:
    """Sent is what arrived, what is under way and what went back, in the funds as on paper."""
    sent, arrived = _sums(Remittance, "amount_fen"), _sums(Remittance, "arrived_fen")
    returned = _sums(SurplusReturn, "amount_fen")
    funds = _funds()
    sides = (_in_office("original_agency"), _in_office("new_agency"))
    moved = Transfer.objects.filter(pk__in=sent).values_list("pk", "case__number", *sides)
    for pk, number, original, new in moved:
        back = returned.get(pk, 0)
        said = {original: back - sent[pk], new: arrived[pk] - back, None: sent[pk] - arrived[pk]}
        kept = funds.pop(number, {})
        if any(kept.get(where, 0) != fen for where, fen in said.items()):
            yield f"case {number}: the ledger says something else than the papers"
    for number in funds:
        yield f"case {number}: the ledger knows money that no paper knows"


def _in_office(agency: str) -> Coalesce:
    """Return the agency that answers for a fund today: it has the papers of whom it took over."""
    return Coalesce(f"{agency}__successor", agency)


def _funds() -> dict[str, dict[int | None, int]]:
    """Return, for each case, what lies in whose fund; without an agency it is under way."""
    found: dict[str, dict[int | None, int]] = {}
    rows = Posting.objects.order_by().values_list("case_number", _in_office("agency"))
    for number, agency, fen in rows.annotate(sum=Sum("amount_fen")):
        found.setdefault(number, {})[agency] = fen
    return found


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
    what_arrived_and_stayed_is_what_the_form_says,
    the_ledger_says_what_the_papers_say,
    nobody_approved_their_own_work,
    accounts_carry_over,
    *conservation.INVARIANTS,
)
