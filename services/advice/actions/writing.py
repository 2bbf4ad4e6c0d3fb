"""What stands in the library: proposed by one person of an agency, approved by another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.errors import NotPermitted, NotValid, Refusal
from services.advice.actions.following import tell_followers
from services.advice.documents import UnknownDocument, basis, traces
from services.advice.library import rules
from services.advice.models import Answer
from services.advice.rules.filling import unknown
from services.advice.rules.masking import mask
from services.advice.seeds import Content

LAST = 9999


class NotWaiting(Refusal):
    """Somebody has decided on it meanwhile."""

    code = "not_waiting"

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided on this meanwhile."))


def check_may(by: Actor) -> None:
    """Raise `NotPermitted` for whoever does not answer questions."""
    if by.agency is None or by.user is None or not may_generally(by, Action.ANSWER_QUESTIONS):
        raise NotPermitted


def check_content(content: Content, now: datetime) -> None:
    """Raise `NotValid` for what may not stand in the library, each fault at its field."""
    wrong: dict[str, object] = {}
    try:
        for each in content.law:
            basis(each)
    except UnknownDocument as error:
        wrong["law"] = str(error)
    if not content.law:
        wrong["law"] = _("No answer without an article: name at least one.")
    if missing := unknown(content.texts, rules()):
        wrong["short_zh"] = _("No rule is called %(name)s.") % {"name": missing[0]}
    everything = " ".join((*content.texts, content.title.zh, content.title.en, *content.words))
    if mask(everything, today=timezone.localdate(now)).taken:
        wrong["short_zh"] = _("A number of a person stands in it. Take it out.")
    if wrong:
        raise NotValid(wrong)


@transaction.atomic
def propose(
    slug: str,
    content: Content,
    *,
    chapter: str,
    insurance: str,
    by: Actor,
    now: datetime,
    regions: Sequence[str] | None = None,
) -> Answer:
    """Propose a wording for the library; it counts once another person has approved it.

    `regions` are the places for which alone it holds; none: the whole country, and None: those of
    the wording before it.
    """
    check_may(by)
    check_content(content, now)
    before = Answer.objects.current().filter(slug=slug).first()
    if before is not None and not content.fills:
        content = replace(content, fills=before.said.fills)
    if regions is None:
        regions = before.regions if before else ()
    return Answer.objects.create(
        slug=slug,
        chapter=before.chapter if before else chapter,
        place=before.place if before else LAST,
        content=content.kept,
        insurance=insurance,
        regions=list(regions),
        state=Answer.State.PROPOSED,
        agency=by.agency,
        written_by=by.user,
        written_at=now,
        reviewed_on=timezone.localdate(now),
        cited_as=traces(content.law),
    )


@transaction.atomic
def approve(answer: Answer, *, by: Actor, now: datetime) -> None:
    """Let a wording stand in the library in place of the one before; never one's own."""
    check_may(by)
    held = _waiting(answer, by)
    if held.written_by == by.user:
        raise NotPermitted(_("Somebody else has to approve what you have written."))
    before = Answer.objects.current().filter(slug=held.slug)
    if before.update(state=Answer.State.REPLACED):
        tell_followers(held.slug, now=now)
    held.state, held.approved_by, held.approved_at = Answer.State.CURRENT, by.user, now
    held.reviewed_on, held.cited_as = timezone.localdate(now), traces(held.said.law)
    held.save(update_fields=["state", "approved_by", "approved_at", "reviewed_on", "cited_as"])


@transaction.atomic
def turn_down(answer: Answer, *, by: Actor, now: datetime) -> None:
    """Let a wording not stand in the library."""
    check_may(by)
    held = _waiting(answer, by)
    held.state = Answer.State.TURNED_DOWN
    held.save(update_fields=["state"])


def _waiting(answer: Answer, by: Actor) -> Answer:
    """Return what waits at the agency of somebody, held; raises `NotWaiting`."""
    offices = by.agency.offices if by.agency else []
    waiting = Answer.objects.proposed().filter(agency__in=offices)
    held = waiting.select_for_update(of=("self",)).filter(pk=answer.pk).first()
    if held is None:
        raise NotWaiting
    return held


@transaction.atomic
def still_right(answer: Answer, *, by: Actor, now: datetime) -> None:
    """Say that an answer was looked at and still stands."""
    check_may(by)
    Answer.objects.current().filter(pk=answer.pk).update(
        reviewed_on=timezone.localdate(now),
        to_review_since=None,
        to_review_rules=[],
        late_told_at=None,
        cited_as=traces(answer.said.law),
        written_at=now,
    )
