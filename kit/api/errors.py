"""Refusals that only a program meets: what it sent cannot be read, or is sent in the wrong way."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

LARGEST_BODY = 1_000_000  # bytes


class BadRequest(APIException):
    """A request that cannot be read as it stands."""

    status_code = 400
    default_code = "bad_request"
    default_detail = _("This request cannot be read.")


class BadParameter(BadRequest):
    """A query parameter that does not exist, stands twice or has a wrong value."""

    default_code = "bad_parameter"

    def __init__(self, name: str, detail: Any) -> None:
        super().__init__(detail)
        self.name = name


class PlaceUnknown(APIException):
    """A place in a feed that the feed does not have: it was restored, and is another one there."""

    status_code = 410
    default_code = "place_unknown"
    default_detail = _(
        "This place is not in the feed, or no longer: the portal may have been restored from a"
        " backup. Read on from an earlier place that you kept, or from 0."
    )


class TooLarge(APIException):
    """A body that nobody needs to send."""

    status_code = 413
    default_code = "too_large"

    def __init__(self, most: int = LARGEST_BODY) -> None:
        said = _("The request is too large: at most %(n)s MB.")
        super().__init__(said % {"n": most // 1_000_000})


class Compressed(APIException):
    """A body in an encoding that is not read."""

    status_code = 415
    default_code = "unsupported_encoding"
    default_detail = _("Send the request uncompressed.")


class VersionUnknown(APIException):
    """A decision on a case of which the caller does not say what they saw."""

    status_code = 428
    default_code = "version_required"
    default_detail = _("Say which version of the case you looked at: `version` or If-Match.")
