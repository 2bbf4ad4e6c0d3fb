"""What must be true of every transfer, beside what holds for every case."""

from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from agencies.rules.terms import Insurance, TermKind
from casework.models import Case, Step
from casework.rules.statuses import Status
from letters.models import Letter
from records.models import AccountEntry, AccountYear, BankEntry, InsuredPeriod, Posting
from records.rules.double_months import Held, plan
from transfers import conservation
from transfers.actions import left_over, paying_back
from transfers.double_months import held
from transfers.models import (
    Allotment,
    Clearing,
    FormReduction,
    InformationForm,
    Remittance,
    Repayment,
    Restatement,
    Settlement,
    SurplusReturn,
    Transfer,
)
from transfers.rules.stages import COMPARING, MERGED

BATCH = 2000


def completed_transfers_have_merged() -> Iterator[str]:
    """A completed transfer brought its months and its money; an uncompleted one brought none.

    What is being cleared has moved already (人社部发〔2010〕70号 art. 10).
    """
    numbers = Transfer.objects.values("case__number")  # other services join accounts as well
    arrived = InsuredPeriod.objects.filter(case_number__in=numbers)
    merged = set(arrived.values_list("case_number", flat=True).distinct())
    done = Transfer.objects.filter(case__status__in=MERGED)
    completed = set(done.values_list("case__number", flat=True))
    # Where all months stay, the form names none.
    empty = done.filter(settlement__form__months=0).values_list("case__number", flat=True)
    for number in sorted((completed ^ merged) - set(empty)):
        yield f"case {number}: completed and merged are not the same"


def _sums(found: QuerySet) -> dict[int, int]:
    """Return, for each transfer, what the amounts of its papers add up to."""
    return dict(found.order_by().values_list("transfer").annotate(sum=Sum("amount_fen")))


def what_arrived_and_stayed_is_what_the_form_says() -> Iterator[str]:
    """At completion the money that arrived, less what went back, is the total of the form.

    What came later lies there beside it until it is sent back, and so does what a correction has
    shown to be too much.
    """
    reduced = _sums(FormReduction.objects.all())
    arrived = _sums(Allotment.objects.arrived())
    late = _sums(Allotment.objects.arrived().filter(is_late=True))
    returned = _sums(SurplusReturn.objects.all())
    settled = Settlement.objects.exclude(completed_at=None).select_related("form")
    for each in settled.select_related("transfer__case"):
        stayed = arrived.get(each.pk, 0) - returned.get(each.pk, 0)
        too_much = stayed - each.form.total_fen + reduced.get(each.pk, 0)
        if not 0 <= too_much <= late.get(each.pk, 0) + reduced.get(each.pk, 0):
            yield f"case {each.transfer.case.number}: money and form differ"


def the_ledger_says_what_the_papers_say() -> Iterator[str]:
    """Sent is what arrived, came back or is under way, in the funds as on paper."""
    sent, arrived = _sums(Remittance.objects.all()), _sums(Allotment.objects.arrived())
    returned = _sums(SurplusReturn.objects.all())
    bounced = _sums(Allotment.objects.standing().filter(kind=Allotment.Kind.BOUNCED))
    restated = _sums(Restatement.objects.exclude(confirmed_at=None))
    funds = _funds()
    sides = (_in_office("original_agency"), _in_office("new_agency"))
    known = Transfer.objects.filter(Q(pk__in=sent) | Q(pk__in=arrived))
    moved = known.values_list("pk", "case__number", *sides)
    for pk, number, original, new in moved:
        gone = sent.get(pk, 0) - restated.get(pk, 0)
        came, back = arrived.get(pk, 0), returned.get(pk, 0)
        bounce = bounced.get(pk, 0)
        said: dict[int | None, int] = {None: gone - came - bounce}
        for where, fen in ((original, back + bounce - gone), (new, came - back)):
            said[where] = said.get(where, 0) + fen  # one agency may have taken the other over
        kept = funds.pop(number, {})
        if any(kept.get(where, 0) != fen for where, fen in said.items()):
            yield f"case {number}: the ledger says something else than the papers"
    for number, kept in funds.items():
        if any(kept.values()):
            yield f"case {number}: the ledger knows money that no paper knows"


