"""Both sides of what is paid out, written into the ledger for a whole batch in few statements.

A line of a batch is posted once for each movement: its reference is the payment and the batch.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from payouts.models import Batch, Instalment
from records.models import Posting

Movement, Side = Posting.Movement, Posting.Side
INSERT = """
INSERT INTO records_posting (case_number, movement, reference, side, agency_id, amount_fen, at)
SELECT c.number, %(movement)s, 'P' || l.payable_id || '-' || l.batch_id, s.side,
    CASE WHEN s.side = 'fund' THEN l.agency_id END, s.sign * l.amount_fen, %(at)s
FROM payouts_batchline l JOIN payouts_payable p ON p.id = l.payable_id
    JOIN casework_case c ON c.id = p.case_id
    CROSS JOIN (SELECT %(from)s AS side, -1 AS sign UNION ALL SELECT %(to)s, 1) s
WHERE l.batch_id = %(batch)s AND l.sequence BETWEEN %(first)s AND %(last)s AND {which}
ON CONFLICT (case_number, movement, reference, side) DO NOTHING
"""
SENT, PAID, RETURNED = "l.is_live", "l.code = '00'", "l.code NOT IN ('', '00')"


def sent(batch: Batch, at: datetime) -> None:
    """Post what leaves the fund for the bank."""
    _post(batch, Movement.PAID_OUT, Side.FUND, Side.TRANSIT, SENT, at)


def answered(batch: Batch, at: datetime) -> None:
    """Post what has reached people, and what came back to the fund."""
    _post(batch, Movement.REACHED, Side.TRANSIT, Side.PERSON, PAID, at)
    _post(batch, Movement.CAME_BACK, Side.TRANSIT, Side.FUND, RETURNED, at)


def _post(batch: Batch, movement: str, source: str, target: str, which: str, at: datetime) -> None:
    values: dict[str, Any] = {
        "movement": str(movement),
        "from": str(source),
        "to": str(target),
        "batch": batch.pk,
        "at": connection.ops.adapt_datetimefield_value(at),
    }
    with connection.cursor() as cursor:
        for first, last in batch.slices():
            values |= {"first": first, "last": last}
            cursor.execute(INSERT.format(which=which), values)


def recovered(part: Instalment, at: datetime) -> None:
    """Post what a person has paid back to the fund."""
    said = {
        "case_number": part.recovery.case.number,
        "movement": Movement.RECOVERED,
        "reference": f"V{part.pk}",
        "at": at,
    }
    Posting.objects.bulk_create(
        [
            Posting(**said, side=Side.PERSON, amount_fen=-part.amount_fen),
            Posting(**said, side=Side.FUND, agency=part.agency, amount_fen=part.amount_fen),
        ]
    )
