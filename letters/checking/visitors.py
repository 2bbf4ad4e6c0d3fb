"""What little is known of somebody who checks a letter, and how little of it is kept."""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from kit.crypto import blind_index
from letters.models import Letter

ORIGIN = "casework.LetterCheck.origin"
# How many leading bits of an address are one neighbour, and how many are one network.
NEIGHBOUR_BITS = {4: 32, 6: 64}
NETWORK_BITS = {4: 24, 6: 48}
MARK = 4  # hexadecimal digits: 16.7 million networks of IPv4 share 65,536 marks


@dataclass(frozen=True)
class Visitor:
    """Where somebody asks from, and whether a program does; gone when they are answered."""

    address: str
    is_program: bool = False

    @property
    def neighbour(self) -> str:
        """The smallest part of the net that is counted as one caller."""
        return _leading(self.address, NEIGHBOUR_BITS)

    def origin(self, letter: Letter) -> str:
        """Return the mark of the visitor's network for this letter, and for no other."""
        network = _leading(self.address, NETWORK_BITS)
        return blind_index(f"{letter.pk}|{network}", context=ORIGIN)[:MARK]


def visitor_of(request: HttpRequest, *, is_program: bool = False) -> Visitor:
    """Return who asks, as many proxies away as the installation trusts."""
    try:
        return Visitor(get_adapter().get_client_ip(request), is_program)
    except PermissionDenied:  # no address could be told: all of them count as one
        return Visitor("", is_program)


def _leading(address: str, bits: dict[int, int]) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return "nowhere"
    return str(ip_network((parsed, bits[parsed.version]), strict=False))
