"""Owing a question to another authority: once for each thing asked, and only so many a day."""

from datetime import datetime, timedelta

from casework.actions.owing import owe_again
from casework.models import Case, Duty

# Different questions that one person may have asked a day: nobody finds out by trying what a
# register or a bank holds of others.
MOST_A_DAY = 5
A_DAY = timedelta(hours=24)


def owe_question(case: Case, key: str, now: datetime) -> None:
    """Owe it, unless it is owed already; what failed is asked again once the case was sent."""
    there = Duty.objects.filter(key=key)
    if there.exists():
        if case.submitted_at is not None:
            owe_again(there.exclude(dead_at=None), now=now)
        return
    of_person = Duty.objects.filter(kind=Duty.Kind.ASK_ELSEWHERE, case__person=case.person_id)
    if of_person.filter(due_at__gt=now - A_DAY).count() < MOST_A_DAY:
        Duty.objects.create(key=key, kind=Duty.Kind.ASK_ELSEWHERE, case=case, due_at=now)
