"""Believable letters for previews of templates and for tests: each service brings its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from law.wording import Text
from letters.data import Letter, Person

MADE_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

# As long as a name may be, and with the separator of minority names.
LONGEST_NAME = ("阿卜杜热西提·买买提" * 10)[:100]

# By kind of letter: called with the insurance, and with facts that differ from the usual ones.
SAMPLES: dict[str, Callable[..., Letter]] = {}


def person(**facts: Any) -> Person:
    """Return an insured person whose name few typefaces can draw."""
    return Person(
        **{
            "name": "𬭎䶮",
            "identity_number": "510104198506150008",
            "personal_number": "5101000012345",
            "gender": Text("女", "Female"),
            "birth_date": date(1985, 6, 15),
            "hukou_address": "四川省成都市锦江区",
        }
        | facts
    )


# Further letters of a kind that its template must set as well, from other rooms.
FURTHER: dict[str, list[Callable[..., Letter]]] = {}


def samples_of(kind: str) -> list[Callable[..., Letter]]:
    """Return every believable letter of a kind."""
    return [SAMPLES[kind], *FURTHER.get(kind, [])]
