"""Call-backs of payment providers: signed by them, never by a token of ours."""

from typing import IO, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.views import PublicView
from kit.api.errors import TooLarge
from kit.callers import neighbour_of
from kit.errors import NotPermitted
from kit.limits import limit
from payments.actions import receiving
from payments.rules.signing import SignatureWrong

LARGEST = 16 * 1024


class BytesParser(BaseParser):
    """The body as it was signed: read by nobody before its signature is checked."""

    media_type = "*/*"

    def parse(self, stream: IO[bytes], media_type: str | None = None, context: Any = None) -> bytes:
        """Return the bytes, or refuse more of them than a call-back has."""
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge(LARGEST)
        return body


class CallBackOut(serializers.Serializer):
    """Whether the call-back is new; what it says is asked of the provider before it counts."""

    is_new = serializers.BooleanField()


class ProviderEvents(PublicView):
    """Take a call-back of a payment provider, signed with HMAC-SHA256 over `timestamp.body`.

    A signature older than five minutes is refused (403). The same call-back again is answered in
    the same way and changes nothing. Nothing is credited by it.
    """

    tag = "payments"
    summary = _("Take a call-back of a payment provider")
    authentication_classes: list = []
    # A provider sends as many as it has; only what nobody has signed is counted, by address.
    throttle_classes: list = []
    parser_classes = [BytesParser]
    largest_body = LARGEST
    answer = CallBackOut

    @extend_schema(request=OpenApiTypes.BINARY)
    def post(self, request: Request, provider: str) -> Response:
        """Keep it, and ask."""
        body = request.data if isinstance(request.data, bytes) else b""
        try:
            is_new = receiving.receive(provider, request.headers, body, now=self.now)
        except KeyError as error:
            raise Http404 from error
        except SignatureWrong as error:
            guesses = limit("api.anonymous", neighbour_of(request), now=self.now)
            if not guesses.passes():
                raise Throttled(guesses.wait()) from error
            raise NotPermitted(_("The signature of this call-back does not hold.")) from error
        return Response({"is_new": is_new})
