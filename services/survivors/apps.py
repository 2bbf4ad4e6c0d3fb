from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurvivorsConfig(AppConfig):
    """The room of survivors: what a family gets when somebody insured has died."""

    name = "services.survivors"
    label = "survivors"
    verbose_name = _("Survivors")

    def ready(self) -> None:
        """Declare the service, what is paid, and what is told."""
        from applications import guides
        from applications.registry import declare
        from casework import notices
        from law.wording import Text
        from payouts import registry
        from services.survivors.actions.making_up import make_up
        from services.survivors.grants import SURVIVORS
        from services.survivors.notices import DETAILS, PAGES, TITLES, TOPICS
        from services.survivors.share import SURVIVORS_SHARE
        from services.survivors.stopping import RECORD_STOP_DEATH

        declare(SURVIVORS, SURVIVORS_SHARE, RECORD_STOP_DEATH)
        registry.declare(
            registry.Benefit(
                name="survivors",
                title=Text("丧葬补助金和抚恤金", "Funeral and condolence grants"),
                fund="pension",
                is_monthly=False,
                purpose_code="SURV",
            )
        )
        registry.EACH_DAY.append(make_up)
        notices.register(TITLES, DETAILS, TOPICS, PAGES)
        guides.PAGES["my_shares"] = lambda: _("Grants after a death")
