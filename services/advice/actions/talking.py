"""One thread for a question: its agency asks for one thing more, its asker replies or asks again.

While somebody is asked the term stands still (as it does in a case that waits for a correction);
whoever was not helped asks again, and what is asked a second time goes to the agency above.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies import work_calendar
from agencies.actors import Actor
from casework.actions.telling import tell_agency, tell_person
from kit import wall
from kit.errors import NotValid, Refusal
from law.workdays import add_workdays, workdays_left
from services.advice.actions.answering import held_by
from services.advice.actions.asking import due_on, note
from services.advice.models import Question, QuestionEvent
from services.advice.rules.masking import mask

LEAST, LONGEST = 2, 1000
GOES_UP_WITH = 2  # asked so often again, it goes to the agency above
MOST_AGAIN = 3  # and then it is for a decision, or for the telephone
Kind, State = QuestionEvent.Kind, Question.State


class NothingToSay(Refusal):
    """Nobody waits for more words: it is with the agency, was taken back, or was asked often."""

    code = "nothing_to_say"

    def __init__(self) -> None:
        super().__init__(
            _("Nothing can be added now. It waits for its agency, or was asked often enough.")
        )


def _words(text: str, now: datetime) -> str:
    """Return what was said without numbers of persons; raises `NotValid`."""
    said = mask(text.strip(), today=timezone.localdate(now)).text
    if not LEAST <= len(said) <= LONGEST:
        raise NotValid({"words": _("Write between 2 and 1,000 characters.")})
    return said


@transaction.atomic
def ask_back(question: Question, text: str, *, by: Actor, now: datetime) -> None:
    """Ask whoever asked for one thing more; the term stands still until they reply.

    Those who asked the same go on waiting for their answer: the first of them stands in its place.
    """
    held, said = held_by(question, by), _words(text, now)
    with wall.as_house("ask whoever asked for one thing more"):
        let_go(held)
        held.state = State.WAITING
        held.save(update_fields=["state"])
        note(held, Kind.ASKED_BACK, by=by, now=now, words=said)
        _tell_asker(held, now)


def let_go(held: Question) -> None:
    """Let those who asked the same go on by themselves."""
    same = Question.objects.filter(same_as=held).order_by("asked_at", "pk")
    first = same.first()
    if first is not None:
        same.exclude(pk=first.pk).update(same_as=first)
        Question.objects.filter(pk=first.pk).update(same_as=None)
    Question.objects.filter(pk=held.pk).update(same_as=None)
    held.same_as = None


def _tell_asker(held: Question, now: datetime) -> None:
    occasion, data = f"question:{held.pk}:{now:%Y%m%d%H%M%S}", {"number": held.number}
    if held.person is not None:
        tell_person(held.person, "question-asked-back", data, now=now, occasion=occasion)
    elif held.from_agency is not None:
        tell_agency(held.from_agency, "question-interpreted", data, now=now, occasion=occasion)


@transaction.atomic
def phoned(question: Question, *, by: Actor, now: datetime) -> None:
    """Note that nobody answered the telephone; the question goes on waiting."""
    held = held_by(question, by)
    if held.way != Question.Way.PHONE:
        raise NotValid({"words": _("Nobody asked to be phoned.")})
    note(held, Kind.PHONED, by=by, now=now)


@wall.as_house("take what whoever asked adds to their question")
@transaction.atomic
def say_more(question: Question, text: str, *, by: Actor, now: datetime) -> Question:
    """Reply to what was asked back, or ask again what was answered; raises `NothingToSay`."""
    said = _words(text, now)
    held = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if held.waits_for_asker:
        _reply(held, said, by, now)
    elif may_ask_again(held):
        _ask_again(held, said, by, now)
    else:
        raise NothingToSay
    return held


def times_asked_again(question: Question) -> int:
    """Return how often a question was asked again."""
    return question.events.filter(kind=Kind.ASKED_AGAIN).count()


def may_ask_again(question: Question) -> bool:
    """Whether whoever was answered can ask again."""
    return question.is_answered and times_asked_again(question) < MOST_AGAIN


def _reply(held: Question, said: str, by: Actor, now: datetime) -> None:
    asked = held.events.filter(kind=Kind.ASKED_BACK).last()
    held.due_on = _after_the_wait(held, timezone.localdate(asked.at if asked else now), now)
    held.state, held.late_told_at = State.OPEN, None
    held.save(update_fields=["due_on", "state", "late_told_at"])
    note(held, Kind.REPLIED, by=by, now=now, words=said)


def _after_the_wait(held: Question, since: date, now: datetime) -> date:
    """Return the last day for an answer: what was left of the term, from today; at least a day."""
    calendar = work_calendar.of(held.agency)
    left = max(1, workdays_left(since, held.due_on, calendar))
    return add_workdays(timezone.localdate(now), left, calendar)


def _ask_again(held: Question, said: str, by: Actor, now: datetime) -> None:
    note(held, Kind.ASKED_AGAIN, by=by, now=now, words=said)
    let_go(held)
    if times_asked_again(held) >= GOES_UP_WITH:
        _go_up(held, by, now)
    held.state, held.answer, held.law, held.slug = State.OPEN, "", [], ""
    held.answered_by = held.answered_at = held.late_told_at = None
    held.rated, held.due_on = "", due_on(held.agency, now)
    held.save()


def _go_up(held: Question, by: Actor, now: datetime) -> None:
    above = held.agency.supervisor
    if above is None:
        return
    held.agency, held.claimed_by = above.in_office, None
    note(held, Kind.WENT_UP, by=by, now=now, agency=held.agency)
    occasion = f"question:{held.pk}:{now:%Y%m%d%H%M%S}"
    data = {"number": held.number}
    tell_agency(held.agency, "question-handed-on", data, now=now, occasion=occasion)
