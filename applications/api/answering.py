"""What the routes of an application share: seeing the case, being let in, one answer."""

from abc import abstractmethod
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from applications.actions.applying import application_of
from applications.api import serializers, showing
from applications.models import Application
from casework.api.once import once
from casework.api.rooms import ByService
from casework.api.showing import turns_of
from casework.api.views import PortalView, tagged, untorn
from casework.errors import MoveNotPossible
from casework.models import Case, HeldAct
from casework.models.case import is_of_applicant
from casework.policies import check_may
from casework.rules.authorisation import Action
from casework.serializers.bodies import NothingBody
from kit.api.telling import told
from kit.errors import NotPermitted

OK, ACCEPTED = 200, 202


def seen_by(view: PortalView) -> Any:
    """Return the cases that the caller may see, with their turns."""
    visible = Case.objects.visible_to(view.who).select_related("person")
    return visible.prefetch_related(turns_of())


def answer_whole(
    application: Application, view: PortalView, *, status: int = OK, fetched: bool = False
) -> Response:
    """Answer with the application as it stands; what was just `fetched` is not fetched again."""
    here = [application] if fetched else []

    def show() -> tuple[Any, int]:
        fresh = here.pop() if here else application_of(seen_by(view).get(pk=application.pk))
        row = showing.application_row(fresh, view.who, view.today)
        return told(serializers.ApplicationOut, row), fresh.case.version

    return tagged(*untorn(application.case, show), status=status)


class OfApplication(ByService):
    """A route of one application."""

    action: Action = Action.READ_CASE

    def case(self) -> Case:
        """Return the case; somebody else's does not exist."""
        case: Case = get_object_or_404(seen_by(self), number=self.kwargs["number"])
        return self.saw(case)

    def application(self, case: Case) -> Application:
        """Return the application of a case; a service that declares none has no such act."""
        try:
            return application_of(case)
        except Application.DoesNotExist as error:
            raise MoveNotPossible(_("This service does not know this step.")) from error

    def let_in(self, case: Case) -> None:
        """Raise unless the table lets the caller in."""
        check_may(self.who, self.action, case)


class Act(OfApplication):
    """One act: see the case (404), be let in (403), then be read and carried out once."""

    body = NothingBody
    answer = serializers.ApplicationOut
    is_once = True
    # A decision of an agency names the version that was looked at.
    names_version = True

    def post(self, request: Request, number: str) -> Response:
        """Carry it out, and answer with the case as it stands then."""
        case = self.case()
        self.let_in(case)
        application = self.application(case)
        return once(self, lambda: self.carry_out(application))

    def carry_out(self, application: Application) -> Response:
        """Read what was said, do it, and answer; while letters are stopped a decision waits."""
        said = self.read(self.body_for(application))
        version = self.version(said, needed=self.names_version)
        said.pop("version", None)
        done = self.act(application, said, {"by": self.who, "now": self.now, "version": version})
        return answer_whole(application, self, status=ACCEPTED if isinstance(done, HeldAct) else OK)

    def body_for(self, application: Application) -> Any:
        """Return what is read for this application's service."""
        return self.body

    @abstractmethod
    def act(self, application: Application, said: dict[str, Any], edge: dict[str, Any]) -> Any:
        """Call the action."""


class PersonsAct(Act):
    """An act of the person whose case it is; a clerk who sees the case is told no (403)."""

    tag = "person"
    action = Action.FILE
    names_version = False

    def let_in(self, case: Case) -> None:
        """Let the person in, and nobody else."""
        if not is_of_applicant(self.who, case):
            raise NotPermitted
        super().let_in(case)
