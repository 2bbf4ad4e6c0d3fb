"""A draft of any declared service: begun once, kept answer by answer."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.levels import check_level
from agencies.models import Agency
from applications import kinds, known
from applications.actions import proving
from applications.actions.objecting import check_may_object
from applications.declaring import Service
from applications.models import Application
from casework.actions import moving
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.rules.statuses import Status
from kit.errors import NotPermitted, NotValid

EDITABLE = (Status.DRAFT, Status.CORRECTION_ASKED)


class ChangedMeanwhile(NotValid):
    """Another window saved another answer after this page was drawn."""

    status = 409
    code = "changed_meanwhile"


def draft_of(by: Actor, service: str, about: Case | None = None) -> Application | None:
    """Return the unsent draft of this service, if there is one; `about` a case, where it is."""
    drafts = Application.objects.whole().filter(
        case__status=Status.DRAFT.value, case__service=service, case__about=about
    )
    return drafts.filter(case__person=by.person_id).first()


def start(service: Service, *, by: Actor, now: datetime, about: Case | None = None) -> Application:
    """Open a draft, or return the one that is there; two clicks make one draft."""
    check_level(by, service.level)
    if service.is_about_case and about is None:
        raise MoveNotPossible(_("Begin this on the page of the case that it is about."))
    if about is not None:
        check_may_object(about, by)
    if by.person is None:
        raise NotPermitted
    there = draft_of(by, service.name, about)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            case = moving.start(by.person, service.name, by=by, now=now, about=about)
            agency = _only_agency(service, case, now=now)
            Application.objects.create(case=case, agency=agency)
    except IntegrityError:  # the other click was faster
        pass
    found = draft_of(by, service.name, about)
    if found is None:
        raise MoveNotPossible(_("The draft has just been closed. Please start again."))
    return found


def _only_agency(service: Service, case: Case, *, now: datetime) -> Agency | None:
    """Return the agency that handles it, where the records leave no choice."""
    held = known.known_for(case, today=timezone.localdate(now))
    found = service.agency(held, {}).agencies
    return found[0] if len(found) == 1 else None


def save(
    application: Application,
    answers: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    revision: int | None = None,
) -> None:
    """Keep answers of a draft or of a correction, each by the name of its question.

    `revision` is what the page was drawn from: raises `ChangedMeanwhile` rather than write over
    another answer that another window has saved since. Call it outside a transaction where there
    are codes among the answers: a wrong guess is counted although nothing else is kept.
    """
    check_is_own(application, by)
    keep_answers(application, prove(application, answers, by=by, now=now), revision, now=now)


def prove(
    application: Application, answers: Mapping[str, Any], *, by: Actor, now: datetime
) -> dict[str, Any]:
    """Prove contacts with the codes among the answers, and return the other answers.

    Call it outside a transaction: a wrong guess is counted although nothing else is kept.
    """
    check_is_own(application, by)
    service = application.service
    said = {**application.raw_answers, **_as_kept(service, answers)}
    codes = {name: str(answers[name]) for name in proving.codes_in(service, answers)}
    for name, code in codes.items():
        proving.confirm(application, name, code, said, now=now)
    return {name: value for name, value in answers.items() if name not in codes}


@transaction.atomic
def keep_answers(
    application: Application, answers: Mapping[str, Any], revision: int | None, *, now: datetime
) -> None:
    Case.objects.select_for_update().get(pk=application.case_id)
    fresh = Application.objects.whole().get(pk=application.pk)
    if fresh.case.state not in EDITABLE:
        raise MoveNotPossible(_("This application can no longer be changed."))
    service = fresh.service
    kept, wanted = fresh.raw_answers, _as_kept(service, answers)
    if revision is not None and revision != fresh.revision:
        _refuse_old_page(kept, wanted)
    application.kept_answers = json.dumps({**kept, **wanted}, ensure_ascii=False)
    application.revision = fresh.revision + 1
    application.save(update_fields=["kept_answers", "revision"])
    service.kept(application, now)


def _as_kept(service: Service, answers: Mapping[str, Any]) -> dict[str, Any]:
    kept = {}
    for name, value in answers.items():
        try:
            field = service.field_named(name)
        except KeyError:
            raise NotValid({name: _("This cannot be changed here.")}) from None
        kept[name] = kinds.keep(field, value)
    return kept


def _refuse_old_page(kept: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Refuse answers that would undo what was saved after their page was drawn."""
    text = _("Another window of yours has saved another answer meanwhile. Check it and send again.")
    changed = {
        name: text
        for name, value in wanted.items()
        if name in kept and kept[name] not in (value, None, "")
    }
    if changed:
        raise ChangedMeanwhile(changed)


def check_is_own(application: Application, by: Actor) -> None:
    if by.person_id is None or application.case.person_id != by.person_id:
        raise NotPermitted
    check_level(by, application.service.level)


@transaction.atomic
def choose_agency(application: Application, agency: Agency, *, by: Actor, now: datetime) -> None:
    """Set who handles a draft, of those that the service names."""
    check_is_own(application, by)
    held = known.known_for(application.case, today=timezone.localdate(now))
    answers = known.answers_of(application)
    if application.case.state != Status.DRAFT:
        raise MoveNotPossible(_("This application can no longer be changed."))
    if agency not in application.service.agency(held, answers).agencies:
        raise NotValid({"agency": _("This agency does not handle it.")})
    application.agency = agency
    application.save(update_fields=["agency"])
