"""The agencies' side of any declared service: reading a case, and every act of the table ACTS."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Looked
from agencies.actors import Actor
from applications import known
from applications.act import Act
from applications.acts.doing import do
from applications.acts.table import APPLICATIONS
from applications.api import answering, serializers
from applications.api.described import body_of
from applications.models import Application
from casework.actions import looking
from casework.api.showing import check_row
from casework.models import Case
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.serializers.told import CheckOut
from kit.errors import NotPermitted, NotValid
from kit.spelling import wording
from law.wording import Text


class OneCase(answering.OfApplication):
    """A case with all that belongs to it; its entity tag is its version."""

    address = "case"
    summary = _("Read a case")
    answer = serializers.ApplicationOut

    def get(self, request: Request, number: str) -> Response:
        """Read it, and note who read it."""
        case = self.case()
        self.let_in(case)
        application = self.application(case)
        if self.who.client is not None:
            looking.looked(case, Looked.NUMBER, by=self.who, now=self.now)
        return answering.answer_whole(application, self, fetched=True)


class CaseChecks(answering.OfApplication):
    """Every check of the law with its answer and its article."""

    tag = "desk"
    address = "checks"
    summary = _("The checks of a case")
    answer = CheckOut(many=True)

    def get(self, request: Request, number: str) -> Response:
        """Check the case by the rules in force today."""
        case = self.case()
        if self.who.agency is None:
            raise NotPermitted
        reason = self.check(Action.READ_HISTORY, case)
        looking.looked(case, Looked.HISTORY, by=self.who, now=self.now, reason=reason)
        application = self.application(case)
        service, answers = application.service, known.answers_of(application)
        held = known.known_for(case, today=self.today)
        found = known.pre_check(service, known.asked(service, answers, held, today=self.today))
        return Response(CheckOut([check_row(each) for each in found.checks], many=True).data)


class DeskAct(answering.Act):
    """One of the acts of an agency; which one, the address says."""

    tag = "desk"
    body = serializers.DeclaredBody
    deed: Act

    def let_in(self, case: Case) -> None:
        """Let in whom the row of the act lets in; only people approve."""
        check_may(self.who, self.deed.row, case)
        if self.deed.row is Action.APPROVE_DECISION and not is_a_person(self.who):
            raise NotPermitted(_("A decision is approved by a person, never by a system."))

    def body_for(self, application: Application) -> Any:
        """Read the fields that the act asks for in this service."""
        return self.deed.body or body_of("ActBody", self.deed.fields(application.service))

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Do it, once every field that the act needs is there."""
        fields = self.deed.fields(application.service)
        wrong = {each.name: known.fault(each, said, today=self.today) for each in fields}
        named = {name: wording(text) for name, text in wrong.items() if text is not None}
        if named:
            raise NotValid(named)
        told = {name: value for name, value in said.items() if value is not None}
        return do(self.deed.name, application, told, **edge)


def is_a_person(who: Actor) -> bool:
    """Whether a human being calls, and not an agency's system."""
    return who.user is not None and who.client is None


def address_of(act: Act) -> type[DeskAct]:
    """Return the view of an act, drawn from the table."""
    name = "".join(part.title() for part in act.name.split("-"))
    drawn = {"deed": act, "address": act.name, "summary": _in_english(act.title)}
    if act.body is not None:
        drawn["body"] = act.body
    about = act.about or f"{_in_english(act.title)}. {_in_english(act.hint)}".strip()
    return type(name, (DeskAct,), {**drawn, "__doc__": about})


def _in_english(said: Any) -> str:
    return said.en if isinstance(said, Text) else str(said)


ACT_VIEWS = {act.name: address_of(act) for act in APPLICATIONS.by_name.values()}
