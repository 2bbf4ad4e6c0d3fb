"""The services that are declared: each room makes its own known when the portal starts."""

from agencies.rules import terms
from applications.declaring import Service
from casework.rules import procedures
from casework.rules.procedures import UnknownService

_SERVICES: dict[str, Service] = {}


def declare(*services: Service) -> None:
    """Make services known, with their procedures and terms."""
    for each in services:
        procedures.register(each.procedure)
        terms.register(*(t.term for t in each.procedure.turns.values() if t.term is not None))
        _SERVICES[each.name] = each


def service_of(name: str) -> Service:
    """Return a declared service; raises `UnknownService`."""
    try:
        return _SERVICES[name]
    except KeyError as error:
        raise UnknownService(name) from error


def services() -> list[Service]:
    """Return every declared service, in the order in which they were made known."""
    return list(_SERVICES.values())
