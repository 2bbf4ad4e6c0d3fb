from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    """Letters: issued, sealed, delivered, checked by anybody."""

    name = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        """Say how letters are delivered, told of and looked after: cases know nothing of them."""
        from casework import notices
        from casework.actions import following
        from casework.actions.duties import CHORES, HANDLERS
        from casework.models import Duty
        from casework.rules.clocks import LETTER_UNOPENED
        from letters.actions import certificates, issuing, unopened
        from letters.notices import DETAILS, LINKS, TITLES, TOPICS

        following.FINDERS[LETTER_UNOPENED.name] = unopened.find
        HANDLERS[Duty.Kind.DELIVER] = issuing.do_delivery
        CHORES.append(certificates.warn)
        notices.register(TITLES, DETAILS, TOPICS, links=LINKS)
