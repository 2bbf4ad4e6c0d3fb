"""Which pages the cases of a transfer have."""

from django.db.models import Q

from casework.case_pages import (
    CasePages,
)
from casework.rules.statuses import Status
from transfers.views.following.answering import correct, withdraw
from transfers.views.following.lists import lines, titles
from transfers.views.following.whole import case

PAGES = CasePages(
    case=case,
    correct=correct,
    withdraw=withdraw,
    lines=lines,
    titles=titles,
    along=("transfer__clearing",),
    waiting=Q(status=Status.COMPLETED.value, transfer__clearing__amount_fen__gt=0),
)
