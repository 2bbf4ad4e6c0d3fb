"""The channel of the tax authority (社会保险法 art. 59): documented, and closed until configured.

No public text describes its messages. An installation that has been given them writes the calls
here; until then the channel refuses in words, and nobody is led to a page that does not exist.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from law.wording import Text
from payments.providers import Answer, Event, ProviderRefuses, ProviderSilent
from payments.rules.reconciling import Line
from payments.rules.signing import SignatureWrong

NOT_CONNECTED = Text(
    "税务缴费渠道尚未接入。请使用当地税务部门公布的缴费方式，或拨打12366。",
    "The channel of the tax authority is not connected. Pay by the ways that the tax office of "
    "your place has published, or call 12366.",
)


class TaxChannel:
    """Refuses everything in words, until its messages are written."""

    name = "tax-channel"
    title = Text("税务缴费渠道", "Tax authority's channel")

    def check_ready(self) -> None:
        """Refuse in words: there is no connection yet, whatever is configured."""
        raise ProviderRefuses(NOT_CONNECTED)

    def open(self, order_no: str, amount_fen: int, *, now: datetime) -> str:
        """Refuse."""
        raise ProviderRefuses(NOT_CONNECTED)

    def ask(self, order_no: str, *, now: datetime) -> Answer:
        """Know nothing."""
        raise ProviderSilent(self.name)

    def close(self, order_no: str, *, now: datetime) -> None:
        """Know nothing."""
        raise ProviderSilent(self.name)

    def refund(self, provider_no: str, refund_no: str, amount_fen: int, *, now: datetime) -> bool:
        """Know nothing."""
        raise ProviderSilent(self.name)

    def statement(self, day: date) -> Iterator[Line]:
        """Know nothing."""
        raise ProviderSilent(self.name)

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> Event:
        """Refuse whatever comes: there is no key yet by which it could be known."""
        raise SignatureWrong("the channel is not connected")
