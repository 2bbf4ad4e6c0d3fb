"""What the forms of the desk share: the state their clerk has looked at, and a note."""

from datetime import date
from typing import Any

from django import forms

from accounts.words import Words
from applications.desk.forms import typed_again
from transfers.models import Transfer

LONGEST_NOTE = 1000


def note_field(label: Any, *, required: bool = True, hint: Any = "", error: Any = "") -> Any:
    """Return a text of a few lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": error} if error else {},
    )


class DeskForm(forms.Form):
    """A form that knows which state of the case its clerk has looked at."""

    words: Words | None = None

    def __init__(self, *args: Any, transfer: Transfer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.transfer = transfer
        self.today = today

    def add_refusal(self, errors: dict[str, Any]) -> None:
        """Show what an action found wrong at the field it names."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told."""
        return self.cleaned_data

    @property
    def again(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again after the preview."""
        return typed_again(self)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """What its page draws, in this order."""
        return [{"whole": True}]
