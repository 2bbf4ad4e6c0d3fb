"""The portal as a program has it: its operations, lists page by page, the feed of events."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from portal_client.models import HappenedOut
from portal_client.operations import Operations
from portal_client.transport import Caller, Send, Transport, send_by_net


class Portal(Operations):
    """A portal, called by one person or system."""

    def __init__(
        self, address: str, caller: Caller, *, language: str = "en", send: Send = send_by_net
    ) -> None:
        super().__init__(Transport(address.rstrip("/"), caller, language, send))

    def all_of(self, operation: Callable[..., Any], **query: Any) -> Iterator[Any]:
        """Yield each row of a list, page after page: `portal.all_of(portal.cases, open="true")`."""
        while True:
            page = operation(**query)
            yield from page["results"]
            if page["next"] is None:
                return
            query |= dict(parse_qsl(urlsplit(page["next"]).query))

    def happened(self, after: str) -> Iterator[HappenedOut]:
        """Yield what has happened since a place of the feed; keep the place of what you have done.

        Whoever was away for an hour, or has missed webhooks, misses nothing here.
        """
        while True:
            page = self.agency_events(after=after, page_size="100")
            yield from page["results"]
            after = page["last"]
            if page["next"] is None:
                return
