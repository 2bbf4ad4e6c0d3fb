"""Objecting to what was done in a case, of whichever service, by a program of the person."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.levels import check_level
from applications.actions import drafting
from applications.api import serializers
from applications.api.answering import OK, OfApplication, answer_whole
from applications.objection import OBJECTION
from casework.api.once import once
from casework.models import Case
from casework.models.case import is_of_applicant
from casework.rules.authorisation import Action
from casework.serializers.bodies import NothingBody
from kit.errors import NotPermitted

CREATED = 201


class Object(OfApplication):
    """Begin an objection to what was decided, recorded or worked out in a case.

    It is an application of the service `objection`: save its answers and send it as any other.
    """

    tag = "person"
    address = "object"
    summary = _("Object to a case")
    body = NothingBody
    answer = serializers.ApplicationOut
    answer_status = CREATED
    is_once = True
    action = Action.FILE

    def post(self, request: Request, number: str) -> Response:
        """Open the draft, or answer with the one that is there."""
        about = self.case()
        if not is_of_applicant(self.who, about):
            raise NotPermitted
        self.let_in(about)
        check_level(self.who, OBJECTION.level)
        return once(self, lambda: self._begin(about))

    def _begin(self, about: Case) -> Response:
        self.read(self.body)
        is_there = drafting.draft_of(self.who, OBJECTION.name, about) is not None
        application = drafting.start(OBJECTION, by=self.who, now=self.now, about=about)
        response = answer_whole(application, self, status=OK if is_there else CREATED)
        response["Location"] = reverse("api:case", args=[application.case.number])
        return response
