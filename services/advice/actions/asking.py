"""A question to an agency: asked with or without a name, found again by its code, taken back.

It is information and no case: nothing is decided, nobody is refused, and no letter is owed. So it
has no person where nobody has signed in; what a stranger could do with its code is to read it.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies import rule_book, work_calendar
from agencies.actors import Actor
from agencies.models import Agency, Region
from applications import paper_files
from casework.actions.moving import CASE_ALPHABET
from kit import crypto, wall
from kit.errors import NotValid, TooOften
from kit.limits import all_pass, limit
from law.values import Rule
from law.wording import Basis
from law.workdays import add_workdays
from services.advice.documents import basis
from services.advice.models import Attachment, Question, QuestionEvent
from services.advice.rules import codes
from services.advice.rules.masking import mask
from services.advice.rules.ranking import is_alike
from services.advice.rules.routing import About, route
from services.advice.rules.values import ANSWERED_WITHIN

CONTEXT = "advice.code"
UNKNOWN = "unknown"  # said openly in place of an article: no clear rule was found
LOOKED_BACK = 200  # of the open questions of an agency, to find one that asks the same
NOBODY_THERE = _("No agency here answers for this place yet. Call 12333 or choose another place.")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody asks."""

    about: str
    situation: str
    region: str
    text: str
    may_publish: bool = False
    way: str = Question.Way.PAGE
    phone: str = ""
    call_when: str = Question.When.ANY
    language: str = "zh-hans"


@dataclass(frozen=True)
class Ticket:
    """The number and the code of a question, drawn before it is sent: sent twice it is one."""

    number: str
    code: str

    @property
    def handle(self) -> str:
        """What the browser keeps meanwhile, unreadable."""
        return crypto.encrypt(f"{self.number}:{self.code}", context=CONTEXT)


def draw(now: datetime) -> Ticket:
    """Return a new number and code."""
    drawn = "".join(secrets.choice(CASE_ALPHABET) for _position in range(8))
    return Ticket(f"Q{now:%Y}-{drawn[:4]}-{drawn[4:]}", codes.new_code())


def ticket_of(handle: str) -> Ticket | None:
    """Return what a browser has kept, or nothing where it was altered."""
    try:
        number, code = crypto.decrypt(handle, context=CONTEXT).split(":")
    except Exception:
        return None
    return Ticket(number, code)


def index_of_code(number: str, code: str) -> str:
    """Return the keyed hash by which a question is found."""
    return crypto.blind_index(f"{number}\x00{codes.typed(code)}", context=CONTEXT)


def agency_for(about: str, region: str, text: str) -> Agency:
    """Return which agency answers; raises `NotValid` where none does."""
    wanted = route(About(about), text).insurance
    found = Agency.objects.serving(region, wanted.value).first()
    if found is None:
        raise NotValid({"region": NOBODY_THERE})
    return found.in_office


def due_on(agency: Agency, asked_at: datetime, term: Rule = ANSWERED_WITHIN) -> date:
    """Return the last day for an answer, by the calendar of the agency's place."""
    day = timezone.localdate(asked_at)
    days = term.count(day, rule_book.current())
    return add_workdays(day, days, work_calendar.of(agency))


def check_often(by: Actor, address: str, now: datetime) -> None:
    """Raise `TooOften`: so many an hour from one address, so many a day of one person."""
    limits = [limit("advice.address", address, now=now)]
    if by.person_id:
        limits.insert(0, limit("advice.person", by.person_id, now=now))
    if not all_pass(limits):
        raise TooOften(_("Enough questions for now. Ask again later, or call 12333."))


@wall.as_house("take a question, from whoever asks it")
def ask(said: Said, *, by: Actor, ticket: Ticket, now: datetime) -> Question:
    """Take a question; with the same ticket it is the same one. Raises `NotValid`."""
    known = Question.objects.filter(number=ticket.number).first()
    if known is not None:
        return known
    return _take(said, by, ticket, now)


