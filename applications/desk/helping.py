"""A clerk's own help: whose each state is and by when, what can be done there, by which key.

Nothing of it is written by hand: it is drawn from the clocks and acts that the services declare, so
it cannot say anything else than what the desk does.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from agencies import rule_book
from agencies.actors import Actor
from applications.act import Act
from applications.acts.doing import acts_of
from casework import clocks_shown
from casework.desk.door import at_desk
from casework.rules.authorisation import needs_second_person
from casework.rules.ladder import Rung
from casework.rules.procedures import Procedure, procedures
from kit import clock
from kit.spelling import wording

# Keys of the frame and of lists, which belong to no act.
KEYS = (
    ("/", gettext_lazy("Go to the search")),
    ("n", gettext_lazy("Take up what is most urgent")),
    ("t", gettext_lazy("Take the case on")),
)


class HelpFilter(forms.Form):
    """Of which service."""

    use_required_attribute = False

    service = forms.ChoiceField(label=gettext_lazy("Service"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(p.name, wording(p.title)) for p in procedures()]


@require_GET
@at_desk
def desk_help(request: HttpRequest, who: Actor) -> HttpResponse:
    """Show the states, clocks, acts and keys of one service, and what may wait in any."""
    form = HelpFilter(request.GET)
    known = {each.name: each for each in procedures()}
    name = form.cleaned_data["service"] if form.is_valid() else next(iter(known))
    service, today, book = known[name], clock.today(), rule_book.current()
    context = {
        "form": HelpFilter(initial={"service": name}),
        "service": service,
        "lines": clocks_shown.lines_of(service, today=today, book=book),
        "inside": clocks_shown.inside(today=today, book=book),
        "rungs": [each.label for each in Rung],
        "acts": list(_acts(service)),
        "keys": KEYS,
    }
    return render(request, "desk/help.html", context)


def _acts(service: Procedure) -> Iterator[dict[str, Any]]:
    """Yield what can be done, with where, by which key, and whether a second person is needed."""
    for act in acts_of(service.name).by_name.values():
        if act.only_for in ("", service.name) and _states(act, service):
            yield {
                "title": act.title,
                "key": act.key,
                "hint": act.hint,
                "states": _states(act, service),
                "second": _second(act),
            }


def _states(act: Act, service: Procedure) -> list[str]:
    return [wording(service.labels[each]) for each in act.at if each in service.labels]


def _second(act: Act) -> str:
    if act.prepares:
        return _("another person issues it")
    return _("as the second person") if act.prepared and needs_second_person(act.row) else ""
