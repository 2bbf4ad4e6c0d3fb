"""Every address of the portal, as it stands in the address tables."""

from django.urls import URLPattern


def views_of(resolver, before=""):
    """Yield every route beneath a resolver, written as it stands in the tables, with its view."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each.callback
        else:
            yield from views_of(each, route)


def routes_of(resolver):
    """Yield every route beneath a resolver."""
    return (route for route, _view in views_of(resolver))
