"""For agencies' systems: whether the code of a card is valid, and how far a new card is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.scopes import CARDS
from casework.api.views import PortalView
from casework.policies import may_generally
from casework.rules.authorisation import Action
from kit.api.reading import StrictChoice, StrictSerializer, StrictText
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from services.cards.actions import ordering, showing
from services.cards.models import CardOrder
from services.cards.rules.codes import ANSWERS, Answer
from services.cards.rules.orders import OF_MAKER


class CardCodeBody(StrictSerializer):
    """The code as the scanner has read it."""

    code = StrictText(max_length=showing.LONGEST)


class CodeOut(serializers.Serializer):
    """Whether the code counts; of a good one the masked name and the last characters."""

    is_valid = serializers.BooleanField()
    answer = serializers.ChoiceField(choices=[each.value for each in Answer])
    sentence = serializers.CharField()
    name = serializers.CharField()
    card = serializers.CharField()


class CheckCode(PortalView):
    """Check the code of an electronic card; it is used up by it, and valid for sixty seconds.

    For systems that were let in for it (`cards.check`): a hospital's or a pharmacy's counter.
    """

    tag = "cards"
    summary = _("Check the code of an electronic card")
    scope = CARDS
    body = CardCodeBody
    answer = CodeOut

    def post(self, request: Request) -> Response:
        """Say whether it counts."""
        if not may_generally(self.who, Action.CARD_SYSTEMS):
            raise NotPermitted
        found = showing.check(self.read(CardCodeBody)["code"], by=self.who, now=self.now)
        row = {
            "is_valid": found.answer is Answer.VALID,
            "answer": found.answer.value,
            "sentence": wording(ANSWERS[found.answer]),
            "name": found.name,
            "card": found.card,
        }
        return Response(CodeOut(row).data)


class StateBody(StrictSerializer):
    """How far the card is: the state, since when, and the number of the card once it is made."""

    state = StrictChoice(choices=[(each.value, each.value) for each in OF_MAKER])
    moment = StrictText(max_length=40)
    number = StrictText(max_length=30, required=False, default="")

    def validate_moment(self, written: str) -> datetime:
        """Read a moment that names its time zone."""
        try:
            at = datetime.fromisoformat(written)
        except ValueError as error:
            raise serializers.ValidationError(_("Write 2026-11-28T10:15:00+08:00.")) from error
        if at.tzinfo is None:
            raise serializers.ValidationError(_("Name the time zone: 2026-11-28T10:15:00+08:00."))
        return at

    def validate_number(self, written: str) -> str:
        """Take letters and digits alone."""
        if written and not (written.isascii() and written.isalnum()):
            raise serializers.ValidationError(_("Letters and digits alone."))
        return written


class CardOrderOut(serializers.Serializer):
    """An order of a card: its case, how far it is, and whether this report moved it on."""

    order = serializers.CharField()
    state = serializers.CharField()
    has_moved = serializers.BooleanField()
    due_on = serializers.DateField(allow_null=True)


class OrderState(PortalView):
    """Report how far a new card is; states go forwards, and what is said twice changes nothing."""

    tag = "cards"
    summary = _("Report how far a new card is")
    body = StateBody
    answer = CardOrderOut

    def post(self, request: Request, order: str) -> Response:
        """Take the report."""
        if not may_generally(self.who, Action.CARD_SYSTEMS):
            raise NotPermitted
        said = self.read(StateBody)
        return Response(CardOrderOut(self._moved(order, said)).data)

    @transaction.atomic
    def _moved(self, number: str, said: dict[str, Any]) -> dict[str, Any]:
        visible = CardOrder.objects.visible_to(self.who).select_for_update(of=("self",))
        order = get_object_or_404(visible.select_related("case__person"), case__number=number)
        card = said["number"]
        if order.new_card is None and not card:
            raise NotValid({"number": _("A card that is made has a number.")})
        if order.new_card and card and str(order.new_card.number) != card:
            raise NotValid({"number": _("The card has another number than before.")})
        moved = ordering.move(order, said["state"], card=card, at=said["moment"], now=self.now)
        return {
            "order": number,
            "state": order.state,
            "has_moved": moved,
            "due_on": order.due_on,
        }
