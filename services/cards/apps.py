from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    """The room of social security cards: lost, found, made anew, handed out, shown on a phone."""

    name = "services.cards"
    label = "cards"
    verbose_name = _("Social security cards")

    def ready(self) -> None:
        """Declare the services, and say how what they owe is done."""
        from applications.registry import declare
        from casework import notices
        from casework.actions.duties import CHORES, HANDLERS
        from casework.actions.saying import SAYERS
        from casework.models import Dispatch, Duty
        from services.cards.actions import emergency, minding
        from services.cards.collecting import CARD_ACTIVATE, CARD_COLLECT, CARD_PIN_RESET
        from services.cards.interim import CARD_INTERIM
        from services.cards.losing import FOUND, LOSS, LOSS_FOR_NOW
        from services.cards.notices import DETAILS, PAGES, TITLES, TOPICS
        from services.cards.replacing import CARD_REPLACEMENT

        declare(LOSS_FOR_NOW, LOSS, FOUND, CARD_REPLACEMENT)
        declare(CARD_ACTIVATE, CARD_PIN_RESET, CARD_COLLECT, CARD_INTERIM)
        HANDLERS[Duty.Kind.CARD] = minding.follow_up
        SAYERS[Dispatch.What.CODE] = emergency.say_code
        CHORES.append(minding.look_after)
        notices.register(TITLES, DETAILS, TOPICS, PAGES)
