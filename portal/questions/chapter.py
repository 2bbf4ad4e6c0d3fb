"""A chapter of plain questions, as people ask them."""

from dataclasses import dataclass

from law.wording import Basis, Text


@dataclass(frozen=True)
class Question:
    """A question as people ask it."""

    asked: Text
    answer: Text
    basis: Basis | None = None


@dataclass(frozen=True)
class Chapter:
    """Questions that belong together."""

    key: str
    title: Text
    questions: tuple[Question, ...]
