"""Reasons that somebody has chosen from the code list."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.rules.terms import Insurance
from kit.errors import NotValid
from transfers.models import Transfer
from transfers.rules.reasons import Use, choosable


def check_reasons(codes: Iterable[str], use: Use, transfer: Transfer) -> list[str]:
    """Return the chosen codes in the order of the list; none or a wrong one is `NotValid`."""
    known = [reason.code for reason in choosable(use, Insurance(transfer.insurance))]
    chosen = set(codes)
    if not chosen:
        raise NotValid({"reasons": _("Choose at least one reason.")})
    if not chosen <= set(known):
        raise NotValid({"reasons": _("This reason cannot be chosen here.")})
    return [code for code in known if code in chosen]
