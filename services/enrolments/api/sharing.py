"""Shared medical accounts for programs: both lists, agreeing, ending."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules.levels import Level
from agencies.levels import check_level
from law.money import from_fen, spell_yuan
from services.enrolments.actions import sharing as acts
from services.enrolments.api.accounts import AccountView
from services.enrolments.models import Sharing
from services.enrolments.rules.sharing import PURPOSES, RELATIONS


class SpendOut(serializers.Serializer):
    """What the relative has paid from the account."""

    on = serializers.DateField()
    purpose = serializers.ChoiceField(choices=list(PURPOSES))
    amount = serializers.CharField()


class SharingOut(serializers.Serializer):
    """One account that is shared; `is_giver` says whose it is, `other` is the other side."""

    id = serializers.IntegerField()
    is_giver = serializers.BooleanField()
    other = serializers.CharField()
    relation = serializers.ChoiceField(choices=list(RELATIONS))
    purposes = serializers.ListField(child=serializers.CharField())
    month_limit = serializers.CharField(allow_null=True)
    year_limit = serializers.CharField(allow_null=True)
    from_day = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    offered_until = serializers.DateTimeField()
    agreed_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    spent = SpendOut(many=True)


class SharingView(AccountView):
    """The shared accounts of whoever calls, on either side."""

    def row(self, sharing: Sharing) -> dict[str, Any]:
        """Return one as programs read it."""
        is_giver = sharing.giver_id == self.who.person_id
        return {
            "id": sharing.pk,
            "is_giver": is_giver,
            "other": sharing.relative_name if is_giver else sharing.giver_name,
            "relation": sharing.relation,
            "purposes": sharing.purposes,
            "month_limit": _yuan(sharing.month_limit_fen),
            "year_limit": _yuan(sharing.year_limit_fen),
            "from_day": sharing.from_day,
            "until": sharing.until,
            "offered_until": sharing.offered_until,
            "agreed_at": sharing.agreed_at,
            "ended_at": sharing.ended_at,
            "spent": [
                {"on": each.spent_on, "purpose": each.purpose, "amount": _yuan(each.amount_fen)}
                for each in sharing.spends.all()
            ],
        }


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else spell_yuan(from_fen(fen))


class Sharings(SharingView):
    """Accounts one shares and accounts one may pay from; offered as `account-sharing`."""

    summary = _("List shared medical accounts")
    answer = SharingOut(many=True)

    def get(self, request: Request) -> Response:
        """List them, the latest first."""
        person = self.person
        found = Sharing.objects.filter(Q(giver=person) | Q(relative=person))
        rows = [self.row(each) for each in found.prefetch_related("spends")]
        return Response(SharingOut(rows, many=True).data)


class Agree(SharingView):
    """Agree to what a relative has offered; again changes nothing."""

    summary = _("Agree to share an account")
    answer = SharingOut

    def post(self, request: Request, key: int) -> Response:
        """Agree."""
        check_level(self.who, Level.NUMBER)
        return Response(SharingOut(self.row(acts.agree(key, by=self.who, now=self.now))).data)


class End(SharingView):
    """End a sharing at once, from either side; again changes nothing."""

    summary = _("End the sharing of an account")
    answer = SharingOut

    def post(self, request: Request, key: int) -> Response:
        """End it."""
        check_level(self.who, Level.NUMBER)
        return Response(SharingOut(self.row(acts.end(key, by=self.who, now=self.now))).data)
