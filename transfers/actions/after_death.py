"""What a death means for a transfer: it ends, or is carried through where money was under way.

社会保险法 art. 14: the balance of a personal account can be inherited; a relationship of somebody
who has died is not moved (E02). Money that is under way already may still arrive where it was sent.
"""

from datetime import datetime

from agencies.rules.terms import Insurance, TermKind
from casework.actions import steps
from casework.actions.after_death import Ending
from casework.models import Case
from casework.rules.statuses import Status
from law.wording import Text
from transfers.actions import left_over
from transfers.actions.freeing import free
from transfers.actions.reviewing import end_valid_letters
from transfers.actions.unsent_forms import drop_what_is_unsent
from transfers.models import InformationForm, Settlement, Transfer

CODES = {Insurance.PENSION: "E02", Insurance.MEDICAL: "DECEASED"}


def was_sent(case: Case) -> bool:
    """Whether record and money were on their way already: only then there is a way to finish."""
    return InformationForm.objects.filter(transfer=case.pk).exclude(sent_at=None).exists()


def _may_end(case: Case) -> bool:
    return case.state != Status.CLEARING


def _code(case: Case) -> str:
    return CODES[Insurance(Transfer.objects.get(pk=case.pk).insurance)]


def _close(case: Case, now: datetime) -> None:
    """Let what was not sent fall; money stays, and the ledger goes on showing where that is."""
    transfer = Transfer.objects.whole().get(pk=case.pk)
    Settlement.objects.filter(transfer=transfer, completed_at=None).delete()
    drop_what_is_unsent(transfer, now=now)
    if not was_sent(case):
        end_valid_letters(transfer, now=now, reason=_code(case))
    free(transfer, now=now)
    steps.close_turns(case, TermKind.TELL_NOT_TRANSFERABLE, now=now, done=False)
    left_over.keep(transfer, now=now)


ENDING = Ending(
    reads=Text(
        "参保人去世后，保险关系不再转移，个人账户余额由家属依法继承；已经转出的，可以在转入地办完。",
        "The relationship of somebody who has died is not moved; the family inherits the balance "
        "of the personal account. What was sent already may be carried through where it was sent.",
    ),
    code=_code,
    may_end=_may_end,
    may_go_on=was_sent,
    close=_close,
)
