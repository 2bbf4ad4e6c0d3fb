"""One's cards, a report without a page, and one without a sign-in."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules.levels import Level
from agencies.levels import check_level
from applications.registry import service_of
from casework.api.views import PortalView, PublicView
from kit.api.reading import StrictChoice, StrictSerializer, StrictText
from kit.callers import neighbour_of
from kit.errors import NotPermitted, NotValid
from law.identity_number import normalise_typed
from services.cards.actions import emergency, filing
from services.cards.models import Card
from services.cards.rules.banks import BANKS
from services.cards.rules.states import Wish
from services.cards.shown import REPORTS
from services.cards.standing import Standing, of_card, of_person
from services.cards.telling import send_code

NEEDS_A_PAGE = _(
    "This asks for a sign-in of the last ten minutes, which a program has not. Use the page “My "
    "cards”; for the time being the card can be stopped by program."
)


class CardOut(serializers.Serializer):
    """A card: its last characters, how it stands, and what can be done with it now."""

    id = serializers.CharField()
    number = serializers.CharField(help_text="Masked: the last four characters.")
    bank = serializers.CharField()
    bank_phone = serializers.CharField()
    state = serializers.CharField()
    lost_at = serializers.DateTimeField(allow_null=True)
    lapses_at = serializers.DateTimeField(allow_null=True)
    valid_to = serializers.DateField()
    may = serializers.ListField(child=serializers.CharField())


def shown(standing: Standing) -> dict[str, Any]:
    """Return a card as programs read it."""
    card = standing.card
    return {
        "id": card.key,
        "number": card.masked,
        "bank": card.bank,
        "bank_phone": BANKS[card.bank].phone,
        "state": standing.state.value,
        "lost_at": card.lost_at,
        "lapses_at": card.lapses_at,
        "valid_to": card.valid_to,
        "may": [wish.value for wish in (*REPORTS, Wish.SHOW) if standing.may(wish).may_file],
    }


class MyCards(PortalView):
    """The caller's cards, the one in use first."""

    tag = "cards"
    summary = _("Your cards")
    answer = CardOut(many=True)

    def get(self, request: Request) -> Response:
        """List them."""
        check_level(self.who, Level.NUMBER)
        person = self.who.person
        found = of_person(person, self.today) if person else []
        return Response(CardOut([shown(each) for each in found], many=True).data)


class LossBody(StrictSerializer):
    """Which loss: for the time being, or until the card is found or replaced."""

    kind = StrictChoice(
        choices=[(Wish.LOSE_FOR_NOW.value, "temporary"), (Wish.LOSE.value, "formal")]
    )


class ReportOut(CardOut):
    """The card as it stands now, and the case whose letter certifies the report."""

    case = serializers.CharField(allow_null=True)


class Report(PortalView):
    """The furniture of a report: one's own card, filed in one go; again it is the same report."""

    tag = "cards"
    answer = ReportOut

    def report(self, key: str, wish: Wish) -> Response:
        """File it, and answer with the card."""
        card = get_object_or_404(Card.objects.visible_to(self.who), key=key)
        case = filing.file(service_of(REPORTS[wish]), wish, card, by=self.who, now=self.now)
        card.refresh_from_db()
        row = shown(of_card(card, self.today)) | {"case": case.number if case else None}
        return Response(ReportOut(row).data)


class ReportLoss(Report):
    """Report a card lost; it is refused everywhere from that moment on."""

    summary = _("Report a card lost")
    body = LossBody

    def post(self, request: Request, card: str) -> Response:
        """Stop the card."""
        check_level(self.who, Level.NUMBER)
        wish = Wish(self.read(LossBody)["kind"])
        if wish is Wish.LOSE:
            raise NotPermitted(NEEDS_A_PAGE)
        return self.report(card, wish)


class ReportFound(Report):
    """Have a card again; only a fresh sign-in does, which no program has."""

    summary = _("Have a card again")
    body = StrictSerializer

    def post(self, request: Request, card: str) -> Response:
        """Say where it is done; whose card it is is nobody else's to learn."""
        check_level(self.who, Level.NUMBER)
        self.read(StrictSerializer)
        if not Card.objects.visible_to(self.who).filter(key=card).exists():
            raise Http404
        raise NotPermitted(NEEDS_A_PAGE)


class EmergencyLossBody(StrictSerializer):
    """First the number of the document with the name or phone on record; then handle and code."""

    number = StrictText(max_length=40, required=False)
    named = StrictText(max_length=100, required=False)
    handle = StrictText(max_length=400, required=False)
    code = StrictText(max_length=12, required=False)


class StoppedOut(serializers.Serializer):
    """One card that no longer works."""

    number = serializers.CharField()
    bank = serializers.CharField()
    bank_phone = serializers.CharField()
    lost_at = serializers.DateTimeField(allow_null=True)
    lapses_at = serializers.DateTimeField(allow_null=True)


class EmergencyLossOut(serializers.Serializer):
    """The handle of a code that may be on its way, or the cards that were stopped."""

    handle = serializers.CharField(allow_null=True)
    stopped = StoppedOut(many=True)


class EmergencyLoss(PublicView):
    """Stop a lost card without a sign-in: a code goes to the phone on record, three times a day.

    The answer is the same whether anybody is on record or not; the report is for the time being.
    """

    tag = "cards"
    summary = _("Report a card lost without a sign-in")
    body = EmergencyLossBody
    answer = EmergencyLossOut

    def post(self, request: Request) -> Response:
        """Send a code, or stop the cards with it."""
        said = self.read(EmergencyLossBody)
        if "handle" in said:
            return self._finish(said)
        wanted = {name: _("This is needed.") for name in ("number", "named") if not said.get(name)}
        if wanted:
            raise NotValid(wanted)
        begun = emergency.begin(
            normalise_typed(said["number"]),
            said["named"],
            address=neighbour_of(self.request),
            now=self.now,
        )
        send_code(self.request._request, begun)
        return Response(EmergencyLossOut({"handle": begun.handle, "stopped": []}).data)

    def _finish(self, said: dict[str, Any]) -> Response:
        cards = emergency.finish(
            said["handle"],
            said.get("code", ""),
            address=neighbour_of(self.request),
            now=self.now,
        )
        rows = [
            {
                "number": card.masked,
                "bank": card.bank,
                "bank_phone": BANKS[card.bank].phone,
                "lost_at": card.lost_at,
                "lapses_at": card.lapses_at,
            }
            for card in cards
            if card.lost_at
        ]
        return Response(EmergencyLossOut({"handle": None, "stopped": rows}).data)
