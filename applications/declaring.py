"""What a service says about itself: one frozen declaration, from which everything is drawn.

Guide, pre-check, wizard, check page, receipt, case page, desk, letters, API and catalogue read a
`Service`; a service that needs a page, an address or an API class of its own lacks something here.
国务院令第716号 art. 6: conditions, papers and steps are published as one guide.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from accounts.rules.levels import TITLES, Level
from applications.fields import (
    CONTACTS,
    AgencyChoice,
    Answers,
    Asked,
    Field,
    Figure,
    FormPage,
    Known,
    Paper,
    Question,
    Shown,
    never,
)
from casework.rules.procedures import Procedure
from casework.rules.reasons import Reason, Use
from casework.rules.statuses import Status
from casework.rules.verdicts import Condition
from law.wording import Basis, Text

if TYPE_CHECKING:
    from agencies.actors import Actor
    from applications.models import Application


class LifeEvent(StrEnum):
    """What has happened in somebody's life: the first order of the catalogue."""

    MOVED = "moved"
    ILL = "ill"
    LOST_WORK = "lost-work"
    RETIRING = "retiring"
    CARD = "card"
    PARTICULARS = "particulars"
    PAYING = "paying"
    DEATH = "death"
    QUESTION = "question"


class Assurance(StrEnum):
    """How fresh the sign-in has to be; how much is proven of a person is the service's `level`."""

    SIGNED_IN = "signed-in"
    SIGNED_IN_ANEW = "signed-in-anew"  # within the last ten minutes


