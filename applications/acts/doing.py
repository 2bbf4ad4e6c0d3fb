"""One path to every act.

Desk, API and held decisions do an act through `do`, by its one name, with one body: what was said
are the keywords of its function.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from applications.acts.naming import Acts
from applications.acts.table import APPLICATIONS
from casework.actions import holding
from casework.errors import not_at_this_stage, somebody_was_faster
from casework.models import HeldAct
from casework.policies import check_not_by_token

_OF_SERVICE: dict[str, Acts] = {}


def register(acts: Acts, *services: str) -> None:
    """Say what can be done with the cases of services that are no applications."""
    _OF_SERVICE.update(dict.fromkeys(services, acts))


def acts_of(service: str) -> Acts:
    """Return what can be done with the cases of a service."""
    return _OF_SERVICE.get(service, APPLICATIONS)


def do(
    name: str,
    subject: Any,
    said: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Any:
    """Do an act; one that issues a letter while letters are stopped is kept for its turn.

    What may not be done, or does not hold, is refused here and now in either case.
    """
    case = subject.case
    act = acts_of(case.service).by_name[name]
    if act.only_for and case.service != act.only_for:
        raise not_at_this_stage()
    if act.is_second:
        check_not_by_token(by)
    run, edge = act.run or _no_way, {"by": by, "now": now, "version": version}
    if act.issuer is None:
        return run(subject, **said, **edge)
    holding.check_none_held(case)
    agency, told = act.issuer(subject), act.pinned(subject, said)
    if agency is None:
        raise somebody_was_faster()
    return holding.do_or_hold(
        case, name, told, lambda: run(subject, **told, **edge), agency=agency, by=by, now=now
    )


def _no_way(*_what: Any, **_edge: Any) -> Any:
    raise somebody_was_faster()


def do_held(held: HeldAct, said: dict[str, Any], **edge: Any) -> None:
    """Do a held act whose turn has come."""
    acts = acts_of(held.case.service)
    (acts.by_name[held.act].run or _no_way)(acts.subject(held.case), **said, **edge)
