"""The letters of a case, and the files themselves."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked
from casework.actions import looking
from casework.api.views import OfCase
from casework.models import Case
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.serializers.told import AgencyRef
from kit.api.errors import BadParameter
from kit.api.renderers import PdfRenderer
from letters.actions.issuing import in_language
from letters.models import Letter, LetterFile

# A letter is in Chinese; with English beneath it is a translation, and the Chinese prevails.
LANGUAGES = ("zh", "bilingual")


class NotReady(APIException):
    """A letter that is decided and not yet printed."""

    status_code = 409
    default_code = "not_ready"
    default_detail = _("The letter is being made. Try again in a moment.")


def letters_of(case: Case) -> list[Letter]:
    """Return the letters of a case without their texts and files: one query."""
    return list(as_told(case.letters.all()))


def as_told(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Fetch letters as programs see them, without their texts and files."""
    found = letters.select_related("case", "voiding", "replaced_by", "delivery")
    file = LetterFile.objects.filter(letter=OuterRef("pk"))
    return found.defer("content", "replaced_by__content").annotate(
        has_file=Exists(file), sha256=file.values("sha256")
    )


def letter_row(letter: Any) -> dict[str, Any]:
    """Return a letter as programs see it."""
    replaced_by = getattr(letter, "replaced_by", None)
    delivery = getattr(letter, "delivery", None)
    voiding = getattr(letter, "voiding", None)
    return {
        "number": letter.number,
        "official_number": letter.official_number,
        "kind": letter.kind,
        "kind_label": letter.get_kind_display(),
        "case": letter.case.number,
        "agency": letter.issuer,
        "to_agency": letter.addressee,
        "to_person": letter.to_person,
        "issued_at": letter.issued_at,
        "delivered_at": delivery.delivered_at if delivery else None,
        "is_valid": voiding is None and replaced_by is None,
        "replaced_by": replaced_by.number if replaced_by else None,
        "sha256": letter.sha256,
        "file": reverse("api:letter-file", args=[letter.number]) if letter.has_file else None,
    }


class LetterOut(serializers.Serializer):
    """A letter without its text; the file is served beside it."""

    number = serializers.CharField()
    official_number = serializers.CharField(help_text="As printed; empty on a receipt.")
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    case = serializers.CharField()
    agency = AgencyRef()
    to_agency = AgencyRef(allow_null=True)
    to_person = serializers.BooleanField()
    issued_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    is_valid = serializers.BooleanField()
    replaced_by = serializers.CharField(allow_null=True)
    sha256 = serializers.CharField(allow_null=True)
    file = serializers.CharField(allow_null=True)


class CaseLetters(OfCase):
    """The letters of a case, the earliest first, without their texts."""

    tag = "letters"
    summary = _("The letters of a case")
    answer = LetterOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """List them."""
        case = self.saw(get_object_or_404(Case.objects.visible_to(self.who), number=number))
        check_may(self.who, Action.READ_CASE, case)
        rows = [letter_row(letter) for letter in letters_of(case)]
        return Response(LetterOut(rows, many=True).data)


class LetterPdf(OfCase):
    """The letter itself, as it was made once: an archive PDF (PDF/A), or its translation."""

    tag = "letters"
    summary = _("Download a letter")
    parameters = frozenset({"language"})
    described = {"language": LANGUAGES}
    renderer_classes = [PdfRenderer, JSONRenderer]

    def get(self, request: Request, letter: str) -> HttpResponse:
        """Hand the file out, and note that somebody of an agency read it."""
        language = request.query_params.get("language", LANGUAGES[0])
        if language not in LANGUAGES:
            raise BadParameter("language", _("This value is not possible here."))
        visible = Letter.objects.visible_to(self.who).select_related("case__person", "file")
        found = get_object_or_404(visible.defer("content"), number=letter)
        reason = self.check(Action.DOWNLOAD, found.case)
        if getattr(found, "file", None) is None:
            raise NotReady
        if found.case.person_id != self.who.person_id:
            looking.looked(found.case, Looked.LETTER, by=self.who, now=self.now, reason=reason)
        paper = in_language(found, language, now=self.now)
        headers = {"Content-Disposition": f'attachment; filename="{paper.filename}"'}
        return HttpResponse(bytes(paper.pdf), content_type="application/pdf", headers=headers)
