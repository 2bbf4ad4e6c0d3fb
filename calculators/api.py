"""The calculators for programs: one question by POST, the list by GET; nobody signs in."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from calculators.catalogue import CALCULATORS, calculate, what_is_known
from calculators.reading.refusing import BadInput
from casework.api.views import PublicView


class NotAnswerable(APIException):
    """A question that a calculator cannot answer; `bad` says why."""

    status_code = 422
    default_code = "not_answerable"

    def __init__(self, bad: BadInput, language: str) -> None:
        self.said = bad.spelled(language)["error"]
        super().__init__(self.said["message"])


class CalculatorOut(serializers.Serializer):
    """A calculator: its name in the address, what it is about, and the fields it reads."""

    name = serializers.CharField()
    title = serializers.CharField()
    fields_read = serializers.ListField(child=serializers.CharField())


class BasisOut(serializers.Serializer):
    """An article that an answer stands on."""

    document = serializers.CharField()
    article = serializers.CharField(allow_blank=True)
    effective_on = serializers.DateField()


class AnswerOut(serializers.Serializer):
    """The result, the articles, and sentences that explain it in the reader's language."""

    result = serializers.DictField()
    basis = BasisOut(many=True)
    explanation = serializers.ListField(child=serializers.CharField())


class Question(serializers.Serializer):
    """The fields of the calculator, as its contract names them."""


class Calculators(PublicView):
    """The calculators of the law, each with the fields of its question."""

    tag = "calculators"
    summary = _("List the calculators")
    answer = CalculatorOut(many=True)

    def get(self, request: Request) -> Response:
        """List them."""
        language = get_language() or "zh-hans"
        rows = [
            {
                "name": name,
                "title": each.title.in_language(language),
                "fields_read": list(each.shape.fields),
            }
            for name, each in CALCULATORS.items()
        ]
        return Response(CalculatorOut(rows, many=True).data)


class Calculate(PublicView):
    """Ask one calculator; a refusal holds `error` with code, field and message."""

    tag = "calculators"
    summary = _("Ask a calculator")
    body = Question
    answer = AnswerOut
    reading = ("POST",)

    def post(self, request: Request, calculator: str) -> Response:
        """Answer, or say which field is wrong."""
        if calculator not in CALCULATORS:
            raise Http404
        language = get_language() or "zh-hans"
        try:
            return Response(calculate(calculator, request.data, language, what_is_known()))
        except BadInput as bad:
            raise NotAnswerable(bad, language) from bad

    def handle_exception(self, exc: Exception) -> Response:
        """Add to the problem what the calculators say everywhere: code, field, message."""
        response = super().handle_exception(exc)
        said = {"code": response.data["code"], "field": "", "message": response.data["detail"]}
        response.data["error"] = getattr(exc, "said", said)
        return response
