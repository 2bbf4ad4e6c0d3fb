"""A draft on its way through the wizard: its pages, what is known, where it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actors import Actor
from agencies.models import Agency
from applications import known, offers, papers, record_lines
from applications.actions import applying, drafting, proving
from applications.declaring import Service
from applications.fields import AgencyChoice, Asked, Field, FormPage, Kind, Known
from applications.kinds import EMPTY
from applications.known import PreCheck
from applications.models import Application
from applications.offers import Counter
from applications.papers import Collected
from applications.where import choice_at_counter
from casework.acting import home_of
from casework.models.case import mandate_over
from casework.rules.statuses import Status
from kit.spelling import wording

AGENCY, PAPERS, CHECK = "agency", "papers", "check"


@dataclass(frozen=True)
class Draft:
    """An application that can be changed, by whom, at a moment.

    What was answered and is known is asked once for each page; after a save take a new one.
    """

    application: Application
    who: Actor
    now: datetime

    @property
    def service(self) -> Service:
        """What is asked for."""
        return self.application.service

    @property
    def number(self) -> str:
        """The case number."""
        return self.application.case.number

    @property
    def today(self) -> date:
        """The day of the moment, where the portal stands."""
        return timezone.localdate(self.now)

    @cached_property
    def known(self) -> Known:
        """What the records hold."""
        return known.known_for(self.application.case, today=self.today)

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was answered."""
        return known.answers_of(self.application)

    @cached_property
    def filled_in(self) -> dict[str, Any]:
        """What was answered, and what the records answer where nothing was."""
        return known.filled_in(self.service, self.answers, self.known)

    @cached_property
    def choice(self) -> AgencyChoice:
        """Who may handle it; of the counter at which it is filed, that agency alone."""
        choice = self.service.agency(self.known, self.answers)
        return choice_at_counter(choice, self.who) if self.who.present else choice

    @cached_property
    def pages(self) -> tuple[FormPage, ...]:
        """The pages that are asked."""
        return self.service.pages_for(self.filled_in)

    @cached_property
    def papers(self) -> tuple[Collected, ...]:
        """The papers that are needed, spared, or there; none while there is no draft."""
        return papers.of(self.application) if self.application.case.pk else ()

    def offered(self, questions: Sequence[Field]) -> list[Field]:
        """Return questions with what the record offers to choose from, where it does."""
        person = self.application.case.person
        return [
            replace(each, choices=record_lines.offered(person)) if each.kind is Kind.LINES else each
            for each in questions
        ]

    @property
    def agency(self) -> Agency | None:
        """Who will handle it: what was chosen while it can be, or the only one there is."""
        there = self.choice.agencies
        if self.application.agency in there:
            return self.application.agency
        return there[0] if len(there) == 1 else None

    def pre_check(self) -> PreCheck:
        """Return what the rules say to the answers."""
        return known.pre_check(self.service, self._question)

    def is_done_at_once(self, found: PreCheck) -> bool:
        """Whether it is done as soon as it is sent: the rules alone say yes."""
        return applying.is_at_once(self.service, self._question, found)

    @property
    def _question(self) -> Asked:
        return known.asked(self.service, self.answers, self.known, today=self.today)

    # --- Codes ------------------------------------------------------------------------------------
    def codes(self, questions: Sequence[Field]) -> list[Field]:
        """Return the codes among some questions."""
        return [each for each in questions if each.kind is Kind.CODE]

    def proven(self, questions: Sequence[Field], answers: dict[str, Any]) -> frozenset[str]:
        """Return the codes among some questions whose contact is proven as it is answered."""
        return frozenset(
            each.name
            for each in self.codes(questions)
            if answers.get(each.proves) not in EMPTY
            and proving.is_proven(self.application, each, answers)
        )

    # --- Ways -------------------------------------------------------------------------------------
    def at(self, page: str) -> str:
        """Return the address of a page, or of the last look."""
        if page in (CHECK, PAPERS):
            return reverse(f"apply_{page}", args=[self.number])
        return reverse("apply_page", args=[self.number, page])

    def stops(self) -> list[tuple[str, str]]:
        """Return every stop of the way with its name: the pages, the agency, the last look."""
        named = [(page.slug, wording(page.title)) for page in self.pages]
        if len(self.choice.agencies) > 1:
            named.append((AGENCY, _("Who handles it")))
        if self.papers:
            named.append((PAPERS, _("Papers")))
        return [*named, (CHECK, _("Check and send"))]

    def steps(self, here: str) -> list[dict[str, str]]:
        """Return the step list: what lies behind can be opened again."""
        stops = self.stops()
        place = [slug for slug, _title in stops].index(here)
        listed = []
        for index, (slug, title) in enumerate(stops):
            state = "now" if index == place else "done" if index < place else "next"
            listed.append(
                {"text": title, "state": state, "href": self.at(slug) if index < place else ""}
            )
        return listed

    def after(self, here: str) -> str:
        """Return the address of the stop that follows a page."""
        slugs = [slug for slug, _title in self.stops()]
        place = slugs.index(here) if here in slugs else -1
        return self.at(slugs[min(place + 1, len(slugs) - 1)])

    def before(self, here: str) -> str:
        """Return the address of the stop before a page; before the first lies the guide."""
        slugs = [slug for slug, _title in self.stops()]
        place = slugs.index(here)
        if place:
            return self.at(slugs[place - 1])
        return home_of(self.who, mandate_over(self.who, self.application.case))

    def gaps(self) -> dict[str, str]:
        """Return what is still missing by the page on which it is asked, and what to say of it."""
        wrong = {
            name: wording(text)
            for name, text in known.gaps(self.service, self.answers, today=self.today).items()
        }
        questions = self.service.fields_for(self.answers)
        done = self.proven(questions, self.answers)
        for each in self.codes(questions):
            if each.required(self.answers) and each.name not in done:
                wrong[each.name] = _("Enter the code that we sent there.")
        missing: dict[str, str] = {}
        for page in self.pages:
            for each in page.fields:
                if each.name in wrong:
                    missing.setdefault(page.slug, f"{wording(each.label)}: {wrong[each.name]}")
        if not missing and len(self.choice.agencies) > 1 and self.agency is None:
            return {AGENCY: _("Choose the agency that handles it.")}
        faults = [(each, each.fault()) for each in self.papers]
        said = [f"{wording(p.paper.title)}: {wording(text)}" for p, text in faults if text]
        return missing or ({PAPERS: " ".join(said)} if said else {})

    def goes_on_at(self) -> str:
        """Return where the draft goes on: at the first page that lacks something."""
        return self.at(next(iter(self.gaps()), CHECK))

    def closed(self) -> Counter | None:
        """Return the agency that would handle it and does not do so online; usually nothing.

        Its counter is open all the same.
        """
        if self.agency is None or self.service.procedure.decided_by_others or self.who.present:
            return None
        offer = offers.offer_of(self.service, self.agency)
        counter = Counter(self.agency.in_office, offer, self.today, self.service)
        return None if counter.is_open else counter


def settle_agency(draft: Draft) -> None:
    """Keep the only agency there is, so that nobody has to choose."""
    agency, application = draft.agency, draft.application
    if application.case.state is Status.DRAFT and agency not in (None, application.agency):
        drafting.choose_agency(application, agency, by=draft.who, now=draft.now)
