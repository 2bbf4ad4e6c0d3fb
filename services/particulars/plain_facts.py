"""What the rules of plain particulars are asked: what would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from applications.fields import Answers, Asked
from services.particulars.models import plain_of
from services.particulars.rules.plain import NAMES, changed, is_for_a_clerk


def wanted(answers: Answers) -> dict[str, str]:
    """Return the particulars that were asked to be changed."""
    chosen = answers.get("what") or ()
    return {name: str(answers.get(name) or "").strip() for name in NAMES if name in chosen}


@dataclass(frozen=True, kw_only=True)
class PlainFacts:
    """What would be another afterwards; None without a sign-in: nothing can be said of it then.

    `is_group_said`: without a sign-in, whether the ethnic group is to be changed.
    """

    changes: Mapping[str, str] | None
    is_group_said: bool = False

    @property
    def is_for_a_clerk(self) -> bool:
        """Whether another register holds it too."""
        return self.is_group_said if self.changes is None else is_for_a_clerk(self.changes)


def facts_of(asked: Asked) -> PlainFacts:
    """Return the facts; without a sign-in, from what was said."""
    if asked.known is None:
        return PlainFacts(changes=None, is_group_said=bool(asked.answers.get("group_too")))
    before = plain_of(asked.known.person)
    return PlainFacts(changes=changed(before, wanted(asked.answers)))
