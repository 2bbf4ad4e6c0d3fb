from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The engine of every application."""

    name = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        """Say how its notices read and how decisions that were held are carried out."""
        from applications import acts, letter_samples
        from applications.notices import DETAILS, TITLES
        from casework import notices
        from letters import samples

        notices.register(TITLES, DETAILS)
        acts.carry_out_held_decisions()
        samples.SAMPLES.update(letter_samples.SAMPLES)
        for kind, sample in letter_samples.FURTHER.items():
            samples.FURTHER.setdefault(kind, []).append(sample)
