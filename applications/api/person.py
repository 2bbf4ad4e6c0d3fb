"""The person's side of any declared service: answers, codes, sending, correcting, withdrawing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import telling
from agencies.models import Agency
from applications import known
from applications.actions import applying, drafting, proving
from applications.api import serializers, showing, verdict_rows
from applications.api.answering import OfApplication, PersonsAct
from applications.api.described import answers_body
from applications.api.services import check_holds
from applications.declaring import Assurance
from applications.fields import Kind
from applications.models import Application
from casework.actions.moving import check_version
from casework.api.once import once
from casework.models.case import is_of_applicant
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from casework.serializers.bodies import NoteBody, SubmitBody
from kit.api.problems import Unavailable
from kit.errors import NotPermitted, NotValid


class Answers(PersonsAct):
    """The answers of a draft, or of an application that has to be corrected."""

    address = "answers"
    summary = gettext_lazy("Save answers")
    body = serializers.DeclaredAnswersBody
    is_once = False
    http_method_names = ("patch", "options")

    def patch(self, request: Request, number: str) -> Response:
        """Keep what is sent, leave the rest; saving the same again changes nothing.

        No transaction stands around it: a wrong guess at a code is counted though it is refused.
        """
        case = self.case()
        self.let_in(case)
        return self.carry_out(self.application(case))

    def body_for(self, application: Application) -> Any:
        """Read the fields that the service declares."""
        return answers_body(application.service)

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Save; the agency is chosen by the answers as they will stand."""
        check_version(application.case, edge["version"])
        chosen = said.pop("agency", None)
        answers = check_answers(application, said, self.today)
        offered = showing.choices_of(application, answers, self.today)
        agency = self._chosen(offered, chosen) if chosen else None
        drafting.save(application, said, **edge)
        del edge["version"]
        if agency is None and len(offered) == 1:  # an answer has named the only one there is
            agency = offered[0]
        if agency not in (None, application.agency) and application.case.state is Status.DRAFT:
            drafting.choose_agency(application, agency, **edge)

    def _chosen(self, offered: Sequence[Agency], code: str) -> Agency:
        found = next((each for each in offered if each.code == code), None)
        if found is None:
            raise NotValid({"agency": _("This agency does not handle it.")})
        return found


def check_answers(application: Application, said: Mapping[str, Any], today: Any) -> dict[str, Any]:
    """Return the answers as they would stand; raises `NotValid` for one sent that cannot be so."""
    service = application.service
    answers = {**known.answers_of(application), **said}
    plain = {n: v for n, v in said.items() if service.field_named(n).kind is not Kind.CODE}
    check_holds(service, plain, answers, today)
    return answers


class Codes(PersonsAct):
    """Have a code sent to the contact that the application names, and nowhere else."""

    summary = gettext_lazy("Have a code sent")
    body = serializers.CodeBody

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Make a code and send it."""
        check_version(application.case, edge["version"])
        name = said["field"]
        codes = {each.name for each in application.service.fields if each.kind is Kind.CODE}
        if name not in codes:
            raise NotValid({"field": _("This is no question that a code answers.")})
        answers = known.answers_of(application)
        with transaction.atomic():  # a code that did not go out was not made
            contact, code = proving.new_code(application, name, answers, now=self.now)
            if not telling.tell(self.request, contact, telling.code_text(code)):
                text = _(
                    "The message could not be sent just now. Wait a minute and ask for a new code."
                )
                raise Unavailable(text)


class Precheck(OfApplication):
    """What the rules say before anything is sent, with reasons, figures and articles."""

    tag = "person"
    address = "pre-check"
    summary = gettext_lazy("Check before sending")
    answer = serializers.PreCheckOut

    def get(self, request: Request, number: str) -> Response:
        """Ask the rules in force today."""
        case = self.case()
        if not is_of_applicant(self.who, case):
            raise NotPermitted
        application = self.application(case)
        service, answers = application.service, known.answers_of(application)
        held = known.known_for(case, today=self.today)
        found = known.pre_check(service, known.asked(service, answers, held, today=self.today))
        missing = verdict_rows.missing(service, answers, self.today)
        if application.agency is None:
            missing["agency"] = _("Choose the agency that handles it.")
        return Response(serializers.PreCheckOut(verdict_rows.pre_check_row(found, missing)).data)


class SendingAct(PersonsAct):
    """An act that sends an application: refused to programs where one has to sign in anew."""

    def let_in(self, case: Any) -> None:
        """Let the person in; a token kept by a program proves nobody's presence."""
        super().let_in(case)
        application = self.application(case)
        answers = known.answers_of(application)
        if application.service.assurance_for(answers) is Assurance.SIGNED_IN_ANEW:
            raise NotPermitted(_("This is sent on the pages of the portal, after signing in anew."))


class Submit(SendingAct):
    """Send the application; sending it again returns the case as it stands."""

    address = "submit"
    summary = gettext_lazy("Send the application")
    body = SubmitBody

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Send."""
        version = edge.pop("version")
        if application.case.submitted_at is None:
            check_version(application.case, version)
        applying.submit(application, despite_checks=said["despite_checks"], **edge)


class AnswerCorrection(SendingAct):
    """Answer a request for correction; the agency's clock goes on."""

    address = "answer-correction"
    summary = gettext_lazy("Answer a correction")
    body = serializers.DeclaredAnswersBody
    names_version = True

    def post(self, request: Request, number: str) -> Response:
        """Count guesses at codes first and for good, then answer once."""
        case = self.case()
        self.let_in(case)
        application = self.application(case)
        return once(
            self, lambda: self.carry_out(application), first=lambda: self._prove(application)
        )

    def _prove(self, application: Application) -> None:
        said = self.read(self.body_for(application))
        answers = {name: value for name, value in said.items() if name not in self.beside}
        check_version(application.case, self.version(said))
        drafting.prove(application, answers, by=self.who, now=self.now)

    beside = frozenset({"version", "agency"})

    def body_for(self, application: Application) -> Any:
        """Read the fields that the service declares."""
        return answers_body(application.service)

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Answer with everything but the codes, which were proven before."""
        if "agency" in said:
            raise NotValid({"agency": _("This cannot be changed here.")})
        check_answers(application, said, self.today)
        codes = proving.codes_in(application.service, said)
        answers = {name: value for name, value in said.items() if name not in codes}
        applying.answer_correction(application, answers, **edge)


class Withdraw(PersonsAct):
    """Take the application back before it is decided; a draft is discarded."""

    address = "withdraw"
    summary = gettext_lazy("Withdraw the application")
    action = Action.WITHDRAW
    body = NoteBody
    names_version = True

    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> None:
        """Withdraw."""
        version = edge.pop("version")
        if application.case.state is not Status.WITHDRAWN:
            check_version(application.case, version)
        applying.withdraw(application, note=said["note"], **edge)
