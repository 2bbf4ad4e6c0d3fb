"""The papers of an application as they stand: what is needed, what has come, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications import known
from applications.fields import Paper
from applications.models import Application
from applications.models.paper_pages import PaperPage
from applications.rules.papers import MISSING, SAYS, UNUSABLE, Fault, Mark, says
from casework.rules.statuses import Status
from kit.errors import NotValid
from kit.once import has_none, once_a_page
from kit.spelling import wording
from law.wording import Text

PREFIX = "paper:"  # before the slot of a paper, where errors and corrections name fields


@dataclass(frozen=True)
class Collected:
    """One paper of an application: whether it is needed, what spares it, and its pages."""

    paper: Paper
    is_needed: bool
    spared: Text | None
    awaited: Text | None
    pages: tuple[PaperPage, ...]

    @property
    def name(self) -> str:
        """By which it is named among the fields."""
        return f"{PREFIX}{self.paper.slot}"

    @property
    def is_waiting(self) -> bool:
        """Whether a page is still being checked."""
        return any(each.is_waiting for each in self.pages)

    @property
    def asked_again(self) -> tuple[PaperPage, ...]:
        """The pages in whose place another one has to come."""
        return tuple(each for each in self.pages if each.is_asked_again)

    @property
    def is_missing(self) -> bool:
        """Whether it is needed and not whole; what cannot be used does not count."""
        usable = [each for each in self.pages if not each.is_refused]
        return self.is_needed and len(usable) < self.paper.at_least

    @property
    def is_good(self) -> bool:
        """Whether a clerk has found each page good."""
        return not self.is_missing and all(each.mark == Mark.GOOD for each in self.pages)

    def fault(self) -> Text | None:
        """Return what stands in the way of sending it; pages that are being checked do not."""
        if self.is_missing:
            return MISSING
        return UNUSABLE if self.asked_again else None


def of(application: Application, *, at_desk: bool = False) -> tuple[Collected, ...]:
    """Return the papers that an application needs or has, in the order of the declaration.

    At a desk also those that the agency takes in itself.
    """
    service = application.service
    if not service.papers:
        return ()
    answers, pages = known.answers_of(application), pages_of(application)
    found = (_collected(each, application, answers, pages) for each in service.papers)
    return tuple(
        each
        for each in found
        if each.is_needed or each.spared or each.pages or (at_desk and each.paper.is_of_the_agency)
    )


def _collected(
    paper: Paper, application: Application, answers: Any, pages: Sequence[PaperPage]
) -> Collected:
    asked = paper.needed(answers)
    spared = paper.spared(application) if asked else None
    own = tuple(each for each in pages if each.slot == paper.slot)
    is_needed = asked and spared is None
    awaited = paper.awaited(application) if is_needed and not own else None
    return Collected(paper, is_needed, spared, awaited, own)


@once_a_page
def pages_of(application: Application) -> list[PaperPage]:
    """Return the pages that count, in their order: one query."""
    if has_none(application.case, "papers"):
        return []
    return list(PaperPage.objects.filter(case=application.case_id).counting().in_order())


def faults(application: Application) -> dict[str, str]:
    """Return what keeps the papers from being sent, by their names, for the reader."""
    found = ((each.name, each.fault()) for each in of(application))
    return {name: wording(text) for name, text in found if text is not None}


def check_whole(application: Application) -> None:
    """Raise `NotValid` while a needed paper is missing or a page cannot be used."""
    wrong = faults(application)
    if wrong:
        raise NotValid(wrong)


def check_decidable(application: Application, *, is_yes: bool) -> None:
    """Raise `NotValid` while a page is missing, being checked or asked again (row 37).

    A yes rests on papers that somebody has looked at, page by page.
    """
    collected = of(application)
    if any(each.is_waiting for each in collected):
        raise NotValid({"": _("A page is still being checked. Wait a moment.")})
    if any(each.is_missing or each.asked_again for each in collected):
        raise NotValid({"": _("A page is missing or has to be sent again: ask for it first.")})
    if is_yes and not all(each.is_good for each in collected):
        raise NotValid({"": _("Look at each page of the papers and say that it is good.")})


def standing(collected: Collected) -> str:
    """Return in a few words how a paper stands."""
    if collected.spared and not collected.pages:
        return wording(collected.spared)
    if collected.paper.is_of_the_agency and not collected.pages:
        return _("to be taken in by the agency")
    if collected.is_missing and not collected.pages:
        return _("not there")
    if collected.is_waiting:
        return _("being checked")
    if collected.asked_again:
        return _("to be sent again")
    return _("found good") if collected.is_good else _("there, not looked at yet")


# --- What is asked again --------------------------------------------------------------------------
@dataclass(frozen=True)
class Point:
    """A paper, or one page of it, that the person is asked for, and why."""

    slot: str
    why: Text
    page: PaperPage | None = None

    @property
    def kept(self) -> dict[str, str]:
        """As a correction keeps it."""
        at = {"page": self.page.key} if self.page else {}
        return {"field": f"{PREFIX}{self.slot}", "message": wording(self.why), **at}


def points(collected: Iterable[Collected]) -> list[Point]:
    """Return each page that cannot be used, and each paper that is not there."""
    found = []
    for each in collected:
        again = each.asked_again
        found += [Point(each.paper.slot, why(page), page) for page in again]
        if each.is_missing and not again:
            found.append(Point(each.paper.slot, MISSING))
    return found


def why(page: PaperPage) -> Text:
    """Return why a page is asked again."""
    return SAYS[Fault(page.fault)] if page.is_refused else says(Mark(page.mark), page.mark_note)


def told(application: Application) -> list[str]:
    """Return what the person is asked for again, in their language: which page, and why."""
    return [_told(application, each) for each in points(of(application))]


def _told(application: Application, point: Point) -> str:
    """Return one of them; each language has punctuation of its own."""
    paper, why = wording(application.service.paper_in(point.slot).title), wording(point.why)
    if point.page is None:
        return _("%(paper)s: %(said)s") % {"paper": paper, "said": why}
    place = point.page.place
    return _("%(paper)s, page %(n)s: %(said)s") % {"paper": paper, "n": place, "said": why}


def is_paper(field: str) -> bool:
    """Whether a point of a correction is about a paper and not about an answer."""
    return field.startswith(PREFIX)


def title_of(application: Application, point: dict[str, Any]) -> Text:
    """Return what a point of a correction is about."""
    service, name = application.service, str(point["field"])
    if not is_paper(name):
        return service.field_named(name).label
    return service.paper_in(name.removeprefix(PREFIX)).title


# --- Who may change what --------------------------------------------------------------------------
def may_add(application: Application, slot: str) -> bool:
    """Whether a page may be added now: to any paper of a draft, later to what is asked for."""
    state = application.case.state
    if state == Status.DRAFT:
        return True
    if state != Status.CORRECTION_ASKED:
        return False
    return any(each.paper.slot == slot and each.fault() is not None for each in of(application))


def may_change(page: PaperPage, *, asked_at: Any) -> bool:
    """Whether a page may be replaced or removed: in a draft, or asked for and not yet sent."""
    if page.case.state == Status.DRAFT:
        return True
    if page.case.state != Status.CORRECTION_ASKED:
        return False
    if page.is_asked_again:
        return True
    return page.mark == "" and asked_at is not None and page.added_at >= asked_at
