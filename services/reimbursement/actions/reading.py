"""Filling the table of invoices from the files of electronic ones."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from agencies.actors import Actor
from applications.actions import drafting
from applications.inspecting import attached_to
from applications.known import answers_of
from applications.models import Application
from kit.errors import NotValid
from kit.spelling import wording
from law.wording import Text
from services.reimbursement.models import InvoiceFile
from services.reimbursement.questions import MOST_INVOICES, named_in
from services.reimbursement.rules import invoices
from services.reimbursement.rules.invoice_files import (
    LARGEST,
    LATER,
    FileNotRead,
    is_pdf,
    read_carried,
    read_file,
)
from services.reimbursement.rules.invoices import Invoice

FIELD = "files"
MOST_FILES = 20
TOO_MANY = Text(
    "一次申请最多60张发票，请分次申请。", "A claim has at most 60 invoices. Make several claims."
)


@transaction.atomic
def read_files(
    application: Application, files: Iterable[tuple[str, bytes]], *, by: Actor, now: datetime
) -> int:
    """Read files and put what they say into the table; returns how many were read.

    Raises `NotValid` with each file that cannot be read; then none is kept.
    """
    found: dict[str, Invoice] = {}
    wrong: list[str] = []
    for name, data in files:
        try:
            found[sha256(data).hexdigest()] = _read(data)
        except FileNotRead as error:
            wrong.append(f"{name[:60]}: {wording(error.text)}")
    if wrong:
        raise NotValid({FIELD: " ".join(wrong)})
    _keep(application, found, now)
    rows = _filled(application, found.values())
    if len(rows) > MOST_INVOICES:
        raise NotValid({FIELD: wording(TOO_MANY)})
    total = invoices.total(named_in({"invoices": rows}))
    drafting.save(application, {"invoices": rows, "total": total}, by=by, now=now)
    return len(found)


def _read(data: bytes) -> Invoice:
    if len(data) > LARGEST or not is_pdf(data):
        return read_file(data)
    try:
        return read_carried(attached_to(data))
    except OSError as error:
        raise FileNotRead(LATER) from error


def _keep(application: Application, found: dict[str, Invoice], now: datetime) -> None:
    case = application.case
    there = set(case.invoice_files.values_list("digest", flat=True))
    for digest, invoice in found.items():
        if digest not in there:
            said = InvoiceFile.written(invoice)
            InvoiceFile.objects.create(case=case, digest=digest, said=said, at=now)


def _filled(application: Application, found: Iterable[Invoice]) -> list[dict[str, Any]]:
    """Return the rows with what the files say: in the place of the same number, else after it."""
    answers = answers_of(application)
    rows: list[dict[str, Any]] = [dict(each) for each in answers.get("invoices") or ()]
    at = {invoices.plain(str(row.get("number") or "")): n for n, row in enumerate(rows)}
    for each in found:
        row = {"number": each.number, "amount": each.amount}
        row |= {"on": each.on} if each.on else {}
        row |= {"code": each.code} if each.code else {}
        if each.number in at:
            rows[at[each.number]] |= row
        else:
            at[each.number] = len(rows)
            rows.append(row)
    return rows
