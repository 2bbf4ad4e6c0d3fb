"""What a service asks and shows: fields, pages, papers, figures, what the records know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from applications.rules.papers import MOST_OF_A_PAPER
from casework.rules.reasons import Reason
from law.values import RuleBook
from law.wording import Basis, Text

if TYPE_CHECKING:
    from accounts.models import Person
    from agencies.models import Agency
    from applications.models import Application
    from casework.models import Case
    from records.models import Relationship


# The answers of a page or an application by the names of their fields, as Python values.
Answers = Mapping[str, Any]
LONGEST_NOTE = 1000
LARGEST_NUMBER = 10**9
NOT_OFFERED = Text(
    "这一项不在可选范围内，请从列表中选择。", "This is not in the list. Choose one from the list."
)


class Kind(StrEnum):
    """What a field holds; each kind says how it is typed, sent, kept and shown (kinds.py)."""

    TEXT = "text"
    NOTE = "note"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    DECLARATION = "declaration"
    DAY = "day"
    MONTH = "month"
    MONEY = "money"
    NUMBER = "number"
    REGION = "region"
    REGIONS = "regions"  # several places, at most as many as the field says
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"
    PERSON_NAME = "person-name"
    ID_NUMBER = "id-number"
    BANK_ACCOUNT = "bank-account"
    # An institution by the code under which a room keeps it: what there is comes from `options`.
    HOSPITAL = "hospital"
    # Lines of the person's own record, by their keys (record_lines.py); what there is to choose
    # from follows from the record.
    LINES = "record-lines"
    # Rows that are alike, each with the same few columns: invoices, heirs, periods (tables.py).
    TABLE = "table"


CONTACTS = (Kind.PHONE, Kind.EMAIL)
CHOOSING = (Kind.CHOICE, Kind.CHOICES, Kind.HOSPITAL)
# What may stand in a row of a table: what fits into one box.
CELLS = (
    Kind.TEXT,
    Kind.CHOICE,
    Kind.YES_NO,
    Kind.DAY,
    Kind.MONTH,
    Kind.MONEY,
    Kind.NUMBER,
    Kind.PERSON_NAME,
    Kind.ID_NUMBER,
    Kind.BANK_ACCOUNT,
)
MOST_ROWS = 200


@dataclass(frozen=True)
class Known:
    """What the agencies hold about the applicant, fetched once for a page.

    `case` is the one that is looked at, once there is one; `about` is what it speaks against.
    """

    person: "Person"
    relationships: "tuple[Relationship, ...]"
    today: date
    about: "Case | None" = None
    filed_on: date | None = None  # once it was sent
    case: "Case | None" = None  # the one that is decided, where there is one


@dataclass(frozen=True)
class Asked:
    """What the rules are asked: the answers, what the records hold (nothing without a sign-in)."""

    answers: Answers
    known: Known | None
    today: date
    book: RuleBook


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something a page, a letter or a program reads: a label and what stands beside it.

    In a letter rows with the same `heading` stand in a table of their own beneath it.
    """

    label: Text
    value: Text | str
    heading: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number that was worked out: how, by which article, and whether it is certain.

    `name` is by which a clerk may correct it, where its service says so (`Service.correctable`).
    """

    label: Text
    value: Text
    formula: Text
    basis: Basis
    is_sure: bool = True
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencyChoice:
    """Who handles an application: one agency, several to choose from, or none for a reason.

    `is_by_answers`: an answer that is still to come says who.
    """

    agencies: "tuple[Agency, ...]" = ()
    reason: Reason | None = None
    is_by_answers: bool = False


def always(_answers: Answers) -> bool:
    """Hold whatever was answered."""
    return True


def among(field: str, value: str) -> Callable[[Answers], bool]:
    """Hold where a value is among those that were chosen in a field."""
    return lambda answers: value in (answers.get(field) or ())


def never(_anything: Any) -> bool:
    """Hold never."""
    return False


def nothing(_known: Known) -> Any:
    """The records hold nothing of it."""
    return None


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question: what is asked, why, and what the records already answer.

    `known` returns what the records hold; it is shown and may be corrected. `checks` return what is
    wrong with a value beside the other answers, or nothing. `is_masked`: pages and letters show it
    with its middle hidden. `called` is its short name in a list of answers, `prompt` what stands
    there where it is not answered. `columns` are the questions of each row of a table; each reads
    the other answers of its row first.
    """

    name: str
    kind: Kind
    label: Text
    why: Text
    hint: Text | None = None
    basis: Basis | None = None
    called: Text | None = None
    prompt: Text | None = None
    required: Callable[[Answers], bool] = always
    shown: Callable[[Answers], bool] = always
    known: Callable[[Known], Any] = nothing
    # What the record says today, masked, where the answer is to replace it: shown beside the
    # question and never filled in.
    now: Callable[[Known], Text | str | None] = nothing
    # What somebody else has said of it, such as an employer: a clerk reads it beside the answer.
    others_say: Callable[[Known], Text | str | None] = nothing
    choices: tuple[tuple[str, Text], ...] = ()
    # What there is to choose from where it comes from the database: codes with their words, by
    # what the records hold (nothing without a sign-in) and what is answered so far.
    options: "Callable[[Known | None, Answers], tuple[tuple[str, Text], ...]] | None" = None
    # What a code of `options` is called once it was chosen, also when it is offered no longer.
    named: Callable[[str], Text | None] | None = None
    most: int = 5  # how many places may be named, or how many rows a table may have
    columns: "tuple[Field, ...]" = ()
    one: Text | None = None  # what one row of a table is called
    choice_hints: tuple[tuple[str, Text], ...] = ()  # a sentence below a choice
    checks: tuple[Callable[[Any, Answers], Text | None], ...] = ()
    longest: int = 200
    is_masked: bool = False
    is_past: bool = False  # a day or month after today cannot be meant
    # Of a code: the question whose contact it proves; the code goes there and nowhere else.
    proves: str = ""
    autocomplete: str = ""  # as HTML names it: what a browser may fill in

    def __post_init__(self) -> None:
        if self.name in {"agency", "version"}:
            raise ValueError(f"{self.name}: bodies of programs use this name themselves")
        if (self.kind is Kind.CODE) != bool(self.proves):
            raise ValueError(f"{self.name}: a code proves a contact, and nothing else does")
        if self.kind is Kind.BANK_ACCOUNT:
            object.__setattr__(self, "is_masked", True)
        self._check_columns()
        if self.kind is Kind.LINES:
            return
        if (self.kind in CHOOSING) != bool(self.choices or self.options):
            raise ValueError(f"{self.name}: a choice has choices, and nothing else has")

    def _check_columns(self) -> None:
        if (self.kind is Kind.TABLE) != bool(self.columns):
            raise ValueError(f"{self.name}: a table has columns, and nothing else has")
        if any(each.kind not in CELLS or each.options for each in self.columns):
            raise ValueError(f"{self.name}: a column holds what fits into one box")
        if self.kind is Kind.TABLE and not 1 <= self.most <= MOST_ROWS:
            raise ValueError(f"{self.name}: a table has at least one row, and at most 200")

    def offering(self, known: Known | None, answers: Answers) -> "Field":
        """Return the question with what there is to choose from now."""
        if self.options is None:
            return self
        return replace(self, choices=self.options(known, answers))

    @property
    def short(self) -> Text:
        """What it is called where answers are listed."""
        return self.called or self.label


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """One page of the wizard: one thing is asked on it."""

    slug: str
    title: Text
    fields: tuple[Field, ...]
    lead: Text | None = None
    shown: Callable[[Answers], bool] = always
    # Another page by which it can be filled in: what the way is called, and the name of its
    # address, which takes the number of the case.
    other_way: tuple[Text, str] | None = None


