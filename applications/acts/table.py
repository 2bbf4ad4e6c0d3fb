"""Every act on an application.

An act names its questions as a declaration does, so the form at the desk and the body of a program
are drawn from them and cannot differ; a room whose questions depend on more hands in a form and a
body of its own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from applications import (
    acts_after_death,
    acts_beside,
    acts_of_corrections,
    acts_of_figures,
    acts_of_papers,
)
from applications.act import Act
from applications.actions import deciding, reviewing
from applications.actions.applying import application_of
from applications.acts.naming import (
    APPROVE,
    CORRECT,
    GRANT,
    PREPARE,
    PROPOSE_REFUSAL,
    SEND_BACK,
    Acts,
    may_now,
    named,
)
from applications.acts.questions import (
    SAY_WRONG,
    correction_fields,
    decision_fields,
    grant_fields,
    refusal_fields,
    send_back_fields,
)
from applications.declaring import Deciding, Outcome
from applications.models import Application
from casework.actions import preparing
from casework.errors import somebody_was_faster
from casework.models import PreparedAct
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text

SUBMITTED_ONLY = (Status.SUBMITTED,)


def _is_decided_by_one(application: Application) -> bool:
    return application.service.deciding is Deciding.ONE


def _is_decided_by_two(application: Application) -> bool:
    return application.service.deciding is Deciding.TWO


def _may_be_refused(application: Application) -> bool:
    return _is_decided_by_one(application) and bool(application.service.grounds_of_refusal)


def _prepare_refusal(application: Application, **said: Any) -> Any:
    return deciding.prepare(application, Outcome.REFUSED.value, **said)


def _approve(application: Application, *, prepared: int, **edge: Any) -> Any:
    waiting = _waiting(application)
    if waiting.pk != prepared:
        raise somebody_was_faster()
    return deciding.approve(waiting, application, **edge)


def _send_back(application: Application, *, note: str = "", **edge: Any) -> None:
    preparing.send_back(_waiting(application), row=Action.PREPARE_DECISION, note=note, **edge)


def _ask_correction(
    application: Application,
    *,
    by: Actor,
    now: datetime,
    version: int | None,
    wrong: Iterable[str] = (),
    note: str = "",
    **written: str,
) -> Any:
    """Ask for what was ticked or written about; a tick without words is explained by the note."""
    ticked = dict.fromkeys(wrong, note)
    said = {name.removeprefix(SAY_WRONG): text for name, text in written.items() if text}
    return reviewing.ask_for_correction(
        application, {**ticked, **said}, note=note, by=by, now=now, version=version
    )


def _waiting(application: Application) -> PreparedAct:
    found = preparing.waiting_in(application.case, application.agency)
    if found is None:
        raise somebody_was_faster()
    return found


def _pin_prepared(application: Application, said: Mapping[str, Any]) -> dict[str, Any]:
    return {**said, "prepared": _waiting(application).pk}


PREPARED_TEXT = Text(
    "已拟办，等待本机构另一人核准。",
    "Prepared. A second person of your agency has to check and approve it.",
)
ACTS = named(
    (
        *acts_of_papers.ACTS,
        *acts_of_corrections.ACTS,
        *acts_of_figures.ACTS,
        Act(
            name=GRANT,
            title=Text("准予办理", "Grant it"),
            row=Action.GRANT,
            at=SUBMITTED_ONLY,
            run=deciding.grant,
            done=Text("已准予，决定书正在送达。", "Granted. The letter is being delivered."),
            about="Grant what one person decides: it takes effect, and the letter is issued.",
            hint=Text(
                "由您一人决定，无需第二人核准。", "You decide alone; nobody has to approve it."
            ),
            fields=grant_fields,
            outcome=Outcome.GRANTED.value,
            is_previewed=True,
            kind="primary",
            key="a",
            issuer=lambda application: application.agency,
            prepared=False,
            when=_is_decided_by_one,
        ),
        Act(
            name=PROPOSE_REFUSAL,
            title=Text("拟不予办理", "Prepare a refusal"),
            row=Action.PREPARE_DECISION,
            at=SUBMITTED_ONLY,
            run=_prepare_refusal,
            done=PREPARED_TEXT,
            hint=Text(
                "须经本机构另一人核准。", "A second person of your agency has to approve it."
            ),
            fields=refusal_fields,
            outcome=Outcome.REFUSED.value,
            is_previewed=True,
            key="r",
            when=_may_be_refused,
        ),
        Act(
            name=PREPARE,
            title=Text("拟办决定", "Prepare the decision"),
            row=Action.PREPARE_DECISION,
            at=SUBMITTED_ONLY,
            run=deciding.prepare,
            done=PREPARED_TEXT,
            fields=decision_fields,
            is_previewed=True,
            kind="primary",
            key="a",
            when=_is_decided_by_two,
        ),
        Act(
            name=APPROVE,
            is_second=True,
            title=Text("核准并发出决定书", "Approve and issue the decision"),
            row=Action.APPROVE_DECISION,
            at=SUBMITTED_ONLY,
            run=_approve,
            done=Text("已核准，决定书正在送达。", "Approved. The letter is being delivered."),
            kind="primary",
            key="a",
            issuer=lambda application: application.agency,
            pinned=_pin_prepared,
            prepared=True,
        ),
        Act(
            name=SEND_BACK,
            title=Text("退回拟办人", "Send back to whoever prepared it"),
            row=Action.PREPARE_DECISION,
            at=SUBMITTED_ONLY,
            run=_send_back,
            done=Text("已退回。", "Sent back."),
            fields=send_back_fields,
            prepared=True,
            beside=APPROVE,
        ),
        Act(
            name=CORRECT,
            title=Text("请申请人补正", "Ask for a correction"),
            row=Action.ASK_CORRECTION,
            at=SUBMITTED_ONLY,
            run=_ask_correction,
            done=Text(
                "已通知申请人，等候期间不计时。",
                "The person has been asked. The clock stops until they answer.",
            ),
            fields=correction_fields,
            lead=Text(
                "勾选有误的项目，并写明哪里有误。申请人会在对应的项目旁看到您写的话；"
                "正确的项目保持不变。",
                "Tick each wrong answer and say what is wrong with it. The person sees your words "
                "at the very question; what is right stays untouched.",
            ),
            hint=Text("等候期间不计时。", "The clock stops until the person answers."),
            key="c",
        ),
    )
)
BESIDE = named((*acts_after_death.ACTS, *acts_beside.ACTS))
APPLICATIONS = Acts(subject=application_of, by_name={**ACTS, **BESIDE})


def add(*acts: Act) -> None:
    """Make acts of a room known, while the portal starts; `when` says which services know them."""
    for each in acts:
        ACTS.setdefault(each.name, each)
        APPLICATIONS.by_name.setdefault(each.name, each)


def register(*acts: Act) -> None:
    """Make known what the staff can do with cases of one room alone; while the portal starts."""
    for act in acts:
        if APPLICATIONS.by_name.setdefault(act.name, act) is not act:
            raise ValueError(f"{act.name}: two acts have this name")
        ACTS[act.name] = act


def is_possible(act: Act, application: Application, who: Actor) -> bool:
    """Whether table, procedure and what waits for a second person let this actor do this now."""
    case = application.case
    if not may_now(act, case, who):
        return False
    if not act.when(application):
        return False
    if act.prepared is None:
        return True
    waiting = preparing.waiting_in(case, application.agency)
    if act.prepared is False:
        return waiting is None
    is_own = waiting is not None and preparing.is_preparer(waiting, who)
    return waiting is not None and not (act.issuer and is_own)


def possible(application: Application, who: Actor) -> list[Act]:
    """Return what this actor can do now, the most usual first."""
    return [act for act in ACTS.values() if is_possible(act, application, who)]
