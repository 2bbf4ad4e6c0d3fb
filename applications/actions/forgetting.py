"""Papers go by a rule and by nothing else: with drafts that nobody sends, and unclaimed files."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from applications import paper_files
from applications.actions import judging
from applications.models.paper_pages import PaperPage
from applications.rules.papers import DRAFT_DAYS, GIVEN_UP_DAYS
from casework.models import Case
from casework.rules.statuses import Status

AT_ONCE = 200


def forget_old(*, now: datetime) -> None:
    """Erase the papers of drafts left alone or given up, and files that no row names."""
    for case in _left_alone(now)[:AT_ONCE]:
        _forget(case)
    _sweep()


def _left_alone(now: datetime) -> list[int]:
    unsent = PaperPage.objects.filter(case__submitted_at=None)
    given_up = Q(case__closed_at__lt=now - timedelta(days=GIVEN_UP_DAYS))
    untouched = Q(last__lt=now - timedelta(days=DRAFT_DAYS), case__closed_at=None)
    by_case = unsent.values("case").annotate(last=Max("added_at")).filter(given_up | untouched)
    return list(by_case.order_by("case").values_list("case", flat=True))


@transaction.atomic
def _forget(case: int) -> None:
    held = Case.objects.select_for_update().filter(pk=case, submitted_at=None).first()
    if held is None or held.state not in (Status.DRAFT, Status.WITHDRAWN):
        return
    pages = PaperPage.objects.filter(case=held)
    for page in pages:
        paper_files.erase(page.file, page.thumbnail)
    pages.delete()


def _sweep() -> None:
    """Take away what was written and never named: a process that died, a line that broke."""
    left = set(paper_files.left_lying())
    for table in judging.TABLES:
        for row in table.objects.values_list("file", "thumbnail").iterator():
            left.difference_update(row)
    paper_files.unlink(*left)
