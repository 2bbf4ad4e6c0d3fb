"""The services that are declared: each room makes its own known when the portal starts."""

from dataclasses import replace

from agencies.rules import terms
from applications.declaring import Service
from casework.rules import procedures
from casework.rules.procedures import UnknownService

_SERVICES: dict[str, Service] = {}


def declare(*services: Service) -> None:
    """Make services known, with their procedures and terms."""
    for each in services:
        in_person, about = each.only_in_person, each.is_about_case
        known = replace(each.procedure, only_in_person=in_person, is_about_case=about)
        procedures.register(known)
        terms.register(*(t.term for t in each.procedure.turns.values() if t.term is not None))
        _SERVICES[each.name] = each


def service_of(name: str) -> Service:
    """Return a declared service; raises `UnknownService`."""
    try:
        return _SERVICES[name]
    except KeyError as error:
        raise UnknownService(name) from error


def declared_of(name: str) -> Service | None:
    """Return a declared service; nothing for one that the engine does not know."""
    return _SERVICES.get(name)


def services() -> list[Service]:
    """Return every service one can ask for, in the order in which they were made known."""
    return [each for each in _SERVICES.values() if not each.opens_by_itself]
