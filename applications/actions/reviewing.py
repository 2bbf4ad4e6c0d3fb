"""The agency's side before it decides: asking for a correction, once and completely."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.actors import Actor
from applications import known, papers
from applications.models import Application
from casework.actions import moving, pausing, steps, unanswered
from casework.actions.telling import Told, tell
from casework.errors import not_at_this_stage
from casework.models import Correction
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.errors import NotValid


@transaction.atomic
def ask_for_correction(
    application: Application,
    wrong: Mapping[str, str],
    *,
    note: str,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Correction:
    """Ask the person to put the named answers right; the clock stops until they do.

    `wrong` maps the name of each answer to what is wrong with it (行政许可法 art. 32: told once,
    and completely); pages of papers that cannot be used, and papers that are not there, go with it.
    """
    case = application.case
    moving.take_up(case, Action.ASK_CORRECTION, by=by, version=version)
    points = [each.kept for each in papers.points(papers.of(application))]
    if not note.strip() and not wrong and not points:
        raise NotValid({"note": _("Say what has to be corrected.")})
    answers = known.answers_of(application)
    askable = {field.name for field in application.service.fields_for(answers)}
    unexplained = {f"wrong_{name}": text for name, text in wrong.items() if not text.strip()}
    if unexplained:
        said = _("Say what is wrong with it, here or in the note.")
        raise NotValid(dict.fromkeys(unexplained, said))
    unknown = [name for name in wrong if name not in askable]
    if unknown:
        raise NotValid({unknown[0]: _("The person cannot change this.")})
    fields = [{"field": name, "message": text} for name, text in wrong.items()]
    return _ask(application, fields + points, note=note, by=by, now=now)


def ask_for_papers(application: Application, *, by: Actor, now: datetime) -> None:
    """Ask for each page that cannot be used; call it holding the case, in a transaction."""
    points = [each.kept for each in papers.points(papers.of(application))]
    if points and application.case.state == Status.SUBMITTED:
        _ask(application, points, note="", by=by, now=now)


def _ask(
    application: Application,
    fields: list[dict[str, str]],
    *,
    note: str,
    by: Actor,
    now: datetime,
) -> Correction:
    case = application.case
    step = steps.current_step(case)
    if step is None:
        raise not_at_this_stage()
    moving.move(case, Status.CORRECTION_ASKED, by=by, now=now, note=note)
    pausing.pause(step, now=now)
    correction = Correction.objects.create(case=case, note=note, fields=fields, asked_at=now)
    unanswered.expect(correction, now=now)
    told = Told("correction-asked", None, {"note": note})
    tell(case, [told], now=now, occasion=f"correction:{correction.pk}")
    return correction
