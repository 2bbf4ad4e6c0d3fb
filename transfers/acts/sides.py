"""Whose letters and money an act of a transfer would send, and what waits for a second person."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency
from casework.actions import preparing
from casework.errors import MoveNotPossible
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from transfers.models import Transfer


def new_agency(transfer: Transfer) -> Agency | None:
    """Return the agency that issues what the new side decides."""
    return transfer.new_agency


def original_agency(transfer: Transfer) -> Agency | None:
    """Return the agency that issues what the original side decides."""
    return transfer.original_agency


def waiting(transfer: Transfer, agency: Agency | None, name: str) -> PreparedAct:
    """Return what this agency has prepared for the act of this name."""
    prepared = preparing.waiting_in(transfer.case, agency)
    if prepared is None or prepared.act != name:
        raise MoveNotPossible(_("Nothing of this kind has been prepared."))
    prepared.case = transfer.case
    return prepared


def prepared_for(
    name: str, issuer: Callable[[Transfer], Agency | None]
) -> Callable[[Transfer, Mapping[str, Any]], dict[str, Any]]:
    """Return what pins an act to what was prepared for it, unless that has been named already."""

    def pinned(transfer: Transfer, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"prepared": waiting(transfer, issuer(transfer), name).pk, **said}

    return pinned


def issuing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return an act that hands its function what was prepared."""

    def run(transfer: Transfer, *, prepared: int, **edge: Any) -> Any:
        found = PreparedAct.objects.select_related("prepared_by").get(pk=prepared)
        return function(found, transfer, **edge)

    return run


def sending_back(name: str, row: Action) -> Callable[..., None]:
    """Return an act that lets fall what was prepared: sent back with a note, or taken back."""

    def run(transfer: Transfer, *, by: Actor, note: str = "", **edge: Any) -> None:
        preparing.send_back(waiting(transfer, by.agency, name), row=row, note=note, by=by, **edge)

    return run


def prepared_said(_done: Any) -> str:
    """Return what is said to the first of two persons."""
    return _("Prepared. A second person of your agency has to check and issue it.")


def taken_back_said(_done: Any) -> str:
    """Return what is said when a prepared decision has fallen."""
    return _("It waits no longer; it can be prepared anew.")


def issued_said(letter: Any) -> str:
    """Return what is said to the second of two persons."""
    return _("Issued. Letter %(number)s goes to the person.") % {"number": letter.printed_number}
