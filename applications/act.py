"""One thing the staff of an agency can do with a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from agencies.models import Agency
from applications.declaring import Service
from applications.fields import Field
from casework.rules.authorisation import Action
from casework.rules.statuses import Status
from kit.spelling import wording

KEPT = gettext_lazy("Kept. A second person has to confirm it.")


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing the staff can do with a case: where, by which row of the table, with what, and how.

    `run` is given the subject (an application, a transfer), what was said as keywords, and `by`,
    `now` and `version`; an act without it is a page on which several acts stand. `issuer` names the
    agency that gives out a letter or money with it: while that is stopped, the act waits its turn.
    `prepared`: whether it needs a decision that waits for a second person, or must have none.
    """

    name: str
    title: Any
    row: Action
    at: tuple[Status, ...] = ()
    run: Callable[..., Any] | None = None
    issuer: Callable[[Any], Agency | None] | None = None
    # Adds to what was said the paper that was looked at, so that a held act means the same one.
    pinned: Callable[[Any, Mapping[str, Any]], dict[str, Any]] = lambda _subject, said: {**said}
    # What is said when it is done: a sentence, or one that is made of what came of it.
    done: Any = ""
    fields: Callable[[Service], tuple[Field, ...]] = lambda _service: ()
    # A form and a body of its own, where the questions depend on more than the service.
    form: Any = None
    body: Any = None
    # What programs read of it, beside its title.
    about: str = ""
    lead: Any = ""
    hint: Any = ""
    # The question asked on the case page before it is done, where nothing has to be typed.
    confirm: Any = ""
    kind: str = "secondary"
    key: str = ""
    prepared: bool | None = None
    # Whether there is anything in the subject that it could be done to.
    when: Callable[[Any], bool] = lambda _subject: True
    # The act by which a second person issues what this one prepares; empty where one decides.
    prepares: str = ""
    # Whether it is the second person who does it.
    is_second: bool = False
    # What is decided by it, where it decides nothing else.
    outcome: str = ""
    # Whether what will be written is shown before the act is done.
    is_previewed: bool = False
    # The act on whose page it stands; empty where it has a page of its own.
    beside: str = ""
    # The name of the address of a page that is not drawn from the act, and does it.
    page: str = ""
    # Whether that page stands at the act's own address.
    is_own_page: bool = False
    # Where its page is open too although it moves nothing there.
    aside: tuple[Status, ...] = ()
    # Whether the pages of the papers and what was found so far stand beside its form.
    is_beside_papers: bool = False
    # The one service that knows this act; empty where all of its room do.
    only_for: str = ""

    @property
    def decides(self) -> bool:
        """Whether it issues something or prepares to: impossible while another decision is held."""
        return self.issuer is not None or bool(self.prepares)

    @property
    def has_its_address(self) -> bool:
        """Whether the desk has an address of its name."""
        return not self.page or self.is_own_page

    def done_said(self, done: Any) -> str:
        """Return the sentence that is said when it is done."""
        return wording(self.done(done) if callable(self.done) else self.done)


def of_case(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return what is done to the case, whatever the service."""

    def run(subject: Any, **said: Any) -> Any:
        return function(subject.case, **said)

    return run
