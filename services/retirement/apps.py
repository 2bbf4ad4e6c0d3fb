from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RetirementConfig(AppConfig):
    """The room of retiring: forecast, choice, review of the file, pension, disability."""

    name = "services.retirement"
    label = "retirement"
    verbose_name = _("Retirement")

    def ready(self) -> None:
        """Declare the services, and say what they pay and how what they owe is done."""
        from applications import catalogue, guides
        from applications.acts import table
        from applications.registry import declare
        from casework import notices
        from casework.actions.duties import CHORES, HANDLERS, IN_PIECES
        from casework.models import Duty
        from letters.samples import SAMPLES
        from payouts import registry
        from services.retirement.abroad import STAYING_ABROAD
        from services.retirement.actions import recalculating, rising
        from services.retirement.acts import ACTS
        from services.retirement.anew import RECALCULATION
        from services.retirement.benefits import BENEFITS
        from services.retirement.catalogue import ENTRIES, PAGES
        from services.retirement.choosing import RETIREMENT_CHOICE
        from services.retirement.disabling import DISABILITY_ALLOWANCE
        from services.retirement.extending import PENSION_EXTENSION
        from services.retirement.letter_samples import sheet
        from services.retirement.notices import DETAILS, TITLES, TOPICS
        from services.retirement.pension import RETIREMENT
        from services.retirement.resident import RESIDENT_PENSION_CLAIM
        from services.retirement.reviewing import FILE_PRE_REVIEW
        from services.retirement.special_work import SPECIAL_WORK

        declare(FILE_PRE_REVIEW, RETIREMENT_CHOICE, PENSION_EXTENSION, SPECIAL_WORK)
        declare(DISABILITY_ALLOWANCE, RETIREMENT, RECALCULATION, RESIDENT_PENSION_CLAIM)
        declare(STAYING_ABROAD)
        table.register(*ACTS)
        HANDLERS[Duty.Kind.RECALCULATE] = recalculating.do_part
        HANDLERS[Duty.Kind.RAISE_PENSIONS] = rising.do_part
        IN_PIECES.update({Duty.Kind.RECALCULATE, Duty.Kind.RAISE_PENSIONS})
        CHORES.extend([recalculating.owe_published, rising.owe_published])
        notices.register(TITLES, DETAILS, TOPICS)
        for benefit in BENEFITS:
            registry.declare(benefit)
        SAMPLES["determination"] = sheet
        catalogue.register(*ENTRIES)
        guides.PAGES.update(PAGES)
