"""Refusals: raised, never returned, with a reason fit for the reader."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something cannot be done; `reason` says why in the reader's language."""

    status = 409
    code = "refused"

    def __init__(self, reason: object) -> None:
        super().__init__(reason)
        self.reason = reason


class NotPermitted(Refusal):
    """The actor may see the thing but not do this to it."""

    status = 403
    code = "not_permitted"

    def __init__(self, reason: object = _("You may not do this.")) -> None:
        super().__init__(reason)


class NotValid(Refusal):
    """What was given is wrong; `errors` names each field and what to do about it."""

    status = 422
    code = "not_valid"

    def __init__(self, errors: Mapping[str, object]) -> None:
        super().__init__(_("Please check what you have entered."))
        self.errors = dict(errors)


class TooOften(Refusal):
    """Something was tried too often; the reason says when or where it goes on."""

    status = 429
    code = "too_often"
