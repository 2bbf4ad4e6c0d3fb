"""Taking what a bank answers to a batch: whole or not at all, and once however often it comes."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum

from agencies.actors import Actor
from casework.models import Duty
from casework.rules.authorisation import Action
from kit import wall
from kit.errors import NotPermitted
from kit.spelling import wording
from payouts.actions import closing, posting
from payouts.actions.preparing import agency_of
from payouts.errors import FileRefused
from payouts.models import Batch, BatchFile, BatchLine, Instalment, Payable, Recovery
from payouts.registry import benefits
from payouts.rules import bank_answer, iso20022
from payouts.rules.bank_answer import AnswerWrong, Result, Waiting
from payouts.rules.returns import CODES, PAID, Then
from payouts.rules.states import Batched, Held, Owed, Recovered

CHUNK = 2000
# What an answer says of some lines, as one value that either database reads as rows.
SAID = {
    "postgresql": (
        "SELECT line, code, reference, booked_on FROM jsonb_to_recordset(%s::jsonb)"
        " AS t (line bigint, code text, reference text, booked_on date)"
    ),
    "sqlite": (
        "SELECT value ->> 'line' AS line, value ->> 'code' AS code,"
        " value ->> 'reference' AS reference, value ->> 'booked_on' AS booked_on"
        " FROM json_each(%s)"
    ),
}
ANSWERED = """
WITH said AS MATERIALIZED ({said})
UPDATE payouts_batchline SET code = said.code, reference = said.reference,
    booked_on = said.booked_on, is_live = (said.code = '00')
FROM said WHERE payouts_batchline.id = said.line AND payouts_batchline.code = ''
"""
SETTLED = """
WITH said AS MATERIALIZED ({said})
UPDATE payouts_payable SET state = CASE WHEN said.code = '00' THEN 'paid' ELSE 'returned' END,
    returned_because = CASE WHEN said.code = '00' THEN '' ELSE said.code END,
    settled_at = %s, booked_on = said.booked_on
