"""What stands between an answer and its articles."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from calculators.answers import Answer, Known
from calculators.asking import Asking
from law.wording import Text


@dataclass(frozen=True)
class Working:
    """What stands between the answer and the articles.

    `sentence`: the answer where it is not the calculator's first sentence. `told`: whether the
    other sentences are shown as they are. `template`: what draws `data`.
    """

    sentence: Text | None = None
    template: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    told: bool = True


Draw = Callable[[Asking, Answer, Known], Working]


def drawn(name: str, /, *, sentence: Text | None = None, told: bool = True, **data: Any) -> Working:
    return Working(sentence, f"calculators/working/{name}.html", data, told)
