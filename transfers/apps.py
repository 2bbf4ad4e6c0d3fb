from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from casework.rules.procedures import Procedure


class TransfersConfig(AppConfig):
    """The room of transfers."""

    name = "transfers"

    def ready(self) -> None:
        """Say to the rooms below, which know no transfers, what a transfer does and is told."""
        from transfers.rules.procedures import MEDICAL, PENSION

        self._declare(PENSION, MEDICAL)
        self._follow(PENSION.name, MEDICAL.name)
        self._show(PENSION.name, MEDICAL.name)

    def _declare(self, *procedures: "Procedure") -> None:
        """Say what a transfer is, how it is begun, and what can be done with it."""
        from applications import catalogue, filings
        from applications.acts import doing
        from casework.api import rooms
        from casework.rules.procedures import register
        from transfers.acts.table import OF_TRANSFERS
        from transfers.api.room import ROOM
        from transfers.catalogue import ENTRIES
        from transfers.filing import DOORS, begin, filing_of

        names = tuple(each.name for each in procedures)
        register(*procedures)
        rooms.register(ROOM, *names)
        catalogue.register(*ENTRIES)
        filings.register_beginning(begin, names)
        filings.register(filing_of, names, *DOORS)
        doing.register(OF_TRANSFERS, *names)

    def _follow(self, *names: str) -> None:
        """Say what follows in a transfer from a death, an objection, silence and time."""
        from applications.actions import correcting as after_an_objection
        from casework.actions import after_death as deciding_after_death
        from casework.actions import following, second_persons, unanswered
        from casework.actions.duties import HANDLERS
        from casework.models import Duty
        from casework.rules import clocks
        from transfers.actions import (
            after_death,
            applying,
            clearing_choice,
            clearing_waits,
            correcting,
            waiting_papers,
        )

        deciding_after_death.register(after_death.ENDING, *names)
        after_an_objection.after(correcting.follow, *names)
        after_an_objection.after(correcting.follow_record, "record-objection")
        HANDLERS[Duty.Kind.ASK_AGAIN] = clearing_choice.ask_again
        unanswered.register(applying.close_unanswered, *names)
        second_persons.PREPARED.append(waiting_papers.prepared_at)
        following.FINDERS[clocks.CLEARING.name] = clearing_waits.find

    def _show(self, *names: str) -> None:
        """Say how a transfer looks to its person, at the desk, in notices and letters."""
        from applications.desk import services
        from casework import case_pages, notices
        from letters.samples import SAMPLES
        from transfers.desk import acting, case, rows
        from transfers.letter_samples import table
        from transfers.notices import DETAILS, TITLES, TOPICS
        from transfers.views.following import pages

        case_pages.register(pages.PAGES, *names)
        notices.register(TITLES, DETAILS, TOPICS)
        SAMPLES.update(table.SAMPLES)
        services.add_papers(*rows.PAPERS)
        services.add_sublines(names, rows.routes)
        services.add_room(names, acting.TRANSFERS)
        services.add_page(names, case.case_page)
