"""The documents that the library cites, each with its status and the answers that use it."""

from dataclasses import dataclass, field

from law.documents import Document
from law.wording import Text
from services.advice import library
from services.advice.documents import NAMES, name_of


@dataclass
class Cited:
    """A document, and the answers that cite it."""

    document: Document
    articles: set[str] = field(default_factory=set)
    answers: list[tuple[str, Text]] = field(default_factory=list)

    @property
    def label(self) -> Text:
        """Its title with its number."""
        title = self.document.title
        return Text(
            f"《{title.zh}》（{self.document.number}）", f"{title.en} ({self.document.number})"
        )


def documents_cited() -> list[Cited]:
    """Return them by how often they are cited."""
    found: dict[str, Cited] = {}
    for entry in library.current().entries.values():
        for said in entry.content.law:
            name, article = name_of(said)
            cited = found.setdefault(name, Cited(NAMES[name]))
            cited.articles.add(article)
            answer = (entry.slug, entry.content.title)
            if answer not in cited.answers:
                cited.answers.append(answer)
    return sorted(found.values(), key=lambda each: -len(each.answers))
