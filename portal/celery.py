"""The Celery application: messages carry a duty's id and nothing else."""

import os

from celery import Celery
from celery.signals import beat_embedded_init

from portal.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_embedded_init.connect
def beat_ends_with_its_worker(**kwargs: object) -> None:
    """A worker killed by force leaves no beat behind to ring beside the next one."""
    end_with_parent()
