"""Passwords that somebody would try here first, besides the twenty thousand that have leaked most.

NIST SP 800-63B, 3.1.1.2: compare with common, leaked and context-specific words.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = {
    *("shebao", "shehuibaoxian", "shebaoka", "yibao", "yanglao", "yanglaojin", "yanglaobaoxian"),
    *("gongjijin", "mima", "wodemima", "password", "passwort", "insurance", "socialinsurance"),
    *("pension", "portal", "xiaoming", "woaini", "woaizhongguo", "zhongguo", "admin", "welcome"),
}
EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
SHORTEST_NAME = 4


class NotOfThisPlaceValidator:
    """Refuses the portal's own words with digits around them, and the account's own contacts."""

    def validate(self, password: str, user: Any = None) -> None:
        """Say why it is refused."""
        plain = password.lower()
        if EDGES.sub("", plain) in WORDS or any(name in plain for name in _contacts_of(user)):
            raise ValidationError(
                _("This password is too easy to guess here. Choose other words."),
                code="password_of_this_place",
            )

    def get_help_text(self) -> str:
        """Say what is not taken."""
        return _("Neither a word of social insurance with digits, nor your own number or address.")


def _contacts_of(user: Any) -> list[str]:
    phone = str(getattr(user, "phone", "") or "").removeprefix("+86")
    name = str(getattr(user, "email", "") or "").partition("@")[0].lower()
    return [each for each in (phone, name) if len(each) >= SHORTEST_NAME]
