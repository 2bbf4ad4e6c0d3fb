"""Inheritances for programs of an heir: what they are asked to agree to, and their answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules.levels import Level
from agencies.levels import check_level
from kit.api.reading import StrictBoolean, StrictSerializer
from law.names import mask_name
from services.enrolments import heirs
from services.enrolments.actions import inheriting
from services.enrolments.api.accounts import AccountView
from services.enrolments.models import Heir
from services.enrolments.rules.inheriting import HEIRS


class ShareOut(serializers.Serializer):
    """One heir: so many of so many parts; the name is masked."""

    name = serializers.CharField()
    relation = serializers.ChoiceField(choices=list(HEIRS))
    parts = serializers.IntegerField()
    of_parts = serializers.IntegerField()
    is_own = serializers.BooleanField()


class InheritanceOut(serializers.Serializer):
    """An account in which the caller is an heir; what lies in it is not said."""

    id = serializers.IntegerField()
    deceased = serializers.CharField()
    insurance = serializers.CharField()
    agency = serializers.CharField()
    heirs = ShareOut(many=True)
    agreed_at = serializers.DateTimeField(allow_null=True)
    declined_at = serializers.DateTimeField(allow_null=True)
    is_open = serializers.BooleanField()


class HeirAnswerBody(StrictSerializer):
    """Whether the heir agrees."""

    agrees = StrictBoolean()


class HeirAnswerOut(serializers.Serializer):
    """What the heir has said."""

    id = serializers.IntegerField()
    agreed_at = serializers.DateTimeField(allow_null=True)
    declined_at = serializers.DateTimeField(allow_null=True)


class Inheritances(AccountView):
    """The accounts in which whoever calls was named as an heir."""

    summary = _("List inheritances")
    answer = InheritanceOut(many=True)

    def get(self, request: Request) -> Response:
        """List them, the latest first."""
        check_level(self.who, Level.NUMBER)
        rows = [_row(each) for each in heirs.asked(self.who)]
        return Response(InheritanceOut(rows, many=True).data)


class Answer(AccountView):
    """Agree to the shares or not; until it is decided one may change one's mind."""

    summary = _("Answer as an heir")
    body = HeirAnswerBody
    answer = HeirAnswerOut

    def post(self, request: Request, key: int) -> Response:
        """Keep the answer."""
        check_level(self.who, Level.NUMBER)
        agrees = self.read(HeirAnswerBody)["agrees"]
        found = inheriting.answer(key, agrees=agrees, by=self.who, now=self.now)
        return Response(HeirAnswerOut(_said(found)).data)


def _said(heir: Heir) -> dict[str, Any]:
    return {"id": heir.pk, "agreed_at": heir.agreed_at, "declined_at": heir.declined_at}


def _row(found: heirs.Asked) -> dict[str, Any]:
    return {
        **_said(found.own),
        "deceased": found.deceased,
        "insurance": found.insurance_code,
        "agency": found.agency_code,
        "heirs": [
            {
                "name": mask_name(str(each.name)),
                "relation": each.relation,
                "parts": each.parts,
                "of_parts": each.of_parts,
                "is_own": each.pk == found.own.pk,
            }
            for each in found.all
        ],
        "is_open": found.is_open,
    }
