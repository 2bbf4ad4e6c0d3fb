"""The rule book for programs: the numbers of the law in force on a day."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agencies import rule_book
from casework.api.views import PublicView
from kit.api.asked import day_asked
from portal.rulebook.catalogue import value_rows


class RuleOut(serializers.Serializer):
    """A number of the law with its unit, its article and the days for which it is valid."""

    chapter = serializers.CharField()
    name = serializers.CharField()
    title = serializers.CharField()
    unit = serializers.CharField()
    region = serializers.CharField(
        allow_blank=True, help_text=_("The code of a division; empty for the whole country.")
    )
    key = serializers.ListField(
        child=serializers.CharField(), help_text=_("The cell of a table; empty without a table.")
    )
    cell = serializers.CharField(allow_blank=True)
    number = serializers.CharField()
    spelled = serializers.CharField()
    document = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    basis = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    verified = serializers.BooleanField()


class Rules(PublicView):
    """Every number of the law that the portal goes by on a day, with document and article."""

    summary = _("The numbers of the law in force on a day")
    answer = RuleOut(many=True)
    parameters = frozenset({"on"})

    def get(self, request: Request) -> Response:
        """List them."""
        day = day_asked(request, "on") or self.today
        rows = value_rows(day, rule_book.current(), get_language() or "zh-hans")
        return Response(RuleOut(rows, many=True).data)
