"""A draft of any declared service: begun once, kept answer by answer."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mandate
from agencies.actors import Actor
from agencies.levels import check_level
from agencies.models import Agency
from applications import kinds, known, record_lines
from applications.actions import proving, signing
from applications.actions.objecting import check_may_object
from applications.declaring import Service
from applications.fields import Kind
from applications.models import Application, PaperPage
from casework.actions import moving
from casework.errors import MoveNotPossible
from casework.models import Case
from casework.policies import check_may_apply, whose
from casework.rules.statuses import Status
from kit.errors import NotValid
from kit.spelling import wording

EDITABLE = (Status.DRAFT, Status.CORRECTION_ASKED)


class ChangedMeanwhile(NotValid):
    """Another window saved another answer after this page was drawn."""

    status = 409
    code = "changed_meanwhile"


def draft_of(
    by: Actor, service: str, about: Case | None = None, *, mandate: Mandate | None = None
) -> Application | None:
    """Return the unsent draft of this service, if there is one; `about` a case, where it is.

    By a mandate it is that of whoever gave it.
    """
    person = about.person_id if about else mandate.giver_id if mandate else by.applies_for_id
    drafts = Application.objects.whole().filter(
        case__status=Status.DRAFT.value, case__service=service, case__about=about
    )
    return drafts.filter(case__person=person).first()


def start(
    service: Service,
    *,
    by: Actor,
    now: datetime,
    about: Case | None = None,
    mandate: Mandate | None = None,
    channel: Case.Channel | None = None,
) -> Application:
    """Open a draft, or return the one that is there; two clicks make one draft.

    By a mandate it is opened for whoever gave it, at the counter for whoever stands there.
    """
    check_level(by, service.level)
    _check_begins_here(service, by, about)
    if about is not None:
        check_may_object(about, by)
    person = whose(by, service.name, mandate, about)
    there = draft_of(by, service.name, about, mandate=mandate)
    if there is not None:
        return there
    try:
        with transaction.atomic():
            case = moving.start(person, service.name, by=by, now=now, about=about, channel=channel)
            agency = _only_agency(service, case, now=now)
            Application.objects.create(case=case, agency=agency)
    except IntegrityError:  # the other click was faster
        pass
    found = draft_of(by, service.name, about, mandate=mandate)
    if found is None:
        raise MoveNotPossible(_("The draft has just been closed. Please start again."))
    return found


def _check_begins_here(service: Service, by: Actor, about: Case | None) -> None:
    """Raise `MoveNotPossible` where an application for it is not opened by whoever wants it."""
    if service.begins_at:
        raise MoveNotPossible(_("This begins on a page of its own, see its description."))
    if service.opens_by_itself:
        raise MoveNotPossible(_("Nobody has to ask for this: the portal opens it by itself."))
    if service.only_at_counter is not None and by.present is None:
        raise MoveNotPossible(wording(service.only_at_counter))
    if service.is_about_case and about is None:
        raise MoveNotPossible(_("Begin this on the page of the case that it is about."))


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
    version: int | None = None,
) -> None:
    """Keep answers of a draft or of a correction, each by the name of its question.

    `version` is the state of the case that a program looked at.

    `revision` is what the page was drawn from: raises `ChangedMeanwhile` rather than write over
    another answer that another window has saved since. Call it outside a transaction where there
    are codes among the answers: a wrong guess is counted although nothing else is kept.
    """
    check_may_file(application, by)
    moving.check_version(application.case, version)
    proven = prove(application, answers, by=by, now=now)
    keep_answers(application, proven, revision, now=now, version=version)


def prove(
    application: Application, answers: Mapping[str, Any], *, by: Actor, now: datetime
) -> dict[str, Any]:
    """Prove contacts with the codes among the answers, and return the other answers.

    Call it outside a transaction: a wrong guess is counted although nothing else is kept.
    """
    check_may_file(application, by)
    service = application.service
    said = {**application.raw_answers, **_as_kept(service, answers)}
    codes = {name: str(answers[name]) for name in proving.codes_in(service, answers)}
    for name, code in codes.items():
        proving.confirm(application, name, code, said, now=now)
    return {name: value for name, value in answers.items() if name not in codes}


@transaction.atomic
def keep_answers(
    application: Application,
    answers: Mapping[str, Any],
    revision: int | None,
    *,
    now: datetime,
    version: int | None = None,
) -> None:
    """Keep them; the case has a new version when any of them is another than before."""
    held = Case.objects.select_for_update().get(pk=application.case_id)
    moving.check_version(held, version)
    fresh = Application.objects.whole().get(pk=application.pk)
    if fresh.case.state not in EDITABLE:
        raise MoveNotPossible(_("This application can no longer be changed."))
    service = fresh.service
    _check_lines(fresh, answers)
    kept, wanted = fresh.raw_answers, _as_kept(service, answers)
    check_offered(fresh, answers, today=timezone.localdate(now))
    if revision is not None and revision != fresh.revision:
        _refuse_old_page(kept, wanted)
    application.kept_answers = json.dumps({**kept, **wanted}, ensure_ascii=False)
    application.revision = fresh.revision + 1
    application.save(update_fields=["kept_answers", "revision"])
    service.kept(application, now)
    application.case.version = held.version
    if {**kept, **wanted} != kept:
        moving.turn_page(application.case)


def _check_lines(application: Application, answers: Mapping[str, Any]) -> None:
    """Raise `NotValid` where somebody points at lines that are not on their own record."""
    fields = {each.name for each in application.service.fields if each.kind is Kind.LINES}
    for name in fields & answers.keys():
        own = {key for key, _said in record_lines.offered(application.case.person)}
        if not set(answers[name] or ()) <= own:
            raise NotValid({name: _("This line does not stand on your record.")})


def check_offered(application: Application, answers: Mapping[str, Any], *, today: date) -> None:
    """Raise `NotValid` where something is chosen that is not there to be chosen."""
    service = application.service
    choosing = {each.name for each in service.fields if each.options is not None}
    if not choosing & answers.keys():
        return
    held = known.known_for(application.case, today=today)
    whole = {**known.answers_of(application), **answers}
    wrong = known.not_offered(service, whole, held)
    if told := {name: wording(text) for name, text in wrong.items() if name in answers}:
        raise NotValid(told)


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


def mark_of(application: Application) -> str:
    """Return a mark of all that is asked for: other answers or another paper have another one."""
    pages = PaperPage.objects.filter(case=application.case_id).counting().in_order()
    told = pages.exclude(slot=signing.SIGNED_FORM).values_list("slot", "sha256")
    said = [application.case.service, application.raw_answers, [list(each) for each in told]]
    return signing.mark(application.case, said)


def check_may_file(application: Application, by: Actor) -> None:
    """Raise unless the table lets this actor fill in, send and correct this application."""
    check_may_apply(application.case, by)
    check_level(by, application.service.level)


@transaction.atomic
def choose_agency(application: Application, agency: Agency, *, by: Actor, now: datetime) -> None:
    """Set who handles a draft, of those that the service names."""
    check_may_file(application, by)
    held = known.known_for(application.case, today=timezone.localdate(now))
    answers = known.answers_of(application)
    if application.case.state != Status.DRAFT:
        raise MoveNotPossible(_("This application can no longer be changed."))
    if agency not in application.service.agency(held, answers).agencies:
        raise NotValid({"agency": _("This agency does not handle it.")})
    if application.agency != agency:
        application.agency = agency
        application.save(update_fields=["agency"])
        moving.turn_page(application.case)
