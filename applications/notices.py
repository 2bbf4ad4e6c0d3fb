"""What the notices of an application say; they name no person and no amount."""

from collections.abc import Callable

from django.utils.translation import gettext_noop

TITLES = {
    "application-done": gettext_noop("What you asked for is done"),
    "application-refused": gettext_noop(
        "Your application was not granted: the reasons and your way forward"
    ),
}
DETAILS: dict[str, Callable[[dict], str]] = {}
