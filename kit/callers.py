"""From where somebody calls: the smallest part of the net that is counted as one caller."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# How many leading bits of an address are one neighbour: an Internet line has a whole /64 of IPv6.
NEIGHBOUR_BITS = {4: 32, 6: 64}
NOWHERE = "nowhere"


def address_of(request: HttpRequest) -> str:
    """Return the address of the caller, as many proxies away as the installation trusts.

    Empty when none can be told: all of those count as one.
    """
    try:
        return get_adapter().get_client_ip(getattr(request, "_request", request))
    except PermissionDenied:
        return ""


def neighbour_of(request: HttpRequest) -> str:
    """Return what calls from this address are counted under."""
    return leading(address_of(request), NEIGHBOUR_BITS)


def leading(address: str, bits: dict[int, int]) -> str:
    """Return the network that an address belongs to, as wide as so many leading bits."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return NOWHERE
    return str(ip_network((parsed, bits[parsed.version]), strict=False))