class Deciding(StrEnum):
    """Who decides."""

    AT_ONCE = "at-once"  # the rules alone, and only ever with a yes (个人信息保护法 art. 24)
    # One clerk grants; a no is never one hand's: one prepares it, another person approves.
    ONE = "one"
    TWO = "two"  # one clerk prepares, another person approves, whatever is decided

    @property
    def is_reviewed(self) -> bool:
        """Whether people of an agency decide, and so may say no."""
        return self is not Deciding.AT_ONCE


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A decision that takes effect: on what, by whom, when, and what was decided with it."""

    application: "Application"
    by: "Actor"
    now: Any
    outcome: Outcome
    said: Mapping[str, Any]


def no_effect(_deed: Deed) -> None:
    """Change nothing but the case itself."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to decide: as the desk calls it before and after, and how the person is told.

    `letter` is a kind of letter and `notice` a kind of notice. `is_explained`: whoever prepares it
    has to say in words what is done; they are printed in the letter.
    """

    label: Text
    done: Text
    letter: str
    notice: str
    is_explained: bool = False
    told: Text | None = None  # the sentence on the page of the case, where the usual one is wrong


WAYS: Mapping[Outcome, Way] = {
    Outcome.GRANTED: Way(
        label=Text("准予办理", "Grant"),
        done=Text("准予办理", "Granted"),
        letter="decision",
        notice="application-done",
    ),
    Outcome.PARTLY: Way(
        label=Text("部分准予", "Grant in part"),
        done=Text("部分准予", "Granted in part"),
        letter="decision",
        notice="application-done",
    ),
    Outcome.REFUSED: Way(
        label=Text("不予办理", "Do not grant"),
        done=Text("不予办理", "Not granted"),
        letter="application-refusal",
        notice="application-refused",
    ),
}
IN_PERSON = Text(
    "这项业务会改变钱付到哪里，或参保记录上“您是谁”，只能由本人办理，不能委托。",
    "This changes where money goes or who somebody is on the record: only they themselves may do "
    "it, and nobody by mandate.",
)
LONGEST_MATTER = 80
# Addresses beside the pages of a declaration: papers, who handles it, the last look, the receipt.
KEPT_SLUGS = {"check", "sent", "agency", "papers"}


def undoes_nothing(_application: "Application", _now: datetime) -> None:
    """Nothing can be undone."""


def no_matter(_answers: Answers) -> str:
    """One at a time is enough."""
    return ""


def no_figures(_facts: Any) -> tuple[Figure, ...]:
    """Nothing is worked out."""
    return ()


def owes_nothing(_application: "Application", _now: datetime) -> None:
    """Nothing is owed when answers were kept."""


def never_sooner(_application: "Application", _now: datetime) -> int | None:
    """Its term is the same whatever is asked for."""
    return None


def holds_nothing(_application: "Application", _outcome: Outcome, _now: datetime) -> None:
    """Nothing keeps it from being decided."""


def compared_with_nothing(_application: "Application") -> "tuple[Shown, ...]":
    """No other authority was asked."""
    return ()


def found_nothing(_application: "Application") -> "tuple[Shown, ...]":
    """Nothing is judged one by one before it is decided."""
    return ()


def follows_nothing(_asked: Asked) -> tuple[Text, ...]:
    """Nothing else follows from it."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What an employer may write in a list beside name, number and phone.

    `columns` are its names, each with its head in both languages; `answers` reads the cells of one
    line as answers of the draft, or returns the sentence that says what is wrong with them.
    """

    columns: Mapping[str, Text]
    answers: Callable[[Mapping[str, str]], "Answers | Text"]


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service as its guide, its forms, its desk and its letters read it.

    `facts` turns answers and records into what the conditions and figures ask; without a sign-in
    `pre_check` holds the questions that stand in for the records. `effect` changes what the service
    is for, in the transaction of the decision. `follows` says beforehand what else will change.
    `at_once`: where the rules alone may say yes although a person reviews everything else.
    `kept` writes down what is owed once answers were kept, in their transaction: another authority
    is asked by a duty, never by a page. `compared` is what it answered, as each decision prints it.
    `found` is what clerks have judged one by one so far, as desk and person read it until it is
    decided.
    `level` is how far it has to be proven who asks (`agencies.levels`).
    `in_person`: why nobody may ask for it by mandate. What asks for a fresh sign-in or for a real
    person (money, who somebody is) is never open to a mandate, everything else is by default.
    `is_about_case`: it begins on the page of a case and speaks against what was decided there, at
    the agency that decided it, whatever that offers online. `opens_by_itself`: nobody applies for
    it, it follows from something else. `ways` are the ways to decide.
    `hold` is called before a decision is prepared and before it is made: it raises where nothing
    can be decided yet, and locks what the figures rest on, so that no two decisions use it at once.
    `matter` names what the answers are about, where somebody may ask for several things side by
    side: a month, a stay. Of each there is one open case; it is kept readable, so it names nobody.
    """

    procedure: Procedure
    errand: Text
    event: LifeEvent
    law: tuple[Basis, ...]
    deciding: Deciding
    pages: tuple[FormPage, ...]
    agency: Callable[[Known, Answers], AgencyChoice]
    result: Text
    level: Level = Level.NUMBER
    assurance: Assurance = Assurance.SIGNED_IN
    # Answers that are signed, such as a promise: from then on the sign-in has to be fresh.
    is_signed: Callable[[Answers], bool] = never
    pre_check: tuple[Field, ...] = ()
    facts: Callable[[Asked], Any] = field(default=lambda asked: asked)
    conditions: tuple[Condition[Any], ...] = ()
    figures: Callable[[Any], tuple[Figure, ...]] = no_figures
    # Figures that a clerk may correct with a reason, by name, with their labels. The effect of such
    # a service reads what counts from `Deed.said["figures"]`.
    correctable: tuple[tuple[str, Text], ...] = ()
    follows: Callable[[Asked], tuple[Text, ...]] = follows_nothing
    papers: tuple[Paper, ...] = ()
    is_about_case: bool = False
    opens_by_itself: bool = False
    # What cannot wait until an agency is online: it is open day and night, whoever handles it.
    is_always_open: bool = False
    # Why it is done at a counter and nowhere else; its guide says what to bring and where.
    only_at_counter: Text | None = None
    # The name of the page on which it begins, where that is not the wizard: a case of it is opened
    # by what is done there.
    begins_at: str = ""
    in_person: Text | None = None
    ways: Mapping[Outcome, Way] = field(default_factory=lambda: WAYS)
    matter: Callable[[Answers], str] = no_matter
    hold: "Callable[[Application, Outcome, datetime], None]" = holds_nothing
    # In how many working days it has to be decided, where that is sooner than its term.
    sooner: "Callable[[Application, datetime], int | None]" = never_sooner
    effect: Callable[[Deed], None] = no_effect
    # Takes the effect back, where a replaced contact is told a way to undo it (undoing.offer).
    undo: "Callable[[Application, datetime], None]" = undoes_nothing
    at_once: Callable[[Any], bool] = never
    kept: "Callable[[Application, datetime], None]" = owes_nothing
    compared: "Callable[[Application], tuple[Shown, ...]]" = compared_with_nothing
    found: "Callable[[Application], tuple[Shown, ...]]" = found_nothing
    # Reasons a clerk may choose when refusing, beside those of the conditions.
    refusals: tuple[Reason, ...] = ()
    listed: Listed | None = None
    # On what of `law` a decision stands, by the answers; by default on all of it.
    stands_on: Callable[[Answers], tuple[Basis, ...]] | None = None
    # What the letter says was decided; by default the answers.
    decided: Callable[["Application"], tuple[Shown, ...]] | None = None
    opening: Text | None = None  # the sentence that begins the letter of a yes
    questions: tuple[Question, ...] = ()
    visits: int = 0
    fee: Text = field(default=Text("免费", "Free"))

    def __post_init__(self) -> None:
        """Refuse a declaration that could not be walked to its end, in a sentence."""
        for wrong in faults_of(self):
            raise ValueError(f"{self.name}: {wrong}")

    @property
    def name(self) -> str:
        """The name under which cases, addresses and programs know it."""
        return self.procedure.name

    def bases_of(self, answers: Answers) -> tuple[Basis, ...]:
        """Return the articles that a letter about these answers names."""
        return self.stands_on(answers) if self.stands_on else self.law

    @property
    def title(self) -> Text:
        """What the service is called."""
        return self.procedure.title

    @property
    def may_be_at_once(self) -> bool:
        """Whether the rules alone may say yes although people decide everything else."""
        return self.at_once is not never

    @property
    def proven(self) -> Text:
        """What has to be proven of whoever asks."""
        return TITLES[self.level]

    @property
    def only_in_person(self) -> Text | None:
        """Why nobody acts for somebody else here; by default where a fresh proof is asked for."""
        if self.in_person is not None:
            return self.in_person
        is_usual = self.assurance is Assurance.SIGNED_IN and self.level is not Level.PERSON
        return None if is_usual else IN_PERSON

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every question, in the order of the pages."""
        return tuple(each for page in self.pages for each in page.fields)

    def assurance_for(self, answers: Answers) -> Assurance:
        """How fresh the sign-in has to be with these answers."""
        return Assurance.SIGNED_IN_ANEW if self.is_signed(answers) else self.assurance

    def paper_in(self, slot: str) -> Paper:
        """Return a paper; raises `KeyError`."""
        for each in self.papers:
            if each.slot == slot:
                return each
        raise KeyError(slot)

    def field_named(self, name: str) -> Field:
        """Return a question; raises `KeyError`."""
        for each in (*self.fields, *self.pre_check):
            if each.name == name:
                return each
        raise KeyError(name)

    def pages_for(self, answers: Answers) -> tuple[FormPage, ...]:
        """Return the pages that are asked, given what was answered so far."""
        return tuple(page for page in self.pages if page.shown(answers))

    def fields_for(self, answers: Answers) -> tuple[Field, ...]:
        """Return the questions that are asked, given what was answered so far."""
        return tuple(
            each for page in self.pages_for(answers) for each in page.fields if each.shown(answers)
        )

    @property
    def reasons(self) -> dict[str, Reason]:
        """Every reason of this service by its code: those of the conditions and the clerk's own."""
        told = [*(condition.reason for condition in self.conditions), *self.refusals]
        return {reason.code: reason for reason in told}

    @property
    def grounds_of_refusal(self) -> dict[str, Reason]:
        """Those for which a clerk may refuse: what only asks for a look is no ground."""
        return {code: each for code, each in self.reasons.items() if Use.REFUSAL in each.uses}


