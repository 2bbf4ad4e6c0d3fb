from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """The room of transfers."""

    name = "transfers"

    def ready(self) -> None:
        """Say to the rooms below, which know no transfers, what a transfer does and is told."""
        from applications import catalogue, filings
        from applications.actions import correcting as after_an_objection
        from applications.acts import doing
        from applications.desk import services
        from casework import case_pages, notices
        from casework.actions import after_death as deciding_after_death
        from casework.actions import following, second_persons, unanswered
        from casework.actions.duties import HANDLERS
        from casework.api import rooms
        from casework.models import Duty
        from casework.rules import clocks
        from casework.rules.procedures import register
        from letters.samples import SAMPLES
        from transfers.actions import (
            after_death,
            applying,
            clearing_choice,
            clearing_waits,
            correcting,
            waiting_papers,
        )
        from transfers.acts.table import OF_TRANSFERS
        from transfers.api.room import ROOM
        from transfers.catalogue import ENTRIES
        from transfers.desk import acting, case, rows
        from transfers.filing import DOORS, begin, filing_of
        from transfers.letter_samples import table
        from transfers.notices import DETAILS, TITLES, TOPICS
        from transfers.rules.procedures import MEDICAL, PENSION
        from transfers.views.following import pages

        register(PENSION, MEDICAL)
        case_pages.register(pages.PAGES, PENSION.name, MEDICAL.name)
        rooms.register(ROOM, PENSION.name, MEDICAL.name)
        catalogue.register(*ENTRIES)
        filings.register_beginning(begin, (PENSION.name, MEDICAL.name))
        filings.register(filing_of, (PENSION.name, MEDICAL.name), *DOORS)
        deciding_after_death.register(after_death.ENDING, PENSION.name, MEDICAL.name)
        after_an_objection.after(correcting.follow, PENSION.name, MEDICAL.name)
        after_an_objection.after(correcting.follow_record, "record-objection")
        doing.register(OF_TRANSFERS, PENSION.name, MEDICAL.name)
        HANDLERS[Duty.Kind.ASK_AGAIN] = clearing_choice.ask_again
        unanswered.register(applying.close_unanswered, PENSION.name, MEDICAL.name)
        second_persons.PREPARED.append(waiting_papers.prepared_at)
        following.FINDERS[clocks.CLEARING.name] = clearing_waits.find
        notices.register(TITLES, DETAILS, TOPICS)
        SAMPLES.update(table.SAMPLES)
        services.add_papers(*rows.PAPERS)
        services.add_places(rows.in_place)
        services.add_sublines((PENSION.name, MEDICAL.name), rows.routes)
        services.add_room((PENSION.name, MEDICAL.name), acting.TRANSFERS)
        services.add_page((PENSION.name, MEDICAL.name), case.case_page)
