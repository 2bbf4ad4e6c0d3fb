"""Where a webhook may lead: to a public address, by https, and nowhere inside."""

from collections.abc import Iterable
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

LONGEST = 500
PORTS = (443, 8443)
# IPv4 within IPv6: what they stand for is judged, not the wrapping.
TRANSLATED = IPv6Network("64:ff9b::/96")


class BadAddress(ValueError):
    """An address that is not called; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_url(url: str, *, inside: bool = False) -> SplitResult:
    """Return the parts of an address; `inside` allows what a demonstration needs."""
    if not url.isascii() or len(url) > LONGEST or any(sign.isspace() for sign in url):
        raise BadAddress("form")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadAddress("form") from error
    if not parts.hostname or parts.username is not None or parts.fragment:
        raise BadAddress("form")
    if inside and parts.scheme == "http":
        return parts
    if parts.scheme != "https":
        raise BadAddress("scheme")
    if not inside and port not in (None, *PORTS):
        raise BadAddress("port")
    return parts


def check_outside(addresses: Iterable[str]) -> None:
    """Raise `BadAddress` if any of the addresses that a name stands for is not public."""
    for each in addresses:
        if not is_outside(each):
            raise BadAddress("private")


def is_outside(address: str) -> bool:
    """Whether an address is reached by everybody: no private, local or reserved one."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        within = parsed.ipv4_mapped or parsed.sixtofour
        if within is None and parsed in TRANSLATED:
            within = ip_address(int(parsed) & 0xFFFFFFFF)  # type: ignore[assignment]
        if parsed.teredo is not None:
            return False
        if within is not None:
            return within.is_global and not within.is_multicast
    return parsed.is_global and not parsed.is_multicast
