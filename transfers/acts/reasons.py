"""The form in which a clerk chooses reasons; which ones, each act says by its use."""

from transfers.desk_forms.judging import ReasonsForm
from transfers.rules.reasons import Use


def reasons_form(use: Use) -> type[ReasonsForm]:
    """Return the form that offers the reasons of this use, and no others."""
    return type("ReasonsForm", (ReasonsForm,), {"use": use, "__doc__": ReasonsForm.__doc__})