FROM said JOIN payouts_batchline l ON l.id = said.line AND l.code = said.code
WHERE l.payable_id = payouts_payable.id AND payouts_payable.state = 'sent'
"""


def take(batch: Batch, content: bytes, *, by: Actor | None, now: datetime) -> int:
    """Book what a file says; return how many payments it answers that were open.

    Raises `FileRefused` with the reason; then nothing of the file is booked.
    """
    if by is not None:
        agency = agency_of(by, Action.PREPARE_BATCH)
        if batch.agency_id not in agency.offices:
            raise NotPermitted
    with wall.as_house("book what a bank answers"):
        try:
            return _take(batch, content, by, now)
        except AnswerWrong as wrong:
            raise FileRefused(wording(wrong.text)) from wrong


@transaction.atomic
def _take(batch: Batch, content: bytes, by: Actor | None, now: datetime) -> int:
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    digest = sha256(content).hexdigest()
    if held.files.filter(kind=BatchFile.Kind.ANSWER, sha256=digest).exists():
        return 0
    is_xml = content.lstrip(b" \r\n\t").startswith(b"<")
    answer = iso20022.read(content) if is_xml else bank_answer.read(content)
    lines = _lines(held)
    waiting = {number: waits for number, (_line, waits) in lines.items()}
    news = bank_answer.news_of(answer, held.number, waiting)
    BatchFile.objects.create(
        batch=held,
        agency_id=held.agency_id,
        kind=BatchFile.Kind.ANSWER,
        form="iso20022" if is_xml else "v1",
        sha256=digest,
        content=content,
        by=by.user if by else None,
        at=now,
    )
    if news:
        _book(held, [(lines[each.sequence][0], each) for each in news], now)
    return len(news)


def _lines(batch: Batch) -> dict[int, tuple[int, Waiting]]:
    """Return each line that went to the bank by its number: its key, and how it stands."""
    if batch.status not in (Batched.SENT, Batched.ANSWERED):
        return {}
    sent = BatchLine.objects.filter(Q(is_live=True) | ~Q(code=""), batch=batch)
    rows = sent.order_by().values_list("sequence", "pk", "payable_id", "amount_fen", "code")
    return {n: (pk, Waiting(key, fen, code)) for n, pk, key, fen, code in rows.iterator()}


def _book(batch: Batch, news: Sequence[tuple[int, Result]], now: datetime) -> None:
    for at in range(0, len(news), CHUNK):
        _write(news[at : at + CHUNK], now)
    _hold_for_a_clerk(batch)
    posting.answered(batch, now)
    _count(batch, now)
    _book_what_was_kept_back(batch, now)
    _tell_the_rooms(batch, now)
    closing.close_if_done(batch, now)
    _owe_telling(batch, now)


def _write(news: Sequence[tuple[int, Result]], now: datetime) -> None:
    """Write down the answers to some lines, and let their payments be what the bank has said.

    These lines, and no earlier try of a payment; one statement for each table.
    """
    rows = [
        {
            "line": line,
            "code": result.code,
            "reference": result.reference,
            "booked_on": result.booked_on.isoformat() if result.booked_on else None,
        }
        for line, result in news
    ]
    said, source = json.dumps(rows), SAID[connection.vendor]
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED.format(said=source), [said])
        cursor.execute(SETTLED.format(said=source), [said, at])


def _hold_for_a_clerk(batch: Batch) -> None:
    """Let a clerk look at what may not go again by itself."""
    by_then = {then: [c.code for c in CODES.values() if c.then is then] for then in Then}
    came_back = Payable.objects.filter(tries__batch=batch, state=Owed.RETURNED.value)
    for_clerk = Q(returned_because__in=by_then[Then.CLERK]) | Q(
        returned_because__in=by_then[Then.ONCE_MORE], attempts__gte=2
    )
    came_back.filter(for_clerk).update(state=Owed.HELD.value, held_because=Held.CLERK.value)


def _count(batch: Batch, now: datetime) -> None:
    answered = BatchLine.objects.filter(batch=batch).exclude(code="").order_by()
    sums = {
        is_paid: answered.filter(Q(code=PAID) if is_paid else ~Q(code=PAID)).aggregate(
            n=Count("pk"), fen=Sum("amount_fen")
        )
        for is_paid in (True, False)
    }
    paid, back = sums[True], sums[False]
    is_over = paid["n"] + back["n"] == batch.lines
    Batch.objects.filter(pk=batch.pk).update(
        paid_lines=paid["n"],
        paid_fen=paid["fen"] or 0,
        returned_lines=back["n"],
        returned_fen=back["fen"] or 0,
        state=(Batched.ANSWERED if is_over else Batched.SENT).value,
        answered_at=now if is_over else None,
        version=F("version") + 1,
    )


def _news(batch: Batch) -> Any:
    """Return the paid payments of a batch of which nobody was told yet."""
    return Payable.objects.filter(
        tries__batch=batch, tries__code=PAID, tries__told_at=None, state=Owed.PAID.value
    )


def _book_what_was_kept_back(batch: Batch, now: datetime) -> None:
    """Count as back what was kept back of payments that have now been made."""
    kept = Instalment.objects.filter(
        payable__in=_news(batch).filter(withheld_fen__gt=0).values("pk"), back_at=None
    )
    for part in kept.select_related("recovery"):
        Instalment.objects.filter(pk=part.pk).update(back_at=now)
        count_back(part, now)


def count_back(part: Instalment, now: datetime) -> None:
    """Add what came back to its recovery, which is settled once all of it is back."""
    Recovery.objects.filter(pk=part.recovery_id).update(back_fen=F("back_fen") + part.amount_fen)
    whole = Recovery.objects.filter(pk=part.recovery_id, back_fen=F("amount_fen"))
    whole.update(state=Recovered.SETTLED.value, settled_at=now)


def _tell_the_rooms(batch: Batch, now: datetime) -> None:
    """Let the rooms above do what a payment of theirs changes, in this transaction."""
    hooks = {each.name: each.on_paid for each in benefits() if each.on_paid}
    for payable in _hooked(batch, list(hooks)):
        hook = hooks[payable.benefit]
        if hook is not None:
            hook(payable, now)


def _hooked(batch: Batch, names: list[str]) -> Iterator[Payable]:
    if names:
        yield from _news(batch).filter(benefit__in=names).order_by("pk")


def _owe_telling(batch: Batch, now: datetime) -> None:
    number = Duty.objects.filter(key__startswith=f"tell-paid:{batch.pk}:").count()
    duty = Duty(
        key=f"tell-paid:{batch.pk}:{number}",
        kind=Duty.Kind.TELL_PAID,
        subject=str(batch.pk),
        due_at=now,
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)
