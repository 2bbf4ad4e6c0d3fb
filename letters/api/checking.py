"""Checking letters by program: a code by GET, the file itself by POST; nobody signs in."""

from typing import IO, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.views import PublicView
from casework.serializers.told import AgencyRef
from kit.api.errors import BadParameter, BadRequest, TooLarge
from letters.actions import checking
from letters.checking.judging import Judged
from letters.checking.visitors import visitor_of
from letters.rules.codes import LENGTH, as_typed, characters_of
from letters.rules.verdicts import Outcome, slip, words_of
from letters.verifying import LARGEST

PDF = "application/pdf"


class PdfParser(BaseParser):
    """The file as it is, in memory."""

    media_type = PDF

    def parse(self, stream: IO[bytes], media_type: str | None = None, context: Any = None) -> bytes:
        """Return the bytes, or refuse more of them than a letter has."""
        pdf = stream.read(LARGEST + 1)
        if len(pdf) > LARGEST:
            raise TooLarge(LARGEST)
        return pdf


class CheckedLetterOut(serializers.Serializer):
    """What is told of a letter to whoever checks it; nothing of the person."""

    number = serializers.CharField(help_text="As printed on the letter.")
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    agency = AgencyRef(help_text="By the name on the letter.")
    agency_today = serializers.CharField(
        allow_null=True, help_text="The name of that agency today, where it is another."
    )
    issued_on = serializers.DateField()


class LetterVerdictOut(serializers.Serializer):
    """The verdict. Only `valid` may be relied on; every other one has `is_good` false."""

    verdict = serializers.ChoiceField(choices=[each.value for each in Outcome])
    is_good = serializers.BooleanField()
    sentence = serializers.CharField()
    advice = serializers.CharField()
    letter = CheckedLetterOut(allow_null=True)
    voided_at = serializers.DateTimeField(allow_null=True)
    replaced_by = serializers.CharField(allow_null=True, help_text="The number, never the code.")
    certificate = serializers.CharField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)
    checked_at = serializers.DateTimeField()


class VerifyLetter(PublicView):
    """Whether a letter is valid: by the code on it, or by the PDF file, which is not kept.

    Letters of which the code is unknown are answered with the verdict `unknown`; a code that was
    mistyped is refused (400), for its last characters are a check of the others. Each check of a
    letter can be seen by the person and the agencies whom it concerns: when and how, not by whom.
    """

    tag = "letters"
    summaries = {"GET": _("Check a letter by its code"), "POST": _("Check a letter by its file")}
    parameters = frozenset({"code"})
    described = {"code": None}
    parser_classes = [PdfParser]
    largest_body = LARGEST
    answer = LetterVerdictOut

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let nobody keep the answer: a letter can be voided the next minute."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @extend_schema(operation_id="verifyLetter")
    def get(self, request: Request) -> Response:
        """Check a code."""
        visitor = visitor_of(request, is_program=True)
        judged = checking.check_code(_code(request), visitor=visitor, now=self.now)
        return self._said(judged, is_file=False)

    @extend_schema(operation_id="verifyLetterFile", request={PDF: OpenApiTypes.BINARY})
    def post(self, request: Request) -> Response:
        """Check a file."""
        if not isinstance(request.data, bytes) or not request.data:
            raise BadRequest(_("Send the PDF file as the body of the request."))
        visitor = visitor_of(request, is_program=True)
        judged = checking.check_file(request.data, visitor=visitor, now=self.now)
        return self._said(judged, is_file=True)

    def _said(self, judged: Judged, *, is_file: bool) -> Response:
        words, language = words_of(judged.outcome, is_file=is_file), get_language() or "zh-hans"
        row = {
            "verdict": judged.outcome.value,
            "is_good": judged.outcome.is_good,
            "sentence": words.sentence.in_language(language),
            "advice": words.advice.in_language(language),
            "letter": _letter(judged),
            "voided_at": judged.voided_at,
            "replaced_by": judged.replaced_by or None,
            "certificate": judged.certificate or None,
            "signed_at": judged.signed_at,
            "checked_at": self.now,
        }
        return Response(LetterVerdictOut(row).data)


def _code(request: Request) -> str:
    typed = request.query_params.get("code", "")
    code = as_typed(typed)
    if code is None:
        said = slip(len(characters_of(typed)), LENGTH)
        raise BadParameter("code", said.in_language(get_language() or "zh-hans"))
    return code


def _letter(judged: Judged) -> dict[str, Any] | None:
    letter = judged.letter
    if letter is None:
        return None
    return {
        "number": letter.printed_number,
        "kind": letter.kind,
        "kind_label": letter.get_kind_display(),
        "agency": letter.issuer,
        "agency_today": letter.issuer.name_today or None,
        "issued_on": timezone.localdate(letter.issued_at),
    }
