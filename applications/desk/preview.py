"""A letter before it is issued: the very facts that will be printed, as a page shows them."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from agencies.models import in_language
from applications.declaring import Outcome
from law.canonical import canonical

Row = dict[str, Any]


def letter(facts: Mapping[str, Any], outcome: str) -> Row:
    """Return the parts of a decision in the order in which the letter has them."""
    return {
        "template": "desk/preview.html",
        "outcome": outcome,
        "is_no": facts["outcome"] == Outcome.REFUSED,
        "opening": _said(facts["opening"]) if facts["opening"] else "",
        "bases": [_said(each) for each in facts["bases"]],
        "decided": _lines(facts["decided"]),
        "asked": _lines(facts["asked"]),
        "reasons": [_reason(each) for each in facts["reasons"]],
        "figures": [_figure(each) for each in facts["figures"]],
        "follows": [_said(each) for each in facts["follows"]],
        "note": facts["note"],
    }


def mark(shown: Row) -> str:
    """Return a mark of what was shown: two that are alike read alike."""
    return sha256(canonical(shown)).hexdigest()


def _said(text: Any) -> str:
    return in_language(text["zh"], text["en"]) if isinstance(text, dict) else str(text or "")


def _lines(lines: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [{"key": _said(each["label"]), "value": _said(each["value"])} for each in lines]


def _reason(reason: Mapping[str, Any]) -> Row:
    return {
        "sentence": _said(reason["title"]),
        "article": _said(reason["basis"]),
        "forward": _said(reason["way_forward"]),
    }


def _figure(figure: Mapping[str, Any]) -> Row:
    return {
        "label": _said(figure["label"]),
        "value": _said(figure["value"]),
        "formula": _said(figure["formula"]),
        "article": _said(figure["basis"]),
        "is_sure": figure["is_sure"],
    }