def what_is_left_of_money_is_somebodys_turn() -> Iterator[str]:
    """Where a transfer is over, money under way, too much or owed to a person has its turn.

    The turn is of the right agency and has a day; where nothing is left there is none.
    """
    ended = Transfer.objects.filter(case__status__in=_OVER)
    sides = (_in_office("original_agency"), _in_office("new_agency"))
    of_case = {row[0]: row for row in ended.values_list("pk", "case__number", *sides)}
    wanted = {(pk, kind, of_case[pk][2 if kind in _OF_ORIGINAL else 3]) for pk, kind in _left()}
    kinds = [each.value for each in left_over.AFTER_THE_END]
    begun = Step.objects.open().filter(kind__in=kinds)
    there = {(pk, kind, who) for pk, kind, who in begun.values_list("case", "kind", "agency")}
    for pk, kind, _agency in sorted(wanted ^ there):
        number = of_case[pk][1] if pk in of_case else pk
        yield f"case {number}: what is left of its money and whose turn {kind} is differ"
    undated = begun.filter(due_on=None).exclude(kind=TermKind.PAY_PERSON)
    for number in undated.values_list("case__number", flat=True):
        yield f"case {number}: money is left and nobody has a day for it"


def money_under_way_is_somebodys_turn() -> Iterator[str]:
    """Where money was sent and none of it is recorded, the new agency has a turn, with a day."""
    at_work = Case.objects.filter(status__in=[each.value for each in COMPARING])
    sent = Remittance.objects.under_way().filter(transfer__case__in=at_work)
    wanted = set(sent.values_list("transfer", flat=True))
    begun = Step.objects.running().filter(kind=TermKind.RECORD_ARRIVAL)
    there = set(begun.values_list("case", flat=True))
    for pk in sorted(wanted ^ there):
        yield f"case {pk}: money under way and whose turn it is to record it differ"


def each_turn_knows_the_other_place() -> Iterator[str]:
    """By which lists are narrowed: from where it comes, or at the agency there, where it goes."""
    is_original = Q(agency=F("case__transfer__original_agency"))
    coming = Q(other_place=F("case__transfer__original_region"))
    going = Q(other_place=F("case__transfer__new_region"))
    known = (is_original & going) | (~is_original & coming)
    turns = Step.objects.open().filter(case__transfer__isnull=False).exclude(known)
    for number in turns.values_list("case__number", flat=True):
        yield f"case {number}: a turn does not know the other place"


_OF_ORIGINAL = {TermKind.FIND_DIFFERENCE.value}
_OVER = [each.value for each in (*left_over.AFTER, *left_over.WITHOUT_MONEY)]


def _left() -> set[tuple[int, str]]:
    """Return what is left to do, by case and kind of turn, reckoned from books and papers."""
    transit = Posting.objects.filter(side=Posting.Side.TRANSIT).exclude(case_number="").order_by()
    sums = transit.values_list("case_number").annotate(sum=Sum("amount_fen")).exclude(sum=0)
    numbers = {number for number, _fen in sums}
    ended = Transfer.objects.filter(case__status__in=_OVER).values_list("pk", "case__number")
    found = {(pk, TermKind.FIND_DIFFERENCE.value) for pk, number in ended if number in numbers}
    arrived, returned = _sums(Allotment.objects.arrived()), _sums(SurplusReturn.objects.all())
    merged = Settlement.objects.filter(transfer__case__status__in=MERGED)
    for pk, total in merged.values_list("pk", "form__total_fen"):
        if arrived.get(pk, 0) - returned.get(pk, 0) > total:
            found.add((pk, TermKind.RETURN_SURPLUS.value))
    paid = Repayment.objects.filter(bounced_on=None).exclude(approved_at=None)
    owed = Clearing.objects.exclude(approved_at=None).filter(amount_fen__gt=0)
    unpaid = owed.exclude(pk__in=paid.values("clearing")).values_list("pk", flat=True)
    return found | {(pk, TermKind.PAY_PERSON.value) for pk in unpaid}


def _in_office(agency: str) -> Coalesce:
    """Return the agency that answers for a fund today: it has the papers of whom it took over."""
    return Coalesce(f"{agency}__successor", agency)


def _funds() -> dict[str, dict[int | None, int]]:
    """Return, for each case, what moved between funds; without an agency it is under way."""
    found: dict[str, dict[int | None, int]] = {}
    # Between a person and a fund.
    others = (*paying_back.WAYS, Posting.Movement.PAID_IN, *Posting.OF_BENEFITS)
    between = Posting.objects.exclude(case_number="").exclude(movement__in=others)
    rows = between.order_by().values_list("case_number", _in_office("agency"))
    for number, agency, fen in rows.annotate(sum=Sum("amount_fen")):
        found.setdefault(number, {})[agency] = fen
    return found


