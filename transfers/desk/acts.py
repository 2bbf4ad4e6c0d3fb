"""What a clerk can do with a transfer: both tables, of moves and of authorisation, decide."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from casework.models import Case
from casework.policies import is_party, may
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from transfers import desk_forms
from transfers.actions import deciding, handing_over, reviewing, settling, telling_parts
from transfers.models import Transfer
from transfers.rules.procedures import PENSION

Move = tuple[Status, Status]


@dataclass(frozen=True)
class Given:
    """What an act is done with: the form's answers, and who, when and which version was seen."""

    form: Any
    who: dict[str, Any]

    def text(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.form.cleaned_data.get(name, ""))

    @property
    def reasons(self) -> list[str]:
        """The codes that were chosen."""
        return list(self.form.cleaned_data["reasons"])


@dataclass(frozen=True)
class Act:
    """One thing a clerk can do: its moves, its row of the table, its form and its action."""

    name: str
    text: Any
    moves: tuple[Move, ...]
    row: Action
    key: str
    run: Callable[[Transfer, Given], Any] | None = None
    said: Callable[[Any], str] = lambda _result: ""
    form: type[desk_forms.DeskForm] | None = None
    kind: str = "secondary"
    hint: Any = ""
    confirm: Any = ""
    is_previewed: bool = False
    # Where its page is open too although it moves nothing there.
    open_at: tuple[Status, ...] = ()
    # The one service that knows this act; empty where all do.
    service: str = ""
    # The decision that a second person issues; empty where one person decides.
    prepares: str = ""

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return f"desk_{self.name}"


def is_possible(act: Act, case: Case, who: Actor) -> bool:
    """Whether both tables let this actor do this now."""
    if act.service and case.service != act.service:
        return False
    if case.state in act.open_at:
        return may(who, act.row, case)
    from_here = [move for move in act.moves if move[0] == case.state]
    lets = any(is_party(who, case.procedure.moves[move], case) for move in from_here)
    return lets and may(who, act.row, case)


def possible_acts(case: Case, who: Actor) -> list[Act]:
    """Return what this actor can do now, the most usual first."""
    return [act for act in ACTS.values() if is_possible(act, case, who)]


def _accept(transfer: Transfer, given: Given) -> Any:
    return deciding.decide("accept", transfer, given.form.said, **given.who)


def _correct(transfer: Transfer, given: Given) -> Any:
    return reviewing.ask_for_correction(
        transfer, given.form.wrong, note=given.text("note"), **given.who
    )


def _refuse(transfer: Transfer, given: Given) -> Any:
    note = given.text("note")
    return reviewing.prepare_refusal(transfer, given.reasons, note=note, **given.who)


def _clarify(transfer: Transfer, given: Given) -> Any:
    return reviewing.clarify(transfer, given.text("note"), **given.who)


def _return(transfer: Transfer, given: Given) -> Any:
    said = {"reasons": given.reasons, "note": given.text("note")}
    return deciding.decide("return", transfer, said, **given.who)


def _partial(transfer: Transfer, given: Given) -> Any:
    months = {name: given.form.cleaned_data[name] for name in ("first_month", "last_month")}
    note = given.text("note")
    return telling_parts.prepare_notice(transfer, given.reasons, note=note, **months, **given.who)


def _ask(transfer: Transfer, given: Given) -> Any:
    return handing_over.ask_for_clarification(transfer, given.text("note"), **given.who)


def _dispute(transfer: Transfer, given: Given) -> Any:
    return settling.dispute(transfer, given.reasons, note=given.text("note"), **given.who)


def _prepared(_done: Any) -> str:
    return _("Prepared. A second person of your agency has to check and issue it.")


