from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """The room of treatment in another place: registrations, hospitals, what a stay costs."""

    name = "services.care"
    label = "care"
    verbose_name = _("Treatment elsewhere")

    def ready(self) -> None:
        """Declare the services, and say how what they owe is done."""
        from applications import catalogue, guides
        from applications.registry import declare
        from casework import notices
        from casework.actions.duties import HANDLERS
        from casework.models import Duty
        from records import treatment
        from services.care import no_overlap
        from services.care.actions import announcing, following
        from services.care.catalogue import ENTRIES, PAGES
        from services.care.changes import CARE_CANCEL, CARE_CHANGE
        from services.care.late import CARE_LATE
        from services.care.long_stay import CARE_LONG
        from services.care.notices import DETAILS, TITLES, TOPICS
        from services.care.promised import CARE_PROOF
        from services.care.referral import CARE_REFERRAL
        from services.care.short_stay import CARE_TEMPORARY
        from services.care.treated import Kept

        declare(CARE_LONG, CARE_REFERRAL, CARE_TEMPORARY, CARE_LATE)
        declare(CARE_CHANGE, CARE_CANCEL, CARE_PROOF)
        HANDLERS[Duty.Kind.ANNOUNCE] = announcing.announce
        HANDLERS[Duty.Kind.ON_ITS_DAY] = following.on_its_day
        catalogue.register(*ENTRIES)
        guides.PAGES.update(PAGES)
        notices.register(TITLES, DETAILS, TOPICS)
        post_migrate.connect(no_overlap.put_up, sender=self, dispatch_uid="no two overlap")
        treatment.register(Kept())
