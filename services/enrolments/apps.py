from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrolmentsConfig(AppConfig):
    """The room of insurance one pays for oneself, and of personal accounts."""

    name = "services.enrolments"
    label = "enrolments"
    verbose_name = _("Enrolment and accounts")

    def ready(self) -> None:
        """Declare the services."""
        from applications import guides
        from applications.registry import declare
        from casework import invariants, notices
        from payouts import registry as benefits
        from records import paying_alone
        from services.enrolments import invariants as own
        from services.enrolments import paying
        from services.enrolments.certificate import STATEMENT
        from services.enrolments.change import CHANGE
        from services.enrolments.closing import CLOSING
        from services.enrolments.flexible import FLEXIBLE
        from services.enrolments.inheritance import INHERITANCE
        from services.enrolments.merging import MERGING
        from services.enrolments.notices import DETAILS, PAGES, TITLES, TOPICS
        from services.enrolments.residents import RESIDENT_MEDICAL, RESIDENT_PENSION
        from services.enrolments.settling_benefits import BENEFITS
        from services.enrolments.share import SHARE
        from services.enrolments.sharing import SHARING

        declare(FLEXIBLE, RESIDENT_MEDICAL, RESIDENT_PENSION, CHANGE, STATEMENT, SHARING)
        declare(INHERITANCE, SHARE, CLOSING, MERGING)
        for each in BENEFITS:
            benefits.declare(each)
        invariants.OF_SERVICES.extend(own.INVARIANTS)
        notices.register(TITLES, DETAILS, TOPICS, PAGES)
        guides.PAGES["my_inheritances"] = lambda: _("Inheritance")
        paying_alone.register(paying.terms, paying.years)
