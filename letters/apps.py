from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Letters: issued, sealed, delivered, checked by anybody."""

    name = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        """Say how letters are delivered, told of and looked after: cases know nothing of them."""
        from casework import notices
        from casework.actions.duties import CHORES, HANDLERS
        from casework.models import Duty
        from letters.actions import certificates, issuing
        from letters.notices import DETAILS, TITLES, TOPICS

        HANDLERS[Duty.Kind.DELIVER] = issuing.do_delivery
        CHORES.append(certificates.warn)
        notices.register(TITLES, DETAILS, TOPICS)
