"""Turn the facts of a letter into the PDF that is stored once and served for ever."""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sealing.typesetting import Paper, Seal, inputs_of, paper_of, set_type

KINDS = (
    "acceptance-letter",
    "refusal",
    "information-form",
    "completion-notice",
    "submission-receipt",
    "return-note",
    "partial-notice",
    "clearing-notice",
    "surplus-return",
    "confirmation",
    "decision",
    "application-refusal",
    "objection-decision",
    "payment-receipt",
    "collection-note",
    "determination",
    "demand",
    "settlement",
)

TEMPLATES = Path(__file__).parent / "templates"


class UnknownTemplate(Exception):
    """There is no template of this kind in this version."""


def render(
    kind: str,
    version: int,
    data: dict[str, Any],
    *,
    timestamp: datetime,
    language: Literal["zh", "bilingual"] = "zh",
) -> bytes:
    """Return the letter without a seal; the same facts give the same bytes."""
    return typeset(kind, version, data, timestamp=timestamp, language=language).pdf


def typeset(
    kind: str,
    version: int,
    data: dict[str, Any],
    *,
    timestamp: datetime,
    language: Literal["zh", "bilingual"] = "zh",
    seal: Seal | None = None,
) -> Paper:
    """Return the letter as PDF/A-2a and PDF/UA-1, and where its seal is drawn."""
    inputs = inputs_of(data, language, seal)
    return paper_of(*set_type(template(kind, version), inputs, timestamp, root=TEMPLATES))


def template(kind: str, version: int) -> Path:
    """Return the file of one version; a letter keeps the version it was made with."""
    path = TEMPLATES / f"v{version}" / f"{kind}.typ"
    if kind not in KINDS or not path.is_file():
        raise UnknownTemplate(f"{kind}, version {version}")
    return path


def latest_version(kind: str) -> int:
    """Return the number of the newest template of this kind."""
    return max(int(path.parent.name[1:]) for path in TEMPLATES.glob(f"v*/{kind}.typ"))
