"""The bank's statement is read whole, or not at all."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency, of_agency
from kit.clock import day_of
from kit.errors import NotValid
from records.models import BankEntry, BankStatement
from records.rules import bank_files
from records.rules.bank_statement import Line, NotRead, Statement
from transfers.actions.banking import State, agency_of
from transfers.actions.unallotted import credit
from transfers.matching import words_of


@transaction.atomic
def read_statement(content: bytes, *, by: Actor, now: datetime) -> BankStatement:
    """Read a file of the bank, all of it or nothing; the same file again changes nothing.

    Lines that are known already, from another file or from a system, are not written twice.
    """
    agency = agency_of(by)
    sha256 = hashlib.sha256(content).hexdigest()
    known = BankStatement.objects.filter(agency=agency, sha256=sha256).first()
    if known:
        return known
    found = _read(content, now=now)
    days = [line.day for line in found.lines]
    statement = BankStatement.objects.create(
        agency=agency,
        account=found.account or agency.bank_account,
        from_day=min(days),
        to_day=max(days),
        opening_fen=found.opening_fen,
        closing_fen=found.closing_fen,
        lines_fen=sum(line.fen for line in found.lines),
        sha256=sha256,
        read_by=by.user,
        read_at=now,
    )
    write_lines(found.lines, agency, statement.account, by=by, now=now, statement=statement)
    return statement


def _read(content: bytes, *, now: datetime) -> Statement:
    try:
        found = bank_files.read(content)
    except NotRead as refusal:
        language = get_language() or "zh"
        said = [each.in_language(language) for each in refusal.errors[:20]]
        raise NotValid({"file": said}) from refusal
    if max(line.day for line in found.lines) > day_of(now):
        raise NotValid({"file": _("A line of the file is of a day that lies ahead.")})
    return found


def write_lines(
    lines: Iterable[Line],
    agency: Agency,
    account: str,
    *,
    by: Actor,
    now: datetime,
    statement: BankStatement | None = None,
) -> list[BankEntry]:
    """Write down the lines that are new; the rest is known by reference, day and amount.

    Banks begin their numbers anew each day, so a file is never refused for a number it uses again.
    What a system sent, its file confirms, whichever day that has.
    """
    lines = list(lines)
    Agency.objects.select_for_update().only("pk").get(pk=agency.pk)
    there = BankEntry.objects.filter(agency=agency, account=account)
    known = _Known(there.filter(reference__in=[line.reference for line in lines]), lines)
    typed = _typed(agency)
    fresh, changed = [], []
    for line in lines:
        same = known.find(line, in_a_file=statement is not None)
        if same is None and (same := _confirms(line, typed)):
            same.reference, same.account, same.day = line.reference, account, line.day
            same.counterparty, same.is_by_hand = line.counterparty, False
            changed.append(same)
        if same is None:
            fresh.append(_entry(line, agency, account, statement, by=by, now=now))
        elif same.statement_id is None and statement:
            same.statement = statement
            changed.append(same)
    made = BankEntry.objects.bulk_create(fresh)
    fields = ["statement", "reference", "account", "day", "counterparty", "is_by_hand"]
    BankEntry.objects.bulk_update(set(changed), fields, batch_size=100)
    credit(made, now=now)
    return made


class _Known:
    """The lines that are there under the references of new ones."""

    def __init__(self, there: Iterable[BankEntry], lines: Iterable[Line]) -> None:
        self.exactly = {(each.reference, each.day, each.amount_fen): each for each in there}
        said = {(line.reference, line.day, line.fen) for line in lines}
        self.waiting = {
            (each.reference, each.amount_fen): each
            for key, each in self.exactly.items()
            if each.statement_id is None and key not in said
        }

    def find(self, line: Line, *, in_a_file: bool) -> BankEntry | None:
        """Return the same line; a file confirms what a system sent, whichever day that has."""
        same = self.exactly.get((line.reference, line.day, line.fen))
        if same is None and in_a_file:
            return self.waiting.pop((line.reference, line.fen), None)
        return same


def _typed(agency: Agency) -> list[BankEntry]:
    """Return what was typed by hand and no statement has confirmed yet."""
    typed = BankEntry.objects.filter(of_agency(agency), is_by_hand=True, statement=None)
    return list(typed.exclude(state=State.STRUCK))


def _confirms(line: Line, typed: list[BankEntry]) -> BankEntry | None:
    """Return the line typed by hand that the bank now confirms: its remittance and amount."""
    said = words_of(line.reference, line.purpose)
    for each in typed:
        if each.amount_fen == line.fen and each.purpose in said:
            typed.remove(each)
            return each
    return None


def _entry(
    line: Line,
    agency: Agency,
    account: str,
    statement: BankStatement | None,
    *,
    by: Actor,
    now: datetime,
) -> BankEntry:
    return BankEntry(
        agency=agency,
        account=account,
        statement=statement,
        day=line.day,
        amount_fen=line.fen,
        reference=line.reference,
        counterparty=line.counterparty,
        counter_account=line.counter_account,
        purpose=line.purpose,
        made_by=by.user,
        made_at=now,
    )
