"""The answers that come with a release: files in `data/`, one for each chapter."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from law.wording import Basis, Text
from services.advice.documents import basis

FOLDER = Path(__file__).parent / "data"
ORDER = (
    "before", "meanwhile", "afterwards", "transfers", "contributions", "retirement", "pension",
    "unemployment", "medical", "elsewhere", "card", "particulars", "residents", "from-abroad",
    "injury-and-birth", "family", "rights", "helping", "using",
)  # fmt: skip
PARTS = frozenset(
    {
        "slug",
        "title",
        "short",
        "steps",
        "law",
        "words",
        "services",
        "calculators",
        "fills",
        "insurance",
        "regions",
    }
)


@dataclass(frozen=True)
class Chapter:
    """Answers that are read together."""

    key: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Content:
    """What an answer says, as files and the database hold it; its figures are not filled yet."""

    title: Text
    short: Text
    steps: tuple[Text, ...] = ()
    law: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    calculators: tuple[str, ...] = ()
    # What its question says already, by the names that pre-checks have for it.
    fills: tuple[tuple[str, str], ...] = ()

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The articles on which it stands."""
        return tuple(basis(each) for each in self.law)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in which a figure may be named."""
        both = (self.short, *self.steps)
        return tuple(said for text in both for said in (text.zh, text.en))

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Content":
        """Read it as it is kept."""
        return cls(
            title=Text(*said["title"]),
            short=Text(*said["short"]),
            steps=tuple(Text(*each) for each in said.get("steps", ())),
            fills=tuple(sorted(said.get("fills", {}).items())),
            **{
                name: tuple(said.get(name, ()))
                for name in ("law", "words", "services", "calculators")
            },
        )

    @property
    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "title": [self.title.zh, self.title.en],
            "short": [self.short.zh, self.short.en],
            "steps": [[each.zh, each.en] for each in self.steps],
            "law": list(self.law),
            "words": list(self.words),
            "services": list(self.services),
            "calculators": list(self.calculators),
            **({"fills": dict(self.fills)} if self.fills else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Seed:
    """An answer of the release."""

    slug: str
    chapter: str
    content: Content
    insurance: str = ""
    regions: tuple[str, ...] = ()


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in the order in which they are read."""
    return tuple(Chapter(key, Text(*_file(key)["title"])) for key in ORDER)


@cache
def seeds() -> tuple[Seed, ...]:
    """Return all answers of the release, chapter by chapter."""
    return tuple(each for key in ORDER for each in _seeds_of(key))


def _seeds_of(key: str) -> Iterator[Seed]:
    for said in _file(key)["answer"]:
        if strange := said.keys() - PARTS:
            raise ValueError(f"{key}: {said.get('slug')} has parts unknown: {sorted(strange)}")
        yield Seed(
            slug=said["slug"],
            chapter=key,
            content=Content.of(said),
            insurance=said.get("insurance", ""),
            regions=tuple(said.get("regions", ())),
        )


@cache
def _file(key: str) -> dict[str, Any]:
    with (FOLDER / f"{key}.toml").open("rb") as file:
        return tomllib.load(file)
