"""What the rules say to an application, as programs read it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from applications import known
from applications.declaring import Service
from applications.fields import Answers
from applications.known import PreCheck
from casework.api import showing as shared
from casework.rules.reasons import Reason
from kit.spelling import wording

Row = dict[str, Any]


def pre_check_row(found: PreCheck, missing: Row) -> Row:
    """Return what the rules say, and what is still unanswered."""
    return {
        "answer": found.answer,
        "outcome": found.verdict.outcome.value,
        "may_file": found.answer != "no" and not missing,
        "reasons": grounds(found.verdict.reasons),
        "checks": [shared.check_row(each) for each in found.checks],
        "figures": [
            {
                **{n: wording(getattr(each, n)) for n in ("label", "value", "formula")},
                "basis": wording(each.basis.label),
                "is_sure": each.is_sure,
            }
            for each in found.figures
        ],
        "follows": [wording(each) for each in found.follows],
        "unknown": wording(found.unknown) if found.unknown else None,
        "missing": missing,
    }


def grounds(reasons: Iterable[Reason]) -> list[Row]:
    """Return reasons in the reader's language."""
    return [
        {
            "code": reason.code,
            "kind": reason.kind.value,
            "sentence": wording(reason.sentence),
            "way_forward": wording(reason.way_forward),
            "basis": wording(reason.basis.label),
        }
        for reason in reasons
    ]


def missing(service: Service, answers: Answers, today: date) -> dict[str, str]:
    """Return what is still unanswered, or does not hold, in the reader's language."""
    return {n: wording(t) for n, t in known.gaps(service, answers, today=today).items()}
