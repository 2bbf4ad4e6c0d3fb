"""What happens at the ways in, for those who watch: numbers of accounts, and nothing of a person.

An address shows as a mark by which lines can be told to belong together, and no more.
"""

import logging

from django.http import HttpRequest

from kit.callers import neighbour_of
from kit.crypto import blind_index

log = logging.getLogger("portal.security")

MARK = 8  # hexadecimal digits


def note(event: str, request: HttpRequest, *, account: object = None) -> None:
    """Write one line; `account` is the number of the account where one is known."""
    mark = blind_index(neighbour_of(request), context="security.log")[:MARK]
    log.info("%s account=%s from=%s", event, account or "-", mark)
