"""What little is known of somebody who checks a letter, and how little of it is kept."""

from dataclasses import dataclass

from django.http import HttpRequest

from kit.callers import NEIGHBOUR_BITS, address_of, leading
from kit.crypto import blind_index
from letters.models import Letter

ORIGIN = "casework.LetterCheck.origin"
# How many leading bits of an address are one network.
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
        return leading(self.address, NEIGHBOUR_BITS)

    def origin(self, letter: Letter) -> str:
        """Return the mark of the visitor's network for this letter, and for no other."""
        network = leading(self.address, NETWORK_BITS)
        return blind_index(f"{letter.pk}|{network}", context=ORIGIN)[:MARK]


def visitor_of(request: HttpRequest, *, is_program: bool = False) -> Visitor:
    """Return who asks, as many proxies away as the installation trusts."""
    return Visitor(address_of(request), is_program)
