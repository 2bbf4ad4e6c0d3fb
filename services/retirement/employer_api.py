"""Agreements on retiring later, for the programs of employers."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from applications.api.employers import OfEmployer
from casework.api.once import once
from kit.api.reading import StrictBoolean, StrictSerializer
from services.retirement.actions import agreeing


class AgreementOut(serializers.Serializer):
    """Who says that they have agreed with the employer to retire later, and until when."""

    key = serializers.IntegerField()
    name = serializers.CharField()
    number = serializers.CharField()
    agreed_on = serializers.DateField()
    until = serializers.DateField()


class AgreementBody(StrictSerializer):
    """Whether it was agreed."""

    agrees = StrictBoolean()


class Agreements(OfEmployer):
    """What an employer has still to sign, the nearest date first."""

    summary = _("List agreements on retiring later")
    answer = AgreementOut(many=True)

    def get(self, request: Request) -> Response:
        """List them."""
        rows = agreeing.agreements_for(self.employer())
        return Response(AgreementOut(rows, many=True).data)


class Agreement(OfEmployer):
    """Sign an agreement, or say that there is none; it is said once."""

    summary = _("Sign an agreement on retiring later")
    body = AgreementBody
    answer = AgreementBody
    is_once = True

    def post(self, request: Request, key: int) -> Response:
        """Keep the word of the employer."""
        return once(self, lambda: self._say(key))

    def _say(self, key: int) -> Response:
        own, agrees = self.employer(), self.read(AgreementBody)["agrees"]
        choice = agreeing.say(own, key, agrees=agrees, by=own.user, now=self.now)
        return Response(AgreementBody({"agrees": choice.employer_agrees}).data)
