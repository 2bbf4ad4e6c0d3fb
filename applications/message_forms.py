"""What is written in the thread of a case, by its person and at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.messaging import LONGEST_MESSAGE, LONGEST_SENTENCE, LONGEST_TITLE
from kit.form_fields.dates import CalendarDateField
from kit.form_fields.texts import PlainTextField, check_no_identity_number


class MessageForm(forms.Form):
    """A message to the agency."""

    text = PlainTextField(
        label=_("Your message"),
        help_text=_("At most 2000 characters, without identity numbers."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 5}),
        validators=[check_no_identity_number],
        error_messages={"required": _("Write your message.")},
    )


class DeskMessageForm(MessageForm):
    """A message to the person, or a note that only agencies read."""

    is_internal = forms.BooleanField(
        label=_("A note for agencies only: the person never sees it"), required=False
    )
    answer_due_on = CalendarDateField(label=_("We wait for an answer until"), required=False)


class SentenceForm(forms.Form):
    """A sentence to keep."""

    title = PlainTextField(label=_("Title"), max_length=LONGEST_TITLE)
    text = PlainTextField(
        label=_("Sentence"), max_length=LONGEST_SENTENCE, widget=forms.Textarea({"rows": 3})
    )
