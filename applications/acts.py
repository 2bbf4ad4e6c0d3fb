"""What the staff of an agency can do with a case: one object for each act, and one path to it.

Desk, API and held decisions do an act through `do`, by its one name, with one body: what was said
are the keywords of its function. An act names its questions as a declaration does, so the form at
the desk and the body of a program are drawn from them and cannot differ; a room whose questions
depend on more hands in a form and a body of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.actors import Actor
from applications import acts_after_death, acts_of_papers
from applications.act import Act
from applications.actions import deciding, reviewing
from applications.actions.applying import application_of
from applications.declaring import Field, Kind, Outcome, Service, never
from applications.models import Application
from casework.actions import holding, preparing
from casework.errors import somebody_was_faster
from casework.models import Case, HeldAct, PreparedAct
from casework.policies import is_party, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from law.wording import Text

PREPARE, APPROVE, SEND_BACK, CORRECT = (
    "prepare-decision",
    "approve-decision",
    "send-back-decision",
    "ask-correction",
)
SUBMITTED_ONLY = (Status.SUBMITTED,)


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The acts of some services by their names, and how what they are done to is fetched."""

    subject: Callable[[Case], Any]
    by_name: Mapping[str, Act]


_OF_SERVICE: dict[str, Acts] = {}


def register(acts: Acts, *services: str) -> None:
    """Say what can be done with the cases of services that are no applications."""
    _OF_SERVICE.update(dict.fromkeys(services, acts))


def acts_of(service: str) -> Acts:
    """Return what can be done with the cases of a service."""
    return _OF_SERVICE.get(service, APPLICATIONS)


def named(acts: Iterable[Act]) -> dict[str, Act]:
    """Return acts by their names; no name stands for two."""
    found: dict[str, Act] = {}
    for act in acts:
        if found.setdefault(act.name, act) is not act:
            raise ValueError(f"{act.name}: two acts have this name")
    return found


def may_now(act: Act, case: Case, who: Actor) -> bool:
    """Whether the table of authorisation and the procedure let this actor do this now."""
    if act.only_for and case.service != act.only_for:
        return False
    if case.state in act.aside:
        return may(who, act.row, case)
    turn = case.whose_turn
    is_turn = case.state in act.at and turn is not None and is_party(who, turn, case)
    return is_turn and may(who, act.row, case)


def _decision_fields(service: Service) -> tuple[Field, ...]:
    reasons = tuple((code, reason.sentence) for code, reason in service.grounds_of_refusal.items())
    outcomes = (
        (Outcome.GRANTED.value, Text("准予办理", "Grant")),
        *(((Outcome.REFUSED.value, Text("不予办理", "Do not grant")),) if reasons else ()),
    )
    why = Text("两人核准后写入决定书。", "It goes into the letter once a second person approves.")
    chosen = (
        Field(
            name="reasons",
            kind=Kind.CHOICES,
            label=Text("理由", "Reasons"),
            why=why,
            choices=reasons,
            required=lambda said: said.get("outcome") == Outcome.REFUSED,
        ),
    )
    return (
        Field(
            name="outcome",
            kind=Kind.CHOICE,
            label=Text("决定", "Decision"),
            why=why,
            choices=outcomes,
        ),
        *(chosen if reasons else ()),
        _note(Text("说明（写入决定书）", "Explanation, printed in the letter"), why),
    )


def _note(label: Text, why: Text) -> Field:
    return Field(
        name="note",
        kind=Kind.NOTE,
        label=label,
        why=why,
        longest=1000,
        required=never,
    )


SAY_WRONG = "wrong_"


def _correction_fields(service: Service) -> tuple[Field, ...]:
    """Return a tick for each answer, a sentence of its own beside it, and what is read first."""
    why = Text("申请人会看到这些内容。", "The applicant reads this.")
    asked = [each for each in service.fields if each.kind is not Kind.CODE]
    sentences = (
        Field(
            name=f"{SAY_WRONG}{each.name}",
            kind=Kind.TEXT,
            label=each.label,
            why=why,
            required=never,
        )
        for each in asked
    )
    return (
        Field(
            name="wrong",
            kind=Kind.CHOICES,
            label=Text("需要补正的项目", "What has to be corrected"),
            why=why,
            choices=tuple((each.name, each.label) for each in asked),
            required=never,
        ),
        *sentences,
        _note(Text("申请人首先看到的话", "What the person reads first"), why),
    )


def _send_back_fields(_service: Service) -> tuple[Field, ...]:
    why = Text("拟办人会看到。", "Whoever prepared it reads this.")
    return (_note(Text("哪里需要改", "What has to be put right"), why),)


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
        Act(
            name=PREPARE,
            title=Text("拟办决定", "Prepare the decision"),
            row=Action.PREPARE_DECISION,
            at=SUBMITTED_ONLY,
            run=deciding.prepare,
            done=PREPARED_TEXT,
            fields=_decision_fields,
            is_previewed=True,
            kind="primary",
            key="a",
        ),
        Act(
            name=APPROVE,
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
            fields=_send_back_fields,
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
            fields=_correction_fields,
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
APPLICATIONS = Acts(subject=application_of, by_name=ACTS | named(acts_after_death.ACTS))


def is_possible(act: Act, application: Application, who: Actor) -> bool:
    """Whether table, procedure and what waits for a second person let this actor do this now."""
    case = application.case
    if not may_now(act, case, who):
        return False
    if not act.when(application):
        return False
    waiting = preparing.waiting_in(case, application.agency)
    if act.prepared is True:
        is_own = waiting is not None and preparing.is_preparer(waiting, who)
        return waiting is not None and not (act.issuer and is_own)
    return True


def possible(application: Application, who: Actor) -> list[Act]:
    """Return what this actor can do now, the most usual first."""
    return [act for act in ACTS.values() if is_possible(act, application, who)]


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
