"""Answering what was asked: taken up, sent on to who is responsible, answered; asked further up."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.actions.telling import tell_agency, tell_person
from kit import wall
from kit.errors import NotPermitted, NotValid, Refusal
from services.advice import figures, library
from services.advice.actions.asking import UNKNOWN, draw, due_on, note
from services.advice.actions.writing import check_may
from services.advice.documents import UnknownDocument, basis
from services.advice.models import Question, QuestionEvent
from services.advice.rules.routing import About, Situation
from services.advice.rules.values import INTERPRETED_WITHIN


class NotOpen(Refusal):
    """It was answered or taken back meanwhile."""

    code = "not_open"

    def __init__(self) -> None:
        super().__init__(_("This question was answered or taken back meanwhile."))


def held_by(question: Question, by: Actor) -> Question:
    """Return an open question that the agency of somebody answers, held; raises `NotOpen`."""
    check_may(by)
    offices = by.agency.offices if by.agency else []
    found = Question.objects.visible_to(by).filter(agency__in=offices)
    held = found.select_for_update(of=("self",)).filter(pk=question.pk).first()
    if held is None:
        raise NotPermitted
    if not held.is_open:
        raise NotOpen
    return held


@transaction.atomic
def claim(question: Question, *, by: Actor, now: datetime) -> None:
    """Take up a question; who has taken it up before lets it go."""
    held = held_by(question, by)
    held.claimed_by = by.user
    held.save(update_fields=["claimed_by"])
    note(held, QuestionEvent.Kind.CLAIMED, by=by, now=now)


@transaction.atomic
def hand_on(question: Question, to: Agency, *, by: Actor, now: datetime) -> None:
    """Send a question on to the agency that is responsible; its term runs on."""
    held = held_by(question, by)
    if to == held.agency or not to.is_active:
        raise NotValid({"agency": _("Choose another agency.")})
    with wall.as_house("send a question on to another agency"):
        held.agency, held.claimed_by, held.same_as = to, None, None
        held.save(update_fields=["agency", "claimed_by", "same_as"])
        note(held, QuestionEvent.Kind.HANDED_ON, by=by, agency=to, now=now)
    occasion = f"question:{held.pk}:{now:%Y%m%d%H%M%S}"
    tell_agency(to, "question-handed-on", {"number": held.number}, now=now, occasion=occasion)


@transaction.atomic
def answer(
    question: Question, text: str, law: Iterable[str], slug: str, *, by: Actor, now: datetime
) -> int:
    """Answer a question, and with it all that ask the same; return how many were answered.

    An answer names an article or an answer of the library, or says that no clear rule was found.
    """
    held = held_by(question, by)
    cited = [each for each in law if each]
    _check_answer(text, cited, slug)
    text = figures.filled(text, held, on=timezone.localdate(now))
    same = Question.objects.open().filter(Q(pk=held.pk) | Q(same_as=held), agency=held.agency)
    answered = list(same)
    for each in answered:
        each.state, each.answer, each.law, each.slug = "answered", text, cited, slug
        each.answered_by, each.answered_at = by.user, now
        each.save(update_fields=["state", "answer", "law", "slug", "answered_by", "answered_at"])
        note(each, QuestionEvent.Kind.ANSWERED, by=by, now=now, words=text)
        _tell(each, now)
    return len(answered)


def _check_answer(text: str, law: list[str], slug: str) -> None:
    if slug and slug not in library.current().entries:
        raise NotValid({"slug": _("The library has no such answer.")})
    if not text.strip() and not slug:
        raise NotValid({"text": _("Write an answer, or choose one of the library.")})
    if not law and not slug:
        raise NotValid(
            {"law": _("No answer without an article. Where there is none, say so: “unknown”.")}
        )
    try:
        for each in law:
            if each != UNKNOWN:
                basis(each)
    except UnknownDocument as error:
        raise NotValid({"law": str(error)}) from error


def _tell(question: Question, now: datetime) -> None:
    # What was asked again is answered again: each answer is told once.
    occasion = f"question:{question.pk}:{question.events.count()}"
    if question.person is not None:
        data = {"number": question.number}
        tell_person(question.person, "question-answered", data, now=now, occasion=occasion)
    elif question.from_agency is not None:
        tell_agency(
            question.from_agency,
            "question-interpreted",
            {"number": question.number},
            now=now,
            occasion=occasion,
        )


@transaction.atomic
def ask_above(text: str, *, about: str, by: Actor, now: datetime) -> Question:
    """Ask the supervising agency how an article is read; raises `NotValid` where there is none."""
    check_may(by)
    agency = by.agency
    above = agency.supervisor if agency is not None else None
    if agency is None or above is None:
        raise NotValid({"text": _("There is no agency above yours here.")})
    with wall.as_house("ask the agency above"):
        question = Question.objects.create(
            number=draw(now).number,
            about=About(about).value,
            situation=Situation.OTHER.value,
            region=agency.region,
            text=text,
            agency=above.in_office,
            from_agency=agency,
            asked_at=now,
            due_on=due_on(above, now, INTERPRETED_WITHIN),
        )
        note(question, QuestionEvent.Kind.ASKED, by=by, now=now)
    return question
