"""Which case a line of the bank may belong to: by its reference, its numbers, its amount."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agencies.actors import Actor
from kit import wall
from letters.models import Letter
from records.models import BankEntry
from transfers.models import Allotment, Remittance, SurplusReturn, Transfer

_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{3,59}", re.ASCII)
_OFFICIAL = re.compile(r"\S{1,30}[〔\[]\d{4}[〕\]]\S{0,12}?\d+号?")
CHUNK = 400  # numbers asked for at once; databases bound how many


@dataclass(frozen=True)
class Candidate:
    """A case that a line may pay; certain when a number and the amount both say so."""

    transfer: Transfer
    remittance: Remittance | None
    is_named: bool
    has_amount: bool

    @property
    def is_certain(self) -> bool:
        """Whether number and amount agree, and the money is awaited."""
        awaited = self.remittance is not None and self.remittance.arrived_on is None
        return awaited and self.is_named and self.has_amount


@dataclass(frozen=True)
class ComingBack:
    """The own agency's money that a line brings back, and the act that writes it down."""

    transfer: Transfer
    act: str


def lines_for(who: Actor) -> QuerySet[BankEntry]:
    """Return the lines of the agency that somebody may see: none that paid their own case."""
    lines = BankEntry.objects.visible_to(who)
    if not who.kept_from:
        return lines
    own = Allotment.objects.filter(transfer__case__person__in=who.kept_from)
    with wall.as_house("leave out what the reader may not even know to be there"):
        return lines.exclude(pk__in=list(own.values_list("entry", flat=True)))


def candidates_for(who: Actor, entries: Iterable[BankEntry]) -> dict[int, list[Candidate]]:
    """Return the candidates of each line that somebody may know of: their own case is none."""
    return {
        pk: [each for each in found if each.transfer.case.person_id not in who.kept_from]
        for pk, found in candidates(entries).items()
    }


@wall.as_house("find every case a line may belong to, or one of two would seem certain")
def candidates(entries: Iterable[BankEntry]) -> dict[int, list[Candidate]]:
    """Return, for each line that came in, the cases it may pay: a bounded number of queries."""
    came = [each for each in entries if each.amount_fen > 0]
    if not came:
        return {}
    words = {each.pk: words_of(each.reference, each.purpose) for each in came}
    offices = came[0].agency.in_office.offices
    asked = sorted(set().union(*words.values()))
    found: dict[int, list[Candidate]] = {each.pk: [] for each in came}
    money = _money(offices, asked, sorted({each.amount_fen for each in came}))
    numbers = _numbers(asked)
    for each in came:
        said = words[each.pk]
        for sent in money.values():
            names = {sent.reference, sent.transfer.case.number, *numbers.get(sent.transfer_id, ())}
            is_named, fits = bool(names & said), sent.amount_fen == each.amount_fen
            if is_named or (fits and sent.arrived_on is None):
                found[each.pk].append(Candidate(sent.transfer, sent, is_named, fits))
        found[each.pk].sort(key=lambda one: (not one.is_certain, not one.is_named))
    return found


def coming_back(who: Actor, entries: Iterable[BankEntry]) -> dict[int, ComingBack]:
    """Return what of the own money a line brings back: its words and its amount both say so.

    An equal amount alone may be anybody's money.
    """
    came = [each for each in entries if each.amount_fen > 0]
    if not came:
        return {}
    words = {each.pk: words_of(each.reference, each.purpose) for each in came}
    asked = sorted(set().union(*words.values()))
    ours = Q(transfer__original_agency__in=came[0].agency.in_office.offices)
    bounced = _named(Remittance.objects.under_way().filter(ours), asked)
    returned = _named(SurplusReturn.objects.filter(ours), asked)
    known = [(each, "bounced") for each in bounced] + [(each, "took-back") for each in returned]
    return {
        line.pk: ComingBack(sent.transfer, act)
        for line in came
        for sent, act in known
        if sent.amount_fen == line.amount_fen
        and {sent.reference, sent.transfer.case.number} & words[line.pk]
        and sent.transfer.case.person_id not in who.kept_from
    }


def _named(money: QuerySet, words: list[str]) -> list:
    """Return the money of which one of these words is the reference or the case."""
    found: list = []
    for some in _chunks(words):
        by_name = Q(reference__in=some) | Q(transfer__case__number__in=some)
        found += money.filter(by_name).select_related("transfer__case")
    return found


def certain(entries: Iterable[BankEntry]) -> dict[int, Candidate]:
    """Return the lines of which one case alone is certain, and no other line claims it."""
    sure: dict[int, Candidate] = {}
    for pk, found in candidates(entries).items():
        only = [each for each in found if each.is_certain]
        if len(only) == 1:
            sure[pk] = only[0]
    claims = [each.remittance for each in sure.values()]
    return {pk: one for pk, one in sure.items() if claims.count(one.remittance) == 1}


def words_of(*texts: str) -> set[str]:
    """Return the numbers a line of the bank says, each whole: BANK-1 is not in BANK-12."""
    text = " ".join(texts)
    return set(_TOKEN.findall(text)) | set(_OFFICIAL.findall(text))


def _chunks(values: list) -> Iterable[list]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _money(offices: list[int], words: list[str], amounts: list[int]) -> dict[int, Remittance]:
    """Return the remittances to these offices that a number names or an amount fits."""
    ours = Remittance.objects.filter(transfer__new_agency__in=offices, bounced_on=None)
    ours = ours.select_related("transfer__case")
    found: dict[int, Remittance] = {}
    letters = Letter.objects.filter(case__transfer__new_agency__in=offices)
    for some in _chunks(words):
        cases = letters.filter(number__in=some).values_list("case", flat=True)
        official = letters.filter(official_number__in=some).values_list("case", flat=True)
        pks = {*cases, *official}
        for query in (
            ours.filter(reference__in=some),
            ours.filter(transfer__case__number__in=some),
            ours.filter(transfer__in=pks),
        ):
            found |= {each.pk: each for each in query}
    for some in _chunks(amounts):
        waiting = ours.filter(amount_fen__in=some, arrived_on=None)[:CHUNK]
        found |= {each.pk: each for each in waiting}
    return found


def _numbers(words: list[str]) -> dict[int, set[str]]:
    """Return, for each case, which of these words are numbers of its letters."""
    found: dict[int, set[str]] = {}
    for some in _chunks(words):
        for field in ("number", "official_number"):
            rows = Letter.objects.filter(**{f"{field}__in": some}).values_list("case", field)
            for case, number in rows:
                found.setdefault(case, set()).add(number)
    return found
