from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentsConfig(AppConfig):
    """The room of insurance one pays for oneself, and of personal accounts."""

    name = "services.enrolments"
    label = "enrolments"
    verbose_name = _("Enrolment and accounts")

    def ready(self) -> None:
        """Declare the services."""
        from applications.registry import declare
        from casework import notices
        from records import paying_alone
        from services.enrolments import paying
        from services.enrolments.certificate import STATEMENT
        from services.enrolments.change import CHANGE
        from services.enrolments.flexible import FLEXIBLE
        from services.enrolments.notices import DETAILS, TITLES, TOPICS
        from services.enrolments.residents import RESIDENT_MEDICAL, RESIDENT_PENSION
        from services.enrolments.sharing import SHARING

        declare(FLEXIBLE, RESIDENT_MEDICAL, RESIDENT_PENSION, CHANGE, STATEMENT, SHARING)
        notices.register(TITLES, DETAILS, TOPICS)
        paying_alone.register(paying.terms)
