"""What the rules say to a transfer, in the words of its person."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casework.days_shown import deadline_days as deadline_days  # pages of this room ask here
from casework.days_shown import stops as stops
from casework.desk.showing import tone as tone
from casework.rules.verdicts import Outcome
from kit.spelling import wording
from letters.showing import letters_of as letters_of
from letters.showing import why_it_counts_no_longer as why_it_counts_no_longer
from records.rules.cover import YEARS_ARE_LOCAL, YEARS_BASIS, Advice
from transfers.rules.reasons import REASONS, Reason
from transfers.rules.verdicts import Verdict


def reasons(codes: Iterable[str]) -> list[Reason]:
    """Return the reasons behind codes that an event or a letter names."""
    return [REASONS[code] for code in codes if code in REASONS]


def cover(advice: Advice | None) -> dict[str, list[str]] | None:
    """Return what a move means for medical cover: sentences, and the articles they stand on."""
    if advice is None:
        return None
    return {
        "sentences": [wording(each) for each in (*advice.sentences, YEARS_ARE_LOCAL)],
        "articles": [wording(each.label) for each in (*advice.basis, YEARS_BASIS)],
    }


def verdict_title(verdict: Verdict, *, is_mine_to_decide: bool = False) -> str:
    """Return in one line what the rules say to a transfer before it is filed."""
    if verdict.may_file:
        return _("You can ask for this transfer")
    if is_mine_to_decide:
        return _("One decision of yours is needed")
    return {
        Outcome.NOT_NEEDED: _("You do not need this transfer"),
        Outcome.HOLD: _("Something has to be settled first"),
    }.get(verdict.outcome, _("The rules speak against this transfer"))
