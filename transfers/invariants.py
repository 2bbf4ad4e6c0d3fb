"""What must be true of every transfer, beside what holds for every case."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from agencies.models import Insurance
from casework.rules.statuses import Status
from records.models import AccountEntry, AccountYear, InsuredPeriod, Posting
from transfers.actions import paying_back
from transfers.double_months import held
from transfers.models import (
    Clearing,
    InformationForm,
    Remittance,
    Repayment,
    Settlement,
    SurplusReturn,
    Transfer,
)
from transfers.rules.clearing import Held, plan


def completed_transfers_have_merged() -> Iterator[str]:
    """A completed transfer brought its months and its money; an uncompleted one brought none.

    What is being cleared has moved already (人社部发〔2010〕70号 art. 10).
    """
    arrived = InsuredPeriod.objects.exclude(case_number="").values_list("case_number", flat=True)
    merged = set(arrived.distinct())
    completed = set(
        Transfer.objects.filter(case__status__in=[Status.COMPLETED, Status.CLEARING]).values_list(
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
    moved = Transfer.objects.filter(pk__in=sent).values_list(
        "pk", "case__number", "original_agency", "new_agency"
    )
    for pk, number, original, new in moved:
        back = returned.get(pk, 0)
        said = {original: back - sent[pk], new: arrived[pk] - back, None: sent[pk] - arrived[pk]}
        kept = funds.pop(number, {})
        if any(kept.get(where, 0) != fen for where, fen in said.items()):
            yield f"case {number}: the ledger says something else than the papers"
    for number in funds:
        yield f"case {number}: the ledger knows money that no paper knows"


def _funds() -> dict[str, dict[int | None, int]]:
    """Return, for each case, what moved between funds; without an agency it is under way."""
    found: dict[str, dict[int | None, int]] = {}
    between = Posting.objects.exclude(movement__in=paying_back.WAYS)
    rows = between.order_by().values_list("case_number", "agency")
    for number, agency, fen in rows.annotate(sum=Sum("amount_fen")):
        found.setdefault(number, {})[agency] = fen
    return found


def nobody_approved_their_own_work() -> Iterator[str]:
    """What one person prepared another one sent or completed."""
    for model in (InformationForm, Settlement, Clearing):
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


def no_month_stays_double() -> Iterator[str]:
    """Where a transfer is over, no month of a pension lies twice, unless one is being cleared."""
    moved = Transfer.objects.exclude(new_relationship=None).filter(insurance=Insurance.PENSION)
    over = moved.filter(case__status=Status.COMPLETED.value).values("new_relationship")
    at_work = moved.filter(case__status=Status.CLEARING.value).values("new_relationship")
    there: dict[int, list[Held]] = {}
    paid = InsuredPeriod.objects.lying_there().filter(is_paid=True, relationship__in=over)
    for period in paid.exclude(relationship__in=at_work):
        there.setdefault(period.relationship_id, []).append(held(period, ""))
    for relationship, periods in there.items():
        if plan(periods).cleared:
            yield f"relationship {relationship}: months lie there twice and nobody clears them"


def what_left_an_account_for_a_person_is_in_the_ledger() -> Iterator[str]:
    """What an account paid out left the fund, and is owed to the person or with them."""
    out = AccountEntry.objects.filter(kind=AccountEntry.Kind.PAID_OUT)
    paid_out = dict(out.order_by().values_list("case_number").annotate(sum=Sum("amount_fen")))
    paid = Repayment.objects.filter(bounced_on=None).exclude(approved_at=None)
    paid_by_case = dict(paid.values_list("clearing__transfer__case__number", "amount_fen"))
    posted: dict[str, dict[str, int]] = {}
    rows = Posting.objects.filter(movement__in=paying_back.WAYS).order_by()
    for number, side, fen in rows.values_list("case_number", "side").annotate(
        sum=Sum("amount_fen")
    ):
        posted.setdefault(number, {})[side] = fen
    for number in sorted({*paid_out, *paid_by_case, *posted}):
        sides = posted.get(number, {})
        with_person = sides.get(Posting.Side.PERSON, 0)
        if sides.get(Posting.Side.FUND, 0) != paid_out.get(number, 0):
            yield f"case {number}: account and fund paid out different amounts"
        if with_person != paid_by_case.get(number, 0):
            yield f"case {number}: what was paid to the person is not what the ledger says"


INVARIANTS = (
    no_month_stays_double,
    what_left_an_account_for_a_person_is_in_the_ledger,
    completed_transfers_have_merged,
    what_arrived_and_stayed_is_what_the_form_says,
    the_ledger_says_what_the_papers_say,
    nobody_approved_their_own_work,
    accounts_carry_over,
)
