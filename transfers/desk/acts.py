"""What a clerk can do with a transfer: both tables, of moves and of authorisation, decide."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actors import Actor
from applications.acts import Act, may_now
from casework.models import Case
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from transfers import desk_forms
from transfers.actions import deciding, handing_over, reviewing, settling, telling_parts
from transfers.models import Transfer
from transfers.rules.procedures import PENSION

Run = Callable[..., Any]


def possible_acts(case: Case, who: Actor) -> list[Act]:
    """Return what this actor can do now, the most usual first."""
    return [act for act in ACTS.values() if may_now(act, case, who)]


def _decided(name: str) -> Run:
    """Return the act that issues a letter: carried out, or kept while letters are stopped."""

    def run(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Any:
        return deciding.decide(name, transfer, said, **edge)

    return run


def _told(action: Run, what: str) -> Run:
    """Return an act whose action is told `what` was said first, and all else by its name."""

    def run(transfer: Transfer, said: dict[str, Any], **edge: Any) -> Any:
        others = {name: value for name, value in said.items() if name != what}
        return action(transfer, said[what], **others, **edge)

    return run


def _prepared(_done: Any) -> str:
    return _("Prepared. A second person of your agency has to check and issue it.")


_LIST = [
    Act(
        name="accept",
        title=gettext_lazy("Accept and issue the letter"),
        row=Action.ACCEPT,
        at=(Status.SUBMITTED,),
        key="a",
        run=_decided("accept"),
        done=lambda letter: (
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
        name="reissue",
        title=gettext_lazy("Issue the returned letter anew"),
        row=Action.ACCEPT,
        at=(Status.LETTER_RETURNED,),
        key="a",
        kind="primary",
        hint=gettext_lazy("Corrected, or to the right agency; you see first what changes."),
    ),
    Act(
        name="clarify",
        title=gettext_lazy("Answer the question"),
        row=Action.ACCEPT,
        at=(Status.CLARIFICATION_ASKED,),
        key="a",
        run=_told(reviewing.clarify, "note"),
        done=lambda _done: _("Your answer has been sent. The original agency's clock goes on."),
        form=desk_forms.AnswerForm,
        kind="primary",
    ),
    Act(
        name="form",
        title=gettext_lazy("Information form and remittance"),
        row=Action.HAND_OVER,
        at=(
            Status.LETTER_ISSUED,
            Status.DISPUTED,
        ),
        key="f",
        kind="primary",
    ),
    Act(
        name="settle",
        title=gettext_lazy("Match form and money"),
        row=Action.SETTLE,
        at=(Status.HANDED_OVER,),
        aside=(Status.DISPUTED,),
        key="f",
        kind="primary",
    ),
    Act(
        name="clear",
        title=gettext_lazy("Clear the double months"),
        row=Action.SETTLE,
        at=(Status.CLEARING,),
        key="f",
        kind="primary",
        only_for=PENSION.name,
    ),
    Act(
        name="correction",
        title=gettext_lazy("Ask for a correction"),
        row=Action.ASK_CORRECTION,
        at=(
            Status.SUBMITTED,
            Status.LETTER_RETURNED,
        ),
        key="c",
        run=_told(reviewing.ask_for_correction, "wrong"),
        done=lambda _done: _("The person has been asked. The clock stops until they answer."),
        form=desk_forms.CorrectionForm,
        hint=gettext_lazy("The clock stops until the person answers."),
        lead=gettext_lazy(
            "Write beside each wrong answer what is wrong with it; leave right answers empty. The "
            "person sees your words at the very field."
        ),
    ),
    Act(
        name="question",
        title=gettext_lazy("Ask the new agency"),
        row=Action.RETURN_LETTER,
        at=(Status.LETTER_ISSUED,),
        key="c",
        run=_told(handing_over.ask_for_clarification, "note"),
        done=lambda _done: _("Your question has been sent. Your clock stops until it is answered."),
        form=desk_forms.QuestionForm,
        hint=gettext_lazy("Your clock stops until they answer."),
    ),
    Act(
        name="refuse",
        title=gettext_lazy("Refuse with reasons"),
        row=Action.REFUSE,
        at=(
            Status.SUBMITTED,
            Status.LETTER_RETURNED,
        ),
        key="r",
        run=_told(reviewing.prepare_refusal, "reasons"),
        done=_prepared,
        form=desk_forms.RefusalForm,
        kind="danger",
        is_previewed=True,
        prepares=reviewing.REFUSE,
    ),
    Act(
        name="partial",
        title=gettext_lazy("Tell what cannot be moved"),
        row=Action.RETURN_LETTER,
        aside=(Status.LETTER_ISSUED,),
        key="p",
        run=_told(telling_parts.prepare_notice, "reasons"),
        done=_prepared,
        form=desk_forms.PartialForm,
        hint=gettext_lazy("In writing, within 10 working days of receiving the letter."),
        is_previewed=True,
        only_for=PENSION.name,
        prepares=telling_parts.TELL_PARTS,
    ),
    Act(
        name="return",
        title=gettext_lazy("Return the letter"),
        row=Action.RETURN_LETTER,
        at=(Status.LETTER_ISSUED,),
        key="r",
        run=_decided("return"),
        done=lambda letter: (
            _("Returned with note %(number)s. It is the new agency's turn.")
            % {"number": letter.printed_number}
        ),
        form=desk_forms.ReturnForm,
        kind="danger",
        is_previewed=True,
    ),
    Act(
        name="dispute",
        title=gettext_lazy("Dispute form or money"),
        row=Action.SETTLE,
        at=(Status.HANDED_OVER,),
        key="r",
        run=_told(settling.dispute, "reasons"),
        done=lambda _done: _("The original agency has been asked to check form and money."),
        form=desk_forms.DisputeForm,
        kind="danger",
        is_previewed=True,
    ),
]
ACTS = {act.name: act for act in _LIST}
