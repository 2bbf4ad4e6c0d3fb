"""How a transfer looks to a program: rows for the serializers, no decision of its own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from agencies.actors import Actor
from casework.actions import preparing
from casework.actions.living import is_stopped_by_death, waiting_reports
from casework.api import showing as shared
from casework.api.showing import turns_of
from casework.models import Case, Correction, PreparedAct, Step
from casework.policies import may, sides
from casework.rules.authorisation import Action
from kit.questions import keep_fetched, question
from transfers import questions
from transfers.api.clearing_rows import clearing_of_case
from transfers.api.form_rows import form_row, money_row, return_row
from transfers.models import InformationForm, Remittance, SurplusReturn, Transfer
from transfers.serializers.told import SIDES


def with_steps(transfers: Any) -> Any:
    """Fetch along what a case shows, with its turns."""
    return transfers.whole().prefetch_related(turns_of("case__"))


def transfer_of(number: str, who: Actor) -> Transfer | None:
    """Return the transfer of a case with what it shows, unless it is none of the caller's."""
    found = _transfer(by=who, number=number)
    if found:
        keep_fetched([found[0].case], "steps", _steps(case=found[0].pk))
    return found[0] if found else None


# What a transfer may have, as its reading notes it: what is not there is not asked for.
MAY_HAVE = {
    "corrections": Correction.objects.filter(case=OuterRef("pk"), answered_at=None),
    "prepared": PreparedAct.objects.waiting().filter(case=OuterRef("pk")),
    "forms": InformationForm.objects.filter(transfer=OuterRef("pk")),
    "remittances": Remittance.objects.filter(transfer=OuterRef("pk")),
    "returns": SurplusReturn.objects.filter(transfer=OuterRef("pk")),
    "deaths": waiting_reports(OuterRef("case__person")),
}


def may_have(transfer: Transfer, what: str) -> bool:
    """Whether there may be something of a kind: yes, unless its reading has noted that not."""
    return bool(getattr(transfer, f"has_{what}", True))


@question
def _transfer(*, by: Actor, number: str) -> QuerySet[Transfer]:
    seen = Transfer.objects.visible_to(by).whole().select_related("settlement")
    has = {f"has_{name}": Exists(found) for name, found in MAY_HAVE.items()}
    return seen.filter(case__number=number).annotate(**has)


@question
def _steps(*, case: int) -> QuerySet[Step]:
    return Step.objects.filter(case=case)


@question
def _forms(*, transfer: int) -> QuerySet[InformationForm]:
    return InformationForm.objects.filter(transfer=transfer)


@question
def _remittances(*, transfer: int) -> QuerySet[Remittance]:
    return Remittance.objects.filter(transfer=transfer)


@question
def _returns(*, transfer: int) -> QuerySet[SurplusReturn]:
    return SurplusReturn.objects.filter(transfer=transfer)


def case_row(transfer: Transfer, today: date) -> dict[str, Any]:
    """Return a transfer in one line: what any case shows, and from where to where."""
    case = transfer.case
    whose = case.whose_turn
    places = (
        "original_region", "new_region", "from_scheme", "to_scheme", "original_agency",
        "new_agency",
    )  # fmt: skip
    return {
        **shared.case_row(case, today),
        **{name: getattr(transfer, name) for name in places},
        "turn": SIDES[whose] if whose else None,
    }


def case_lines(cases: Sequence[Case], today: date) -> dict[int, dict[str, Any]]:
    """Return the lines of many cases; what only transfers have is fetched for all at once."""
    by_key = {case.pk: case for case in cases}
    found = {}
    for transfer in Transfer.objects.lines_of(by_key):
        transfer.case = by_key[transfer.case_id]
        found[transfer.case_id] = case_row(transfer, today)
    return found


def whole_case(transfer: Transfer, who: Actor, today: date) -> dict[str, Any]:
    """Return a case with all that belongs to it and that the caller may see."""
    case = transfer.case
    settlement = getattr(transfer, "settlement", None)
    sees_amounts = may(who, Action.READ_HISTORY, case) and not _only_with_reason(who)
    return {
        **case_row(transfer, today),
        "person": shared.person_row(case, who),
        "answers": _answers(transfer),
        "correction": _correction(transfer),
        "steps": [shared.step_row(step) for step in case.steps.all()],
        "forms": [form_row(form) for form in forms_seen(transfer, who)] if sees_amounts else [],
        **_money(transfer, sees_amounts=sees_amounts),
        "settlement": settlement,
        "decision": _decision(transfer, who),
        "clearing": clearing_of_case(transfer, who) if sees_amounts else None,
        "is_stopped_by_death": _is_stopped(transfer, who),
    }


def _money(transfer: Transfer, *, sees_amounts: bool) -> dict[str, Any]:
    if not sees_amounts:
        return {"remittances": [], "returns": []}
    for name, fetch in (("remittances", _remittances), ("returns", _returns)):
        has = may_have(transfer, name)
        keep_fetched([transfer], name, fetch(transfer=transfer.pk) if has else [])
    return {
        "remittances": [money_row(each) for each in transfer.remittances.all()],
        "returns": [return_row(each) for each in transfer.returns.all()],
    }


def _answers(transfer: Transfer) -> dict[str, Any]:
    asked = [each.name for each in questions.QUESTIONS if each not in questions.PLACES]
    return {
        **{name: questions.answer(transfer, name) for name in asked},
        "is_human_review_asked": transfer.is_human_review_asked,
    }


def _correction(transfer: Transfer) -> dict[str, Any] | None:
    return shared.correction_row(transfer.case) if may_have(transfer, "corrections") else None


def _is_stopped(transfer: Transfer, who: Actor) -> bool:
    """Whether two persons have to decide first; a report alone is for the agencies to know."""
    case = transfer.case
    if not case.is_open or (case.person.deceased_on is None and not who.acts_for_agency):
        return False
    if case.person.deceased_on is None and not may_have(transfer, "deaths"):
        return False
    return is_stopped_by_death(case)


def _decision(transfer: Transfer, who: Actor) -> dict[str, Any] | None:
    """Return what the caller's own agency has prepared for a second person."""
    has = who.acts_for_agency and may_have(transfer, "prepared")
    prepared = preparing.waiting_in(transfer.case, who.agency) if has else None
    if prepared is None or prepared.case.person_id == who.person_id:
        return None
    said = {"first_month": None, "last_month": None, **preparing.said_with(prepared)}
    is_yours = preparing.is_preparer(prepared, who)
    row = {"act": prepared.act, "prepared_at": prepared.prepared_at, "is_yours": is_yours}
    return {**said, **row}


def _only_with_reason(who: Actor) -> bool:
    return who.agency is not None and not who.acts_for_agency


def forms_seen(transfer: Transfer, who: Actor) -> list[InformationForm]:
    """Return the forms that were sent, and to the original agency what it is preparing."""
    forms = _forms(transfer=transfer.pk) if may_have(transfer, "forms") else []
    keep_fetched([transfer], "forms", forms)
    prefetch_related_objects(forms, "lines")
    is_original = "R" in sides(who, transfer.case)
    return [form for form in forms if form.sent_at is not None or is_original]
