"""What stands on the page of an answer, and what stands on that of a question."""

from dataclasses import dataclass, field
from datetime import date

from agencies import directory
from agencies.models import Agency, Region
from agencies.rules.terms import Insurance
from kit import clock, held
from law.values import places_above
from law.wording import Basis
from services.advice import finding, library
from services.advice.actions import asking, attaching, talking
from services.advice.checks import Opened
from services.advice.models import Answer, Attachment, Question, QuestionEvent, Rating
from services.advice.rules.reasons import NO_CLEAR_RULE, UNDER_REVIEW

MOST_WORDINGS = 10
MOST_TO_CALL = 2


@dataclass(frozen=True)
class AnswerShown:
    """An answer as it is read on a day, in a place."""

    read: library.Read
    day: date
    region: str = ""
    place: object = None
    follows: bool = False
    review = UNDER_REVIEW
    kinds = Rating.Kind.choices

    @property
    def entry(self) -> library.Entry:
        """The answer itself."""
        return self.read.entry

    @property
    def is_today(self) -> bool:
        """Whether it is read by the rules of today."""
        return self.day == clock.today()

    @property
    def is_under_review(self) -> bool:
        """Whether a rule or a document has moved under it."""
        return library.has_moved(self.entry)

    @property
    def only_at(self) -> list[str]:
        """The places for which alone it holds; none: for the whole country."""
        found = (held.row(Region, code) for code in self.entry.row.regions)
        return [each.local_name for each in found if each is not None]

    @property
    def is_elsewhere(self) -> bool:
        """Whether it holds for other places than the one it is read for."""
        holds = set(self.entry.row.regions).intersection(places_above(self.region))
        return bool(self.region and self.entry.row.regions and not holds)

    @property
    def to_call(self) -> list[Agency]:
        """Whom to ask at the reader's place, by telephone."""
        if not self.region:
            return []
        about = self.entry.row.insurance
        insurance = about if about in set(Insurance) else ""
        return list(directory.find(self.region, insurance)[:MOST_TO_CALL])

    @property
    def services(self) -> list[Opened]:
        """What one can do about it here, each with its pre-check."""
        return finding.services_named(self.entry, self.region)

    @property
    def calculators(self) -> list[finding.FigureFound]:
        """What works it out."""
        return finding.calculators_named(self.entry)

    @property
    def before(self) -> list[Answer]:
        """The wordings that this one has replaced, the latest first."""
        replaced = Answer.objects.filter(slug=self.entry.slug, state=Answer.State.REPLACED)
        return list(replaced.order_by("-approved_at")[:MOST_WORDINGS])


@dataclass(frozen=True)
class Line:
    """One thing that was said about a question."""

    event: QuestionEvent
    entry: library.Entry | None
    bases: tuple[Basis, ...]


def line_of(event: QuestionEvent) -> Line:
    """Return an event with what it cites."""
    return Line(event, library.current().entries.get(event.slug), asking.bases_of(event))


@dataclass(frozen=True)
class QuestionShown:
    """A question as whoever asked it reads it, and whoever answers it."""

    question: Question
    read: library.Read | None
    events: list[QuestionEvent] = field(default_factory=list)
    bases: tuple[Basis, ...] = ()
    papers: list[Attachment] = field(default_factory=list)
    no_rule = NO_CLEAR_RULE

    @property
    def takes_papers(self) -> bool:
        """Whether a paper may be added, or taken away."""
        return self.question.is_open or self.question.waits_for_asker

    @property
    def has_room(self) -> bool:
        """Whether one more paper fits."""
        return self.takes_papers and len(self.papers) < attaching.MOST

    @property
    def papers_wait(self) -> bool:
        """Whether a paper is still being checked."""
        return any(each.is_waiting for each in self.papers)

    @property
    def thread(self) -> list["Line"]:
        """What was said after the question, the first first; the answer that stands is apart."""
        said = [each for each in self.events if each.words or each.slug]
        if self.question.is_answered and said and said[-1].kind == QuestionEvent.Kind.ANSWERED:
            said.pop()
        return [line_of(each) for each in said]

    @property
    def may_ask_again(self) -> bool:
        """Whether whoever was answered can ask once more."""
        again = [each for each in self.events if each.kind == QuestionEvent.Kind.ASKED_AGAIN]
        return self.question.is_answered and len(again) < talking.MOST_AGAIN

    @property
    def goes_up(self) -> bool:
        """Whether it goes to the agency above when it is asked again."""
        again = [each for each in self.events if each.kind == QuestionEvent.Kind.ASKED_AGAIN]
        is_above = self.question.agency.supervisor_id is not None
        return is_above and len(again) + 1 >= talking.GOES_UP_WITH

    @property
    def today(self) -> date:
        """The day on which it is read."""
        return clock.today()

    @property
    def has_no_rule(self) -> bool:
        """Whether it was said that no clear rule is known."""
        return asking.UNKNOWN in self.question.law


def question_shown(question: Question) -> QuestionShown:
    """Return what a page shows of a question."""
    entry = library.current().entries.get(question.slug)
    region = question.region_id or ""
    return QuestionShown(
        question,
        library.read(entry, region=region, on=clock.today()) if entry else None,
        asking.events_of(question),
        asking.bases_of(question),
        asking.papers_of(question),
    )
