"""Devices as people call them: what a browser says of itself, in two words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SYSTEMS = (
    ("HarmonyOS", gettext_noop("Huawei phone or tablet")),
    ("Android", gettext_noop("Android phone or tablet")),
    ("iPhone", gettext_noop("iPhone")),
    ("iPad", gettext_noop("iPad")),
    ("Windows", gettext_noop("Windows computer")),
    ("Mac OS", gettext_noop("Mac computer")),
    ("Linux", gettext_noop("Linux computer")),
)
BROWSERS = (
    ("MicroMessenger", gettext_noop("WeChat")),
    ("Edg", "Edge"),
    ("HuaweiBrowser", gettext_noop("Huawei Browser")),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_of(agent: str) -> str:
    """Return the kind of device, as its owner would call it; nothing where it says none."""
    return _first_in(agent, SYSTEMS)


def device_name(agent: str) -> str:
    """Return the kind of device and the browser."""
    parts = [device_of(agent), _first_in(agent, BROWSERS)]
    return " · ".join(filter(None, parts)) or _("Unknown device")


def _first_in(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((_(name) for mark, name in names if mark in agent), "")
