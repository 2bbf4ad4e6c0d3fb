"""Asking: the person for a correction, the new agency for a clarification."""

from django.utils.translation import gettext_lazy

from applications.act import Act
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from transfers.actions import returning, reviewing
from transfers.desk_forms import correspondence, judging
from transfers.serializers import bodies

ASK_CORRECTION = Act(
    name="ask-correction",
    title=gettext_lazy("Ask for a correction"),
    about="Ask the person to put named answers right; the clock stops meanwhile.",
    row=Action.ASK_CORRECTION,
    at=(Status.SUBMITTED, Status.LETTER_RETURNED),
    run=reviewing.ask_for_correction,
    done=gettext_lazy("The person has been asked. The clock stops until they answer."),
    form=judging.CorrectionForm,
    body=bodies.CorrectionBody,
    key="c",
    hint=gettext_lazy("The clock stops until the person answers."),
    lead=gettext_lazy(
        "Write beside each wrong answer what is wrong with it; leave right answers empty. The "
        "person sees your words at the very field."
    ),
)
ASK_CLARIFICATION = Act(
    name="ask-clarification",
    title=gettext_lazy("Ask the new agency"),
    about="Ask the new agency something; the clock stops until it answers.",
    row=Action.RETURN_LETTER,
    at=(Status.LETTER_ISSUED,),
    run=returning.ask_for_clarification,
    done=gettext_lazy("Your question has been sent. Your clock stops until it is answered."),
    form=correspondence.QuestionForm,
    body=bodies.QuestionBody,
    key="c",
    hint=gettext_lazy("Your clock stops until they answer."),
)
CLARIFY = Act(
    name="clarify",
    title=gettext_lazy("Answer the question"),
    about="Answer the original agency's question; its clock goes on.",
    row=Action.ACCEPT,
    at=(Status.CLARIFICATION_ASKED,),
    run=reviewing.clarify,
    done=gettext_lazy("Your answer has been sent. The original agency's clock goes on."),
    form=correspondence.AnswerForm,
    body=bodies.ReplyBody,
    kind="primary",
    key="a",
)
