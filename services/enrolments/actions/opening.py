"""What a granted enrolment, or its change, does to the record; in the decision's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency
from applications.declaring import Deed
from applications.known import answers_of
from casework.errors import MoveNotPossible
from kit.errors import Refusal
from records import standing
from records.models import Scheme
from services.enrolments.facts import base_of, month_asked


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Say what the record does not bear as a decision that is not possible, where it was asked."""
    try:
        yield
    except (standing.AlreadyInsured, standing.NothingToChange) as refused:
        raise MoveNotPossible(refused.reason) from refused


def _agency_of(deed: Deed) -> Agency:
    agency = deed.application.agency
    if agency is None:
        raise Refusal("an enrolment is handled by an agency")
    return agency


def _first_day(deed: Deed) -> Any:
    sent = deed.application.case.submitted_at or deed.now
    return month_asked(answers_of(deed.application), timezone.localdate(sent))


@transaction.atomic
def enrol_flexible(deed: Deed) -> None:
    """Open the relationship of somebody who pays for themselves, and write down on which base."""
    answers, case = answers_of(deed.application), deed.application.case
    edge = {"from_month": _first_day(deed), "case_number": case.number, "now": deed.now}
    with refused_in_words():
        opened = standing.open_at(
            case.person,
            _agency_of(deed),
            str(answers["insurance"]),
            scheme=Scheme.EMPLOYEE,
            is_leaving=answers.get("work") == "left",
            **edge,
        )
    tier = str(answers.get("medical_tier") or "")
    standing.choose_base(opened, base_fen=base_of(answers), tier=tier, **edge)


def enrol_resident(insurance: str) -> Any:
    """Return what opens a resident's relationship of an insurance."""

    @transaction.atomic
    def enrol(deed: Deed) -> None:
        answers, case = answers_of(deed.application), deed.application.case
        edge = {"from_month": _first_day(deed), "case_number": case.number, "now": deed.now}
        with refused_in_words():
            opened = standing.open_at(
                case.person,
                _agency_of(deed),
                insurance,
                scheme=Scheme.RESIDENT,
                is_leaving=bool(answers.get("leaves_other")),
                **edge,
            )
        tier = str(answers.get("tier") or "")
        if kind := answers.get("kind"):
            tier = f"{kind}|{tier}"
        standing.choose_base(opened, tier=tier, **edge)

    return enrol
