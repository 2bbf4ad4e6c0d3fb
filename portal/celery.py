"""The Celery application: messages carry a duty's id and nothing else."""

import os

from celery import Celery, Task
from celery.signals import beat_embedded_init

from kit import wall
from portal.supervisor import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")


class HouseTask(Task):
    """What the portal does by itself, by its clock or its bell: nobody asked for it."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Run as the house."""
        with wall.as_house(f"task {self.name}"):
            return super().__call__(*args, **kwargs)


app = Celery("portal", task_cls=HouseTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_embedded_init.connect
def beat_ends_with_its_worker(**kwargs: object) -> None:
    """A worker killed by force leaves no beat behind to ring beside the next one."""
    end_with_parent()
