"""What the records already answer, and what the rules say: the ground of every page and check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import Person
from agencies import rule_book
from applications import kinds
from applications.declaring import Service
from applications.fields import NOT_OFFERED, Answers, Asked, Field, Figure, Kind, Known
from applications.kinds import EMPTY
from applications.models import Application
from casework.models import Case
from casework.rules.verdicts import Check, Verdict, check_of, outcome_of, reasons_against
from kit.once import once_a_page
from law.values import ValueNotInForce
from law.wording import Text
from records import fetching

PROMPT_MISSING = Text("请回答这一项。", "Please answer this.")


@once_a_page
def known_of(person: Person, *, today: date) -> Known:
    """Return what the agencies' records hold about somebody: one query."""
    return Known(person=person, relationships=tuple(fetching.held_of(person)), today=today)


@once_a_page
def known_for(case: Case, *, today: date) -> Known:
    """Return what the agencies hold that a case is decided by, with what it speaks against."""
    filed_on = timezone.localdate(case.submitted_at) if case.submitted_at else None
    held = known_of(case.person, today=today)
    return replace(held, about=case.about, filed_on=filed_on, case=case)


def answers_of(application: Application) -> dict[str, Any]:
    """Return the answers as Python values; what is no longer asked is left out."""
    service, kept = application.service, application.raw_answers
    found = {
        each.name: kinds.read(each, kept[each.name]) for each in service.fields if each.name in kept
    }
    return asked_of(service, found)


def asked_of(service: Service, answers: Answers) -> dict[str, Any]:
    """Return the answers to what is asked; one that falls away may take others with it."""
    left = dict(answers)
    while True:
        asked_now = {each.name for each in service.fields_for(left)}
        if left.keys() <= asked_now:
            return left
        left = {name: value for name, value in left.items() if name in asked_now}


def filled_in(service: Service, answers: Answers, known: Known) -> dict[str, Any]:
    """Return the answers with what the records hold where nothing was answered."""
    found = {each.name: each.known(known) for each in service.fields}
    return {**{name: value for name, value in found.items() if value is not None}, **answers}


NOT_YET = Text("这一天还没有到，请核对。", "This day has not come yet. Please check it.")


def gaps(service: Service, answers: Answers, *, today: date) -> dict[str, Text]:
    """Return each question that must still be answered, and each answer that does not hold."""
    wrong: dict[str, Text] = {}
    for each in service.fields_for(answers):
        if each.kind is Kind.CODE:  # never kept; whether it proved its contact is asked elsewhere
            continue
        found = fault(each, answers, today=today)
        if found is not None:
            wrong[each.name] = found
    return wrong


def fault(field: Field, answers: Answers, *, today: date) -> Text | None:
    """Return what is wrong with one answer beside the others, or nothing."""
    value = answers.get(field.name)
    if value in EMPTY or (value is False and field.kind is Kind.DECLARATION):
        return (field.prompt or PROMPT_MISSING) if field.required(answers) else None
    if field.is_past and value > today:
        return NOT_YET
    if field.kind is Kind.TABLE:
        cells = (each.spoken for each in cell_faults(field, value, answers, today=today))
        if (first := next(cells, None)) is not None:
            return first
    said = (check(value, answers) for check in field.checks)
    return next((text for text in said if text is not None), None)


@dataclass(frozen=True)
class CellFault:
    """What is wrong with one cell of a table; rows are counted from nought."""

    row: int
    column: Field
    text: Text

    @property
    def spoken(self) -> Text:
        """What is wrong, with its place."""
        n, label = self.row + 1, self.column.short
        return Text(f"第{n}行“{label.zh}”：{self.text.zh}", f"Row {n}, {label.en}: {self.text.en}")


def cell_faults(
    field: Field, rows: list[dict[str, Any]], answers: Answers, *, today: date
) -> Iterator[CellFault]:
    """Yield what is wrong with the cells of a table, each beside the other cells of its row."""
    for number, row in enumerate(rows):
        said = {**answers, **dict.fromkeys(each.name for each in field.columns), **row}
        for column in field.columns:
            text = fault(column, said, today=today) if column.shown(said) else None
            if text is not None:
                yield CellFault(number, column, text)


def not_offered(service: Service, said: Answers, held: Known | None) -> dict[str, Text]:
    """Return each answer that chooses what is not there to be chosen."""
    wrong: dict[str, Text] = {}
    for name, value in said.items():
        field = service.field_named(name)
        if field.options is None or value in EMPTY:
            continue
        there = {code for code, _text in field.options(held, said)}
        if not set(value if isinstance(value, list) else [value]) <= there:
            wrong[name] = NOT_OFFERED
    return wrong


@dataclass(frozen=True)
class PreCheck:
    """What the rules say before anybody has looked: yes, no, or a clerk must look."""

    verdict: Verdict
    checks: tuple[Check, ...]
    figures: tuple[Figure, ...]
    follows: tuple[Text, ...]
    # Why a clerk has to look although no reason stands: a value that is not loaded.
    unknown: Text | None = None

    @property
    def answer(self) -> str:
        """The answer in one word: `yes`, `no` or `maybe`."""
        if self.unknown is not None or self.verdict.outcome == "hold":
            return "maybe"
        return "yes" if self.verdict.may_file else "no"


NOT_LOADED = Text(
    "“{rule}”在该日的标准尚未录入，需人工核定。",
    "“{rule}” has no value loaded for that day: a clerk works it out.",
)


def asked(service: Service, answers: Answers, known: Known | None, *, today: date) -> Asked:
    """Return what the rules of a service are asked."""
    return Asked(answers=answers, known=known, today=today, book=rule_book.current())


def pre_check(service: Service, question: Asked) -> PreCheck:
    """Return what the rules say; a value that is missing is never guessed."""
    facts = service.facts(question)
    reasons = reasons_against(service.conditions, facts)
    checks = tuple(check_of(each, facts) for each in service.conditions)
    try:
        figures, unknown = service.figures(facts), None
    except ValueNotInForce as missing:
        figures = ()
        title = missing.rule.title
        unknown = Text(NOT_LOADED.zh.format(rule=title.zh), NOT_LOADED.en.format(rule=title.en))
    return PreCheck(
        verdict=Verdict(outcome_of(reasons), reasons),
        checks=checks,
        figures=figures,
        follows=service.follows(question),
        unknown=unknown,
    )


def rules_say(application: Application, *, today: date) -> PreCheck:
    """Return what the rules say of an application, as the records stand."""
    service, held = application.service, known_for(application.case, today=today)
    return pre_check(service, asked(service, answers_of(application), held, today=today))


def said(service: Service, answers: Mapping[str, Any]) -> list[tuple[Field, Text | str]]:
    """Return each question that is asked with its answer, as people read it."""
    return [
        (each, kinds.say(each, answers.get(each.name)))
        for each in service.fields_for(answers)
        if each.kind is not Kind.CODE
    ]


# --- Before anything is filed -------------------------------------------------------------------
def held_for_check(service: Service, known: Known | None) -> dict[str, Any]:
    """Return what the records answer of the questions of the pre-check.

    With and without a sign-in the rules are asked the same questions; only who answers differs.
    """
    if known is None:
        return {}
    found = {each.name: each.known(known) for each in service.pre_check}
    return {name: value for name, value in found.items() if value is not None}


def said_in_check(service: Service, answers: Answers) -> list[tuple[Field, Text | str]]:
    """Return the answers of a pre-check as people read them."""
    return [
        (each, kinds.say(each, answers[each.name]))
        for each in service.pre_check
        if each.name in answers
    ]