def not_spared(_application: "Application") -> Text | None:
    """Nothing stands in its place."""
    return None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document (材料) that is asked for; none without an article (社会保险经办条例 art. 31).

    `why` says in plain words what it shows; `form` how it has to be (a copy, a photograph); `when`
    in words what `needed` decides. `spared` says what stands in its place: data that were compared
    (免提交), a promise (告知承诺), a letter the portal itself has issued; `unless` says so before
    anybody has applied. `at_least` is how many pages there have to be. `is_of_the_agency`: the
    person is not asked for it; whoever handles the case takes it in at the desk.
    """

    slot: str
    title: Text
    basis: Basis
    needed: Callable[[Answers], bool]
    where_from: Text
    why: Text
    form: Text | None = None
    when: Text | None = None
    spared: "Callable[[Application], Text | None]" = not_spared
    unless: Text | None = None
    # What is being found out just now and may spare it: nobody is sent to look for it meanwhile.
    awaited: "Callable[[Application], Text | None]" = not_spared
    at_least: int = 1
    is_of_the_agency: bool = False

    def __post_init__(self) -> None:
        if not self.basis.article:
            raise ValueError(f"{self.slot}: no paper is asked for without an article")
        if not 1 <= self.at_least <= MOST_OF_A_PAPER:
            raise ValueError(f"{self.slot}: a paper has at least one page, and at most twenty")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A plain question about a service, and its answer with the article."""

    question: Text
    answer: Text
    basis: Basis | None = None
