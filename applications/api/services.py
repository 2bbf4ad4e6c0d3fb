"""The catalogue of services, the guide of each, and the check before anything is begun."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Mandate
from agencies import rule_book
from agencies.levels import check_level
from applications import known
from applications.actions import drafting
from applications.api import serializers, service_rows, verdict_rows
from applications.api.answering import answer_whole
from applications.api.described import facts_body
from applications.declaring import Service
from applications.fields import Answers, Asked
from applications.kinds import EMPTY
from casework.api.mandates import held_by
from casework.api.once import once
from casework.api.rooms import ByService
from casework.api.views import PublicView
from casework.rules.procedures import Procedure, UnknownService, procedure_of, procedures
from casework.rules.verdicts import Outcome, Verdict
from casework.serializers.bodies import ForBody
from kit.api.errors import BadParameter
from kit.api.reading import StrictSerializer
from kit.errors import NotValid
from kit.spelling import wording
from law.wording import Text

# What the rules ask of a transfer stands in the records alone: typed facts settle nothing.
IN_THE_RECORDS = known.PreCheck(
    verdict=Verdict(Outcome.HOLD),
    checks=(),
    figures=(),
    follows=(),
    unknown=Text(
        "本业务根据参保记录核对：请先开始申请。",
        "This service is checked against the records: begin an application.",
    ),
)


class Services(PublicView):
    """Every service of the portal: what it is called, what people say, and its terms."""

    tag = "services"
    summary = _("List the services")
    answer = serializers.ServiceOut(many=True)

    def get(self, request: Request) -> Response:
        """List them: there are few."""
        book = rule_book.current()
        rows = [service_rows.service_row(each, book, self.today) for each in procedures()]
        return Response(serializers.ServiceOut(rows, many=True).data)


class OneService(PublicView):
    """All about one service; with `region`, what the agencies of a place offer."""

    tag = "services"
    summary = _("Read the guide of a service")
    answer = serializers.GuideOut
    parameters = frozenset({"region"})
    described = {"region": None}

    def get(self, request: Request, service: str) -> Response:
        """Tell it."""
        region = request.query_params.get("region", "")
        if region and not (region.isascii() and region.isdigit() and len(region) == 6):
            raise BadParameter("region", _("This value is not possible here."))
        row = service_rows.guide_row(known_procedure(service), region, self.today)
        return Response(serializers.GuideOut(row).data)


def known_procedure(name: str) -> Procedure:
    """Return the procedure of a service; raises `Http404` where there is none."""
    try:
        return procedure_of(name)
    except UnknownService as error:
        raise Http404 from error


class CheckService(PublicView):
    """What the rules say of typed facts; nothing is kept.

    With a person's token the records answer what is left out, as they will for the application.
    """

    tag = "services"
    summary = _("Check whether a service is open to you")
    body = serializers.DeclaredFactsBody
    answer = serializers.PreCheckOut
    reading = ("POST",)

    def post(self, request: Request, service: str) -> Response:
        """Ask the rules in force today."""
        declared = service_rows.declaration_of(known_procedure(service))
        if declared is None:
            self.read(StrictSerializer)
            row = verdict_rows.pre_check_row(IN_THE_RECORDS, {})
            return Response(serializers.PreCheckOut(row).data)
        facts = self.read(facts_body(declared))
        check_holds(declared, facts, facts, self.today)
        asked = self._asked(declared, facts)
        if wrong := known.not_offered(declared, facts, asked.known):
            raise NotValid({name: wording(text) for name, text in wrong.items()})
        found = known.pre_check(declared, asked)
        return Response(serializers.PreCheckOut(self._row(declared, asked, found)).data)

    def _asked(self, service: Service, facts: Answers) -> Asked:
        person = self.who.person
        if person is None:
            return known.asked(service, facts, None, today=self.today)
        held = known.known_of(person, today=self.today)
        answers = known.filled_in(service, facts, held)
        return known.asked(service, answers, held, today=self.today)

    def _row(self, service: Service, asked: Asked, found: known.PreCheck) -> dict[str, Any]:
        missing = verdict_rows.missing(service, asked.answers, self.today)
        return verdict_rows.pre_check_row(found, missing)


def check_holds(service: Service, said: Answers, answers: Answers, today: Any) -> None:
    """Raise `NotValid` for what was sent and cannot be so, beside the other answers."""
    wrong = {}
    for name in said:
        field = service.field_named(name)
        text = known.fault(field, answers, today=today)
        if text is not None and answers[name] not in EMPTY:
            wrong[name] = wording(text)
    if wrong:
        raise NotValid(wrong)


class StartApplication(ByService):
    """Begin an application: 201, or 200 with the draft that is there."""

    tag = "services"
    address = "applications"
    summary = _("Begin an application")
    body = ForBody
    answer = serializers.ApplicationOut
    answer_status = 201
    is_once = True

    def post(self, request: Request, service: str) -> Response:
        """Open a draft, or return the one that is there."""
        declared = service_rows.declaration_of(known_procedure(service))
        if declared is None:
            raise Http404
        check_level(self.who, declared.level)
        # Read before: an answer that is kept is for whoever may still act.
        mandate = held_by(self.who, self.read(self.body)["mandate"])
        return once(self, lambda: self._start(declared, mandate))

    def _start(self, service: Service, mandate: Mandate | None) -> Response:
        is_there = drafting.draft_of(self.who, service.name, mandate=mandate) is not None
        application = drafting.start(service, by=self.who, now=self.now, mandate=mandate)
        response = answer_whole(application, self, status=200 if is_there else 201)
        response["Location"] = reverse("api:case", args=[application.case.number])
        return response
