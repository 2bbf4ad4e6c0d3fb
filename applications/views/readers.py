"""What the public pages of services ask first: which service, and who reads."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from agencies import actors
from agencies.actors import Actor
from applications.declaring import Service
from applications.fields import Known
from applications.known import known_of
from applications.registry import UnknownService, service_of
from kit import clock


def declared(name: str) -> Service:
    """Return a declared service; every other address does not exist."""
    try:
        return service_of(name)
    except UnknownService:
        raise Http404 from None


@dataclass(frozen=True)
class Reader:
    """Who reads a public page, and what the records hold about them, if anything."""

    who: Actor
    known: Known | None

    @property
    def standing(self) -> str:
        """How they can begin: `visitor` signs in first, `unverified` proves who they are first."""
        if self.who.is_staff or (self.who.user and self.who.user.is_staff):
            return "staff"
        if self.known is not None:
            return "person"
        return "unverified" if self.who.user else "visitor"


def reader_of(request: HttpRequest) -> Reader:
    """Return who reads the page; staff read it as everybody does."""
    who = actors.actor(request)
    person = None if who.is_staff else who.person
    return Reader(who, known_of(person, today=clock.today()) if person else None)


def begin_of(service: Service) -> str:
    """Return the address at which an application begins; nothing where there is none."""
    try:
        return reverse("apply_start", args=[service.name])
    except NoReverseMatch:
        return ""
