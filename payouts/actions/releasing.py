"""Releasing a batch: by another person than the one who prepared it; then money leaves."""

import logging
from collections.abc import Iterator
from datetime import datetime, time
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agencies.actors import Actor
from casework.actions.halting import check_may_issue
from casework.models import Duty
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted
from law.wording import say_month
from payouts.actions import posting
from payouts.actions.preparing import agency_of
from payouts.actions.pulling import pull
from payouts.errors import NotNow
from payouts.models import Batch, BatchFile, BatchLine, Payable, PaymentAccount
from payouts.registry import benefit_of
from payouts.rules import iso20022
from payouts.rules.bank_file import Head, Order, orders_in, write
from payouts.rules.states import Batched, Held, Owed

security = logging.getLogger("portal.security")
FORM = "v1"
ASKED_AT = time(10)


def release(batch: Batch, *, by: Actor, now: datetime, version: int | None = None) -> Batch:
    """Write the file, book what leaves the fund and let the bank have it.

    Raises `NotPermitted` for whoever prepared it, and `IssuingStopped` while the agency is stopped.
    """
    agency = agency_of(by, Action.RELEASE_BATCH)
    if by.user is None or batch.agency_id not in agency.offices:
        raise NotPermitted
    if batch.prepared_by_id == by.user.pk:
        raise NotPermitted(_("A second person has to release what you prepared."))
    with wall.as_house("release what an agency pays"):
        return _release(batch, by.user, now, version)


@transaction.atomic
def _release(batch: Batch, by: User, now: datetime, version: int | None) -> Batch:
    check_may_issue(batch.agency)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.status is not Batched.PREPARED:
        raise NotNow(_("This batch is not waiting any more."))
    if version is not None and version != held.version:
        raise NotNow(_("The batch has changed since you looked. Look once more."))
    _leave_out(held)
    held.refresh_from_db()
    if held.status is not Batched.PREPARED:
        return held
    content = file_of(held, now)
    digest = sha256(content).hexdigest()
    BatchFile.objects.create(
        batch=held,
        agency_id=held.agency_id,
        kind=BatchFile.Kind.ORDER,
        form=FORM,
        sha256=digest,
        content=content,
        by=by,
        at=now,
    )
    held.state, held.sent_at, held.sha256 = Batched.SENT.value, now, digest
    held.released_by, held.version = by, held.version + 1
    held.save(update_fields=["state", "sent_at", "sha256", "released_by", "version"])
    live = BatchLine.objects.filter(batch=held, is_live=True)
    for part in held.slices():
        some = Payable.objects.filter(pk__in=live.filter(sequence__range=part).values("payable"))
        some.update(state=Owed.SENT.value, attempts=F("attempts") + 1, returned_because="")
    posting.sent(held, now)
    owe_question(held, now, number=0)
    return held


def _leave_out(batch: Batch) -> None:
    """Take out whoever has died meanwhile, and whose account was taken back."""
    lines = BatchLine.objects.filter(batch=batch, is_live=True)
    undone = Q(account__state=PaymentAccount.State.UNDONE)
    died = Q(person__deceased_on__isnull=False)
    found = lines.filter(undone | died).select_related("payable", "person")
    for line in list(found):
        pull([line.payable])
        if line.person.deceased_on is not None:
            Payable.objects.filter(pk=line.payable_id).update(
                state=Owed.HELD.value, held_because=Held.DEAD.value
            )


# --- The file -------------------------------------------------------------------------------------
def head_of(batch: Batch, at: datetime) -> Head:
    """Return what the file of a batch is about."""
    return Head(
        batch=batch.number,
        agency=batch.agency.code,
        fund=batch.fund,
        bank=batch.bank,
        period=batch.period,
        count=batch.lines,
        total_fen=batch.total_fen,
        made_at=timezone.localtime(at),
    )


def file_of(batch: Batch, at: datetime) -> bytes:
    """Return the file of a batch, in version 1 of our own form."""
    return write(head_of(batch, at), orders_of(batch))


@wall.as_house("hand over the file of a batch to whoever prepares payments")
def content_of(batch: Batch, form: str, *, by: Actor) -> bytes | None:
    """Return the file of a batch that was released, or the same payments in ISO 20022.

    It holds the names and accounts of all who are paid by it: the log says who has fetched it.
    """
    sent = batch.files.filter(kind=BatchFile.Kind.ORDER).first()
    if sent is None:
        return None
    who = f"user {by.user.pk}" if by.user else f"client {by.client.pk if by.client else '-'}"
    security.info("the file of batch %s was fetched by %s", batch.number, who)
    content = bytes(sent.content)
    if form != "xml":
        return content
    agency, at = batch.agency, sent.at
    return iso20022.write(
        head_of(batch, at), agency.account_name, agency.bank_account, batch.pay_on,
        orders_in(content),
    )  # fmt: skip


def orders_of(batch: Batch) -> Iterator[Order]:
    """Yield the payments of a batch in their order."""
    remark = say_month(batch.period).zh
    live = BatchLine.objects.filter(batch=batch, is_live=True).order_by("sequence")
    names = ("sequence", "payable_id", "account__number", "person__name", "amount_fen")
    rows = live.values_list(*names, "payable__benefit")
    for sequence, payable, account, holder, fen, benefit in rows.iterator(chunk_size=5000):
        purpose = benefit_of(benefit).purpose_code
        yield Order(sequence, payable, account, holder, fen, purpose, remark)


def owe_question(batch: Batch, now: datetime, *, number: int) -> None:
    """Owe that the bank is asked what became of a batch, on the day it is paid."""
    zone = timezone.get_default_timezone()
    on_day = datetime.combine(batch.pay_on, ASKED_AT, zone)
    duty = Duty(
        key=f"ask-bank:{batch.pk}:{number}",
        kind=Duty.Kind.ASK_BANK,
        subject=f"{batch.pk}|{number}",
        due_at=max(now, on_day),
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)