_LIST = [
    Act(
        "accept",
        gettext_lazy("Accept and issue the letter"),
        ((Status.SUBMITTED, Status.LETTER_ISSUED),),
        Action.ACCEPT,
        "a",
        run=_accept,
        said=lambda letter: (
            _("Accepted. Acceptance letter %(number)s is being delivered.")
            % {"number": letter.printed_number}
        ),
        form=desk_forms.DespiteForm,
        kind="primary",
        confirm=gettext_lazy(
            "The acceptance letter gets its number and is delivered to the original agency at once."
        ),
    ),
    Act(
        "reissue",
        gettext_lazy("Issue the returned letter anew"),
        ((Status.LETTER_RETURNED, Status.LETTER_ISSUED),),
        Action.ACCEPT,
        "a",
        kind="primary",
        hint=gettext_lazy("Corrected, or to the right agency; you see first what changes."),
    ),
    Act(
        "clarify",
        gettext_lazy("Answer the question"),
        ((Status.CLARIFICATION_ASKED, Status.LETTER_ISSUED),),
        Action.ACCEPT,
        "a",
        run=_clarify,
        said=lambda _done: _("Your answer has been sent. The original agency's clock goes on."),
        form=desk_forms.AnswerForm,
        kind="primary",
    ),
    Act(
        "form",
        gettext_lazy("Information form and remittance"),
        (
            (Status.LETTER_ISSUED, Status.HANDED_OVER),
            (Status.DISPUTED, Status.HANDED_OVER),
        ),
        Action.HAND_OVER,
        "f",
        kind="primary",
    ),
    Act(
        "settle",
        gettext_lazy("Match form and money"),
        ((Status.HANDED_OVER, Status.COMPLETED),),
        Action.SETTLE,
        "f",
        kind="primary",
        # Money arrives, and an arrival may turn out mistyped, while the difference is looked for.
        open_at=(Status.DISPUTED,),
    ),
    Act(
        "clear",
        gettext_lazy("Clear the double months"),
        ((Status.CLEARING, Status.COMPLETED),),
        Action.SETTLE,
        "f",
        kind="primary",
        service=PENSION.name,
    ),
    Act(
        "correction",
        gettext_lazy("Ask for a correction"),
        (
            (Status.SUBMITTED, Status.CORRECTION_ASKED),
            (Status.LETTER_RETURNED, Status.CORRECTION_ASKED),
        ),
        Action.ASK_CORRECTION,
        "c",
        run=_correct,
        said=lambda _done: _("The person has been asked. The clock stops until they answer."),
        form=desk_forms.CorrectionForm,
        hint=gettext_lazy("The clock stops until the person answers."),
    ),
    Act(
        "question",
        gettext_lazy("Ask the new agency"),
        ((Status.LETTER_ISSUED, Status.CLARIFICATION_ASKED),),
        Action.RETURN_LETTER,
        "c",
        run=_ask,
        said=lambda _done: _("Your question has been sent. Your clock stops until it is answered."),
        form=desk_forms.QuestionForm,
        hint=gettext_lazy("Your clock stops until they answer."),
    ),
    Act(
        "refuse",
        gettext_lazy("Refuse with reasons"),
        ((Status.SUBMITTED, Status.REFUSED), (Status.LETTER_RETURNED, Status.REFUSED)),
        Action.REFUSE,
        "r",
        run=_refuse,
        said=_prepared,
        prepares=reviewing.REFUSE,
        form=desk_forms.RefusalForm,
        kind="danger",
        is_previewed=True,
    ),
    Act(
        "partial",
        gettext_lazy("Tell what cannot be moved"),
        (),
        Action.RETURN_LETTER,
        "p",
        run=_partial,
        said=_prepared,
        prepares=telling_parts.TELL_PARTS,
        form=desk_forms.PartialForm,
        hint=gettext_lazy("In writing, within 10 working days of receiving the letter."),
        is_previewed=True,
        open_at=(Status.LETTER_ISSUED,),
        service=PENSION.name,
    ),
    Act(
        "return",
        gettext_lazy("Return the letter"),
        ((Status.LETTER_ISSUED, Status.LETTER_RETURNED),),
        Action.RETURN_LETTER,
        "r",
        run=_return,
        said=lambda letter: (
            _("Returned with note %(number)s. It is the new agency's turn.")
            % {"number": letter.printed_number}
        ),
        form=desk_forms.ReturnForm,
        kind="danger",
        is_previewed=True,
    ),
    Act(
        "dispute",
        gettext_lazy("Dispute form or money"),
        ((Status.HANDED_OVER, Status.DISPUTED),),
        Action.SETTLE,
        "r",
        run=_dispute,
        said=lambda _done: _("The original agency has been asked to check form and money."),
        form=desk_forms.DisputeForm,
        kind="danger",
        is_previewed=True,
    ),
]
ACTS = {act.name: act for act in _LIST}
