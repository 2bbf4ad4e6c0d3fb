from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnemploymentConfig(AppConfig):
    """The room of unemployment: benefit while one has no work, and how it ends."""

    name = "services.unemployment"
    label = "unemployment"
    verbose_name = _("Unemployment")

    def ready(self) -> None:
        """Declare the services, and what is paid."""
        from applications import guides
        from applications.registry import declare
        from casework import dates, notices
        from payouts import registry
        from payouts.rules import reasons as paid_reasons
        from services.unemployment import notices as told
        from services.unemployment.actions.reminding import day_to_confirm, remind_to_confirm
        from services.unemployment.at_once import UNEMPLOYMENT_LUMP
        from services.unemployment.benefit import UNEMPLOYMENT_BENEFIT
        from services.unemployment.found_work import UNEMPLOYMENT_END
        from services.unemployment.paid import BENEFITS, PAGES, WHY_ENDED
        from services.unemployment.rural import UNEMPLOYMENT_RURAL
        from services.unemployment.still_looking import UNEMPLOYMENT_MONTH
        from services.unemployment.until_age import UNEMPLOYMENT_TO_RETIREMENT

        declare(UNEMPLOYMENT_BENEFIT, UNEMPLOYMENT_MONTH, UNEMPLOYMENT_END)
        declare(UNEMPLOYMENT_LUMP, UNEMPLOYMENT_RURAL, UNEMPLOYMENT_TO_RETIREMENT)
        for benefit in BENEFITS:
            registry.declare(benefit)
        for code, said in WHY_ENDED.items():
            paid_reasons.declare(code, said)
        guides.PAGES.update(PAGES)
        registry.EACH_DAY.append(remind_to_confirm)
        dates.register(day_to_confirm)
        notices.register(told.TITLES, told.DETAILS, told.TOPICS, told.PAGES)
