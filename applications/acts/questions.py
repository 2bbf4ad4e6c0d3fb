"""What an act on an application asks of who does it."""

from collections.abc import Callable

from applications.declaring import Outcome, Service
from applications.fields import Answers, Field, Kind, always, never
from law.wording import Text

ONCE_APPROVED = Text(
    "两人核准后写入决定书。", "It goes into the letter once a second person approves."
)
PRINTED = Text("说明（写入决定书）", "Explanation, printed in the letter")


def decision_fields(service: Service) -> tuple[Field, ...]:
    ways, reasons = service.ways, service.grounds_of_refusal
    open_ones = (Outcome.GRANTED, *((Outcome.REFUSED,) if reasons else ()))
    outcomes = tuple((each.value, ways[each].label) for each in open_ones)
    explained = {each.value for each in open_ones if ways[each].is_explained}
    chosen = _reasons(service, lambda said: said.get("outcome") == Outcome.REFUSED)
    return (
        Field(
            name="outcome",
            kind=Kind.CHOICE,
            label=Text("决定", "Decision"),
            why=ONCE_APPROVED,
            choices=outcomes,
        ),
        *((chosen,) if reasons else ()),
        _note(PRINTED, ONCE_APPROVED, required=lambda said: said.get("outcome") in explained),
    )


def grant_fields(service: Service) -> tuple[Field, ...]:
    is_explained = service.ways[Outcome.GRANTED].is_explained
    why = Text("写入决定书。", "It goes into the letter.")
    return (_note(PRINTED, why, required=lambda _said: is_explained),)


def refusal_fields(service: Service) -> tuple[Field, ...]:
    is_explained = service.ways[Outcome.REFUSED].is_explained
    return (
        _reasons(service, always),
        _note(PRINTED, ONCE_APPROVED, required=lambda _said: is_explained),
    )


def _reasons(service: Service, required: Callable[[Answers], bool]) -> Field:
    return Field(
        name="reasons",
        kind=Kind.CHOICES,
        label=Text("理由", "Reasons"),
        why=ONCE_APPROVED,
        choices=tuple((code, each.sentence) for code, each in service.grounds_of_refusal.items()),
        required=required,
    )


def _note(label: Text, why: Text, *, required: Callable[[Answers], bool] = never) -> Field:
    return Field(
        name="note",
        kind=Kind.NOTE,
        label=label,
        why=why,
        longest=1000,
        required=required,
    )


SAY_WRONG = "wrong_"


def correction_fields(service: Service) -> tuple[Field, ...]:
    """Return a tick for each answer, a sentence of its own beside it, and what is read first."""
    why = Text("申请人会看到这些内容。", "The applicant reads this.")
    asked = [each for each in service.fields if each.kind is not Kind.CODE]
    sentences = (
        Field(
            name=f"{SAY_WRONG}{each.name}",
            kind=Kind.TEXT,
            label=each.label,
            why=why,
            required=never,
        )
        for each in asked
    )
    return (
        Field(
            name="wrong",
            kind=Kind.CHOICES,
            label=Text("需要补正的项目", "What has to be corrected"),
            why=why,
            choices=tuple((each.name, each.label) for each in asked),
            required=never,
        ),
        *sentences,
        _note(Text("申请人首先看到的话", "What the person reads first"), why),
    )


def send_back_fields(_service: Service) -> tuple[Field, ...]:
    why = Text("拟办人会看到。", "Whoever prepared it reads this.")
    return (_note(Text("哪里需要改", "What has to be put right"), why),)
