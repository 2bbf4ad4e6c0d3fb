from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdviceConfig(AppConfig):
    """The room of advice: the library of answers, its search, questions to agencies."""

    name = "services.advice"
    label = "advice"
    verbose_name = _("Advice")

    def ready(self) -> None:
        """Stand in the catalogue, and say what is looked after and what people are told."""
        from applications import catalogue
        from applications.actions import judging
        from casework import notices
        from casework.actions.duties import CHORES
        from services.advice.actions import ageing, attaching, forgetting, minding
        from services.advice.catalogue import ENTRIES
        from services.advice.models import Attachment
        from services.advice.notices import DETAILS, PAGES, TITLES, TOPICS

        catalogue.register(*ENTRIES)
        judging.TABLES[Attachment] = attaching.BELONGING
        CHORES.append(ageing.review_answers)
        CHORES.append(minding.mind_late)
        CHORES.append(minding.mind_rechecks)
        CHORES.append(forgetting.forget_old)
        notices.register(TITLES, DETAILS, TOPICS, PAGES)