def what_belongs_to_no_case_is_what_the_bank_says() -> Iterator[str]:
    """Unmatched money of an agency is its lines of the bank less what cases got and what left."""
    lines = BankEntry.objects.filter(amount_fen__gt=0).exclude(state=BankEntry.State.STRUCK)
    came = lines.order_by().values_list("agency")
    said = dict(came.annotate(sum=Sum("amount_fen") - Sum("sent_back_fen")))
    given = Allotment.objects.standing().order_by().values_list("entry__agency")
    for agency, fen in given.annotate(sum=Sum("amount_fen")):
        said[agency] = said.get(agency, 0) - fen
    lies = Posting.objects.filter(side=Posting.Side.UNMATCHED).order_by().values_list("agency")
    kept = dict(lies.annotate(sum=Sum("amount_fen")))
    for agency in sorted(said.keys() | kept.keys()):
        if said.get(agency, 0) != kept.get(agency, 0):
            yield f"agency {agency}: the ledger and the lines of the bank differ"


def remittances_keep_what_their_allotments_add_up_to() -> Iterator[str]:
    """What is kept of an arrival is what the lines of the bank gave."""
    stand = Q(allotments__taken_at=None, allotments__kind=Allotment.Kind.ARRIVED)
    given = Coalesce(Sum("allotments__amount_fen", filter=stand), 0)
    rows = Remittance.objects.alias(given=given, kept=Coalesce("arrived_fen", 0))
    for each in rows.exclude(kept=F("given")):
        yield f"remittance {each.pk}: keeps another sum than its allotments"


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
    over = moved.filter(case__status=Status.COMPLETED.value).values_list("new_relationship")
    at_work = moved.filter(case__status=Status.CLEARING.value).values_list("new_relationship")
    at_rest = sorted(pk for (pk,) in {*over} - {*at_work})
    there: dict[int, list[Held]] = {}
    for first in range(0, len(at_rest), BATCH):
        paid = InsuredPeriod.objects.lying_there().filter(is_paid=True)
        for period in paid.filter(relationship__in=at_rest[first : first + BATCH]):
            there.setdefault(period.relationship_id, []).append(held(period, ""))
    for relationship, periods in there.items():
        if plan(periods).cleared:
            yield f"relationship {relationship}: months lie there twice and nobody clears them"


def what_left_an_account_for_a_person_is_in_the_ledger() -> Iterator[str]:
    """What an account paid out left the fund, and is owed to the person or with them."""
    numbers = Transfer.objects.values("case__number")  # what services pay out they look at
    out = AccountEntry.objects.filter(kind=AccountEntry.Kind.PAID_OUT, case_number__in=numbers)
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


def each_acceptance_has_one_valid_letter() -> Iterator[str]:
    """Exactly one acceptance letter counts where a case was accepted, and none elsewhere."""
    valid = Letter.objects.valid().filter(kind=Letter.Kind.ACCEPTANCE)
    counted = dict(valid.values_list("case").annotate(n=Count("pk")).values_list("case", "n"))
    accepted = [
        Status.LETTER_ISSUED,
        Status.CLARIFICATION_ASKED,
        Status.LETTER_RETURNED,
        *COMPARING,
        *MERGED,
    ]
    # One that ended after a death keeps the letter upon which money was sent.
    either = {Status.ENDED: {0, 1}}
    transfers = Transfer.objects.values_list("case", "case__number", "case__status")
    for pk, number, status in transfers.order_by("case"):
        wanted = either.get(Status(status), {1 if Status(status) in accepted else 0})
        if counted.get(pk, 0) not in wanted:
            yield f"case {number} is {status} with {counted.get(pk, 0)} valid letters"


INVARIANTS = (
    each_acceptance_has_one_valid_letter,
    each_turn_knows_the_other_place,
    no_month_stays_double,
    what_left_an_account_for_a_person_is_in_the_ledger,
    completed_transfers_have_merged,
    what_arrived_and_stayed_is_what_the_form_says,
    the_ledger_says_what_the_papers_say,
    what_is_left_of_money_is_somebodys_turn,
    money_under_way_is_somebodys_turn,
    what_belongs_to_no_case_is_what_the_bank_says,
    remittances_keep_what_their_allotments_add_up_to,
    nobody_approved_their_own_work,
    accounts_carry_over,
    *conservation.INVARIANTS,
)
