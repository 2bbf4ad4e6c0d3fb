"""What a granted change of enrolment does to the record; in the decision's transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.declaring import Deed
from applications.known import answers_of, known_of
from casework.errors import MoveNotPossible
from law.money import to_fen
from records import standing
from services.enrolments.actions.opening import refused_in_words
from services.enrolments.facts import RESUME, STOP, month_asked, own_of


@transaction.atomic
def change(deed: Deed) -> None:
    """Stop, resume, or write down another base, from this month or the next."""
    case, answers = deed.application.case, answers_of(deed.application)
    own = own_of(known_of(case.person, today=timezone.localdate(deed.now)), answers)
    if own is None:
        raise MoveNotPossible(_("There is no insurance of the person that could be changed so."))
    sent = timezone.localdate(case.submitted_at or deed.now)
    edge = {"from_month": month_asked(answers, sent), "case_number": case.number, "now": deed.now}
    with refused_in_words():
        if answers["what"] == STOP:
            standing.stop(own, reason=str(answers["why_stopped"]), **edge)
        elif answers["what"] == RESUME:
            standing.resume(own, **edge)
        else:
            standing.choose_base(own, base_fen=to_fen(answers["base"]), **edge)