def faults_of(service: Service) -> Iterator[str]:
    """Yield what of a declaration does not fit together; whoever adds a service reads it."""
    is_reviewed = Status.REFUSED in {to for _came_from, to in service.procedure.moves}
    if is_reviewed != service.deciding.is_reviewed:
        yield "at_once goes with Deciding.AT_ONCE, and reviewed with Deciding.ONE or Deciding.TWO"
    if is_reviewed and not service.reasons:
        yield "two persons may say no, so there are conditions or refusals with their reasons"
    if not service.fields:
        yield "nothing is asked: there is a page with a question"
    yield from _faults_of_pages(service)
    contacts = {each.name for each in service.fields if each.kind in CONTACTS}
    for each in service.fields:
        if each.proves and each.proves not in contacts:
            yield f"{each.name} proves {each.proves}, and no phone or e-mail is asked by that name"


def _faults_of_pages(service: Service) -> Iterator[str]:
    slugs, names = [each.slug for each in service.pages], [each.name for each in service.fields]
    for each in slugs:
        if each in KEPT_SLUGS:
            yield f"the page {each} has the address of a page that every service has"
    papers = [each.slot for each in service.papers]
    for kind, found in (("pages", slugs), ("questions", names), ("papers", papers)):
        if len(found) != len(set(found)):
            yield f"two {kind} have the same name"
