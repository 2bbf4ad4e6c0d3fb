"""For developers, and in the demonstration alone: people, clerks and systems made by program.

Nobody signs in for it, and an installation answers 404: these routes are in no document of the API.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from casework.api.views import PortalView
from demo import passing_time, trials
from feeds.rules.addresses import LONGEST
from kit import clock
from kit.api.reading import StrictNumber, StrictSerializer, StrictText

REGION = r"\A[1-9][0-9]{5}\Z"


class PersonBody(StrictSerializer):
    """Where somebody was insured, where they work now, and what they are called."""

    origin = serializers.RegexField(REGION, default="510100")
    destination = serializers.RegexField(REGION, default="440100")
    name = StrictText(max_length=60, required=False, default="")


class OfficeBody(StrictSerializer):
    """Of which agency."""

    agency = StrictText(max_length=20)


class WebhookBody(OfficeBody):
    """Of which agency, and where its events are sent; http and this machine are allowed here."""

    url = StrictText(max_length=LONGEST)


class ClockBody(StrictSerializer):
    """How many working days pass, one after the other."""

    working_days = StrictNumber(min_value=passing_time.FEWEST, max_value=passing_time.MOST)


class SandboxView(PortalView):
    """A route of the sandbox; outside the demonstration there is none."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse wherever real people are."""
        if not settings.DEMO:
            raise Http404
        super().initial(request, *args, **kwargs)


class People(SandboxView):
    """Somebody with a record at two places."""

    def post(self, request: Request) -> Response:
        """Make them, with a token of their own."""
        said = self.read(PersonBody)
        made = trials.make_person(**said, now=self.now)
        return Response(
            {
                "name": str(made.person.name),
                "number": str(made.person.number),
                "email": made.email,
                "token": made.token,
                **{name: said[name] for name in ("origin", "destination")},
            },
            status=201,
        )


class Offices(SandboxView):
    """Clerks and a system of an agency."""

    def post(self, request: Request) -> Response:
        """Make them, with their tokens and its secret."""
        made = trials.make_office(self.read(OfficeBody)["agency"], now=self.now)
        system = {"client_id": made.system.client_id, "client_secret": made.secret}
        shown = {"agency": made.agency.code, "clerks": list(made.clerks), "system": system}
        return Response(shown, status=201)


class Webhooks(SandboxView):
    """A webhook, which elsewhere the head of an agency sets up at the desk."""

    def post(self, request: Request) -> Response:
        """Set it up, and show its secret."""
        said = self.read(WebhookBody)
        made, secret = trials.make_webhook(said["agency"], said["url"], now=self.now)
        return Response({"name": made.name, "url": made.url, "secret": secret}, status=201)


class Clock(SandboxView):
    """What time it is in the demonstration."""

    def get(self, request: Request) -> Response:
        """Say what time it is."""
        return Response(_shown(self.now))

    def post(self, request: Request) -> Response:
        """Let working days pass: reminders and late notices come in their order."""
        passing_time.pass_working_days(self.read(ClockBody)["working_days"])
        return Response(_shown(clock.now()))


def _shown(now: datetime) -> dict[str, Any]:
    return {"now": now.isoformat(), "today": clock.day_of(now).isoformat()}