@transaction.atomic
def _take(said: Said, by: Actor, ticket: Ticket, now: datetime) -> Question:
    text = mask(said.text, today=timezone.localdate(now)).text
    agency = agency_for(said.about, said.region, text)
    question = Question.objects.create(
        number=ticket.number,
        code_index=index_of_code(ticket.number, ticket.code),
        person=None if by.is_staff else by.person,
        about=said.about,
        situation=said.situation,
        region=Region.objects.filter(pk=said.region).first(),
        text=text,
        language=said.language,
        may_publish=said.may_publish,
        way=said.way,
        phone=said.phone if said.way == Question.Way.PHONE else "",
        call_when=said.call_when,
        agency=agency,
        same_as=_asked_before(agency, text),
        asked_at=now,
        due_on=due_on(agency, now),
    )
    note(question, QuestionEvent.Kind.ASKED, by=by, agency=agency, now=now)
    return question


def _asked_before(agency: Agency, text: str) -> Question | None:
    """Return the first open question of an agency that asks the same; what has papers is apart."""
    heads = Question.objects.open().filter(agency=agency, same_as=None, from_agency=None)
    heads = heads.filter(attachments=None)
    lately = heads.order_by(F("asked_at").desc())[:LOOKED_BACK]
    return next((each for each in lately if is_alike(each.text, text)), None)


def note(
    question: Question,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    agency: Agency | None = None,
    words: str = "",
) -> QuestionEvent:
    """Write down what happened with a question, and what was said."""
    return QuestionEvent.objects.create(
        question=question,
        kind=kind,
        agency=agency or question.agency,
        by=by.user if by.is_staff else None,
        at=now,
        words=words,
        law=question.law if kind == QuestionEvent.Kind.ANSWERED else [],
        slug=question.slug if kind == QuestionEvent.Kind.ANSWERED else "",
    )


# --- Finding it again -------------------------------------------------------------------------
NOT_FOUND = _("There is no question with this number and code. Check both once more.")


@wall.as_house("let somebody read the question whose code they have")
def find(number: str, code: str, *, address: str, now: datetime) -> Question:
    """Return a question by its number and code; raises `NotValid` and `TooOften`.

    Call it outside a transaction: a wrong guess is counted.
    """
    tries = limit("advice.code", address, now=now)
    if tries.is_reached():
        raise TooOften(_("Too many wrong codes. Try again later, or call 12333."))
    known = None
    if codes.may_be(code):
        index = index_of_code(number.strip().upper(), code)
        known = Question.objects.filter(code_index=index).exclude(code_index="").first()
    if known is None:
        tries.count()
        raise NotValid({"code": NOT_FOUND})
    return known


@wall.as_house("let whoever asked take a question back")
@transaction.atomic
def withdraw(question: Question, *, by: Actor, now: datetime) -> bool:
    """Take back a question that nobody has answered yet."""
    waiting = Question.objects.unanswered().filter(pk=question.pk)
    done = bool(waiting.update(state=Question.State.WITHDRAWN))
    if done:
        drop_papers(Attachment.objects.filter(question=question))
        note(question, QuestionEvent.Kind.WITHDRAWN, by=by, now=now)
    return done


def drop_papers(papers: QuerySet[Attachment]) -> None:
    """Delete papers, and their files once that stands; call it in a transaction."""
    for each in papers.only("file", "thumbnail"):
        paper_files.erase(each.file, each.thumbnail)
    papers.delete()


@wall.as_house("keep how somebody found the answer to their question")
def rate(question: Question, kind: str) -> bool:
    """Keep how somebody found an answer; once."""
    answered = Question.objects.filter(pk=question.pk, rated="", state=Question.State.ANSWERED)
    return bool(answered.update(rated=kind))


# --- What a page shows ------------------------------------------------------------------------
@wall.as_house("show a question to whoever has its code, or has asked it")
def again(question: Question) -> Question:
    """Return a question as it stands now."""
    return Question.objects.get(pk=question.pk)


@wall.as_house("show a question to whoever has its code, or has asked it")
def events_of(question: Question) -> list[QuestionEvent]:
    """Return what happened with a question, the first first."""
    return list(question.events.all())


@wall.as_house("show a question to whoever has its code, or has asked it")
def papers_of(question: Question) -> list[Attachment]:
    """Return the papers that were added to a question, the first first."""
    return list(question.attachments.all())


def bases_of(said: Question | QuestionEvent) -> tuple[Basis, ...]:
    """Return the articles that an answer cites."""
    return tuple(basis(each) for each in said.law if each != UNKNOWN)
