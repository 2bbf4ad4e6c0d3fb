"""A service explained before anybody begins (办事指南, 国务院令第716号 art. 6).

Everything is drawn from the declaration, the procedure and the values in force today; nothing is
written twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from applications import catalogue
from applications.declaring import Service
from applications.fields import Paper, always
from casework.rules.procedures import Procedure
from casework.rules.reasons import Reason
from casework.rules.statuses import Party, Status
from casework.rules.ways import side_ways, straight_way
from kit.spelling import wording
from law import documents as law
from law.documents import cite
from law.values import Rule, RuleBook, Value, ValueNotInForce
from law.wording import Basis, Text

REVIEW_OF_DECISIONS = (
    cite(law.ADMINISTRATIVE_REVIEW_LAW, "20"),
    cite(law.ADMINISTRATIVE_LITIGATION_LAW, "46"),
    cite(law.HANDLING_REGULATIONS, "52"),
)
ALWAYS = Text("每次都需要", "Always")
IF_ASKED = Text("仅在填写时提示需要的情况下", "Only if the form asks for it")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One step of the straight way: who does what, within how long, and what may come between."""

    whose: Text
    what: Text
    rule: Rule | None
    value: Value | None
    otherwise: tuple[Text, ...]

    @property
    def term(self) -> Text | None:
        """How long the law gives for it."""
        return self.rule.spell(self.value.number) if self.rule and self.value else None

    @property
    def basis(self) -> Basis | None:
        """Where that term stands."""
        return self.value.basis if self.value else None


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where one goes on: an address and its words."""

    href: str
    label: str


def stages(procedure: Procedure, *, book: RuleBook, today: date) -> list[Stage]:
    """Return the straight way from the draft to the end, each step with its term in force."""
    way = straight_way(procedure.moves, Status.DRAFT, Status.COMPLETED)
    terms = iter(catalogue.terms_of(procedure))
    made = []
    for here, following in pairwise(way):
        party = procedure.moves[here, following]
        rule = next(terms, None) if party != Party.APPLICANT else None
        made.append(
            Stage(
                whose=procedure.parties[party],
                what=procedure.sentences[here, following],
                rule=rule,
                value=_in_force(rule, book, today),
                otherwise=tuple(dict.fromkeys(side_ways(procedure, here, way))),
            )
        )
    return made


def _in_force(rule: Rule | None, book: RuleBook, today: date) -> Value | None:
    try:
        return rule.on(today, book) if rule else None
    except ValueNotInForce:
        return None


def needed_when(paper: Paper) -> Text:
    """Say when a paper is asked for."""
    return paper.when or (ALWAYS if paper.needed is always else IF_ASKED)


def can_be_asked(service: Service) -> bool:
    """Whether anything can be said beforehand: a service without conditions is open to all."""
    return bool(service.conditions)


# --- Ways forward -----------------------------------------------------------------------------
SERVICE, CALCULATOR = "service:", "calculator:"
PAGES = {
    "agency_directory": lambda: _("Find the counters of your agency"),
    "services": lambda: _("All services"),
    "my_page": lambda: _("To my page"),
    "my_accounts": lambda: _("To my accounts"),
    "cards": lambda: _("To my cards"),
    "dues": lambda: _("What is due"),
    "case_list": lambda: _("To my cases"),
    "transfer_start": lambda: _("Move my insurance"),
    "calculators": lambda: _("To the calculators"),
    "mandates": lambda: _("Acting for others"),
    "care_which": lambda: _("Treatment elsewhere"),
    "calendar": lambda: _("Calendar of working days"),
    "how_it_works": lambda: _("How it works"),
    "help": lambda: _("Help"),
    "verify_identity": lambda: _("Prove your identity"),
    "account_settings": lambda: _("My account"),
}
COUNTERS = "agency_directory"


class LeadsNowhere(LookupError):
    """A reason names a page that does not exist."""


def way_of(reason: Reason) -> Way:
    """Return the page on which the way forward of a reason goes on; raises `LeadsNowhere`."""
    name = reason.leads_to or COUNTERS
    if name.startswith(SERVICE):
        return _to_service(name.removeprefix(SERVICE))
    if name.startswith(CALCULATOR):
        address = reverse("calculator", args=[name.removeprefix(CALCULATOR)])
        return Way(href=address, label=_("Work it out"))
    try:
        return Way(href=reverse(name), label=PAGES[name]())
    except (KeyError, NoReverseMatch) as error:
        raise LeadsNowhere(name) from error


def _to_service(name: str) -> Way:
    for each in catalogue.entries():
        if each.name == name:
            return Way(href=each.href, label=wording(each.errand))
    raise LeadsNowhere(name)


def ways_on(reasons: Iterable[Reason]) -> list[tuple[Reason, Way]]:
    """Return each reason with the page its way forward leads to."""
    return [(each, way_of(each)) for each in reasons]
