"""A service asked for in one request: the answers are the body, the case is the answer."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.levels import check_level
from agencies.models import Agency
from applications.actions import applying, drafting
from applications.api import serializers, showing
from applications.api.answering import answer_whole
from applications.api.described import answers_body
from applications.api.person import check_answers
from applications.declaring import Service
from applications.fields import Answers
from applications.models import Application
from applications.registry import service_of
from casework.api.once import once
from casework.api.views import PortalView
from casework.errors import MoveNotPossible
from kit.errors import NotValid

CREATED = 201


class InOne(PortalView):
    """Begin, answer and send in one go; all of it happens, or nothing.

    What the rules speak against is refused with its reasons, as with `submit`. A draft of the same
    service that was begun elsewhere is left alone: finish or withdraw it first.
    """

    tag = "services"
    service_name: str
    body = serializers.DeclaredAnswersBody
    answer = serializers.ApplicationOut
    answer_status = CREATED
    is_once = True

    def post(self, request: Request, **named: Any) -> Response:
        """Do it."""
        service = service_of(self.service_name)
        check_level(self.who, service.level)
        said = self.read(answers_body(service))
        chosen, _version = said.pop("agency", None), said.pop("version", None)
        answers = {**said, **self.named(**named)}
        return once(self, lambda: self._file(service, answers, chosen))

    def named(self, **_named: Any) -> Answers:
        """Return the answers that the address gives."""
        return {}

    @transaction.atomic
    def _file(self, service: Service, answers: Answers, chosen: str | None) -> Response:
        if drafting.draft_of(self.who, service.name) is not None:
            raise MoveNotPossible(
                _("You have begun this already. Finish or withdraw that one first.")
            )
        edge = {"by": self.who, "now": self.now}
        application = drafting.start(service, **edge)
        check_answers(application, answers, self.today)
        drafting.save(application, answers, **edge)
        fresh = Application.objects.whole().get(pk=application.pk)
        agency = self._agency(fresh, answers, chosen)
        if agency is not None and agency != fresh.agency:
            drafting.choose_agency(fresh, agency, **edge)
        return self.finish(fresh)

    def finish(self, application: Application) -> Response:
        """Send what has been answered whole."""
        applying.submit(application, by=self.who, now=self.now)
        return self.told(application)

    def told(self, application: Application) -> Response:
        """Answer with the case."""
        return answer_whole(application, self, status=CREATED)

    def _agency(
        self, application: Application, answers: Answers, chosen: str | None
    ) -> Agency | None:
        offered = showing.choices_of(application, answers, self.today)
        if chosen is None:
            return offered[0] if len(offered) == 1 else None
        found = next((each for each in offered if each.code == chosen), None)
        if found is None:
            raise NotValid({"agency": _("This agency does not handle it.")})
        return found
